// What a node is put together from. It only holds, and only this room knows it: each noun says itself what it stands on.
import type { Apps } from '../config/apps.ts'
import type { Channels } from '../channel/channels.ts'
import type { Clock, Turn } from '../base/clock.ts'
import type { Shelves } from '../store/shelves.ts'
import type { Flusher } from '../link/flusher.ts'
import type { HeldBounds } from '../config/held.ts'
import type { HelloTimes } from '../login/hello-times.ts'
import type { Ids } from '../base/ids.ts'
import type { InvitationRunner } from '../invitation/invitation-runner.ts'
import type { Leases } from '../user/leases.ts'
import type { Log } from '../base/log.ts'
import type { RateBook } from '../user/rate-book.ts'
import type { Seats } from '../login/seats.ts'
import type { Session, UserLink } from '../user/user.ts'
import type { Shares } from '../store/shares.ts'
import type { SlowLinks } from '../link/slow.ts'
import type { Runtime } from '../base/runtime.ts'
import type { Stores } from '../store/stores.ts'
import type { Users } from '../user/users.ts'
import type { TokenVerifier } from '../login/verifier.ts'
import type { Watchers } from '../presence/watchers.ts'

export interface NodeParts {
  readonly apps: Apps
  readonly verifier: TokenVerifier
  readonly clock: Clock
  readonly turn: Turn
  readonly log: Log
  readonly ids: Ids
  /** Back ends; in memory otherwise. */
  readonly stores?: Partial<Stores>
  readonly bounds?: Bounds
  /** What nouns that outlive the process stand on; without it there are none. */
  readonly disk?: Shelves | null
}

/** Of the whole process, where an app has no say; the defaults stand with the code that keeps them. */
export interface Bounds extends Partial<HeldBounds> {
  readonly helloMs: number
  /** What all slow links together may have unwritten (P-REPLAY-2). */
  readonly unwrittenBytes: number
  /** What all streams in memory may keep together (P-STREAM-1). */
  readonly streamBytes: number
  /** Whose rates an address has, in open apps and at logins (P-LIMIT-3). */
  readonly usersPerAddress?: number
}

export interface Core extends Stores, Runtime {
  readonly apps: Apps
  readonly verifier: TokenVerifier
  readonly rateBook: RateBook
  readonly hellos: HelloTimes
  readonly held: HeldBounds
  /** Frames of all links that wait for one before them. */
  readonly waiting: Shares
  readonly flusher: Flusher
  readonly slow: SlowLinks
  readonly links: Set<UserLink>
  readonly users: Users
  readonly channels: Channels
  readonly seats: Seats
  readonly calls: InvitationRunner
  readonly leases: Leases
  readonly watchers: Watchers
  /** Sessions that live on this node, by id. */
  readonly live: Map<string, Session>
  /** Those of them without a link, the longest away first. */
  readonly away: Set<Session>
}
