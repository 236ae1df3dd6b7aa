// A WebSocket gate on a free port of loopback with a recording core behind it, and peers that speak to it as text or as
// raw bytes. Everything waits for events; nothing sleeps.
import { once } from 'node:events'
import { createConnection } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocket } from 'ws'
import { TrustedProxies } from '../../server/src/base/addresses.ts'
import { systemClock } from '../../server/src/base/clock.ts'
import { Admission } from '../../server/src/gates/admission.ts'
import type { AdmissionRules } from '../../server/src/gates/admission.ts'
import { Doorway } from '../../server/src/gates/doorway.ts'
import { HttpGate } from '../../server/src/gates/http/http.ts'
import { Listener } from '../../server/src/gates/listener.ts'
import type { Pages } from '../../server/src/gates/pages/pages.ts'
import { WebSocketGate } from '../../server/src/gates/websocket/websocket.ts'
import { silentLog } from '../../server/src/base/log.ts'
import type { Wire, WireEvents } from '../../server/src/wire/wire.ts'

export type Event = readonly ['text', string] | readonly ['binary' | 'drained' | 'closed']

/** One accepted wire, and what came through it, in order. */
export class Accepted implements WireEvents {
  readonly seen: Event[] = []
  #waiting: (() => void)[] = []

  constructor(
    readonly wire: Wire,
    readonly onText: (accepted: Accepted, text: string) => void
  ) {}

  text(text: string): void {
    this.#note(['text', text])
    this.onText(this, text)
  }

  binary(): void {
    this.#note(['binary'])
  }
  drained(): void {
    this.#note(['drained'])
  }
  closed(): void {
    this.#note(['closed'])
  }

  #note(event: Event): void {
    this.seen.push(event)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  async until(done: (seen: readonly Event[]) => boolean): Promise<void> {
    while (!done(this.seen))
      await new Promise<void>((wake) => {
        this.#waiting.push(wake)
      })
  }

  untilClosed = (): Promise<void> => this.until((seen) => seen.at(-1)?.[0] === 'closed')
}

/** A text frame of a server: unmasked, whole. */
export function frame(text: string): Buffer {
  const body = Buffer.from(text)
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.alloc(10)
  if (body.length >= 126) {
    head[0] = 0x81
    head[1] = 127
    head.writeBigUInt64BE(BigInt(body.length), 2)
  }
  return Buffer.concat([head, body])
}

export const echo = (accepted: Accepted, text: string): void => {
  accepted.wire.write(text)
}

export interface GateOptions {
  rules?: Partial<AdmissionRules>
  pages?: Pages
  handshakeMs?: number
  closeMs?: number
  frameBytes?: number
  onText?: (accepted: Accepted, text: string) => void
}

export class TestGate {
  readonly accepted: Accepted[] = []
  #waiting: (() => void)[] = []
  port = 0

  private constructor(
    readonly gate: WebSocketGate,
    readonly admission: Admission,
    readonly listener: Listener
  ) {}

