// Streams in the memory of one process. A lost process loses them, so a later one begins new epochs unless it loads a
// dump (P-STREAM-3).
import type { Retention } from '../../config/apps.ts'
import { Deadlines } from '../../base/deadlines.ts'
import type { Eventual } from '../../base/eventual.ts'
import type { Ids } from '../../base/ids.ts'
import {
  keptJson,
  recordJson,
  recordIn,
  type Portion,
  type RecordDraft,
  type StoredRecord
} from '../../wire/records.ts'
import { parts, piece, type Piece } from '../saved.ts'
import { isAlone, type Slab, Slabs } from '../../base/slabs.ts'
import type { Appended, Page, StreamHead, Streams, StreamsRow, Swept } from '../streams.ts'

/** Bytes of all streams together, by default. */
export const STREAMS_BYTES = 512 * 1024 * 1024
/** What a record costs beside its bytes, roughly: objects, id, array slot. */
const RECORD_COST = 240

class Stream implements StreamHead {
  head = 0
  /** Of its records. */
  bytes = 0
  private pieces: Slabs | null = null
  held = true
  /** In the queue of streams by age. */
  queued = false
  private entries: StoredRecord[] = []
  /** Where each of them lies. */
  private places: Slab[] = []
  private first = 0

  constructor(
    readonly key: string,
    readonly alias: number,
    readonly epoch: string,
    readonly retention: Retention,
    public quietSince: number
  ) {}

  get tail(): number {
    return this.head - this.count + 1
  }

  get count(): number {
    return this.entries.length - this.first
  }

  get oldest(): StoredRecord | undefined {
    return this.entries[this.first]
  }

  /** Made with the first record: most channels are silent. */
  get slabs(): Slabs {
    return (this.pieces ??= new Slabs())
  }

  /** What it holds of this process: unused room of its slabs counts. */
  get cost(): number {
    return this.pieces === null ? 0 : this.pieces.held + this.count * RECORD_COST
  }

  /** It was just written into the slabs. */
  push(record: StoredRecord): void {
    this.entries.push(record)
    this.places.push(this.slabs.last)
    this.head = record.offset
    this.bytes += record.json.length
  }

  shift(): void {
    const record = this.entries[this.first]!
    this.bytes -= record.json.length
    this.slabs.leave(this.places[this.first]!)
    this.entries[this.first] = undefined as never
    this.first++
    if (this.first > 64 && this.first * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.first)
      this.places = this.places.slice(this.first)
      this.first = 0
    }
    if (this.slabs.isSparse(this.bytes)) this.pack()
  }

  /**
   * What is left in slabs of which most is gone. It is a part of what has gone since the last time, so it costs a part
   * of that.
   */
  private pack(): void {
    const left = this.entries.slice(this.first)
    const places = this.places.slice(this.first)
    const slabs = new Slabs(left.reduce((sum, { json: { length } }) => sum + (isAlone(length) ? 0 : length), 0))
    this.entries = left.map((record, i) => {
      if (isAlone(record.json.length)) {
        slabs.adopt(places[i]!)
        return record
      }
      const json = keptJson(record.json, slabs)
      places[i] = slabs.last
      return { ...record, json }
    })
    this.places = places
    this.first = 0
    this.pieces = slabs
  }

  from(after: number, portion: Portion): StoredRecord[] {
    const list: StoredRecord[] = []
    let bytes = 0
    for (let i = this.first + Math.max(0, after - this.tail + 1); i < this.entries.length; i++) {
      const record = this.entries[i]!
      bytes += record.json.length
      if (list.length > 0 && (bytes > portion.bytes || list.length >= portion.messages)) break
      list.push(record)
    }
    return list
  }

  /** P-STREAM-1: whichever is least, but never less than the last few of the last half minute. */
  isOver(now: number): boolean {
    const oldest = this.oldest
    if (oldest === undefined) return false
    const keep = this.retention
    if (this.count <= keep.leastMessages && oldest.ts > now - keep.leastMs) return false
    return this.count > keep.messages || this.bytes > keep.bytes || oldest.ts <= now - keep.ms
  }
}

export class StreamsMemory implements Streams {
  private readonly streams = new Map<string, Stream>()
  private readonly byAge = new Deadlines<Stream>()
  private nextAlias = 1
  private bytes = 0

  constructor(
    private readonly ids: Pick<Ids, 'epoch'>,
    private readonly budget = STREAMS_BYTES
  ) {}

  async open(key: string, retention: Retention): Promise<StreamHead> {
    let stream = this.streams.get(key)
    if (stream === undefined) {
      stream = new Stream(key, this.nextAlias++, this.ids.epoch(), retention, 0)
      this.streams.set(key, stream)
    }
    stream.held = true
    return { alias: stream.alias, epoch: stream.epoch, head: stream.head }
  }

