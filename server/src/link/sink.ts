// A link as streams know it: somewhere to push frames to, as long as there is room.
import type { Packet } from '../wire/packets.ts'

export type LinkState = 'greeting' | 'open' | 'closed'

/** What a link knows of the session that it carries. */
export interface LinkSession {
  readonly link: unknown
  /** Its client does not read: from now on it follows by cursors. */
  lag(): void
  /** The link ended. */
  detach(now: number): void
}

export interface Sink<S extends LinkSession = LinkSession> {
  readonly session: S | null
  readonly state: LinkState
  push(packet: Packet): void
  hasRoom(): boolean
  fault(where: string, fault: unknown): void
}
