// WebSocket frames as the server writes them: one text frame per JSON text, FIN, unmasked, not compressed (RFC 6455,
// section 5.2).
import type { Frame, Framing } from '../../wire/packets.ts'

const FIN_TEXT = 0x81
const SHORT = 125
const MIDDLE = 65535
/** Node writes strings of up to 16 KB from its stack. */
const MAX_ASCII = 16_000
const SHORT_HEADERS = Array.from({ length: SHORT + 1 }, (_, size) => String.fromCharCode(FIN_TEXT, size))

export const webSocketFraming: Framing = {
  bytesOf(frames) {
    if (frames.length === 1) return framed(frames[0]!)
    let total = 0
    for (let i = 0; i < frames.length; i++) total += framedBy((sizes[i] = sizeOf(frames[i]!)))
    const bytes = Buffer.allocUnsafe(total)
    let at = 0
    for (let i = 0; i < frames.length; i++) at = write(bytes, at, frames[i]!, sizes[i]!)
    return bytes
  },
  sizeOf: (frame) => framedBy(sizeOf(frame))
}

/** One frame alone: what most writes are. */
export function framed(frame: Frame): Buffer {
  const size = sizeOf(frame)
  const bytes = Buffer.allocUnsafe(framedBy(size))
  write(bytes, 0, frame, size)
  return bytes
}

/**
 * One frame as characters below 256, for a socket that takes them as bytes (latin1): nothing is allocated for it that
 * outlives the write. Null: the text has others than ASCII, or is so long that the socket would copy it aside.
 */
export function asciiFrame(text: string): string | null {
  const size = text.length
  if (size > MAX_ASCII) return null
  const high = size >> 8
  const low = size & 0xff
  const isShort = size <= SHORT
  const frame = (isShort ? SHORT_HEADERS[size]! : `\x81\x7e${String.fromCharCode(high, low)}`) + text
  // Measured with its header, so that the pieces of the text are put together once: of the header some are two bytes.
  const more = 1 + (isShort ? 0 : (high >> 7) + (low >> 7))
  return Buffer.byteLength(frame) === frame.length + more ? frame : null
}

/** Of the frames that are written just now: a text is measured once. */
const sizes: number[] = []

const sizeOf = (frame: Frame): number => (typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length)

/** A payload of so many bytes, with the header in front of it. */
function framedBy(size: number): number {
  if (size <= SHORT) return size + 2
  return size <= MIDDLE ? size + 4 : size + 10
}

/** Where the next one begins. `size`: of the payload, in bytes. */
function write(bytes: Buffer, at: number, frame: Frame, size: number): number {
  const start = writeHeader(bytes, at, size)
  if (typeof frame !== 'string') bytes.set(frame, start)
  else if (size === frame.length) bytes.write(frame, start, size, 'latin1')
  else bytes.write(frame, start, size, 'utf8')
  return start + size
}

function writeHeader(bytes: Buffer, at: number, size: number): number {
  bytes[at] = FIN_TEXT
  if (size <= SHORT) {
    bytes[at + 1] = size
    return at + 2
  }
  if (size <= MIDDLE) {
    bytes[at + 1] = 126
    bytes.writeUInt16BE(size, at + 2)
    return at + 4
  }
  bytes[at + 1] = 127
  bytes.writeUInt32BE(0, at + 2)
  bytes.writeUInt32BE(size, at + 6)
  return at + 10
}
