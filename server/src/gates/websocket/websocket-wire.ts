// One accepted socket as the core sees it. `ws` reads, answers pings and does the closing handshake; data goes past it
// to the raw socket. That is safe because ws writes whole frames synchronously and nothing is ever compressed, so two
// frames cannot mix.
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { countedPlace } from '../../base/addresses.ts'
import { type Frame, Frames, type Packet } from '../../wire/packets.ts'
import type { Wire, WireEvents } from '../../wire/wire.ts'
import { asciiFrame, framed, webSocketFraming } from './framing.ts'

const MAX_REASON = 123 // bytes, RFC 6455 5.5
/** So few bytes are copied into one buffer sooner than the system is handed a list. */
const MAX_COPY = 4096

const bytesOf = (packet: Packet): Buffer => (packet instanceof Frames ? packet.bytes(webSocketFraming) : framed(packet))
const listOf = (packet: Packet): Frame | readonly Frame[] => (packet instanceof Frames ? packet.list : packet)

export class WebSocketWire implements Wire {
  events: WireEvents | null = null
  // From the turn that closes it, neither a frame of the core leaves nor a frame
  // of the peer reaches the core (P-RESUME-2).
  #open = true

  readonly place: string

  constructor(
    readonly socket: Duplex,
    readonly ws: WebSocket,
    readonly address: string
  ) {
    this.place = countedPlace(address)
  }

  get open(): boolean {
    return this.#open
  }

  write(packet: Packet): number {
    if (!this.#isWritable) return 0
    const ascii = typeof packet === 'string' ? asciiFrame(packet) : null
    if (ascii === null) return this.#put(bytesOf(packet))
    this.socket.write(ascii, 'latin1')
    return ascii.length
  }

  writeAll(packets: readonly Packet[]): number {
    if (!this.#isWritable) return 0
    let length = 0
    for (const packet of packets) length += packet.length
    if (length <= MAX_COPY) return this.#put(webSocketFraming.bytesOf(packets.flatMap(listOf)))
    let size = 0
    this.socket.cork()
    for (const packet of packets) size += this.#put(bytesOf(packet))
    this.socket.uncork()
    return size
  }

  get #isWritable(): boolean {
    return this.#open && this.ws.readyState === WebSocket.OPEN
  }

  #put(bytes: Buffer): number {
    this.socket.write(bytes)
    return bytes.length
  }

  unwritten(): number {
    return this.socket.writableLength
  }

  // ws waits for the peer's answer and ends the socket by force when none comes in time (closeTimeout).
  close(code: number, reason: string): void {
    if (!this.#open) return
    this.#open = false
    this.ws.close(code, Buffer.byteLength(reason) <= MAX_REASON ? reason : '')
  }

  destroy(): void {
    this.#open = false
    this.socket.destroy()
  }
}
