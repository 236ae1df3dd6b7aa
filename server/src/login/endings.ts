// How leases and sessions end. All of it runs in the lane of the user,
// so no message and no login can slip in between (P-ORDER-2).
import type { LoginNode } from './login-node.ts'
import { channelsOf } from '../channel/memberships.ts'
import type { LeaveWhy } from '../wire/replies.ts'
import type { Session } from '../user/user.ts'
import { CLOSE_SILENT } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'

async function leaveAll(node: LoginNode, session: Session, why: LeaveWhy): Promise<void> {
  for (const channel of channelsOf(session)) {
    await channel.leave(session, why, () => {})
    node.channels.tidy(channel)
  }
}

/** P-LIFE-3: nothing was heard for the time of a lease. The session goes on, without channels and presence. */
export async function lapse(node: LoginNode, session: Session): Promise<void> {
  const { user } = session
  const silence = node.clock.lasting() - session.heardAt
  if (session.ended || !session.leased || silence < user.app.limits.lease) return // he came back while this waited
  const { heardAt } = session
  session.leased = false
  session.link?.close(CLOSE_SILENT, 'silent')
  session.heardAt = heardAt // closing a link that was dead already is no sign of life
  session.ownChange = 0
  session.replies = null // a change that is repeated after this must not be taken for done
  if (!user.isLeased) await user.inbox.lapse()
  if (!user.isLeased) await node.userAttributes.drop(user.key) // P-ATTR-8
  await leaveAll(node, session, 'lost')
  if (!user.isLeased) await node.seats.giveUp(user, 'lost')
  await node.watchers.drop(session)
}

/**
 * Cursors are discarded, the key is worth nothing from here on (P-LIFE-4). `replaced`: another session of the user
 * takes its place (P-RESUME-7).
 */
export async function end(
  node: LoginNode,
  session: Session,
  why: LeaveWhy | 'replaced',
  code: number,
  reason: string
): Promise<void> {
  if (session.ended) return
  const { user } = session
  const now = node.clock.lasting()
  session.ended = true
  session.leased = false
  session.link?.close(code, reason) // P-RESUME-8: first, so that nothing follows
  node.live.delete(session.id)
  node.away.delete(session)
  user.sessions = user.sessions.filter((other) => other !== session)
  await user.inbox.close(session, now)
  await node.sessions.end(session.id, now)
  if (!user.isLeased) await node.userAttributes.drop(user.key) // P-ATTR-8
  if (why === 'replaced') await node.seats.keep(session)
  else await leaveAll(node, session, why)
  if (why !== 'replaced' && !user.isLeased) await node.seats.giveUp(user, why)
  await node.watchers.drop(session)
  node.events.sessionEnded?.({ app: user.app.id, user: user.id, session: session.id, why })
  await node.calls.sessionEnded(session, why === 'replaced' ? 'left' : why)
}
