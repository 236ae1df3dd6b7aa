// What a node is put together from. It only holds, and only this room knows it:
// each noun says itself what it stands on.
import type { Apps } from '../config/apps.ts'
import type { Clock, Turn } from '../base/clock.ts'
import type { CommandNode } from '../commands/command.ts'
import type { Shelves } from '../store/shelves.ts'
import type { HeldBounds } from '../config/held.ts'
import type { Ids } from '../base/ids.ts'
import type { Log } from '../base/log.ts'
import type { UserLink } from '../user/user.ts'
import type { Stores } from '../store/stores.ts'
import type { TokenVerifier } from '../login/verifier.ts'

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

export interface Core extends Stores, CommandNode {
  readonly links: Set<UserLink>
}
