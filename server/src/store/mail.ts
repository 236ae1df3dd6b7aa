// Mail: peer messages that wait for a receiver without a lease (P-MAIL-1). A message in it is a letter until his page
// has handled it: at his login it is brought into his inbox, and it stays here too, because the inbox is memory. What
// was pushed out or is too old leaves a loss, which says how many of whom are missing,
// and is brought before the letters.
import type { Counts } from './counts.ts'
import type { RecordDraft } from '../wire/records.ts'

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

/**
 * What has been brought into the inbox of the user: letters and losses up to these numbers, so many letters. They are
 * neither pushed out nor too old any more, because he may be given them at any moment.
 */
export interface Brought {
  readonly letter: number
  readonly loss: number
  readonly letters: number
}

export const NOTHING_BROUGHT: Brought = Object.freeze({ letter: 0, loss: 0, letters: 0 })

/** What the mail of one user holds, and that of all users of his app. */
export interface MailRoom {
  readonly messages: number
  readonly ms: number
  readonly allMessages: number
  readonly allBytes: number
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
  /** Where the index has them. */
  readonly keys: readonly string[]
}

export interface OverPage {
  readonly over: readonly Over[]
  /** Ask again after this one; '' at the end. */
  readonly next: string
}

export interface Mail {
  /** False: there is no disk, so nothing can be promised, and the other methods are not called with messages. */
  readonly keeps: boolean
  /**
   * Visible at once, and on the disk with the next `flushed`. Answers its number; null: the app has used up its share
   * of the disk, and nothing is stored. In a full mailbox one goes,
   * by the shares of those who wait in it (mail-share.ts).
   */
  put(user: string, draft: RecordDraft, room: MailRoom, brought: Brought): Promise<number | null>
  /** What is not brought yet, oldest first. What is too old becomes a loss here. */
  waiting(user: string, now: number, brought: Brought): Promise<Waiting>
  remove(user: string, handled: Handled): Promise<void>
  /** Pushes out what is too many: what has left the inbox counts again. */
  trim(user: string, room: MailRoom, now: number, brought: Brought): Promise<void>
  /** One that the user should have had and for which there is no room at all: he is told that it is missing. */
  miss(user: string, from: string, now: number, brought: Brought): Promise<void>
  /**
   * Users with something whose time is over, at most so many letters, after this place of an earlier page; `expire` is
   * for each in his lane.
   */
  over(now: number, most: number, after: string): Promise<OverPage>
  expire(over: Over, now: number, brought: Brought): Promise<void>
  /** Resolves when everything that was put so far is on the disk; many who wait share one flush. */
  flushed(): Promise<void>
}
