// One session in one channel, and what a join or a greeting grants it.
import type { Channel } from './channel.ts'
import type { Own } from './live.ts'
import type { Feed } from '../link/feed.ts'
import type { Gap } from '../wire/replies.ts'
import type { Session } from '../user/session.ts'

export interface Membership {
  readonly channel: Channel
  readonly session: Session
  /** The head when it joined: nothing at or before it is delivered (P-CHANNEL-1). */
  readonly start: number
  /** Which join of the client it is; 0: he gave none (P-CHANNEL-5). */
  number: number
  /** While the link is behind. */
  feed: Feed | null
  /** Its place in the live set; -1 when it is not in step. */
  at: number
  /** What it has published in this turn, while it is in step. Here and not in a map of the channel: a turn looks at every member. */
  own: Own[] | null
}

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
  const known = session.membership(channel)
  if (known === undefined || number === 0 || known.number === number) return known
  if (known.number === 0) known.number = number // of a server that knew no numbers
  else await known.channel.leave(session, 'left', () => {})
  return session.membership(channel)
}
