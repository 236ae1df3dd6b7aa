// The process that makes the load: one at a time, on a core of its own, results back as JSON lines.
import { spawn } from 'node:child_process'
import { inRoot } from '../../tools/lib/paths.mjs'
import { onLoadCore } from './machine.mjs'

let generator = null
export const killGenerator = () => generator?.kill('SIGKILL')

/** `program`: a file of bench/load. Empty when it failed. */
export function load(program, plan) {
  const [command, args] = onLoadCore(process.execPath, [inRoot('bench', 'load', program), JSON.stringify(plan)])
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    generator = child
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.on('close', () => {
      generator = null
      resolve(
        text
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line))
      )
    })
  })
}
