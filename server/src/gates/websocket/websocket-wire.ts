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
/** So few bytes are copied behind others sooner than the system is handed one piece more. */
const MAX_COPY = 4096

const bytesOf = (packet: Packet): Buffer => (packet instanceof Frames ? packet.bytes(webSocketFraming) : framed(packet))

/** Neighbours that are small become one. */
function piecesOf(packets: readonly Packet[]): Buffer[] {
  const pieces: Buffer[] = []
  let small: Frame[] = []
  for (const packet of packets) {
    if (packet.length <= MAX_COPY) {
      if (packet instanceof Frames) small.push(...packet.list)
      else small.push(packet)
      continue
    }
    if (small.length > 0) pieces.push(webSocketFraming.bytesOf(small))
    small = []
    pieces.push(bytesOf(packet))
  }
  if (small.length > 0) pieces.push(webSocketFraming.bytesOf(small))
  return pieces
}

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
    const pieces = piecesOf(packets)
    if (pieces.length === 1) return this.#put(pieces[0]!)
    let size = 0
    this.socket.cork()
    for (const piece of pieces) size += this.#put(piece)
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
