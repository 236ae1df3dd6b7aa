// Names that the server gives: sessions, keys, epochs, messages. A port, so that tests can read them, and so that the
// core needs no module of Node.
import { createHash, randomFillSync, timingSafeEqual } from 'node:crypto'

export interface Ids {
  session(): string
  key(): string
  epoch(): string
  message(): string
  /** What is kept of a key: who reads the saved state of a server cannot resume anybody's session. */
  keyHash(key: string): string
  keyFits(key: string, hash: string): boolean
}

// Randomness is fetched for many names at once: asking for it costs more than using it. What was handed out is erased.
const pool = Buffer.alloc(4096)
let unused = 0

function random(bytes: number): string {
  if (unused < bytes) {
    randomFillSync(pool)
    unused = pool.length
  }
  const part = pool.subarray(unused - bytes, unused)
  unused -= bytes
  const text = part.toString('base64url')
  part.fill(0)
  return text
}

/** Message ids are a prefix of this process and a count: unique, short, and cheap on the hot path. */
export function randomIds(): Ids {
  const run = random(6)
  let messages = 0
  return {
    session: () => random(12),
    key: () => random(24),
    epoch: () => random(9),
    message: () => run + (++messages).toString(36),
    keyHash,
    keyFits
  }
}

function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64')
}

function keyFits(key: string, hash: string): boolean {
  const given = createHash('sha256').update(key).digest()
  const known = Buffer.from(hash, 'base64')
  return given.length === known.length && timingSafeEqual(given, known)
}
