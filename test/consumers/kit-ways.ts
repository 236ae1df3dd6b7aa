// A way of docs/newcomer.md, played from its text: its commands one after the other, its files as they stand there.
// Packages are those of this repository, which are found above the folder: `npm install` alone is left out. (With it,
// and for other kinds of projects: npm run newcomers.)
import { execSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from '../../tools/lib/paths.mjs'
import { stepsOf } from '../../tools/newcomers/way.mjs'

/** Gives what the last command printed. `port`: of the server that the text has on 7080. */
export function play(page: string, way: string, port: number): string {
  const start = inRoot('dist', 'consumers', `way-${way}`)
  rmSync(start, { recursive: true, force: true })
  mkdirSync(join(start, 'rtm'), { recursive: true })
  cpSync(inRoot('uni_modules'), join(start, 'rtm', 'uni_modules'), { recursive: true })
  let [here, printed] = [start, '']
  for (const step of stepsOf(page, way)) {
    if (step.kind === 'file') {
      mkdirSync(dirname(join(here, step.path)), { recursive: true })
      writeFileSync(join(here, step.path), step.content.replaceAll(':7080/', `:${port}/`))
      continue
    }
    for (const line of (step.lines as string[]).filter((one) => !one.startsWith('npm install'))) {
      if (line.startsWith('cd ')) here = join(here, line.slice(3))
      else printed = execSync(line, { cwd: here, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
    }
  }
  return printed
}
