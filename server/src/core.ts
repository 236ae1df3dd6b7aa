// What the parts of one node share. It only holds; what it holds acts.
import type { Apps } from './apps.ts'
import type { Attributes } from './attributes.ts'
import type { Channels } from './channels.ts'
import type { Clock, Turn } from './clock.ts'
import type { Shelves } from './shelves.ts'
import type { Flusher } from './flusher.ts'
import type { HeldBounds } from './held.ts'
import type { Ids } from './ids.ts'
import type { InvitationRunner } from './invitation-runner.ts'
import type { Invitations } from './invitations.ts'
import type { Inboxes } from './inboxes.ts'
import type { Work } from './lane.ts'
import type { Leases } from './leases.ts'
import type { LastingClock } from './lasting.ts'
import type { Link } from './link.ts'
import type { Log } from './log.ts'
import type { Mail } from './mail.ts'
import type { Members } from './members.ts'
import type { Presence } from './presence.ts'
import type { RateBook } from './rate-book.ts'
import type { Seats } from './seats.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'
import type { Shares } from './shares.ts'
import type { SlowLinks } from './slow.ts'
import type { Streams } from './streams.ts'
import type { Users } from './users.ts'
import type { TokenVerifier } from './verifier.ts'
import type { Watchers } from './watchers.ts'

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

export interface Stores {
  readonly streams: Streams
  readonly inboxes: Inboxes
  readonly mail: Mail
  readonly sessions: Sessions
  readonly members: Members
  readonly presence: Presence
  /** By the key of the user, of the channel. */
  readonly userAttributes: Attributes
  readonly channelAttributes: Attributes
  readonly invitations: Invitations
}

export interface Core extends Stores {
  readonly parts: NodeParts & { readonly clock: LastingClock }
  readonly ids: Ids
  readonly work: Work
  readonly rateBook: RateBook
  readonly held: HeldBounds
  /** Frames of all links that wait for one before them. */
  readonly waiting: Shares
  readonly flusher: Flusher
  readonly slow: SlowLinks
  readonly links: Set<Link>
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
