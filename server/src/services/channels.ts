// Channels: coming in, going out, and who is there.
import { channelKey } from '../channel/channels.ts'
import { leaveOther, membershipOf } from '../channel/memberships.ts'
import type { Granted } from '../channel/membership.ts'
import type { App } from '../config/apps.ts'
import { notJoined, Refusal } from '../wire/refusal.ts'
import type { Session } from '../user/user.ts'
import type { ServiceNode } from './service-node.ts'

/**
 * P-CHANNEL-1, P-CHANNEL-3. `number`: which join of the client it is (P-CHANNEL-5). `granted` runs before any event of
 * the channel can follow.
 */
export function join(
  node: ServiceNode,
  session: Session,
  name: string,
  number: number,
  granted: (grant: Granted) => void
): Promise<void> {
  const { user } = session
  return user.lane.run(async () => {
    if (!session.leased) return
    if (membershipOf(session, name) !== undefined && (await leaveOther(session, name, number)) !== undefined)
      throw new Refusal('already_joined', 'This session is already a member of the channel.')
    if (session.joined.length >= user.app.limits.channels)
      throw new Refusal(
        'too_many_channels',
        `A session joins at most ${user.app.limits.channels} channels. Leave one first.`
      )
    if (node.channels.isFull)
      throw new Refusal('full', 'The server has no room for more channel members. Try again later.')
    session.rates.takeRejoin(name)
    session.rates.take('join')
    await node.channels.of(user.app, name).join(session, number, granted)
  })
}

/** P-CHANNEL-3, P-CHANNEL-4. `left` runs before others hear of it. */
export function leave(node: ServiceNode, session: Session, name: string, left: () => void): Promise<void> {
  return session.user.lane.run(async () => {
    const membership = membershipOf(session, name)
    if (membership === undefined) throw notJoined()
    await membership.channel.leave(session, 'left', left)
    node.channels.tidy(membership.channel)
  })
}

export interface MembersPage {
  readonly users: readonly string[]
  readonly total: number
  /** '' when there are no more. */
  readonly next: string
}

/** For a member. Of a large channel a random page (P-MEMBER-6). */
export async function members(
  node: ServiceNode,
  session: Session,
  name: string,
  after: string,
  limit: number
): Promise<MembersPage> {
  const membership = membershipOf(session, name)
  if (membership === undefined) throw notJoined()
  session.rates.take('members')
  const { key } = membership.channel
  const { count: total } = await node.members.state(key)
  if (total > session.user.app.limits.memberList)
    return { users: await node.members.sample(key, limit), total, next: '' }
  return node.members.list(key, after, limit)
}

/** How many members each has; joining is not needed (P-QUERY-1). */
export function counts(node: ServiceNode, app: App, names: readonly string[]): Promise<readonly number[]> {
  return node.members.counts(names.map((name) => channelKey(app, name)))
}
