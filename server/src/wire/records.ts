// Records: what a stream holds. A draft is what a sender gave and the server added; a stream gives it its offset and
// turns it into bytes once. Those bytes are the live frame, the replayed frame and the history entry (P-RECORD-1):
// JSON, whatever gate it goes through.
import type { Room } from '../base/slabs.ts'

/** P-RECORD-1, `fk` */
export type SenderKind = 'user' | 'server' | 'gate'

/** Of a record: its sender asked for history (P-SEND-10). */
export const HISTORY = 1

export interface RecordDraft {
  readonly id: string
  readonly from: string
  /** Absent: a user. */
  readonly kind?: SenderKind
  /** Of the sender; of an app server the key under which it waits. */
  readonly session: string
  readonly ts: number
  readonly flags: number
  /** The payload as it stood in the sender's frame: the text of one JSON string, proved. */
  readonly text: string
}

export interface StoredRecord {
  readonly offset: number
  readonly id: string
  readonly session: string
  /** When it was taken, by the lasting clock; the frame says it by the wall. */
  readonly ts: number
  /** Shared: never change it. */
  readonly json: Buffer
}

/** Asked when reading: at most so much at once, but always one record if there is one. */
export interface Portion {
  readonly messages: number
  readonly bytes: number
}

/** P-RECORD-1: the payload stands last; nothing depends on the receiver. Ids need no escaping (P-ID-1). */
export function recordJson(alias: number, offset: number, draft: RecordDraft, place: Room): Buffer {
  const flags = draft.flags === 0 ? '' : `,"fl":${draft.flags}` // P-SEND-10
  const kind = draft.kind === undefined ? '' : `,"fk":"${draft.kind}"`
  const head =
    `{"t":"m","a":${alias},"o":${offset},"i":"${draft.id}","f":"${draft.from}"${kind},` +
    `"fs":"${draft.session}","ts":${draft.ts}${flags},"p":`
  const textBytes = Buffer.byteLength(draft.text)
  const json = place.room(head.length + textBytes + 1)
  json.write(head, 0, head.length, 'latin1')
  if (textBytes === draft.text.length) json.write(draft.text, head.length, textBytes, 'latin1')
  else json.write(draft.text, head.length, textBytes, 'utf8')
  json[json.length - 1] = 0x7d
  return json
}

/** The bytes of a record that came from elsewhere. */
export function keptJson(bytes: Buffer, place: Room): Buffer {
  const json = place.room(bytes.length)
  bytes.copy(json)
  return json
}

const PAYLOAD = ',"p":'

/** A record from its bytes: what stands before the payload tells all of it. */
export function recordIn(json: Buffer): StoredRecord {
  const head = json.toString('latin1', 0, json.indexOf(PAYLOAD, 0, 'latin1'))
  const { o, i, fs, ts } = JSON.parse(`${head}}`) as { o: number; i: string; fs: string; ts: number }
  return { offset: o, id: i, session: fs, ts, json }
}

/** What a record was made of. Ids hold no quotation mark, so the first `"p":` begins the payload. */
export function draftIn(json: Buffer): RecordDraft {
  const record = json.toString('utf8')
  const { i, f, fk, fs, ts, fl } = JSON.parse(record) as {
    i: string
    f: string
    fk?: SenderKind
    fs: string
    ts: number
    fl?: number
  }
  return {
    id: i,
    from: f,
    ...(fk === undefined ? {} : { kind: fk }),
    session: fs,
    ts,
    flags: fl ?? 0,
    text: record.slice(record.indexOf(PAYLOAD) + PAYLOAD.length, -1)
  }
}
