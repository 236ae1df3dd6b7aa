// Client frames, made by hand: a client library would cost more than what is measured.

// Not zero, so that the server has to unmask; the same for all, because nobody on loopback guesses it.
const MASK = Buffer.from([0x11, 0x22, 0x33, 0x44])
const FIN = 0x80
const MASKED = 0x80

export const TEXT = 1
export const BINARY = 2
export const CLOSE = 8
export const PING = 9
export const PONG = 10

export function frameOf(opcode, content) {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length
  if (size > 65_535) throw new Error('the generator sends no frame above 64 KB')
  const head = size < 126 ? 2 : 4
  const frame = Buffer.allocUnsafe(head + 4 + size)
  frame[0] = FIN | opcode
  if (head === 2) frame[1] = MASKED | size
  else {
    frame[1] = MASKED | 126
    frame.writeUInt16BE(size, 2)
  }
  frame.set(MASK, head)
  const start = head + 4
  if (typeof content === 'string') frame.utf8Write(content, start)
  else content.copy(frame, start)
  for (let i = 0; i < size; i++) frame[start + i] ^= MASK[i & 3]
  return frame
}

/** Length of the server frame that begins at `at`, or 0 while its head is incomplete. */
export function lengthAt(bytes, at, end) {
  if (end - at < 2) return 0
  const size = bytes[at + 1] & 127
  if (size < 126) return 2 + size
  if (size === 126) return end - at < 4 ? 0 : 4 + bytes.readUInt16BE(at + 2)
  return end - at < 10 ? 0 : 10 + bytes.readUInt32BE(at + 6)
}

export const headAt = (bytes, at) => {
  const size = bytes[at + 1] & 127
  return size < 126 ? 2 : size === 126 ? 4 : 10
}
