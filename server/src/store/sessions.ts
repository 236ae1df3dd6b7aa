// Sessions: key, attempt, generation, and what became of each send (P-RESUME-1, P-SEND-2). The record outlives links;
// its owner is a node.
import type { Eventual, Going } from '../base/eventual.ts'
import type { Outcome } from '../wire/outcomes.ts'
import type { Saves } from './saved.ts'

/** `new`: first time. `open`: being worked on. `forgotten`: at or below the highest seen, and no longer known. */
export type Begun = 'new' | 'open' | 'forgotten' | Outcome

export interface SessionRecord {
  readonly id: string
  readonly user: string
  readonly keyHash: string
  readonly attempt: number
  readonly generation: number
  readonly device: string
  /** Which explicit login this session came from; '' when the client does not say (P-HELLO-12). */
  readonly login: string
}

export interface Generations {
  /** The highest. */
  readonly last: number
  /** Up to here they are replaced for good (P-HELLO-10). */
  readonly fenced: number
}

export interface Sessions extends Saves<SessionsRow> {
  create(record: SessionRecord): Promise<void>
  find(id: string): Promise<SessionRecord | null>
  /** P-RESUME-1, a compare-and-set: true if the attempt is above every earlier one. */
  claim(id: string, attempt: number): Promise<boolean>
  ofUser(user: string): Promise<readonly string[]>
  /** What is remembered of a user's logins; zeros when he is not. */
  generations(user: string): Promise<Generations>
  /** Logins up to this generation are replaced for good. It only rises. */
  fence(user: string, generation: number): Promise<void>
  /** P-SEND-2: looks up and notes the number in one step. */
  begin(id: string, n: number): Eventual<Begun>
  /** The first outcome stays. false: there was one already, as far as anybody knows. */
  settle(id: string, n: number, outcome: Outcome): Eventual<boolean>
  /** P-WELCOME-2. Forgets what the client has settled, as `settled` does. */
  outcomes(
    id: string,
    settled: number
  ): Promise<{ readonly taken: number; readonly outcomes: readonly (readonly [number, Outcome])[] }>
  /** The client needs no outcome up to this number any more, by its own word (P-SEND-11). */
  settled(id: string, n: number): Going
  /**
   * The client is at this offset of a stream, or wants nothing before it: no gap of this session begins there any more.
   */
  passed(id: string, alias: number, offset: number): Promise<void>
  /**
   * How many records of the stream within the range are the session's own (P-GAP-1);
   * also of one that has ended, for a day.
   */
  own(id: string, alias: number, from: number, to: number): Promise<number>
  end(id: string, now: number): Promise<void>
  /** Forgets at most so many; true: there may be more. */
  sweep(now: number, most: number): Promise<boolean>
}

/** Own places in streams (P-GAP-1), as runs. */
export type OwnDump = readonly (readonly [alias: number, first: number, last: number, n: number])[]

/**
 * What is remembered of the logins of users, then each session with what became of its sends, then own places of
 * sessions that ended.
 */
export type SessionsRow =
  | { readonly generations: readonly SavedGeneration[] }
  | SavedSession
  | { readonly past: string; readonly user: string; readonly own: OwnDump }

export type SavedSession = SessionRecord & {
  readonly taken: number
  readonly ns: readonly number[]
  readonly outcomes: readonly (Outcome | 0)[]
  readonly own: OwnDump
}
export type SavedGeneration = readonly [user: string, generation: number, endedFor: number, fenced: number]
