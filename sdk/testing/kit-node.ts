// The server's own node, with what a test may do to it: speak as an app server, forget a session as after a long
// absence, use up a rate.
import { end } from '../../server/src/login/endings.ts'
import { Node } from '../../server/src/app/node.ts'
import { plainContent, toChannel, toUser } from '../../server/src/services/messages.ts'
import { asAppServer } from '../../server/src/services/sender.ts'
import { endSessions } from '../../server/src/services/users.ts'
import type { RateName, Rates } from '../../server/src/user/rates.ts'
import type { Session } from '../../server/src/user/user.ts'
import type { Outcome } from '../../server/src/wire/outcomes.ts'
import { CLOSE_SESSION_UNKNOWN } from '../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import type { RtmTestMessage } from './kit-api.ts'

export class KitNode extends Node {
  /** Rates that are to be used up at the next call of their kind. */
  private readonly reached = new Map<Rates, Set<RateName>>()

  sessionsOf(app: string, user: string): readonly Session[] {
    const found = this.core.apps.find(app)
    return (found === undefined ? undefined : this.core.users.find(found, user))?.sessions ?? []
  }

  /** As an app server says it. */
  async say(appId: string, from: string, message: RtmTestMessage): Promise<Outcome> {
    const { domain } = this
    const app = domain.apps.find(appId)!
    return asAppServer(domain, { kind: 'server', from }, 'server.say', (node, sender, n) => {
      const content = plainContent(app, message.text)
      return 'channel' in message
        ? toChannel(node, app, sender, n, message.channel, content)
        : toUser(node, app, sender, n, message.userId, content, message.offline ?? false)
    })
  }

  endSessions(app: string, user: string): Promise<number> {
    return endSessions(this.domain, this.domain.apps.find(app)!, user)
  }

  /** As when the life of a session is over (P-LIFE-4). */
  forget(app: string, user: string): void {
    for (const session of this.sessionsOf(app, user))
      void session.user.lane
        .run(() => end(this.core, session, 'lost', CLOSE_SESSION_UNKNOWN, 'session expired'))
        .finally(() => {
          this.core.users.tidy(session.user)
        })
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
      if (kinds.delete(name))
        useUp(() => {
          take(name, count)
        })
      take(name, count)
    }
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
