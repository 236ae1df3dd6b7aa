// WebSocket frames as the server writes them: one text frame per JSON text, FIN, unmasked, not compressed (RFC 6455,
// section 5.2).
import type { Frame, Framing } from '../../wire/packets.ts'

const FIN_TEXT = 0x81
const SHORT = 125
const MIDDLE = 65535

export const webSocketFraming: Framing = {
  bytesOf(frames) {
    let size = 0
    for (const frame of frames) size += framedSize(frame)
    const bytes = Buffer.allocUnsafe(size)
    let at = 0
    for (const frame of frames) at = write(bytes, at, frame)
    return bytes
  },
  sizeOf: framedSize
}

const sizeOf = (frame: Frame): number => (typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length)

function framedSize(frame: Frame): number {
  const size = sizeOf(frame)
  return headerOf(size) + size
}

/** Bytes of the header in front of so many bytes of payload. */
function headerOf(size: number): number {
  if (size <= SHORT) return 2
  return size <= MIDDLE ? 4 : 10
}

/** Where the next one begins. */
function write(bytes: Buffer, at: number, frame: Frame): number {
  const size = sizeOf(frame)
  const start = writeHeader(bytes, at, size)
  if (typeof frame !== 'string') frame.copy(bytes, start)
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
