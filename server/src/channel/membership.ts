// One session in one channel, and what a join or a greeting grants it.
import type { Feed } from '../link/feed.ts'
import type { Gap } from '../wire/replies.ts'
import type { Joined, Session, UserLink } from '../user/user.ts'

/** An own record among those of the turn, and the answer that stands in its place. */
export interface Own {
  readonly index: number
  readonly offset: number
  readonly out: string
}

/** A channel as its members know it. */
export interface MemberOf {
  readonly name: string
  lag(membership: Membership, link: UserLink): void
  part(membership: Membership): void
}

export class Membership<C extends MemberOf = MemberOf> implements Joined {
  /** While the link is behind. */
  feed: Feed<Session> | null = null
  /** Its place in the live set; -1 when it is not in step. */
  at = -1
  /**
   * What it has published in this turn, while it is in step. Here and not in a map of the channel: a turn looks at
   * every member.
   */
  own: Own[] | null = null
  readonly name: string

  /**
   * `start`: the head when it joined: nothing at or before it is delivered (P-CHANNEL-1). `number`: which join of the
   * client it is; 0: he gave none (P-CHANNEL-5).
   */
  constructor(
    readonly channel: C,
    readonly session: Session,
    readonly start: number,
    public number: number
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

/** A short list: a session has a few. Its memberships are those of one kind of channel. */
export function membershipIn<C extends MemberOf>({ joined }: Session, channel: string): Membership<C> | undefined {
  for (const one of joined) if (one.name === channel && one instanceof Membership) return one as Membership<C>
  return undefined
}
