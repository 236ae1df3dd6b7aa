// Silence. A session of which nothing is heard is first unreachable, then its lease ends, then its life (P-LIFE-3,
// P-LIFE-4). One timer over a heap of sessions by the time at which something may be due; frames only note when they
// came, so ten thousand idle sessions cost a few heap steps per second.
import type { Turn } from '../base/clock.ts'
import { Deadlines } from '../base/deadlines.ts'
import type { LastingClock } from '../base/lasting.ts'
import type { Session } from './user.ts'
import { POKE_MS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

/** Looks come no closer together than this. */
const STEP_MS = 100
/** Sessions looked at in one turn: when the links of ten thousand fall away at once, others are served in between. */
const MAX_TURN = 100

export interface LeaseEvents {
  /** Its client has said nothing for a while, and asked to be told (P-LIFE-8). */
  quiet(session: Session): void
  unreachable(session: Session): void
  reachable(session: Session): void
  lapsed(session: Session): void
  expired(session: Session): void
}

export class Leases {
  private readonly sessions = new Deadlines<Session>()
  private timer = 0
  /** -Infinity: a look is under way, or there will be none. */
  private timerAt = Infinity
  private stopped = false

  constructor(
    private readonly clock: LastingClock,
    private readonly turn: Turn,
    private readonly events: LeaseEvents
  ) {}

  /** A session begins, or is back. */
  watch(session: Session): void {
    this.put(session, session.heardAt + quietMs(session))
  }

  /** Any frame counts as life (P-LIFE-1). */
  heard(session: Session): void {
    session.heardAt = this.clock.lasting()
    if (session.reachable) return
    session.reachable = true
    this.watch(session)
    this.events.reachable(session)
  }

  stop(): void {
    this.clock.cancel(this.timer)
    this.stopped = true
    this.timerAt = -Infinity
  }

  private put(session: Session, at: number): void {
    session.dueAt = at
    this.sessions.add(session, at)
    this.arm(at)
  }

  private arm(at: number): void {
    if (at >= this.timerAt) return
    this.clock.cancel(this.timer)
    this.timerAt = at
    this.timer = this.clock.after(Math.max(STEP_MS, at - this.clock.lasting()), this.look)
  }

  private readonly look = (): void => {
    if (this.stopped) return
    this.timerAt = -Infinity
    const now = this.clock.lasting()
    for (let left = MAX_TURN; this.sessions.next() <= now; left--) {
      if (left === 0) return this.turn.soon(this.look)
      const at = this.sessions.next()
      const session = this.sessions.take()!
      if (session.ended || session.dueAt !== at) continue
      const next = this.due(session, now)
      if (next > 0) this.put(session, next)
    }
    this.timerAt = Infinity
    if (this.sessions.size > 0) this.arm(this.sessions.next())
  }

  /** Does what is due; answers when to look again, 0 for never. */
  private due(session: Session, now: number): number {
    const { unreachable, lease, session: life } = session.user.app.limits
    const { heardAt } = session
    const silence = now - heardAt
    if (!session.leased && silence >= life) {
      this.events.expired(session)
      return 0
    }
    if (!session.leased) return heardAt + life
    if (silence >= lease) {
      this.events.lapsed(session)
      return heardAt + life
    }
    const quiet = quietMs(session)
    if (silence < quiet) return heardAt + quiet
    if (silence < unreachable) {
      if (session.link?.pokes === true) this.events.quiet(session)
      return heardAt + unreachable
    }
    if (session.reachable) {
      session.reachable = false
      this.events.unreachable(session)
    }
    return heardAt + lease
  }
}

/**
 * The first silence of which something follows. Half the time to *unreachable* leaves the other half for the answer.
 */
function quietMs({ link, user }: Session): number {
  const { unreachable } = user.app.limits
  return link?.pokes === true ? Math.min(POKE_MS, unreachable / 2) : unreachable
}
