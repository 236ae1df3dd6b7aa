// A way of docs/newcomer.md, played from its text: its commands one after the other, its files as they stand there. Packages are those of this repository, which are found
// above the folder: `npm install` alone is left out.
import { execSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from '../../tools/lib/paths.mjs'

const block = /(?:<!-- file: (\S+) -->\n)?```(\w+)\n([^]*?)```/g

/** Gives what the last command printed. `port`: of the server that the text has on 7080. */
export function play(page: string, way: string, port: number): string {
  const text = new RegExp(`<!-- way: ${way} -->([^]*?)<!-- way: end -->`).exec(readFileSync(inRoot(page), 'utf8'))?.[1]
  if (text === undefined) throw new Error(`${page} has no way "${way}"`)
  const start = inRoot('dist', 'consumers', `way-${way}`)
  rmSync(start, { recursive: true, force: true })
  mkdirSync(join(start, 'rtm'), { recursive: true })
  cpSync(inRoot('uni_modules'), join(start, 'rtm', 'uni_modules'), { recursive: true })
  let [here, printed] = [start, '']
  for (const [, file, language, code] of text.matchAll(block)) {
    if (file !== undefined) {
      mkdirSync(dirname(join(here, file)), { recursive: true })
      writeFileSync(join(here, file), code!.replaceAll(':7080/', `:${port}/`))
    } else if (language === 'sh') {
      for (const line of code!.trim().split('\n').filter((one) => !one.startsWith('npm install'))) {
        if (line.startsWith('cd ')) here = join(here, line.slice(3))
        else printed = execSync(line, { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
      }
    }
  }
  return printed
}
