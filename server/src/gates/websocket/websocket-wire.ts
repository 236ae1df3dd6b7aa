// One accepted socket as the core sees it. `ws` reads, answers pings and does the closing handshake; data goes past it to the raw socket.
// That is safe because ws writes whole frames synchronously and nothing is ever compressed, so two frames cannot mix.
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { countedPlace } from '../../base/addresses.ts'
import type { Wire, WireEvents } from '../../wire/wire.ts'

const MAX_REASON = 123 // bytes, RFC 6455 5.5

export class WebSocketWire implements Wire {
  events: WireEvents | null = null
  // From the turn that closes it, neither a frame of the core leaves nor a frame of the peer reaches the core (P-RESUME-2).
  #open = true

  readonly place: string

  constructor(readonly socket: Duplex, readonly ws: WebSocket, readonly address: string) {
    this.place = countedPlace(address)
  }

  get open(): boolean {
    return this.#open
  }

  write(bytes: Buffer): void {
    if (this.#open && this.ws.readyState === WebSocket.OPEN) this.socket.write(bytes)
  }

  writeAll(list: Buffer[]): void {
    if (!this.#open || this.ws.readyState !== WebSocket.OPEN) return
    this.socket.cork()
    for (const bytes of list) this.socket.write(bytes)
    this.socket.uncork()
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
