// A project of somebody who uses js_sdk, made anew in dist/consumers from its folder here, with the plugin as it is
// published: under an author's id.
import { cpSync, existsSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { node } from '../../tools/lib/run.mjs'
import { hashOf, isStamped, stamp } from '../../tools/lib/inputs.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'
import { renamePlugin } from '../../tools/rename-plugin.mjs'
import { buildServer, ServerProcess } from '../kit/process.ts'

export const ID = 'acme-rtm'

/** Where the consumer stands; `sources` is where its plugins go. */
export function consumer(name: string, sources = '.', place = inRoot('dist', 'consumers', name)): string {
  const plugins = `${place}/${sources}/uni_modules`
  rmSync(plugins, { recursive: true, force: true })
  cpSync(inRoot('test', 'consumers', name), place, { recursive: true })
  renamePlugin(inRoot('uni_modules', 'rtm'), `${plugins}/${ID}`, ID)
  return place
}

/** Builds it, unless nothing has changed since it was built; says what the compiler said when it fails. */
export async function built(
  name: string,
  output: string,
  command: readonly string[],
  options: { cwd?: string; env: Record<string, string> }
): Promise<void> {
  const hash = hashOf([`test/consumers/${name}`, 'uni_modules/rtm', 'package-lock.json'])
  const key = `consumer-${name}-${basename(output)}`
  if (isStamped(key, hash) && existsSync(output)) return
  rmSync(output, { recursive: true, force: true })
  const result = await node([...command], { ...options, env: { NODE_ENV: 'production', ...options.env } })
  if (result.code !== 0 || !existsSync(output)) throw new Error(`${name} was not built\n${result.output}`)
  stamp(key, hash)
}

/** The shipped server, giving out the files of a folder if there is one. */
export async function serverOf(pages?: string): Promise<ServerProcess & { port: number }> {
  await buildServer()
  return ServerProcess.start({
    RTM_CONFIG: inRoot('server', 'playground.json'),
    ...(pages === undefined ? {} : { RTM_PAGES: pages })
  })
}
