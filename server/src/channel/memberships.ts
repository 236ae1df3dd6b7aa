// The channels of a session, for who comes from the session and not from the channel.
import type { Session } from '../user/user.ts'
import type { Channel } from './channel.ts'
import { Membership, membershipIn } from './membership.ts'

export const membershipOf = (session: Session, channel: string): Membership<Channel> | undefined =>
  membershipIn<Channel>(session, channel)
export const membershipsOf = ({ joined }: Session): Membership<Channel>[] =>
  joined.filter((one): one is Membership<Channel> => one instanceof Membership)
export const channelsOf = (session: Session): Channel[] => membershipsOf(session).map(({ channel }) => channel)

/**
 * P-CHANNEL-5: the join there is, as long as this number means it; another one was left by a frame that never came. In
 * the lane of the user.
 */
export async function leaveOther(session: Session, channel: string, number: number): Promise<Membership | undefined> {
  const known = membershipOf(session, channel)
  if (known === undefined || number === 0 || known.number === number) return known
  if (known.number === 0)
    known.number = number // of a server that knew no numbers
  else await known.channel.leave(session, 'left', () => {})
  return membershipOf(session, channel)
}
