// Who is told of whose presence. A watch list belongs to a link and ends with it: a client names the users it watches
// in every hello (P-WATCH-1), so nothing of it is kept for one that is away. A link is told once per turn.
import type { App } from '../config/apps.ts'
import type { WatchNode } from './watch-node.ts'
import type { Flushed } from '../link/flusher.ts'
import { Batch } from '../wire/packets.ts'
import type { PresenceChange, PresenceState } from '../store/presence.ts'
import type { Session, UserLink, User } from '../user/user.ts'
import { inboxKey } from '../user/users.ts'

interface Told {
  readonly u: string
  readonly s: PresenceState
}

/** What one link watches. */
export class Watch implements Flushed {
  /** null: asked, and not known yet. */
  private readonly states = new Map<string, PresenceState | null>()
  private readonly news = new Set<string>()
  private asked = false

  constructor(
    private readonly watchers: Watchers,
    private readonly link: UserLink,
    private readonly app: App
  ) {}

  get size(): number {
    return this.states.size
  }

  has(user: string): boolean {
    return this.states.has(user)
  }

  /** From here on the link is told of these users. Nothing is added when their states cannot be read. */
  async add(users: readonly string[]): Promise<void> {
    const { watchers } = this
    const fresh = users.filter((user) => !this.states.has(user))
    if (fresh.length === 0 || this.link.state === 'closed') return
    const keys = fresh.map((user) => inboxKey(this.app, user))
    for (const user of fresh) this.states.set(user, null)
    for (const key of keys) watchers.add(key, this)
    try {
      const found = await watchers.states(keys)
      // A change that was told while this waited is newer than what was read.
      fresh.forEach((user, i) => void (this.states.get(user) === null && this.states.set(user, found[i]!)))
    } catch (fault) {
      this.remove(fresh)
      throw fault
    }
  }

  remove(users: readonly string[]): void {
    for (const user of users) {
      this.news.delete(user)
      if (this.states.delete(user)) this.watchers.remove(inboxKey(this.app, user), this)
    }
  }

  /** For an answer that tells them: what stands in it is no news any more. */
  tell(users: readonly string[]): PresenceState[] {
    return users.map((user) => {
      this.news.delete(user)
      return this.states.get(user) ?? 'offline'
    })
  }

  note(user: string, state: PresenceState): void {
    this.states.set(user, state)
    this.news.add(user)
    if (this.asked) return
    this.asked = true
    this.link.node.flusher.source(this)
  }

  /** Before the welcome nothing is pushed: it tells them all. */
  flush(): void {
    this.asked = false
    if (this.link.state !== 'open' || this.news.size === 0) return
    const told = [...this.news].map((user): Told => ({ u: user, s: this.states.get(user)! }))
    this.news.clear()
    this.link.push(this.watchers.frame(told))
  }

  end(): void {
    this.remove([...this.states.keys()])
  }
}

export const watchOf = (link: UserLink): Watch | null => (link.watch instanceof Watch ? link.watch : null)

export class Watchers {
  /** By the key of the user who is watched. */
  private readonly watches = new Map<string, Set<Watch>>()
  /** Users on all lists together. */
  private listed = 0
  private last: { readonly told: Told; readonly frame: Batch } | null = null

  constructor(private readonly node: WatchNode) {}

  /** How many users are watched by somebody. */
  get size(): number {
    return this.watches.size
  }

  /** How many more may stand on them. */
  get room(): number {
    return Math.max(0, this.node.held.watchesKept - this.listed)
  }

  states(keys: readonly string[]): Promise<readonly PresenceState[]> {
    return this.node.presence.states(keys)
  }

  /** Once for each user of a list. */
  add(key: string, watch: Watch): void {
    this.listed++
    const watches = this.watches.get(key)
    if (watches === undefined) this.watches.set(key, new Set([watch]))
    else watches.add(watch)
  }

  remove(key: string, watch: Watch): void {
    const watches = this.watches.get(key)
    if (watches === undefined || !watches.delete(watch)) return
    this.listed--
    if (watches.size === 0) this.watches.delete(key)
  }

  /** P-WATCH-4. One change that many watch is written once. */
  frame(told: readonly Told[]): Batch {
    const [first] = told
    const { last } = this
    if (told.length === 1 && last !== null && last.told.u === first!.u && last.told.s === first!.s) return last.frame
    const frame = new Batch([JSON.stringify({ t: 'peers', states: told })])
    if (told.length === 1) this.last = { told: first!, frame }
    return frame
  }

  /** The session has a lease, and is heard. In the lane of the user, as the other two. */
  async hold({ user, id }: Session): Promise<void> {
    this.changed(user, await this.node.presence.hold(user.key, id))
  }

  async fade({ user, id }: Session): Promise<void> {
    this.changed(user, await this.node.presence.fade(user.key, id))
  }

  async drop({ user, id }: Session): Promise<void> {
    this.changed(user, await this.node.presence.drop(user.key, id))
  }

  private changed(user: User, { state, changed }: PresenceChange): void {
    if (!changed) return
    this.node.events.presenceChanged?.({ app: user.app.id, user: user.id, state })
    for (const watch of this.watches.get(user.key) ?? []) watch.note(user.id, state)
  }
}
