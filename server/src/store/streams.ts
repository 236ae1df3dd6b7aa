// Channel streams: ordered logs of records, retained for a while (P-STREAM-1). One offset sequence for all members,
// nothing per member.
import type { Retention } from '../config/apps.ts'
import type { Eventual } from '../base/eventual.ts'
import type { Portion, RecordDraft, StoredRecord } from '../wire/records.ts'
import type { Saves } from './saved.ts'

export interface StreamHead {
  /** P-RECORD-2: the same for all members, never used again for another stream. */
  readonly alias: number
  readonly epoch: string
  readonly head: number
}

export interface Appended {
  readonly offset: number
  readonly json: Buffer
}

export interface Page extends StreamHead {
  /** The oldest offset that is retained; head + 1 when none is. */
  readonly tail: number
  readonly records: readonly StoredRecord[]
}

export interface Swept {
  /** Keys of the streams that ended. */
  readonly ended: readonly string[]
  readonly more: boolean
}

export interface Streams extends Saves<StreamsRow> {
  /** Begins the stream if there is none, and holds it until `release`. */
  open(key: string, retention: Retention): Promise<StreamHead>
  /** Nobody follows it any more: it ends when it has been quiet for the retention's time (P-CHANNEL-2). */
  release(key: string, now: number): Promise<void>
  /** The stream must be open. `at`: by the lasting clock, as all times here; the draft says when by the wall. */
  append(key: string, draft: RecordDraft, at: number): Eventual<Appended>
  /** Retained records above `after`, oldest first; null when there is no such stream. */
  read(key: string, after: number, portion: Portion): Promise<Page | null>
  /** Drops what is too old, of so many streams at most. */
  sweep(now: number, most: number): Promise<Swept>
}

/** P-STREAM-2, P-STOP-1: what a graceful stop saves. The records of a stream follow it, in pieces. */
export type StreamsRow = { readonly nextAlias: number } | SavedStream | { readonly recordsOf: string }

export interface SavedStream extends StreamHead {
  readonly key: string
  readonly quietFor: number
  readonly held: number
  readonly retention: Retention
}
