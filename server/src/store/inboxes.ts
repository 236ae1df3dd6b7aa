// Inboxes: the stream of one user, with cursors per session (P-INBOX-1). What was taken stays until it was handled,
// withdrawn or expired, and what went unhandled leaves a hole that says how much of whom is missing, so that the next
// login hears an exact gap.
import type { Counts } from './counts.ts'
import type { Eventual } from '../base/eventual.ts'
import type { Brought, Handled, Waiting } from './mail.ts'
import type { Portion, RecordDraft } from '../wire/records.ts'
import type { Saves } from './saved.ts'
import type { Appended } from './streams.ts'

export interface InboxDraft extends RecordDraft {
  /** The number of the send in the sender's session: who is told the outcome. */
  readonly n: number
  /** It goes to the mail if the receiver does not get it here. */
  readonly store: boolean
}

/** A send whose outcome is known now. */
export interface Due {
  readonly session: string
  readonly n: number
  readonly id: string
}

export interface InboxMessage {
  readonly kind: 'message'
  readonly from: number
  readonly to: number
  readonly id: string
  readonly sender: string
  readonly json: Buffer
}

export interface InboxHole {
  readonly kind: 'hole'
  readonly from: number
  readonly to: number
  readonly why: 'withdrawn' | 'expired' | 'evicted'
  /** Messages that are missing, and of whom. */
  readonly count: number
  readonly by: Counts
  /** P-GAP-6; '' for what is withdrawn: nobody is told of it. */
  readonly id: string
}

export type InboxItem = InboxMessage | InboxHole

export interface InboxState {
  readonly epoch: string
  readonly head: number
  /** Records follow after this offset: everything up to it is handled or was told. */
  readonly floor: number
  /** The highest offset that was ever written to a link. */
  readonly written: number
  /** What of his mail is in it. */
  readonly brought: Brought
}

export interface InboxOpened extends InboxState {
  /** What the session has handled, or was not there for. */
  readonly start: number
}

export interface InboxRoom {
  readonly messages: number
  readonly bytes: number
}

/** A flagged message that was not handled and goes to the mail now. */
export interface Kept {
  readonly draft: RecordDraft
  /** null: its sender has his outcome. */
  readonly due: Due | null
  /** Where it still is in the inbox; 0: nowhere. */
  readonly offset: number
}

/**
 * What the end of a lease or session decides. Of what is not for the mail: never written is withdrawn (offline),
 * written is unknown.
 */
export interface Lapsed {
  readonly withdrawn: readonly Due[]
  readonly unknown: readonly Due[]
  /** In their order. */
  readonly kept: readonly Kept[]
}

export interface Closed extends Lapsed {
  /** Of the mail, by the sessions that go on. */
  readonly handled: Handled
}

export interface Inboxes extends Saves<InboxesRow> {
  /**
   * Begins the inbox if there is none, and a cursor of the session: behind `after`, but not below the floor. A cursor
   * that is there stays.
   */
  open(user: string, session: string, after?: number): Promise<InboxOpened>
  /** null: the user has no inbox, because nobody of him ever opened one or it ended clean. */
  find(user: string): Promise<InboxState | null>
  /** `writing`: the caller pushes the record to a link in this step. null: full (P-SEND-7). */
  append(user: string, draft: InboxDraft, writing: boolean, room: InboxRoom): Eventual<Appended | null>
  read(user: string, after: number, portion: Portion): Promise<readonly InboxItem[]>
  /** Everything up to `to` was written to a link. */
  written(user: string, to: number): Promise<void>
  /** P-INBOX-2: the engine has everything up to `to`. */
  received(user: string, session: string, to: number): Eventual<readonly Due[]>
  /**
   * P-INBOX-2: the page was called for everything up to `to`; it may be deleted, as far as it was received. Answers
   * what of the mail was in it.
   */
  handled(user: string, session: string, to: number): Eventual<Handled>
  /** P-MAIL-4: takes in what waits in the mail, losses first, under new offsets. */
  bring(user: string, waiting: Waiting): Promise<void>
  /** The message at this offset is in the mail now, too. */
  mailed(user: string, offset: number, letter: number): Promise<void>
  /** The last lease of the user ended. */
  lapse(user: string): Promise<Lapsed>
  /**
   * The session ended. With the last one, what is unhandled and not for the mail becomes a hole `expired` of its own;
   * what is in the mail leaves the inbox.
   */
  close(user: string, session: string, now: number): Promise<Closed>
  /** Called every few seconds: what stays may be kept in another way than what comes and goes. */
  age(): Promise<void>
  /** Forgets at most so many; true: there may be more. */
  sweep(now: number, most: number): Promise<boolean>
}

/**
 * What a graceful stop saves. The items of an inbox follow it, in pieces;
 * the records of its messages are those of the piece.
 */
export type InboxesRow =
  | { readonly epoch: string; readonly base: number }
  | SavedInbox
  | { readonly itemsOf: string; readonly items: readonly (SavedHole | SavedMessage)[] }

export interface SavedInbox {
  readonly user: string
  readonly head: number
  readonly floor: number
  readonly written: number
  readonly closedFor: number
  readonly cursors: readonly { session: string; received: number; handled: number }[]
}

/** `loss` and `letter`: the number in the mail, 0 for what is not in it. */
export type SavedHole = InboxHole & { readonly loss: number }

export interface SavedMessage extends Omit<InboxMessage, 'json'> {
  readonly session: string
  readonly n: number
  readonly open: number
  readonly store: number
  readonly letter: number
}
