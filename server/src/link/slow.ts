// Links that do not read as fast as their channels write. They hold a cursor each, so what they cost is what stands in
// their sockets; one that makes no progress for half a minute is closed,
// and all of them together have a bound (P-REPLAY-2).
import type { Clock, Turn } from '../base/clock.ts'
import type { Wire } from '../wire/wire.ts'
import { CLOSE_SLOW } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'

const LOOK_MS = 1000
export const STALLED_MS = 30_000
export const MAX_ALL_UNWRITTEN = 128 * 1024 * 1024

export interface SlowLink {
  /** Bytes ever handed to the wire. */
  readonly handed: number
  readonly wire: Pick<Wire, 'unwritten'>
  readonly session: { lag(): void } | null
  abandon(code: number, reason: string): void
}

interface Progress {
  passed: number
  since: number
}

export class SlowLinks {
  private readonly links = new Map<SlowLink, Progress>()
  private timer = 0

  constructor(
    private readonly clock: Clock,
    private readonly turn: Turn,
    private readonly most = MAX_ALL_UNWRITTEN
  ) {}

  get size(): number {
    return this.links.size
  }

  add(link: SlowLink): void {
    if (this.links.has(link)) return
    this.links.set(link, { passed: link.handed - link.wire.unwritten(), since: this.clock.monotonic() })
    link.session?.lag()
    if (this.timer === 0) this.timer = this.clock.after(LOOK_MS, this.look)
    if (this.unwritten() > this.most) this.turn.soon(this.relieve) // not while a channel walks its live set
  }

  has(link: SlowLink): boolean {
    return this.links.has(link)
  }

  delete(link: SlowLink): void {
    this.links.delete(link)
  }

  unwritten(): number {
    let bytes = 0
    for (const link of this.links.keys()) bytes += link.wire.unwritten()
    return bytes
  }

  private readonly look = (): void => {
    this.timer = 0
    const now = this.clock.monotonic()
    for (const [link, progress] of this.links) {
      const passed = link.handed - link.wire.unwritten()
      if (passed > progress.passed) {
        progress.passed = passed
        progress.since = now
      } else if (now - progress.since >= STALLED_MS) link.abandon(CLOSE_SLOW, 'too slow')
    }
    if (this.unwritten() > this.most) this.relieve()
    if (this.links.size > 0) this.timer = this.clock.after(LOOK_MS, this.look)
  }

  /** The fullest go first. */
  private readonly relieve = (): void => {
    const fullest = [...this.links.keys()].sort((a, b) => b.wire.unwritten() - a.wire.unwritten())
    let bytes = this.unwritten()
    for (const link of fullest) {
      if (bytes <= this.most) return
      bytes -= link.wire.unwritten()
      link.abandon(CLOSE_SLOW, 'too slow')
    }
  }
}
