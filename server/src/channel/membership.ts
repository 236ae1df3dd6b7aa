// One session in one channel, and what a join or a greeting grants it.
import type { Channel } from './channel.ts'
import type { Own } from './live.ts'
import type { Feed } from '../link/feed.ts'
import type { Gap } from '../wire/replies.ts'
import type { Joined, Session, UserLink } from '../user/session.ts'

export class Membership implements Joined {
  /** While the link is behind. */
  feed: Feed<Session> | null = null
  /** Its place in the live set; -1 when it is not in step. */
  at = -1
  /** What it has published in this turn, while it is in step. Here and not in a map of the channel: a turn looks at every member. */
  own: Own[] | null = null
  readonly name: string

  /** `start`: the head when it joined: nothing at or before it is delivered (P-CHANNEL-1). `number`: which join of the client it is; 0: he gave none (P-CHANNEL-5). */
  constructor(
    readonly channel: Channel,
    readonly session: Session,
    readonly start: number,
    public number: number,
  ) {
    this.name = channel.name
  }

  lag(link: UserLink): void {
    this.channel.lag(this, link)
  }

  part(): void {
    this.channel.part(this)
  }
}

/** A short list: a session has a few. */
export function membershipOf({ joined }: Session, channel: string): Membership | undefined {
  for (const one of joined) if (one.name === channel && one instanceof Membership) return one
  return undefined
}

export const membershipsOf = ({ joined }: Session): Membership[] => joined.filter((one): one is Membership => one instanceof Membership)
export const channelsOf = (session: Session): Channel[] => membershipsOf(session).map(({ channel }) => channel)

/** What a join grants (P-CHANNEL-1). */
export interface Granted {
  readonly a: number
  readonly e: string
  readonly o: number
  readonly v: number
  readonly count: number
  readonly mode: 'full' | 'count'
  readonly gap?: Gap
  /** The last notice of attributes, if there was one (P-ATTR-7). */
  readonly n?: number
}

/** P-CHANNEL-5: the join there is, as long as this number means it; another one was left by a frame that never came. In the lane of the user. */
export async function leaveOther(session: Session, channel: string, number: number): Promise<Membership | undefined> {
  const known = membershipOf(session, channel)
  if (known === undefined || number === 0 || known.number === number) return known
  if (known.number === 0) known.number = number // of a server that knew no numbers
  else await known.channel.leave(session, 'left', () => {})
  return membershipOf(session, channel)
}
