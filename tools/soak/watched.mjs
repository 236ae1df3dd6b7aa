// The shipped server as a process whose heap can be looked at: by the inspector's protocol, so nothing in the server
// knows of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { inRoot } from '../lib/paths.mjs'
import { byConstructor } from './growth.mjs'

export const APP = 's'.repeat(32)
// Everything that ends by itself ends within a rest.
const RATE = [100_000, 1000]
const RATES = Object.fromEntries(
  [
    'message',
    'join',
    'rejoin',
    'members',
    'counts',
    'userWrite',
    'userRead',
    'channelWrite',
    'channelRead',
    'presence',
    'watch',
    'renew',
    'invite'
  ].map((name) => [name, RATE])
)
const LIMITS = {
  rates: RATES,
  lease: 7000,
  session: 8000,
  attributesMs: 2000,
  retention: { messages: 200, ms: 3000, leastMessages: 4, leastMs: 1000 },
  offline: { messages: 50, ms: 3000 }
}

export class Watched {
  lines = []
  #folder = mkdtempSync(join(tmpdir(), 'rtm-soak-'))
  #asked = 0
  #answers = new Map()
  #chunks = []

  static async start() {
    const server = new Watched()
    await server.#begin()
    return server
  }

  async #begin() {
    const config = join(this.#folder, 'config.json')
    writeFileSync(config, JSON.stringify({ apps: [{ id: APP, name: 'soak', limits: LIMITS }] }))
    const env = { ...process.env, RTM_CONFIG: config, RTM_DATA: join(this.#folder, 'data'), RTM_PORT: '0' }
    this.child = spawn(
      process.execPath,
      ['--expose-gc', '--inspect=127.0.0.1:0', inRoot('dist/server/rtm-server.mjs')],
      { env, stdio: ['ignore', 'ignore', 'pipe'] }
    )
    this.ended = once(this.child, 'close')
    const [inspector, port] = await new Promise((resolve, reject) => {
      let inspector = ''
      createInterface({ input: this.child.stderr }).on('line', (line) => {
        this.lines.push(line)
        inspector ||= /ws:\/\/\S+/.exec(line)?.[0] ?? ''
        const listening = line.includes('"event":"listening"') ? JSON.parse(line).port : 0
        if (listening > 0) resolve([inspector, listening])
      })
      this.child.once('close', () => {
        reject(new Error(`the server ended:\n${this.lines.join('\n')}`))
      })
    })
    this.url = `ws://127.0.0.1:${port}/rtm`
    this.inspector = new WebSocket(inspector, { perMessageDeflate: false })
    this.inspector.on('message', (data) => {
      this.#hear(JSON.parse(String(data)))
    })
    await once(this.inspector, 'open')
  }

  #hear({ id, method, params, result, error }) {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') this.#chunks.push(params.chunk)
    if (id === undefined) return
    const { resolve, reject } = this.#answers.get(id)
    this.#answers.delete(id)
    if (error) reject(new Error(error.message))
    else resolve(result)
  }

  command(method, params = {}) {
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject })
      this.inspector.send(JSON.stringify({ id, method, params }))
    })
  }

  async ask(expression) {
    const { result, exceptionDetails } = await this.command('Runtime.evaluate', { expression, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result.value
  }

  async snapshot() {
    this.#chunks = []
    await this.command('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    const text = this.#chunks.join('')
    this.#chunks = []
    return JSON.parse(text)
  }

  async end() {
    this.inspector?.close()
    this.child.kill('SIGTERM')
    const [code] = await this.ended
    rmSync(this.#folder, { recursive: true, force: true })
    if (code !== 0) throw new Error(`the server ended with ${code}:\n${this.lines.slice(-5).join('\n')}`)
    const faults = this.lines.filter((line) => /"event":"(fault|crash)"/.test(line))
    if (faults.length > 0) throw new Error(`the server has logged faults:\n${faults.slice(0, 3).join('\n')}`)
  }
}

/** After forced collections: what the process says of its memory, and its heap by constructor. */
export async function heapOf(server) {
  for (let i = 0; i < 3; i++) await server.ask('globalThis.gc(); 0')
  const memory = await server.ask('process.memoryUsage()')
  return { memory, rows: byConstructor(await server.snapshot()) }
}
