// When invitations are due: one timer over a heap. A time that was changed meanwhile is noticed when it comes.
import type { Turn } from '../base/clock.ts'
import { Deadlines } from '../base/deadlines.ts'
import type { Invitation, InvitationKey } from '../store/invitations.ts'
import type { LastingClock } from '../base/lasting.ts'
import { CALL_RING_MS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

/** Looked at in one turn: thousands may be due at once, and others are served in between. */
export const MAX_TURN = 100

/**
 * As an earlier process left it. No state waits for longer than it rings: if the clock was set back in between, it
 * would wait for that, too.
 */
export function leftOf(row: Invitation, now: number): Invitation {
  const most = now + CALL_RING_MS
  return row.dueAt <= most
    ? row
    : {
        ...row,
        dueAt: most,
        ringUntil: Math.min(row.ringUntil, most),
        confirmUntil: Math.min(row.confirmUntil, most),
        awayUntil: Math.min(row.awayUntil, most)
      }
}

export class InvitationTimes {
  private readonly heap = new Deadlines<InvitationKey>()
  private timer = 0
  /** -Infinity: a look is under way, or there will be none. */
  private timerAt = Infinity
  private stopped = false

  constructor(
    private readonly clock: LastingClock,
    private readonly turn: Turn,
    private readonly due: (key: InvitationKey) => void
  ) {}

  set({ app, caller, id, dueAt }: Invitation): void {
    if (dueAt === 0) return
    this.heap.add({ app, caller, id }, dueAt)
    this.arm()
  }

  stop(): void {
    this.clock.cancel(this.timer)
    this.stopped = true
    this.timerAt = -Infinity
  }

  private arm(): void {
    const at = this.heap.next()
    if (at >= this.timerAt) return
    this.clock.cancel(this.timer)
    this.timerAt = at
    this.timer = this.clock.after(Math.max(0, at - this.clock.lasting()), this.look)
  }

  private readonly look = (): void => {
    if (this.stopped) return
    this.timerAt = -Infinity
    const now = this.clock.lasting()
    for (let left = MAX_TURN; this.heap.next() <= now; left--) {
      if (left === 0) return this.turn.soon(this.look)
      this.due(this.heap.take()!)
    }
    this.timerAt = Infinity
    this.arm()
  }
}
