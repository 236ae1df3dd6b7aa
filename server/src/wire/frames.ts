// WebSocket frames as the server writes them: one text frame per JSON text, FIN, unmasked, not compressed (RFC 6455, section 5.2).

const FIN_TEXT = 0x81
const SHORT = 125
const MIDDLE = 65535

/** Bytes of the header in front of so many bytes of payload. */
export function headerOf(size: number): number {
  if (size <= SHORT) return 2
  return size <= MIDDLE ? 4 : 10
}

/** Bytes of the header of a frame that was written here. */
export function headerIn(frame: Buffer): number {
  const short = frame[1]!
  if (short <= SHORT) return 2
  return short === 126 ? 4 : 10
}

export function writeHeader(frame: Buffer, size: number): void {
  frame[0] = FIN_TEXT
  if (size <= SHORT) {
    frame[1] = size
  } else if (size <= MIDDLE) {
    frame[1] = 126
    frame.writeUInt16BE(size, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(size, 6)
  }
}

export function textFrame(text: string): Buffer {
  const size = Buffer.byteLength(text)
  const skip = headerOf(size)
  const frame = Buffer.allocUnsafe(skip + size)
  writeHeader(frame, size)
  if (size === text.length) frame.write(text, skip, size, 'latin1')
  else frame.write(text, skip, size, 'utf8')
  return frame
}

/** A frame of two texts with bytes between them that are ready. */
export function textFrameAround(before: string, middle: Buffer, after: string): Buffer {
  const start = Buffer.byteLength(before)
  const end = Buffer.byteLength(after)
  const size = start + middle.length + end
  const skip = headerOf(size)
  const frame = Buffer.allocUnsafe(skip + size)
  writeHeader(frame, size)
  frame.write(before, skip, start, 'utf8')
  middle.copy(frame, skip + start)
  frame.write(after, skip + start + middle.length, end, 'utf8')
  return frame
}

/** Frames that stand one behind the other, as they were written here. */
export function framesIn(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = []
  for (let from = 0; from < bytes.length; ) {
    const frame = bytes.subarray(from)
    const skip = headerIn(frame)
    const size = skip === 2 ? frame[1]! : skip === 4 ? frame.readUInt16BE(2) : frame.readUInt32BE(6)
    frames.push(frame.subarray(0, skip + size))
    from += skip + size
  }
  return frames
}
