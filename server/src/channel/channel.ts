// A channel as the node holds it: one serial point, who comes and goes, and what is said in it.
import type { App } from '../config/apps.ts'
import type { Attribute } from '../wire/attribute-rows.ts'
import type { ChannelNode } from './channel-node.ts'
import { Feed } from '../link/feed.ts'
import { type Going, goOn } from '../base/eventual.ts'
import { Lane } from '../base/lane.ts'
import { type Followed, Following } from './following.ts'
import { type Granted, Membership, membershipIn } from './membership.ts'
import { Notices, type NoticesOwner } from './notices.ts'
import { notJoined, Refusal } from '../wire/refusal.ts'
import type { RecordDraft } from '../wire/records.ts'
import * as replies from '../wire/replies.ts'
import type { LeaveWhy } from '../wire/replies.ts'
import { Roster, type RosterOwner } from './roster.ts'
import { keepOutcome } from '../user/settle.ts'
import type { Session, UserLink } from '../user/user.ts'
import { type Place, resumePoint, type Wanted } from './resume-point.ts'

/** The channels of the node: who counts members, and lets go of a channel when nobody is left in it. */
export interface ChannelOwner {
  memberships: number
  release(channel: Channel): Promise<void>
}

export class Channel implements Followed, RosterOwner, NoticesOwner, Place {
  readonly lane: Lane
  readonly roster = new Roster(this)
  readonly notices = new Notices(this)
  alias = 0
  epoch = ''
  head = 0
  /** Sessions of this node that are members, and seats. */
  members = 0
  private readonly following = new Following(this)
  /** Sessions that were replaced, by user, as long as nobody has heard of it (seats.ts). */
  seats: Map<string, string> | null = null // seldom there is one: no map for it in every channel

  constructor(
    readonly node: ChannelNode,
    private readonly owner: ChannelOwner,
    readonly app: App,
    readonly key: string,
    readonly name: string
  ) {
    this.lane = new Lane(node.work)
  }

  /** In the lane of the user. `granted` runs before any event of the channel can follow. */
  join(session: Session, number: number, granted: (grant: Granted) => void): Promise<void> {
    return this.lane.run(async () => {
      const membership = await this.enter(session, number)
      const { link } = session
      granted(this.grant(this.head)) // P-ORDER-1
      if (link !== null) {
        this.following.enter(membership)
        if (this.node.slow.has(link)) this.lag(membership, link)
        const snapshot = await this.roster.snapshot()
        if (snapshot !== null && membership.feed === null) link.push(snapshot) // P-MEMBER-3
      }
      this.touch()
    })
  }

  /** A channel of a `hello` (P-RESUME-5): joins if needed, and follows from the cursor that the client has. */
  resume(session: Session, wanted: Wanted, link: UserLink): Promise<Granted> {
    return this.lane.run(async () => {
      const known = membershipIn<Channel>(session, this.name)
      const membership = known ?? (await this.enter(session, wanted.j))
      const start = await resumePoint(this, membership, wanted)
      this.touch()
      const grant = this.grant(start.cursor, start.gap)
      const feed = new Feed(link, this.following, start.cursor)
      feed.version = wanted.v
      if (known === undefined || wanted.e !== this.epoch) feed.version = -1
      // who was never in has missed none
      feed.notices = known === undefined && wanted.e === '' ? this.notices.last : wanted.n
      membership.feed = feed
      link.follow(feed)
      return grant
    })
  }

  leave(session: Session, why: LeaveWhy, left: () => void): Promise<void> {
    return this.lane.run(async () => {
      if (!this.exit(session)) return
      left() // P-CHANNEL-4
      await this.forget(session.user.id, session.id, why)
    })
  }

  restoreSeat(user: string, session: string): Promise<void> {
    return this.lane.run(async () => {
      if (this.members === 0) await this.begin()
      this.count(1)
      this.seats ??= new Map()
      this.seats.set(user, session)
    })
  }

  /** Takes a message: stored, answered, and with the links of this turn's end (P-SEND-4). */
  publish(membership: Membership, n: number, draft: RecordDraft): Going {
    return this.lane.begin(() => {
      const { session } = membership
      if (membershipIn<Channel>(session, this.name) !== membership) throw notJoined() // P-SEND-8
      return goOn(this.node.streams.append(this.key, draft, this.node.clock.lasting()), ({ offset, json }) => {
        this.head = offset
        this.tellTaken(draft, offset)
        const outcome = { outcome: 'taken', a: this.alias, o: offset, i: draft.id, ts: draft.ts } as const
        return goOn<unknown>(keepOutcome(this.node, session.id, n, outcome), () => {
          // P-SEND-2
          this.following.record(offset, json, membership, replies.out(n, outcome))
          return null
        })
      })
    })
  }

