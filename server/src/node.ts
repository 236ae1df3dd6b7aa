// One server process: accepts wires, and can be stopped, saved and restored without losing a message.
import type { Apps } from './apps.ts'
import type { Clock, Turn } from './clock.ts'
import type { Log } from './log.ts'
import type { TokenVerifier } from './verifier.ts'
import type { Wire, WireEvents } from './wire.ts'

export interface NodeParts {
  readonly apps: Apps
  readonly verifier: TokenVerifier
  readonly clock: Clock
  readonly turn: Turn
  readonly log: Log
}

/** JSON-serialisable. */
export interface Snapshot {
  readonly version: 1
  readonly savedAt: number
}

export interface Stats {
  readonly links: number
  readonly sessions: number
  readonly channels: number
  readonly unwrittenBytes: number
}

export class Node {
  constructor(readonly parts: NodeParts) {}

  /** Takes a wire. The gate reports what the wire does to the answer. Never throws. */
  accept(wire: Wire): WireEvents {
    wire.close(4003, 'not ready')
    return { text() {}, binary() {}, drained() {}, closed() {} }
  }

  /** P-STOP-1: tells every client when to come back, closes all with 4000; resolves when nothing is under way any more. Wires may still be closing. */
  async stop(_afterMs: number, _jitterMs: number): Promise<void> {}

  /** What a later process restores, under the same epochs. Call after stop. */
  async snapshot(): Promise<Snapshot> {
    return { version: 1, savedAt: this.parts.clock.now() }
  }

  /** Before the first accept. */
  async restore(_snapshot: Snapshot): Promise<void> {}

  stats(): Stats {
    return { links: 0, sessions: 0, channels: 0, unwrittenBytes: 0 }
  }
}
