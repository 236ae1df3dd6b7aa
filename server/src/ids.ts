// Names that the server gives: sessions, keys, epochs, messages. A port, so that tests can read them.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Ids {
  session(): string
  key(): string
  epoch(): string
  message(): string
}

const random = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** Message ids are a prefix of this process and a count: unique, short, and cheap on the hot path. */
export function randomIds(): Ids {
  const run = random(6)
  let messages = 0
  return {
    session: () => random(12),
    key: () => random(24),
    epoch: () => random(9),
    message: () => run + (++messages).toString(36),
  }
}

/** Keys are kept hashed: who reads the saved state of a server cannot resume anybody's session. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64')
}

export function keyFits(key: string, hash: string): boolean {
  const given = createHash('sha256').update(key).digest()
  const known = Buffer.from(hash, 'base64')
  return given.length === known.length && timingSafeEqual(given, known)
}
