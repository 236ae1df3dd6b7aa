// What time is to a stage. Scenarios are written once; whether time stands still until told or passes by itself is said
// here and nowhere else.
import type { Clock } from '../../server/src/base/clock.ts'
import type { Player } from './runtime.ts'
import type { Server } from './server.ts'

export interface Scene {
  readonly server: Server
  readonly players: readonly Player[]
}

export interface Time {
  /** What the server goes by. */
  readonly clock: Clock
  /** How far a moment can be missed: a deadline may be looked at so long before and after it, and no closer. */
  readonly grain: number
  /**
   * Until nobody has anything to do any more. Where that cannot be seen but only guessed, `answered` says what must
   * have come before.
   */
  settle(scene: Scene, answered: () => boolean): Promise<void>
  /**
   * Lets so much time pass for everybody but who is `asleep`. Where people wait for it, it may end as soon as it is
   * `enough`.
   */
  advance(scene: Scene, ms: number, enough: () => boolean, asleep?: Player): Promise<void>
  /** Lets happen what is due now. */
  turn(): Promise<void>
  /** Lets it pass for the server's clock alone, in one step. */
  leap(ms: number): Promise<void>
  /** Somebody sets the wall clock of the server by so much. */
  jump(ms: number): void
}
