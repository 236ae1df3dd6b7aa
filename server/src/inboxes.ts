// Inboxes: the stream of one user, with cursors per session (delivery 7). What was taken stays until it was handled, withdrawn or expired,
// and what went unhandled leaves a hole that says how much of whom is missing, so that the next login hears an exact gap.
import type { Appended } from './streams.ts'
import type { Portion, RecordDraft } from './records.ts'

export interface InboxDraft extends RecordDraft {
  /** The number of the send in the sender's session: who is told the outcome. */
  readonly n: number
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
  readonly frame: Buffer
}

export interface InboxHole {
  readonly kind: 'hole'
  readonly from: number
  readonly to: number
  readonly why: 'withdrawn' | 'expired'
  /** Messages that are missing, and of whom. */
  readonly count: number
  readonly by: Readonly<Record<string, number>>
}

export type InboxItem = InboxMessage | InboxHole

export interface InboxState {
  readonly epoch: string
  readonly head: number
  /** Records follow after this offset: everything up to it is handled or was told. */
  readonly floor: number
  /** The highest offset that was ever written to a link. */
  readonly written: number
}

export interface InboxOpened extends InboxState {
  /** What the session has handled, or was not there for. */
  readonly start: number
}

export interface InboxRoom {
  readonly messages: number
  readonly bytes: number
}

/** Outcomes that the end of a lease or session decides: never written is withdrawn (offline), written is unknown. */
export interface Lapsed {
  readonly withdrawn: readonly Due[]
  readonly unknown: readonly Due[]
}

export interface Inboxes {
  /** Begins the inbox if there is none, and a cursor of the session: behind `after`, but not below the floor. A cursor that is there stays. */
  open(user: string, session: string, after?: number): Promise<InboxOpened>
  /** null: the user has no inbox, because nobody of him ever opened one or it ended clean. */
  find(user: string): Promise<InboxState | null>
  /** `writing`: the caller writes the frame to a link in this step. null: full (P-SEND-7). */
  append(user: string, draft: InboxDraft, writing: boolean, room: InboxRoom): Promise<Appended | null>
  read(user: string, after: number, portion: Portion): Promise<readonly InboxItem[]>
  /** Everything up to `to` was written to a link. */
  written(user: string, to: number): Promise<void>
  /** P-INBOX-2: the engine has everything up to `to`. */
  received(user: string, session: string, to: number): Promise<readonly Due[]>
  /** P-INBOX-2: the page was called for everything up to `to`; it may be deleted, as far as it was received. */
  handled(user: string, session: string, to: number): Promise<void>
  /** The last lease of the user ended. */
  lapse(user: string): Promise<Lapsed>
  /** The session ended. With the last one, what is unhandled becomes a hole `expired`. */
  close(user: string, session: string, now: number): Promise<Lapsed>
  sweep(now: number): Promise<void>
  dump(): Promise<InboxesDump>
  load(dump: InboxesDump): Promise<void>
}

export interface InboxesDump {
  readonly epoch: string
  readonly base: number
  readonly inboxes: readonly InboxDump[]
}

export interface InboxDump {
  readonly user: string
  readonly head: number
  readonly floor: number
  readonly written: number
  readonly closedAt: number
  readonly cursors: readonly { session: string; received: number; handled: number }[]
  readonly items: readonly (InboxHole | (Omit<InboxMessage, 'frame'> & { frame: string; session: string; n: number; open: number }))[]
}
