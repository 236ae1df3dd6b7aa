// Users and their sessions: who ends them, and the token of one that goes on.
import { CLOSE_KICKED, CLOSE_LOGGED_OUT } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import type { App } from '../config/apps.ts'
import { end } from '../login/endings.ts'
import { endOfToken } from '../login/token-end.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Session, UserLink } from '../user/user.ts'
import type { ServiceNode } from './service-node.ts'

/**
 * Sends a user away: all their sessions end, and only an explicit login helps (P-CLOSE-1). Answers how many there were.
 */
export async function endSessions(node: ServiceNode, app: App, id: string): Promise<number> {
  const user = node.users.find(app, id)
  if (user === undefined) return 0
  return user.lane
    .run(async () => {
      const sessions = [...user.sessions]
      for (const session of sessions) await end(node, session, 'kicked', CLOSE_KICKED, 'kicked')
      return sessions.length
    })
    .finally(() => {
      node.users.tidy(user)
    })
}

/** P-LIFE-5. `answered` runs before the link closes. */
export async function logout(node: ServiceNode, session: Session, link: UserLink, answered: () => void): Promise<void> {
  const { user } = session
  await user.lane.run(async () => {
    // a newer link has the session: this one has no effect any more (P-RESUME-2)
    if (session.link !== null && session.link !== link) return
    answered()
    await end(node, session, 'left', CLOSE_LOGGED_OUT, 'logged out')
  })
  node.users.tidy(user)
}

/**
 * P-TOKEN-3. What the token says of its end is remembered; nothing ends when it does. Answers when that is, by the
 * wall; 0: never.
 */
export async function renewToken(node: ServiceNode, session: Session, token: string): Promise<number> {
  session.rates.take('renew') // P-LIMIT-1
  const { app, id } = session.user
  const verdict = await node.verifier.verify(app, id, token)
  if (verdict.why !== 'ok') throw new Refusal(verdict.why, verdict.message)
  session.tokenEndsAt = endOfToken(node.clock, verdict.expiresAt)
  return verdict.expiresAt
}
