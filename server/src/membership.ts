// One session in one channel, and what a join or a greeting grants it.
import type { Channel } from './channel.ts'
import type { Feed } from './feed.ts'
import type { Gap } from './replies.ts'
import type { Session } from './session.ts'

export interface Membership {
  readonly channel: Channel
  readonly session: Session
  /** The head when it joined: nothing at or before it is delivered (P-CHANNEL-1). */
  readonly start: number
  /** While the link is behind. */
  feed: Feed | null
  /** Its place in the live set; -1 when it is not in step. */
  at: number
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