  /**
   * Takes a message of an app server, which is no member.
   * Where nobody is, it is kept for those who come back (P-CHANNEL-2).
   */
  say(draft: RecordDraft, n: number): Promise<void> {
    return this.lane.run(async () => {
      const { streams, clock } = this.node
      const isHeld = this.members > 0
      const { alias } = isHeld ? this : await streams.open(this.key, this.app.limits.retention)
      const { offset, json } = await streams.append(this.key, draft, clock.lasting())
      this.tellTaken(draft, offset)
      await keepOutcome(this.node, draft.session, n, {
        outcome: 'taken',
        a: alias,
        o: offset,
        i: draft.id,
        ts: draft.ts
      })
      if (!isHeld) return streams.release(this.key, clock.lasting())
      this.head = offset
      this.following.record(offset, json, null, '')
    })
  }

  /**
   * In the lane. The answer to a change comes after what was before it, then everybody hears of it, the changing member
   * too (P-ORDER-1, P-ATTR-6).
   */
  answerAndTell(answered: () => void, rows: readonly Attribute[] | null): void {
    if (this.following.hasRecords || this.roster.isPending) this.flush()
    answered()
    if (rows !== null && this.members > 0) this.following.tell(this.notices.next(rows))
  }

  flush(): void {
    this.following.flush()
  }

  touch(): void {
    this.following.touch()
  }

  lag(membership: Membership, link: UserLink): void {
    this.following.lag(membership, link)
  }

  part(membership: Membership): void {
    this.following.part(membership)
  }

  /** Opens the stream with the first member of this node. */
  private async begin(): Promise<void> {
    const stream = await this.node.streams.open(this.key, this.app.limits.retention)
    this.alias = stream.alias
    this.epoch = stream.epoch
    this.head = stream.head
    this.following.flushed = stream.head
    this.roster.set(await this.node.members.state(this.key))
    await this.node.channelAttributes.hold(this.key, this.node.clock.lasting()) // P-ATTR-9
    this.node.events.channelBegan?.({ app: this.app.id, channel: this.name })
  }

  /** A joiner enters after what was published before him. */
  private async enter(session: Session, number: number): Promise<Membership> {
    if (membershipIn<Channel>(session, this.name) !== undefined)
      throw new Refusal('already_joined', 'This session is already a member of the channel.')
    if (this.members === 0) await this.begin()
    if (this.following.hasRecords) this.flush()
    this.count(1)
    const membership = new Membership(this, session, this.head, number)
    session.add(membership)
    const { id } = session.user
    await this.roster.join(id, await this.node.members.join(this.key, id, session.id))
    const seat = this.seats?.get(id)
    if (seat !== undefined) {
      this.seats!.delete(id)
      this.count(-1)
      await this.node.members.leave(this.key, id, seat) // he is back: no change
    }
    return membership
  }

  /** In the lane. The session hears nothing more. false: it was not in. */
  exit(session: Session): boolean {
    const membership = membershipIn<Channel>(session, this.name)
    if (membership === undefined) return false
    if (this.following.hasRecords) this.flush()
    session.remove(membership)
    if (session.link !== null) this.part(membership)
    return true
  }

  /** In the lane. The session is no member any more. */
  async forget(user: string, session: string, why: LeaveWhy): Promise<void> {
    this.count(-1)
    await this.roster.leave(user, await this.node.members.leave(this.key, user, session), why)
    if (this.members > 0) return this.touch()
    this.flush() // nobody is left to hear it
    await this.owner.release(this)
    this.node.events.channelEnded?.({ app: this.app.id, channel: this.name })
  }

  private count(more: 1 | -1): void {
    this.members += more
    this.owner.memberships += more
  }

  /** After a restart: the membership is known, nobody is told. */
  restore(session: Session, start: number, number: number, notices: number): Promise<void> {
    return this.lane.run(async () => {
      if (this.members === 0) await this.begin()
      this.notices.last = notices
      this.count(1)
      session.add(new Membership(this, session, start, number))
    })
  }

  private grant(o: number, gap: replies.Gap | null = null): Granted {
    const { version, count, isWide } = this.roster
    const noticed = this.notices.last > 0 ? { n: this.notices.last } : {}
    const grant = {
      a: this.alias,
      e: this.epoch,
      o,
      v: version,
      count,
      mode: isWide ? 'count' : 'full',
      ...noticed
    } as const // P-CHANNEL-1
    return gap === null ? grant : { ...grant, gap } // P-GAP-5
  }

  private tellTaken(message: RecordDraft, offset: number): void {
    this.node.events.messageTaken?.({ app: this.app.id, to: { channel: this.name }, offset, message })
  }
}
