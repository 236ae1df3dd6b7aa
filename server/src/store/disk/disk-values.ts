// How a value stands in the store: `~1`, eight hex digits of a CRC-32 over its key and its text, the text. LMDB has no
// checksums, and what a disk gives back is not always what it was given. The first sign is one that no JSON begins
// with: what begins otherwise was written before there were checksums, and is read as it is. A later form counts on
// from `~1`.
import * as zlib from 'node:zlib'

const MARK = '~1'
const HEAD = MARK.length + 8
const TILDE = 0x7e

/** The value cannot be what was written. */
export const BAD = Symbol('bad value')

export function sealed(key: string, text: string): Buffer {
  const bytes = Buffer.from(`${MARK}00000000${text}`)
  bytes.write(sumOf(key, bytes.subarray(HEAD)), MARK.length, 'latin1')
  return bytes
}

/** Written by a later server, in a form that is not known here. */
export const isNewer = (bytes: Buffer): boolean => bytes[0] === TILDE && bytes[1]! >= 0x32 && bytes[1]! <= 0x39

export const isSealed = (bytes: Buffer): boolean => bytes[0] === TILDE

/** The value of these bytes under this key. */
export function opened(key: string, bytes: Buffer): unknown {
  const seal = isSealed(bytes)
  if (seal && (bytes.length < HEAD || bytes.toString('latin1', 0, HEAD) !== MARK + sumOf(key, bytes.subarray(HEAD))))
    return BAD
  try {
    return JSON.parse(bytes.toString('utf8', seal ? HEAD : 0))
  } catch {
    return BAD
  }
}

const sumOf = (key: string, text: Buffer): string =>
  crc(text, crc(Buffer.from(key), 0))
    .toString(16)
    .padStart(8, '0')

/** Node has it since 20.15. */
const crc: (bytes: Buffer, before: number) => number = (zlib as { crc32?: typeof crcByTable }).crc32 ?? crcByTable

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest >>> 0
})

export function crcByTable(bytes: Buffer, before: number): number {
  let sum = ~before
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff]!
  return ~sum >>> 0
}
