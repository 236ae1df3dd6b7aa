// What the members of a channel hear about each other: one delta per turn, shared by all, and the count in a frame of
// its own now and then; in large channels the count alone (P-MEMBER-1 to 4).
import type { App } from '../config/apps.ts'
import type { Lane } from '../base/lane.ts'
import type { ChannelNode } from './channel-node.ts'
import { faultFields } from '../base/faults.ts'
import type { Feed } from '../link/feed.ts'
import { Batch, type Frame } from '../wire/packets.ts'
import type { MemberChange, MembersState } from '../store/members.ts'
import type { LeaveWhy } from '../wire/replies.ts'

/** Snapshots of smaller channels are made anew: keeping them costs more than it saves. */
const KEPT_FROM = 16
const COUNT_MS = 1000 // P-MEMBER-4
const WIDE_COUNT_MS = 3000
const NOTHING: readonly Frame[] = Object.freeze([])

/** The channel whose members they are. */
export interface RosterOwner {
  readonly node: Pick<ChannelNode, 'clock' | 'log' | 'members' | 'events'>
  readonly app: App
  readonly key: string
  readonly name: string
  readonly alias: number
  readonly lane: Lane
  flush(): void
  touch(): void
}

export class Roster {
  version = 0
  count = 0
  /**
   * In their order. Made when somebody joins others: a set of its own for each channel would be most of what a small
   * one keeps.
   */
  private joined: Set<string> | null = null
  /** Made when somebody leaves. */
  private left: Map<string, LeaveWhy> | null = null
  /** Deltas have stopped: more members than the limit, or no count yet since there were. */
  private wide = false
  private toldAt = -Infinity
  private timer = 0
  private due = false
  /** For all who join or come back until the next flush; longer it would keep its bytes for a channel at rest. */
  private snapshotFrame: Batch | null = null
  private snapshotVersion = -1
  private all: Batch | null = null

  constructor(private readonly channel: RosterOwner) {}

  get isPending(): boolean {
    return (this.joined !== null && this.joined.size > 0) || this.left !== null || this.due || this.all !== null
  }

  get isWide(): boolean {
    return this.wide
  }

  set(state: MembersState): void {
    this.version = state.version
    this.count = state.count
    this.wide = this.count > this.channel.app.limits.memberList
  }

  /** `user` joined. In the lane of the channel. */
  async join(user: string, change: MemberChange): Promise<void> {
    if (!change.changed) return
    const { node, app, name } = this.channel
    node.events.memberJoined?.({ app: app.id, channel: name, user })
    if (this.left?.has(user) === true) this.channel.flush() // he left in this turn: both are told, in order
    this.count = change.count
    this.version = change.version
    if (this.isOver) this.widen()
    else if (this.count > 1 && !this.wide) (this.joined ??= new Set()).add(user)
    if (this.count > 1) await this.tellCount() // who is alone has heard it with his own answer
  }

  /** `user` left. In the lane of the channel. */
  async leave(user: string, change: MemberChange, why: LeaveWhy): Promise<void> {
    if (!change.changed) return
    const { node, app, name } = this.channel
    node.events.memberLeft?.({ app: app.id, channel: name, user, why })
    if (this.joined?.has(user) === true) this.channel.flush()
    this.count = change.count
    this.version = change.version
    if (!this.wide) {
      this.left ??= new Map()
      this.left.set(user, why)
    }
    await this.tellCount()
  }

  /** The members as they are now, for one who has no version or another one. null: too many to tell. */
  async snapshot(): Promise<Batch | null> {
    if (this.wide) return null // P-MEMBER-3
    if (this.snapshotVersion === this.version) return this.snapshotFrame
    const frame = new Batch([this.frame({ all: await this.channel.node.members.all(this.channel.key) })])
    if (this.count < KEPT_FROM) return frame
    this.snapshotFrame = frame
    this.snapshotVersion = this.version
    return frame
  }

  /**
   * What a link in step knows: the members of a version, or below zero its count only, and then it is told the members
   * when they are few enough.
   */
  get told(): number {
    return this.wide ? -2 - this.version : this.version
  }

  /** The members, or their count, for one who comes into step with another version. */
  async tell(feed: Feed): Promise<void> {
    if (feed.version === this.told) return
    const frame = (await this.snapshot()) ?? this.countFrame()
    if (feed.ended) return
    feed.link.push(frame) // P-MEMBER-5
    feed.version = this.told
  }

  /** What this turn has to tell everybody. */
  take(): readonly Frame[] {
    this.snapshotFrame = null
    this.snapshotVersion = -1
    if (!this.isPending) return NOTHING
    const frames = this.delta() // what changed since the snapshot, if there is one
    if (this.due) frames.push(this.countFrame())
    if (this.all !== null) frames.unshift(...this.all.list)
    if (this.all !== null || this.due) this.toldAt = this.channel.node.clock.monotonic()
    this.all = null
    this.due = false
    // it shrank in this turn, after its count was due: everybody comes with the next
    if (this.wide && !this.isOver) void this.tellCount()
    return frames
  }

  end(): void {
    this.channel.node.clock.cancel(this.timer)
    this.timer = 0
  }

  private delta(): Frame[] {
    const names = this.joined === null || this.joined.size === 0 ? null : [...this.joined]
    if (names === null && this.left === null) return []
    const joined = names === null ? {} : { joined: names }
    const left = this.left === null ? {} : { left: [...this.left].map(([u, why]) => ({ u, why })) }
    this.joined?.clear()
    this.left = null
    return [this.frame({ ...joined, ...left })]
  }

  private widen(): void {
    this.wide = true
    this.joined?.clear()
    this.left = null
    this.all = null
  }

  /** Once per second, or per 3 s in a large channel, and the last one always (P-MEMBER-4). */
  private async tellCount(): Promise<void> {
    if (this.due || this.timer !== 0) return
    const { clock, log } = this.channel.node
    const wait = this.toldAt + (this.wide ? WIDE_COUNT_MS : COUNT_MS) - clock.monotonic()
    if (wait <= 0) return this.dueNow()
    this.timer = clock.after(wait, () => {
      this.timer = 0
      this.channel.lane
        .run(async () => {
          await this.dueNow()
          this.channel.touch()
        })
        .catch((fault: unknown) => log.error('fault', { where: 'count', ...faultFields(fault) }))
    })
  }

  /**
   * A count is due. With the first one after a time of too many members comes everybody:
   * deltas were missed (P-MEMBER-3).
   */
  private async dueNow(): Promise<void> {
    if (!this.wide || this.isOver) {
      this.due = true
      return
    }
    this.wide = false
    this.all = await this.snapshot()
  }

  private get isOver(): boolean {
    return this.count > this.channel.app.limits.memberList
  }

  private countFrame(): string {
    return this.frame({})
  }

  private frame(form: object): string {
    return JSON.stringify({ t: 'members', a: this.channel.alias, v: this.version, count: this.count, ...form })
  }
}
