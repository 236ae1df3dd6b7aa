// Child processes: output is kept and shown only when something fails, stdin is never read.
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

// Those that run: they end with this process.
const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})

export function run(command, args, { env = {}, cwd = root, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe']
    })
    running.add(child)
    child.on('close', () => running.delete(child))
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => resolve({ code: 127, output: String(error.message) }))
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }))
  })
}

export const node = (args, options) => run(process.execPath, args, options)

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
