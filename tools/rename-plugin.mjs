// Publishing under an author's prefix: the market wants `author-name`, this project develops as plain `rtm`.
//   node tools/rename-plugin.mjs <author>-rtm <output folder>
// Writes a copy of uni_modules/rtm as <output folder>/<id>: the id in package.json, imports and readme, and the Kotlin
// package and Objective-C prefix, which the UTS compiler derives from the id.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRoot } from './lib/paths.mjs'

const textual = new Set([
  '.uts',
  '.ts',
  '.js',
  '.mjs',
  '.cjs',
  '.kt',
  '.java',
  '.swift',
  '.md',
  '.json',
  '.json5',
  '.xml',
  '.vue'
])

export const idProblem = (id) =>
  !/^[a-z][a-z0-9]+-[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || /^(dcloud|uni)-/.test(id)
    ? `"${id}" cannot be published: lower-case letters and digits, author-name, the author at least two long and ` +
      'neither dcloud nor uni'
    : null

// acme-rtm: acmeRtm in the Kotlin package, AcmeRtm in Objective-C names.
export const camel = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
export const pascal = (id) => camel(id).replace(/^\w/, (letter) => letter.toUpperCase())

export function renamed(text, id) {
  return text
    .replace(/\buts\.sdk\.modules\.rtm\b/g, `uts.sdk.modules.${camel(id)}`)
    .replace(/\bUTSSDKModulesRtm/g, `UTSSDKModules${pascal(id)}`)
    .replace(/\buni_modules\/rtm\b/g, `uni_modules/${id}`)
    .replace(/\buni_modules__rtm\b/g, `uni_modules__${id.replaceAll('-', '_')}`)
    .replace(/("(?:id|name)"\s*:\s*)"rtm"/g, `$1"${id}"`)
}

export function renamePlugin(source, target, id) {
  mkdirSync(target, { recursive: true })
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = join(source, entry.name)
    const to = join(target, entry.name)
    if (entry.isDirectory()) renamePlugin(from, to, id)
    else if (textual.has(extname(entry.name))) writeFileSync(to, renamed(readFileSync(from, 'utf8'), id))
    else cpSync(from, to)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [id, folder] = process.argv.slice(2)
  if (!id || !folder) {
    console.error('usage: node tools/rename-plugin.mjs <author>-rtm <output folder>')
    process.exit(2)
  }
  const problem = idProblem(id)
  const target = resolve(folder, id)
  if (problem !== null || existsSync(target)) {
    console.error(problem ?? `${target} exists already`)
    process.exit(1)
  }
  try {
    renamePlugin(inRoot('uni_modules/rtm'), target, id)
  } catch (error) {
    rmSync(target, { recursive: true, force: true })
    throw error
  }
  console.log(`${target}: put it into a project's uni_modules, try it, then publish it from HBuilderX (发布到插件市场)`)
}
