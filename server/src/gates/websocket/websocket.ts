// The WebSocket gate: handshake and frames by `ws`, admission before it, and the core behind it. It carries and counts;
// it decides nothing about messages.
import type { IncomingMessage } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { RawData, ServerOptions } from 'ws'
import type { Log } from '../../base/log.ts'
import type { Wire, WireEvents } from '../../wire/wire.ts'
import type { Admission, Refusal } from '../admission.ts'
import { WebSocketWire } from './websocket-wire.ts'

export interface Core {
  accept(wire: Wire): WireEvents
}

export interface WebSocketGateOptions {
  readonly frameBytes: number
  /** How long a peer may take to answer a close frame. */
  readonly closeMs: number
}

// A frame of the greatest size in TCP segments of the least size has fewer parts than this; a peer that sends single
// bytes is cut off.
const MAX_PARTS = 2_048

// Listeners are shared by all sockets and find their wire on the object they are called on: a closure each would cost
// memory per connection.
class CarriedSocket extends WebSocket {
  gate!: WebSocketGate
  wire!: WebSocketWire
}
const wireOf = Symbol('wire')
type CarryingSocket = Duplex & { [wireOf]?: WebSocketWire }

export class WebSocketGate {
  readonly #server: WebSocketServer
  readonly #wires = new Set<WebSocketWire>()
  readonly #held: Duplex[] = []
  #whenEmpty: (() => void) | null = null

  constructor(
    readonly core: Core,
    readonly admission: Admission,
    readonly log: Log,
    options: WebSocketGateOptions
  ) {
    // closeTimeout and the two bounds are younger than the types of ws.
    const settings: ServerOptions & { closeTimeout: number; maxFragments: number; maxBufferedChunks: number } = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false, // whole frames are written beside ws; see websocket-wire.ts
      skipUTF8Validation: false, // the core relays text without looking at it again
      maxPayload: options.frameBytes, // P-FRAME-8: ws closes with 1009
      closeTimeout: options.closeMs,
      maxFragments: MAX_PARTS,
      maxBufferedChunks: MAX_PARTS,
      WebSocket: CarriedSocket
    }
    this.#server = new WebSocketServer(settings)
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const address = this.admission.addressOf(request)
    const refusal = this.admission.check(request, address)
    if (refusal !== null) {
      this.log.warn('refused', { why: refusal.why, status: refusal.status, address })
      refuse(socket, refusal)
      return
    }
    this.#holdAnswer(socket)
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#carry(ws as CarriedSocket, socket, address))
  }

  /**
   * The answers to all handshakes of a turn leave at its end, one after the other: in between, each would wake a
   * sleeping peer or network card.
   */
  #holdAnswer(socket: Duplex): void {
    socket.cork()
    if (this.#held.push(socket) === 1) setImmediate(this.#release)
  }

  readonly #release = (): void => {
    for (const socket of this.#held.splice(0)) socket.uncork()
  }

  #carry(ws: CarriedSocket, socket: CarryingSocket, address: string): void {
    const wire = new WebSocketWire(socket, ws, address)
    ws.gate = this
    ws.wire = wire
    socket[wireOf] = wire
    this.#wires.add(wire)
    this.admission.enter(address)
    wire.events = this.core.accept(wire)
    ws.on('message', onMessage)
    ws.on('error', onError)
    ws.on('close', onClose)
    socket.on('drain', onDrain)
  }

  ended(wire: WebSocketWire): void {
    if (!this.#wires.delete(wire)) return
    this.admission.leave(wire.address)
    wire.events?.closed()
    if (this.#wires.size === 0) this.#whenEmpty?.()
  }

  /** Resolves when every socket has ended; those that are still there after `ms` are ended by force. */
  async drained(ms: number): Promise<void> {
    if (this.#wires.size === 0) return
    const force = setTimeout(() => this.destroyAll(), ms)
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve
    })
    clearTimeout(force)
  }

  destroyAll(): void {
    for (const wire of this.#wires) wire.destroy()
  }
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  const { wire } = this as CarriedSocket
  if (!wire.open) return
  if (isBinary)
    wire.events?.binary() // P-FRAME-9
  else wire.events?.text((data as Buffer).toString('utf8'))
}

function onClose(this: WebSocket): void {
  const { gate, wire } = this as CarriedSocket
  gate.ended(wire)
}

// ws has closed the socket already, with 1002, 1007, 1008 or 1009. What the peer sent is not for the log.
function onError(): void {}

function onDrain(this: CarryingSocket): void {
  const wire = this[wireOf]
  if (wire?.open === true) wire.events?.drained()
}

function refuse(socket: Duplex, { status, message }: Refusal): void {
  const body = `${message}\n`
  const wait = status === 429 || status === 503 ? 'Retry-After: 5\r\n' : ''
  socket.on('error', () => socket.destroy())
  socket.once('finish', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `${wait}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
