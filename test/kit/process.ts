// The shipped bundle as a child process, followed by its log; and a client of plain frames for it. Everything waits for
// events.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { build } from '../../tools/build.mjs'

const bundle = (name: string): string => fileURLToPath(new URL(`../../dist/server/${name}.mjs`, import.meta.url))

export const buildServer = (): Promise<void> =>
  (build as (name: string, say: () => void) => Promise<void>)('server', () => {})

export interface LogEvent {
  readonly event: string
  readonly level: string
  readonly [field: string]: string | number
}

/** In the environment of a server: its clock on the wall can be set, and nothing else. */
export const settable = {
  NODE_OPTIONS: `--import ${new URL('../../tools/chaos/clock-shim.mjs', import.meta.url).href}`
}

const clean = (env: Record<string, string>): Record<string, string> => ({
  ...(Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => !name.startsWith('RTM_') && value !== undefined)
  ) as Record<string, string>),
  ...env
})

export class ServerProcess {
  readonly lines: string[] = []
  readonly ended: Promise<number | null>
  #waiting: (() => void)[] = []
  #over = false

  private constructor(readonly child: ChildProcess) {
    const wake = (): void => {
      for (const one of this.#waiting.splice(0)) one()
    }
    createInterface({ input: child.stderr! }).on('line', (line) => {
      this.lines.push(line)
      wake()
    })
    this.ended = once(child, 'close').then(([code]) => {
      this.#over = true
      wake()
      return code as number | null
    })
  }

  /** `by`: a command that runs another one, such as `nice`. */
  static run(env: Record<string, string>, args: readonly string[] = [], by: readonly string[] = []): ServerProcess {
    const [command, ...rest] = [...by, process.execPath, bundle('rtm-server'), ...args]
    return new ServerProcess(spawn(command!, rest, { env: clean(env), stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }))
  }

  static async start(
    env: Record<string, string>,
    by: readonly string[] = []
  ): Promise<ServerProcess & { port: number }> {
    const server = ServerProcess.run({ RTM_PORT: '0', ...env }, [], by)
    const { port } = await server.event('listening')
    return Object.assign(server, { port: port as number })
  }

  get events(): LogEvent[] {
    return this.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogEvent)
  }

  async event(name: string): Promise<LogEvent> {
    for (;;) {
      const found = this.events.find((one) => one.event === name)
      if (found !== undefined) return found
      if (this.#over) throw new Error(`the server ended without "${name}":\n${this.lines.join('\n')}`)
      await new Promise<void>((wake) => {
        this.#waiting.push(wake)
      })
    }
  }

  /** Its clock on the wall, so far from that of the machine; for one that was started with `settable`. */
  setClock(offset: number): void {
    this.child.send({ offset })
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name)
  }
}

/** What the token command prints, and how it ends. */
export async function runToken(
  args: readonly string[],
  env: Record<string, string> = {}
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [bundle('rtm-token'), ...args], {
    env: clean(env),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: out.trim(), err: err.trim() }
}

export type Frame = Readonly<Record<string, unknown>> & { readonly t: string }

export class FrameClient {
  readonly frames: Frame[] = []
  readonly closed: Promise<number>
  #waiting: (() => void)[] = []

  private constructor(readonly socket: WebSocket) {
    const wake = (): void => {
      for (const one of this.#waiting.splice(0)) one()
    }
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data)) as Frame)
      wake()
    })
    this.closed = new Promise((resolve) =>
      socket.on('close', (code) => {
        resolve(code)
        wake()
      })
    )
  }

  static async open(port: number): Promise<FrameClient> {
    const client = new FrameClient(new WebSocket(`ws://127.0.0.1:${port}/rtm`))
    client.socket.on('error', () => {})
    await once(client.socket, 'open')
    return client
  }

  /** Something came, or the end did. */
  next(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed: ${JSON.stringify(this.frames)}`)
    return new Promise((wake) => {
      this.#waiting.push(wake)
    })
  }

  send(frame: Record<string, unknown>): void {
    this.socket.send(JSON.stringify(frame))
  }

  /** The first frame of a type, or of a type with these fields. */
  async frame(t: string, fields: Record<string, unknown> = {}): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(
        (one) => one.t === t && Object.entries(fields).every(([name, value]) => one[name] === value)
      )
      if (found !== undefined) return found
      if (this.socket.readyState === WebSocket.CLOSED)
        throw new Error(`closed before "${t}": ${JSON.stringify(this.frames)}`)
      await new Promise<void>((wake) => {
        this.#waiting.push(wake)
      })
    }
  }

  /** Until what came is as wanted. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed: ${JSON.stringify(this.frames)}`)
      await new Promise<void>((wake) => {
        this.#waiting.push(wake)
      })
    }
  }

  async hello(fields: Record<string, unknown>): Promise<Frame> {
    this.send({
      t: 'hello',
      v: 1,
      app: '0'.repeat(32),
      user: 'alice',
      token: '',
      device: 'test',
      codecs: ['json'],
      features: [],
      auto: 0,
      generation: 0,
      session: '',
      key: '',
      attempt: 1,
      settled: 0,
      inbox: { e: '', o: 0, i: '', h: 0 },
      channels: [],
      ...fields
    })
    return this.frame('welcome')
  }
}
