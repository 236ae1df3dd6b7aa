// The bytes of a saved state: a mark, pieces (two lengths, a JSON text, records), and a last piece that counts and sums
// up all before it. Written and read a megabyte at a time. A state whose end is missing or whose sum differs is no
// state: half of one could not keep its word.
import { createHash, type Hash } from 'node:crypto'
import type { StorePiece } from '../store/saved.ts'
import { framed, measured, sizeOf, split } from './saved-records.ts'

/** Rises when an older server could misread what is written. */
export const FORMAT = 3
/** Its records stand as WebSocket frames. A deploy from a server that wrote it makes no gap either (P-STOP-1). */
const FRAMED = 2
const MARK = Buffer.from('rtm-state\n')
const CHUNK = 1_048_576
const LENGTHS = 8
/** No piece is near it: a length above it is damage, not a reason to ask for gigabytes. */
const MAX_PART = 256 * 1_048_576

export class Damaged extends Error {}

export interface Head {
  readonly format: number
  /** By the wall clock, for people. */
  readonly savedAt: number
}

interface End {
  readonly pieces: number
  readonly sha256: string
}

/** Chunks to be written in their order. A chunk is the caller's until he asks for the next one but one. */
export async function* encoded(savedAt: number, pieces: AsyncIterable<StorePiece>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let chunks = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const
  let used = 0
  const full = (): Buffer => {
    const chunk = chunks[0].subarray(0, used)
    hash.update(chunk)
    chunks = [chunks[1], chunks[0]]
    used = 0
    return chunk
  }
  function* put(bytes: Buffer): Generator<Buffer> {
    for (let from = 0; from < bytes.length;) {
      const to = Math.min(bytes.length, from + CHUNK - used)
      bytes.copy(chunks[0], used, from, to)
      used += to - from
      from = to
      if (used === CHUNK) yield full()
    }
  }
  function* putPiece(json: unknown, records: readonly Buffer[]): Generator<Buffer> {
    const text = Buffer.from(JSON.stringify(json))
    const lengths = Buffer.allocUnsafe(LENGTHS)
    lengths.writeUInt32BE(text.length, 0)
    lengths.writeUInt32BE(sizeOf(records), 4)
    yield* put(lengths)
    yield* put(text)
    for (const bytes of measured(records)) yield* put(bytes)
  }
  const head: Head = { format: FORMAT, savedAt }
  yield* put(MARK)
  yield* putPiece(head, [])
  let count = 0
  for await (const { store, row, records } of pieces) {
    count++
    yield* putPiece([store, row], records)
  }
  yield full()
  const end: End = { pieces: count, sha256: hash.digest('hex') }
  const last = JSON.stringify(['end', end])
  const lengths = Buffer.alloc(LENGTHS)
  lengths.writeUInt32BE(last.length, 0)
  yield Buffer.concat([lengths, Buffer.from(last)])
}

/** Reads the head; the pieces follow as they are asked for. Throws `Damaged`, in words. */
export async function decoded(
  chunks: AsyncIterable<Buffer>
): Promise<{ readonly head: Head; readonly pieces: AsyncGenerator<StorePiece> }> {
  const reader = new Reader(chunks)
  const sum = createHash('sha256')
  const mark = await reader.take(MARK.length)
  if (!mark.equals(MARK)) throw new Damaged('it does not begin like a saved state')
  sum.update(mark)
  const head = (await reader.part(sum)).json as Head
  const recordsIn = head.format === FORMAT ? split : head.format === FRAMED ? framed : null
  if (recordsIn === null)
    throw new Damaged(`it has the format ${String(head.format)}, and this server reads ${FRAMED} and ${FORMAT}`)
  return { head, pieces: piecesOf(reader, sum, recordsIn) }
}

async function* piecesOf(
  reader: Reader,
  sum: Hash,
  recordsIn: (bytes: Buffer) => Buffer[]
): AsyncGenerator<StorePiece> {
  for (let count = 0; ; count++) {
    const part = await reader.part(null)
    const [store, row] = part.json as [string, unknown]
    if (store !== 'end') {
      part.addTo(sum)
      yield { store, row, records: recordsIn(part.bytes) }
      continue
    }
    const { pieces, sha256 } = row as End
    if (pieces !== count || sha256 !== sum.digest('hex'))
      throw new Damaged('its checksum is wrong: some of its bytes have changed')
    return
  }
}

interface Part {
  readonly json: unknown
  readonly bytes: Buffer
  addTo(sum: Hash): void
}

class Reader {
  private readonly chunks: AsyncIterator<Buffer>
  private rest = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  async part(sum: Hash | null): Promise<Part> {
    const lengths = await this.take(LENGTHS)
    const [size, more] = [lengths.readUInt32BE(0), lengths.readUInt32BE(4)]
    if (Math.max(size, more) > MAX_PART) throw new Damaged('a piece of it is too long')
    const text = await this.take(size)
    const bytes = await this.take(more)
    const part = {
      json: parsed(text),
      bytes,
      addTo: (to: Hash) => [lengths, text, bytes].forEach((one) => to.update(one))
    }
    if (sum !== null) part.addTo(sum)
    return part
  }

  /** Not copied where it lies in one chunk: whoever keeps it copies. */
  async take(size: number): Promise<Buffer> {
    const list: Buffer[] = []
    let missing = size
    while (missing > this.rest.length) {
      list.push(this.rest)
      missing -= this.rest.length
      const { value, done } = await this.chunks.next()
      if (done === true) throw new Damaged('its end is missing')
      this.rest = value as Buffer
    }
    list.push(this.rest.subarray(0, missing))
    this.rest = this.rest.subarray(missing)
    return list.length === 1 ? list[0]! : Buffer.concat(list)
  }
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    throw new Damaged('a piece of it is not JSON')
  }
}
