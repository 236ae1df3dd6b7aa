// Channel streams: ordered logs of records, retained for a while (delivery 6, 9). One offset sequence for all members, nothing per member.
import type { Retention } from './apps.ts'
import type { Portion, RecordDraft, StoredRecord } from './records.ts'

export interface StreamHead {
  /** P-RECORD-2: the same for all members, never used again for another stream. */
  readonly alias: number
  readonly epoch: string
  readonly head: number
}

export interface Appended {
  readonly offset: number
  readonly frame: Buffer
}

export interface Page extends StreamHead {
  /** The oldest offset that is retained; head + 1 when none is. */
  readonly tail: number
  readonly records: readonly StoredRecord[]
}

export interface Streams {
  /** Begins the stream if there is none, and holds it until `release`. */
  open(key: string, retention: Retention): Promise<StreamHead>
  /** Nobody follows it any more: it ends when it has been quiet for the retention's time (P-CHANNEL-2). */
  release(key: string, now: number): Promise<void>
  /** The stream must be open. */
  append(key: string, draft: RecordDraft): Promise<Appended>
  /** Retained records above `after`, oldest first; null when there is no such stream. */
  read(key: string, after: number, portion: Portion): Promise<Page | null>
  /** Drops what is too old; answers the keys of streams that ended. */
  sweep(now: number): Promise<readonly string[]>
  dump(): Promise<StreamsDump>
  load(dump: StreamsDump): Promise<void>
}

/** P-STREAM-2, P-STOP-1: what a graceful stop saves. Frames are base64. */
export interface StreamsDump {
  readonly nextAlias: number
  readonly streams: readonly StreamDump[]
}

export interface StreamDump extends StreamHead {
  readonly key: string
  readonly quietSince: number
  readonly held: number
  readonly retention: Retention
  readonly records: readonly { offset: number; id: string; session: string; ts: number; frame: string }[]
}
