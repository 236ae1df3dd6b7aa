// A user and their sessions as the node holds them: the link of the moment, the lease, the channels. What must outlive
// the node stands in the stores.
import type { App } from '../config/apps.ts'
import { Feed } from '../link/feed.ts'
import { Inbox } from './inbox.ts'
import { Lane } from '../base/lane.ts'
import type { Link } from '../link/link.ts'
import { withOne } from '../base/lists.ts'
import { Rates } from './rates.ts'
import { Replies } from './replied.ts'
import type { UserNode } from './user-node.ts'

const NONE: readonly Joined[] = Object.freeze([])

export type UserLink = Link<Session>

/** A channel that a session is in, as the session knows it. */
export interface Joined {
  /** Of the channel. */
  readonly name: string
  /** The link does not read. */
  lag(link: UserLink): void
  /** The link ended. */
  part(): void
}

/** One serial point for everything of one user (P-ORDER-2). How many sessions they have is the app's policy. */
export class User {
  readonly lane: Lane
  readonly inbox: Inbox
  sessions: Session[] = []

  constructor(
    readonly node: UserNode,
    readonly key: string,
    readonly app: App,
    readonly id: string
  ) {
    this.lane = new Lane(node.work)
    this.inbox = new Inbox(this)
  }

  get isLeased(): boolean {
    return this.sessions.some((session) => session.leased)
  }
}

export class Session {
  link: UserLink | null = null
  /** When the last frame came, or the link closed. */
  heardAt: number
  /** The explicit login that it follows from; '' when the client does not say (P-HELLO-12). */
  login = ''
  /** Channels and presence are held (P-LIFE-3). */
  leased = true
  reachable = true
  ended = false
  /** A short list: a map would cost more than all the rest of an idle session. */
  joined: readonly Joined[] = NONE
  /** The inbox was written to this session's links up to here: nothing above it can be acknowledged. */
  sent = 0
  received = 0
  handled = 0
  /** Messages up to here may have been handed to a page by an earlier session (P-INBOX-3). */
  redeliveredTo = 0
  /** When its lease or its life is looked at next (leases.ts). */
  dueAt = 0
  /** While the link is behind in the inbox. */
  inboxFeed: Feed<Session> | null = null
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
    now: number
  ) {
    this.heardAt = now
  }

  /** The same through every session that follows from one login, a crash of this server included. */
  get name(): string {
    return this.login === '' ? this.id : this.login
  }

  /** As a sender (services/sender.ts). */
  get kind(): 'user' {
    return 'user'
  }

  get from(): string {
    return this.user.id
  }

  get member(): this {
    return this
  }

  get rates(): Rates {
    const { node, key, app } = this.user
    return (this.ownRates ??= new Rates(node.rateBook, key, this, app.limits))
  }

  get replied(): Replies {
    return (this.replies ??= new Replies())
  }

  add(joined: Joined): void {
    this.joined = withOne(this.joined, joined)
  }

  remove(joined: Joined): void {
    this.joined = this.joined.filter((other) => other !== joined)
  }

  /** The link in step with the inbox, if there is one. */
  get inboxLink(): UserLink | null {
    return this.inboxFeed === null ? this.link : null
  }

  /** The link does not read: from now on it follows by cursors. */
  lag(): void {
    const link = this.link
    if (link === null) return
    for (const channel of this.joined) channel.lag(link)
    if (this.inboxFeed === null) {
      this.inboxFeed = new Feed<Session>(link, this.user.inbox, this.sent)
      link.follow(this.inboxFeed)
    }
  }

  /** The link ended. The lease goes on from here. */
  detach(now: number): void {
    const link = this.link
    if (link === null) return
    this.link = null
    if (!this.ended) this.user.node.away.add(this)
    this.inboxFeed = null
    this.heardAt = now
    for (const channel of this.joined) channel.part()
  }
}
