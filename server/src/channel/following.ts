// Who follows a channel, and how: links in step share what each turn has (live.ts), one that is behind has a feed of
// its own until it has caught up.
import { Feed, PORTION, type Source } from '../link/feed.ts'
import type { Lane } from '../base/lane.ts'
import { FLUSH_AT } from '../link/link.ts'
import { gapFrames, replayFrames } from '../link/replay.ts'
import type { Session, UserLink } from '../user/user.ts'
import type { ChannelNode } from './channel-node.ts'
import { Live, takeOuts } from './live.ts'
import { type MemberOf, type Membership, membershipIn } from './membership.ts'
import type { Notices } from './notices.ts'
import type { Roster } from './roster.ts'

/** The channel that is followed. */
export interface Followed extends MemberOf {
  readonly node: Pick<ChannelNode, 'streams' | 'sessions' | 'flusher'>
  readonly key: string
  readonly alias: number
  readonly head: number
  readonly lane: Lane
  readonly roster: Roster
  readonly notices: Notices
}

export class Following extends Live implements Source<Session> {
  /** Everything up to here was handed to the links in step. */
  flushed = 0
  private asked = false

  constructor(private readonly channel: Followed) {
    super()
  }

  flush(): void {
    this.asked = false
    this.flushed = this.channel.head
    this.handOut(this.channel.roster.take())
  }

  /** There may be something for the end of this turn. */
  touch(): void {
    if (this.asked || (!this.hasRecords && !this.channel.roster.isPending)) return
    this.asked = true
    this.channel.node.flusher.source(this)
  }

  /** `publisher`: null for a record that is nobody's answer here. */
  record(offset: number, json: Buffer, publisher: Membership | null, out: string): void {
    this.add(offset, json, publisher, out)
    if (publisher !== null && publisher.feed !== null && publisher.session.link !== null)
      (publisher.feed.outs ??= new Map()).set(offset, out)
    if (this.bytes > FLUSH_AT) this.flush()
    else this.touch()
  }

  /** P-REPLAY-1, P-REPLAY-2, and the order of P-WELCOME-5. */
  catchUp(feed: Feed<Session>): Promise<boolean> {
    const { channel } = this
    const { node, key, alias, roster, notices } = channel
    return channel.lane.run(async () => {
      const { link } = feed
      const { session } = link
      if (feed.ended || session === null) return true
      await roster.tell(feed)
      const page = await node.streams.read(key, feed.cursor, PORTION)
      if (page === null) throw new Error('the stream of a channel with members is gone')
      if (feed.cursor < page.tail - 1) {
        const own = await node.sessions.own(session.id, alias, feed.cursor + 1, page.tail - 1)
        for (const frame of gapFrames(alias, feed, page.tail - 1, own)) link.push(frame)
      }
      if (page.records.length > 0) link.push(replayFrames(alias, feed, session.id, page.records))
      if (feed.ended) return true
      if (feed.cursor < page.head) return false
      this.flush()
      await notices.tell(feed)
      if (feed.ended || link.state === 'closed') return true
      const membership = membershipIn(session, channel.name)
      if (membership !== undefined && membership.feed === feed) {
        membership.feed = null
        this.enter(membership)
      }
      return true
    })
  }

  /** The link does not read: it leaves those in step and goes on from what it was handed. */
  lag(membership: Membership, link: UserLink): void {
    const { roster, notices } = this.channel
    if (!this.exit(membership)) return
    const feed = new Feed(link, this, this.flushed)
    feed.version = roster.isPending ? -1 : roster.told
    feed.notices = notices.last
    feed.outs = takeOuts(membership)
    membership.feed = feed
    link.follow(feed)
  }

  /** The link ended, or its session leaves. */
  part(membership: Membership): void {
    this.exit(membership)
    takeOuts(membership)
    if (membership.feed !== null) membership.feed.ended = true
    membership.feed = null
  }
}
