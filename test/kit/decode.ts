// WebSocket frames as a client reads them (RFC 6455, section 5.2).

/** All frames of the bytes; throws when they are not whole, unmasked, final text frames. */
export function decode(bytes: Buffer): string[] {
  const texts: string[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] !== 0x81) throw new Error(`frame begins with ${bytes[at]}`)
    let size = bytes[at + 1]!
    if (size > 127) throw new Error('masked')
    at += 2
    if (size === 126) {
      size = bytes.readUInt16BE(at)
      at += 2
    } else if (size === 127) {
      size = Number(bytes.readBigUInt64BE(at))
      at += 8
    }
    if (at + size > bytes.length) throw new Error('frame is cut')
    texts.push(bytes.toString('utf8', at, at + size))
    at += size
  }
  return texts
}