  static async start({
    rules,
    pages = new Map(),
    handshakeMs = 10_000,
    closeMs = 2_000,
    frameBytes = 262_144,
    onText = echo
  }: GateOptions = {}): Promise<TestGate> {
    const admission = new Admission({
      path: '/rtm',
      origins: { listed: [] },
      proxies: new TrustedProxies([]),
      connections: 1_000,
      connectionsPerAddress: 1_000,
      ...rules
    })
    let test: TestGate | null = null
    const core = {
      accept(wire: Wire): WireEvents {
        const accepted = new Accepted(wire, onText)
        test!.accepted.push(accepted)
        for (const wake of test!.#waiting.splice(0)) wake()
        return accepted
      }
    }
    const gate = new WebSocketGate(core, admission, silentLog, { frameBytes, closeMs })
    const http = new HttpGate(pages, '/rtm', {
      stopping: () => admission.stopping,
      connections: () => admission.total,
      disk: () => null
    })
    const listener = new Listener(
      { request: http.handle, upgrade: gate.upgrade },
      new Doorway(admission, handshakeMs, systemClock, silentLog)
    )
    test = new TestGate(gate, admission, listener)
    test.port = ((await listener.listen('127.0.0.1', 0, () => {})) as AddressInfo).port
    return test
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/rtm`
  }

  async nth(count: number): Promise<Accepted> {
    while (this.accepted.length < count)
      await new Promise<void>((wake) => {
        this.#waiting.push(wake)
      })
    return this.accepted[count - 1]!
  }

  async stop(): Promise<void> {
    this.listener.close()
    this.gate.destroyAll()
    await this.gate.drained(0)
  }
}

export async function connect(url: string, options: object = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options })
  await once(socket, 'open')
  return socket
}

/** The status and text of a refused handshake. */
export async function refusalOf(
  url: string,
  headers: Record<string, string> = {}
): Promise<{ status: number; text: string }> {
  const socket = new WebSocket(url, { headers })
  socket.on('error', () => {})
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, import('node:http').IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode ?? 0, text }
}

export async function closeOf(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

const handshake = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: ` +
  '13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'

/** A peer that writes whatever bytes it likes after a proper handshake. */
export class RawPeer {
  #got = Buffer.alloc(0)
  readonly closed: Promise<void>

  private constructor(readonly socket: Socket) {
    socket.on('error', () => {})
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    socket.on('data', (chunk) => {
      this.#got = Buffer.concat([this.#got, chunk])
    })
  }

  static async open(
    port: number,
    { greeting = handshake('/rtm'), localAddress = '127.0.0.1', more = Buffer.alloc(0) } = {}
  ): Promise<RawPeer> {
    const socket = createConnection({ port, host: '127.0.0.1', localAddress })
    const peer = new RawPeer(socket)
    await once(socket, 'connect')
    socket.write(Buffer.concat([Buffer.from(greeting), more]))
    return peer
  }

  /** Bytes after the handshake's answer. */
  get frames(): Buffer {
    const end = this.#got.indexOf('\r\n\r\n')
    return end < 0 ? Buffer.alloc(0) : this.#got.subarray(end + 4)
  }

  async until(done: (frames: Buffer) => boolean): Promise<Buffer> {
    while (!done(this.frames)) {
      await Promise.race([once(this.socket, 'data'), this.closed])
      if (this.socket.destroyed && !done(this.frames)) throw new Error('the server closed before')
    }
    return this.frames
  }

  /** The code of the close frame that stands last in what came; 0 when there is none. */
  get closeCode(): number {
    const { frames } = this
    for (let at = 0; at + 2 <= frames.length;) {
      const length = frames[at + 1]!
      if (frames[at] === 0x88) return length >= 2 ? frames.readUInt16BE(at + 2) : 1005
      at +=
        length < 126
          ? 2 + length
          : length === 126
            ? 4 + frames.readUInt16BE(at + 2)
            : 10 + Number(frames.readBigUInt64BE(at + 2))
    }
    return 0
  }
}

/** A frame of a client, masked. opcode 1 text, 2 binary, 8 close, 9 ping. */
export function masked(opcode: number, body: Buffer | string, fin = true): Buffer {
  const bytes = Buffer.from(body)
  const mask = Buffer.from([1, 2, 3, 4])
  const size =
    bytes.length < 126
      ? Buffer.from([0x80 | bytes.length])
      : bytes.length < 65_536
        ? Buffer.from([0x80 | 126, bytes.length >> 8, bytes.length & 255])
        : Buffer.concat([
            Buffer.from([0x80 | 127]),
            Buffer.from(BigInt(bytes.length).toString(16).padStart(16, '0'), 'hex')
          ])
  return Buffer.concat([
    Buffer.from([(fin ? 0x80 : 0) | opcode]),
    size,
    mask,
    bytes.map((byte, i) => byte ^ mask[i % 4]!)
  ])
}
