// The server's own node, with what a test may do to it: send a user away, forget a session as after a long absence, use up a rate.
import { end } from '../../server/src/login/endings.ts'
import { Node } from '../../server/src/app/node.ts'
import type { RateName, Rates } from '../../server/src/user/rates.ts'
import type { Session } from '../../server/src/user/user.ts'
import { CLOSE_KICKED, CLOSE_SESSION_UNKNOWN } from '../../uni_modules/rtm/utssdk/common/protocol/close.uts'

export class KitNode extends Node {
  /** Rates that are to be used up at the next call of their kind. */
  private readonly reached = new Map<Rates, Set<RateName>>()

  sessionsOf(app: string, user: string): readonly Session[] {
    const found = this.core.apps.find(app)
    return (found === undefined ? undefined : this.core.users.find(found, user))?.sessions ?? []
  }

  kick(app: string, user: string): void {
    for (const session of this.sessionsOf(app, user)) this.end(session, 'kicked', CLOSE_KICKED, 'kicked')
  }

  /** As when the life of a session is over (P-LIFE-4). */
  forget(app: string, user: string): void {
    for (const session of this.sessionsOf(app, user)) this.end(session, 'lost', CLOSE_SESSION_UNKNOWN, 'session expired')
  }

  reachLimit(session: Session, kind: RateName): void {
    const { rates } = session
    const known = this.reached.get(rates)
    if (known !== undefined) {
      known.add(kind)
      return
    }
    const kinds = new Set([kind])
    this.reached.set(rates, kinds)
    const take = rates.take.bind(rates)
    rates.take = (name, count) => {
      if (kinds.delete(name)) useUp(() => { take(name, count) })
      take(name, count)
    }
  }

  private end(session: Session, why: 'kicked' | 'lost', code: number, reason: string): void {
    const { user } = session
    void user.lane.run(() => end(this.core, session, why, code, reason)).finally(() => { this.core.users.tidy(user) })
  }
}

/** Until it refuses. */
function useUp(take: () => void): void {
  try {
    for (;;) take()
  } catch {
    // It is used up: the call that follows is refused by the same rule.
  }
}
