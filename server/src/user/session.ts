// A session as the node holds it: its link of the moment, its lease, its channels. What must outlive the node stands in sessions.ts.
import type { Channel } from '../channel/channel.ts'
import { Feed } from '../link/feed.ts'
import { usersPerAddress } from '../login/greeting-rates.ts'
import type { Link } from '../link/link.ts'
import { withOne } from '../base/lists.ts'
import type { Membership } from '../channel/membership.ts'
import { Rates } from './rates.ts'
import { Replies } from './replied.ts'
import type { User } from './users.ts'

const NONE: readonly Membership[] = Object.freeze([])

export class Session {
  link: Link | null = null
  /** When the last frame came, or the link closed. */
  heardAt: number
  /** The explicit login that it follows from; '' when the client does not say (P-HELLO-12). */
  login = ''
  /** Channels and presence are held (P-LIFE-3). */
  leased = true
  reachable = true
  ended = false
  /** A short list: a map would cost more than all the rest of an idle session. */
  memberships: readonly Membership[] = NONE
  /** The inbox was written to this session's links up to here: nothing above it can be acknowledged. */
  sent = 0
  received = 0
  handled = 0
  /** Messages up to here may have been handed to a page by an earlier session (P-INBOX-3). */
  redeliveredTo = 0
  /** When its lease or its life is looked at next (leases.ts). */
  dueAt = 0
  /** While the link is behind in the inbox. */
  inboxFeed: Feed | null = null
  /** The last change of own attributes that stands; 0: none since they were lost (P-ATTR-8). */
  ownChange = 0
  /** What changes of attributes were answered; most sessions make none. */
  replies: Replies | null = null
  /** By the lasting clock; 0 when nothing ends (P-TOKEN-1). */
  tokenEndsAt = 0
  /** Where its last link came from, in an open app (P-LIMIT-3); '' where that does not count. */
  place = ''
  private ownRates: Rates | null = null

  constructor(
    readonly id: string,
    readonly user: User,
    readonly generation: number,
    now: number,
  ) {
    this.heardAt = now
  }

  /** The same through every session that follows from one login, a crash of this server included. */
  get name(): string {
    return this.login === '' ? this.id : this.login
  }

  get rates(): Rates {
    const { core, key, app } = this.user
    return (this.ownRates ??= new Rates(core.rateBook, key, this, app.limits, usersPerAddress(core)))
  }

  get replied(): Replies {
    return (this.replies ??= new Replies())
  }

  membership(channel: string): Membership | undefined {
    for (const membership of this.memberships) if (membership.channel.name === channel) return membership
    return undefined
  }

  add(membership: Membership): void {
    this.memberships = withOne(this.memberships, membership)
  }

  remove(membership: Membership): void {
    this.memberships = this.memberships.filter((other) => other !== membership)
  }

  /** The link in step with the inbox, if there is one. */
  get inboxLink(): Link | null {
    return this.inboxFeed === null ? this.link : null
  }

  channels(): Channel[] {
    return this.memberships.map((membership) => membership.channel)
  }

  /** The link does not read: from now on it follows by cursors. */
  lag(): void {
    const link = this.link
    if (link === null) return
    for (const membership of this.memberships) membership.channel.lag(membership, link)
    if (this.inboxFeed === null) {
      this.inboxFeed = new Feed(link, this.user.inbox, this.sent)
      link.follow(this.inboxFeed)
    }
  }

  /** The link ended. The lease goes on from here. */
  detach(now: number): void {
    const link = this.link
    if (link === null) return
    this.link = null
    if (!this.ended) this.user.core.away.add(this)
    this.inboxFeed = null
    this.heardAt = now
    for (const membership of this.memberships) membership.channel.part(membership)
  }
}
