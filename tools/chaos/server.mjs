// The shipped server as a process, and what befalls processes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { inRoot } from '../lib/paths.mjs'

const LINES_KEPT = 60

export class ServerProcess {
  port = 0
  lines = []
  /** Ends that nobody asked for. */
  faults = []
  #env
  #child = null
  #ended = null
  #expected = false
  #stopped = false
  offset = 0

  constructor(env) {
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RTM_')))
    this.#env = { ...clean, ...env }
  }

  async start() {
    const shim = new URL('clock-shim.mjs', import.meta.url).href
    const child = spawn(process.execPath, ['--import', shim, inRoot('dist', 'server', 'rtm-server.mjs')], {
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc']
    })
    this.#child = child
    this.#expected = this.#stopped = false
    child.on('error', () => {}) // a message to a process that is gone
    child.send({ offset: this.offset }, () => {})
    const listening = new Promise((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        this.lines.push(line)
        if (this.lines.length > LINES_KEPT) this.lines.shift()
        if (line.includes('"event":"listening"')) resolve(JSON.parse(line).port)
        if (line.includes('unhandledRejection')) this.faults.push(line)
      })
      child.once('close', () => reject(new Error(`the server ended before it listened:\n${this.lines.join('\n')}`)))
    })
    this.#ended = once(child, 'close').then(([code, signal]) => {
      if (this.#child === child) this.port = 0
      if (!this.#expected)
        this.faults.push(`the server ended by itself: ${code ?? signal}\n${this.lines.slice(-8).join('\n')}`)
      return code
    })
    this.#ended.catch(() => {})
    this.port = await listening
  }

  get isRunning() {
    return this.port !== 0
  }

  async kill() {
    this.#expected = true
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  /** Answers the exit code. */
  async stop() {
    this.#expected = true
    this.#child.kill('SIGTERM')
    return this.#ended
  }

  halt() {
    this.#stopped = true
    this.#child.kill('SIGSTOP')
  }

  goOn() {
    if (this.#stopped) this.#child.kill('SIGCONT')
    this.#stopped = false
  }

  /** Sets the wall clock, now and for the processes that follow. */
  shift(ms) {
    this.offset = ms
    if (this.#child.connected) this.#child.send({ offset: ms }, () => {})
  }

  dispose() {
    this.#expected = true
    this.#child?.kill('SIGKILL')
  }
}
