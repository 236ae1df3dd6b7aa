// The records of a piece of a saved state, one behind the other: each behind its length, or, in formats 1 and 2, as
// WebSocket frames.

const LENGTH = 4
const SHORT = 125

/** Bytes of all of them. */
export function sizeOf(records: readonly Buffer[]): number {
  return records.reduce((sum, record) => sum + LENGTH + record.length, 0)
}

export function* measured(records: readonly Buffer[]): Generator<Buffer> {
  for (const record of records) {
    const length = Buffer.allocUnsafe(LENGTH)
    length.writeUInt32BE(record.length)
    yield length
    yield record
  }
}

/** What `measured` wrote. */
export function split(bytes: Buffer): Buffer[] {
  const records: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const from = at + LENGTH
    at = from + bytes.readUInt32BE(at)
    records.push(bytes.subarray(from, at))
  }
  return records
}

/**
 * What stands in WebSocket frames: whole, final, unmasked. Nothing writes them any more, so nothing else knows how to
 * read them.
 */
export function framed(bytes: Buffer): Buffer[] {
  const records: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const short = bytes[at + 1]!
    const from = at + (short <= SHORT ? 2 : short === 126 ? 4 : 10)
    const size = short <= SHORT ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6)
    at = from + size
    records.push(bytes.subarray(from, at))
  }
  return records
}