  async release(key: string, now: number): Promise<void> {
    const stream = this.streams.get(key)
    if (stream === undefined) return
    stream.held = false
    stream.quietSince = now
    this.queue(stream, now + stream.retention.ms)
  }

  append(key: string, draft: RecordDraft, at: number): Eventual<Appended> {
    const stream = this.streams.get(key)
    if (stream === undefined) throw new Error('append to a stream that is not open')
    const offset = stream.head + 1 // P-RECORD-3
    const before = stream.cost
    const json = recordJson(stream.alias, offset, draft, stream.slabs)
    stream.push({ offset, id: draft.id, session: draft.session, ts: at, json })
    while (stream.isOver(at)) stream.shift() // P-STREAM-1
    this.bytes += stream.cost - before
    if (!stream.queued) this.queue(stream, at + stream.retention.ms)
    if (this.bytes > this.budget) this.trimOldest()
    return { offset, json }
  }

  async read(key: string, after: number, portion: Portion): Promise<Page | null> {
    const stream = this.streams.get(key)
    if (stream === undefined) return null
    return {
      alias: stream.alias,
      epoch: stream.epoch,
      head: stream.head,
      tail: stream.tail,
      records: stream.from(after, portion)
    }
  }

  async sweep(now: number, most: number): Promise<Swept> {
    const ended: string[] = []
    for (let left = most; left > 0 && this.byAge.next() <= now; left--) {
      const stream = this.byAge.take()!
      stream.queued = false
      const before = stream.cost
      while (stream.isOver(now)) stream.shift()
      this.bytes += stream.cost - before
      const oldest = stream.oldest
      const quietUntil = stream.quietSince + stream.retention.ms
      if (oldest !== undefined) this.queue(stream, Math.max(oldest.ts + stream.retention.ms, now + 1))
      else if (!stream.held && quietUntil <= now) {
        // P-CHANNEL-2. Whoever held a cursor to it left before, and his session is over by now: nobody can take this
        // for a loss.
        this.streams.delete(stream.key)
        ended.push(stream.key)
      } else if (!stream.held) this.queue(stream, quietUntil)
    }
    return { ended, more: this.byAge.next() <= now }
  }

  async *dump(now: number): AsyncGenerator<Piece<StreamsRow>> {
    yield piece({ nextAlias: this.nextAlias })
    for (const stream of this.streams.values()) {
      const { key, alias, epoch, head, retention } = stream
      yield piece({ key, alias, epoch, head, held: stream.held ? 1 : 0, quietFor: now - stream.quietSince, retention })
      const records = stream.from(0, { messages: Infinity, bytes: Infinity }).map(({ json }) => json)
      for (const part of parts(records, ({ length }) => length)) yield piece({ recordsOf: key }, part)
    }
  }

  async load({ row, records }: Piece<StreamsRow>, now: number): Promise<void> {
    if ('nextAlias' in row) {
      this.nextAlias = row.nextAlias
    } else if ('key' in row) {
      const stream = new Stream(row.key, row.alias, row.epoch, row.retention, now - row.quietFor)
      stream.head = row.head
      stream.held = row.held === 1
      this.streams.set(stream.key, stream)
      this.queue(stream, 0) // the first sweep finds the time
    } else {
      const stream = this.streams.get(row.recordsOf)!
      const before = stream.cost
      for (const json of records) {
        const record = recordIn(keptJson(json, stream.slabs))
        stream.push({ ...record, ts: Math.min(record.ts, now) }) // the wall may have been ahead when it was taken
      }
      this.bytes += stream.cost - before
    }
  }

  private queue(stream: Stream, at: number): void {
    if (stream.queued) return
    stream.queued = true
    this.byAge.add(stream, at)
  }

  /**
   * All streams together have a budget, trimmed oldest first.
   * The queue holds a time at or before each stream's oldest record.
   */
  private trimOldest(): void {
    const set: Stream[] = []
    while (this.bytes > this.budget && this.byAge.size > 0) {
      const at = this.byAge.next()
      const stream = this.byAge.take()!
      stream.queued = false
      const oldest = stream.oldest
      if (oldest === undefined) {
        set.push(stream)
        continue
      }
      const due = oldest.ts + stream.retention.ms
      if (due <= at) {
        const before = stream.cost
        stream.shift()
        this.bytes += stream.cost - before
      }
      if (stream.oldest !== undefined) this.queue(stream, stream.oldest.ts + stream.retention.ms)
      else set.push(stream)
    }
    for (const stream of set) this.queue(stream, stream.quietSince + stream.retention.ms)
  }
}
