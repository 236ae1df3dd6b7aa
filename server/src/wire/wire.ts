// A wire is one accepted socket as the core sees it: frames of the protocol go in, and its gate carries them as its
// sockets need it. A gate never decides anything.
import type { Packet } from './packets.ts'

export interface Wire {
  /** The peer's address, for the log. */
  readonly address: string
  /**
   * Where it comes from, as limits count it (P-LIMIT-3): an IPv4 address, or an IPv6 /64. '': nowhere that is counted.
   */
  readonly place: string
  /** Hands it to the socket, in order, and says how many bytes that were. After `close` or the end it does nothing. */
  write(packet: Packet): number
  /** The same for several, in one system call. */
  writeAll(packets: readonly Packet[]): number
  /** Bytes handed over that the operating system has not taken yet. */
  unwritten(): number
  /**
   * Sends a close frame after what was written, and then ends the socket; ends it by force if the peer does not answer
   * in time.
   */
  close(code: number, reason: string): void
  /** Ends the socket at once. */
  destroy(): void
}

/** What a gate tells the core, never from inside `accept`. `closed` comes exactly once and last. */
export interface WireEvents {
  text(text: string): void
  /** A binary frame came (P-FRAME-9). */
  binary(): void
  /** `unwritten()` is back at 0 after it had been 16 KB or more (the socket's `drain`). */
  drained(): void
  closed(): void
}
