// What npm start has started ends with it, however it ends. Real processes: npm, its shell, the script, the server.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { buildServer } from '../kit/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtm-start-'))
const started: ChildProcess[] = []

beforeAll(async () => {
  await buildServer()
  const start = JSON.stringify(inRoot('tools', 'start.mjs'))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'starts', private: true, scripts: { start: 'node start.mjs' } })
  )
  writeFileSync(
    join(folder, 'start.mjs'),
    `const { serve } = await import(${start})
console.log('pid ' + process.pid)
const env = { ...process.env, RTM_PORT: '0', RTM_HOST: '127.0.0.1', RTM_LOG_LEVEL: 'info' }
env.RTM_CONFIG = ${JSON.stringify(inRoot('server', 'playground.json'))}
serve(env, { port: 0, lan: false, conformance: false })
`
  )
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

const isFree = (port: number): Promise<boolean> =>
  new Promise((told) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => {
        socket.destroy()
        told(false)
      })
      .on('error', () => {
        told(true)
      })
  })

/** By npm, or without it: the process, the script in it, and where the server listens. */
async function running(
  command: string,
  args: readonly string[]
): Promise<{ child: ChildProcess; pid: number; port: number; ended: Promise<unknown> }> {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  started.push(child)
  // The pipe is everybody's who was started: it ends when the last one has.
  const ended = once(child.stdout, 'close')
  let pid = 0
  for await (const line of createInterface({ input: child.stdout })) {
    pid ||= Number(/^pid (\d+)$/.exec(line)?.[1] ?? 0)
    const port = Number(/http:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1] ?? 0)
    if (port !== 0) {
      child.stdout.resume()
      return { child, pid, port, ended }
    }
  }
  throw new Error('it ended before it listened')
}

describe.skipIf(process.platform === 'win32')('the server of npm start', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)('ends when npm gets %s', async (signal) => {
    const { child, port, ended } = await running('npm', ['start', '--silent'])
    child.kill(signal)
    await ended
    expect(await isFree(port)).toBe(true)
  })

  it('ends by Ctrl-C, which everybody in the terminal gets', async () => {
    const { child, port, ended } = await running('npm', ['start', '--silent'])
    process.kill(-child.pid!, 'SIGINT')
    await ended
    expect(await isFree(port)).toBe(true)
  })

  it('ends when npm is killed', async () => {
    const { child, port, ended } = await running('npm', ['start', '--silent'])
    child.kill('SIGKILL')
    await ended
    expect(await isFree(port)).toBe(true)
  })

  it('ends when the script is killed', async () => {
    const { pid, port, ended } = await running(process.execPath, ['start.mjs'])
    process.kill(pid, 'SIGKILL')
    await ended
    expect(await isFree(port)).toBe(true)
  })
})
