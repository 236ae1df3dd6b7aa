// No mail: a server without a data folder cannot promise that a message is on a disk, so a flagged message is as any
// other (P-MAIL-1).
import type { Mail, OverPage, Waiting } from '../mail.ts'

const NOTHING: Waiting = Object.freeze({ losses: [], letters: [] })

export class NoMail implements Mail {
  readonly keeps = false

  put(): Promise<number | null> {
    return Promise.reject(new Error('there is no mail without a disk'))
  }

  async waiting(): Promise<Waiting> {
    return NOTHING
  }

  async remove(): Promise<void> {}
  async trim(): Promise<void> {}
  async miss(): Promise<void> {}

  async over(): Promise<OverPage> {
    return { over: [], next: '' }
  }

  async expire(): Promise<void> {}
  async flushed(): Promise<void> {}
}
