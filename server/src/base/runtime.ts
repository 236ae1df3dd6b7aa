// What every noun of a node may use: time, the end of the turn, the log, fresh ids, the count of what is under way, and
// where to tell what happened.
import type { Turn } from './clock.ts'
import type { Events } from './events.ts'
import type { Ids } from './ids.ts'
import type { Work } from './lane.ts'
import type { LastingClock } from './lasting.ts'
import type { Log } from './log.ts'

export interface Runtime {
  readonly clock: LastingClock
  readonly turn: Turn
  readonly log: Log
  readonly ids: Ids
  readonly work: Work
  readonly events: Events
}
