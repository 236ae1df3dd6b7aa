// Mail: peer messages that wait for a receiver without a lease (delivery 2, 4, 14). A message in it is a letter until his page has handled it:
// at his login it is brought into his inbox, and it stays here too, because the inbox is memory. What was pushed out or is too old leaves a
// loss, which says how many of whom are missing, and is brought before the letters.
import type { Counts } from './counts.ts'
import type { RecordDraft } from './records.ts'

export interface Letter {
  /** Rises within the mail of one user. */
  readonly number: number
  readonly draft: RecordDraft
}

export interface Loss {
  readonly number: number
  /** Told again under the same id if it was not handled, so that a page counts it once. */
  readonly id: string
  readonly why: 'evicted' | 'expired'
  readonly count: number
  /** Under '' are those of senders beyond the first two hundred. */
  readonly by: Counts
}

/** What has been brought into the inbox of the user: letters and losses up to these numbers, so many letters. They are neither pushed out nor
 * too old any more, because he may be given them at any moment. */
export interface Brought {
  readonly letter: number
  readonly loss: number
  readonly letters: number
}

export const NOTHING_BROUGHT: Brought = Object.freeze({ letter: 0, loss: 0, letters: 0 })

export interface MailRoom {
  readonly messages: number
  readonly ms: number
}

export interface Waiting {
  readonly losses: readonly Loss[]
  readonly letters: readonly Letter[]
}

/** What was handled: it can be thrown away. */
export interface Handled {
  readonly letters: readonly number[]
  readonly losses: readonly number[]
}

/** Letters and losses of one user whose time is over. */
export interface Over extends Handled {
  readonly user: string
}

export interface Mail {
  /** False: there is no disk, so nothing can be promised, and the other methods are not called with messages. */
  readonly keeps: boolean
  /** Visible at once, and on the disk with the next `flushed`. Answers its number. The newest pushes out the oldest. */
  put(user: string, draft: RecordDraft, room: MailRoom, brought: Brought): Promise<number>
  /** What is not brought yet, oldest first. What is too old becomes a loss here. */
  waiting(user: string, now: number, brought: Brought): Promise<Waiting>
  remove(user: string, handled: Handled): Promise<void>
  /** Pushes out the oldest: what has left the inbox counts again. */
  trim(user: string, room: MailRoom, now: number, brought: Brought): Promise<void>
  /** Users with something whose time is over, at most so many letters; `expire` is for each in his lane. */
  over(now: number, most: number): Promise<readonly Over[]>
  expire(over: Over, now: number, brought: Brought): Promise<void>
  /** Resolves when everything that was put so far is on the disk; many who wait share one flush. */
  flushed(): Promise<void>
}
