// What is known of the mail of one user without reading a letter: whose letters wait, and which losses may still grow.
// One row on the disk.
import { upTo, type Lists } from './mail-share.ts'
import type { Loss } from '../mail.ts'

export interface StoredRow {
  readonly nextLetter: number
  readonly nextLoss: number
  readonly losses: number
  /** Numbers by sender. Absent in what a version before 0.3 wrote. */
  readonly by?: readonly (readonly [from: string, numbers: readonly number[]])[]
  /** Losses that nobody has heard of, by why; 0: none. */
  readonly open?: Readonly<Record<Loss['why'], number>>
}

/** What the mail of an app takes of the disk: letters, and bytes of letters and losses. */
export interface Usage {
  readonly messages: number
  readonly bytes: number
}

export const NO_USAGE: Usage = Object.freeze({ messages: 0, bytes: 0 })

export class MailRow {
  nextLetter = 1
  nextLoss = 1
  letters = 0
  losses = 0
  readonly open: Record<Loss['why'], number> = { evicted: 0, expired: 0 }
  /** What this call has added to the usage of the app. */
  readonly gained = { messages: 0, bytes: 0 }
  private readonly by = new Map<string, number[]>()

  static of(stored: StoredRow): MailRow {
    const row = new MailRow()
    row.nextLetter = stored.nextLetter
    row.nextLoss = stored.nextLoss
    row.losses = stored.losses
    for (const [from, numbers] of stored.by ?? []) {
      row.by.set(from, [...numbers])
      row.letters += numbers.length
    }
    Object.assign(row.open, stored.open)
    return row
  }

  get lists(): Lists {
    return this.by
  }

  /** Letters that are not brought. */
  waiting(brought: number): number {
    if (brought === 0) return this.letters
    let count = 0
    for (const numbers of this.by.values()) count += numbers.length - upTo(numbers, brought)
    return count
  }

  /** The number is above all others. */
  add(from: string, number: number): void {
    const numbers = this.by.get(from)
    if (numbers === undefined) this.by.set(from, [number])
    else numbers.push(number)
    this.letters++
  }

  /** False: it is gone already. */
  drop(from: string, number: number): boolean {
    const numbers = this.by.get(from)
    const place = numbers === undefined ? 0 : upTo(numbers, number) - 1
    if (numbers === undefined || numbers[place] !== number) return false
    numbers.splice(place, 1)
    if (numbers.length === 0) this.by.delete(from)
    this.letters--
    return true
  }

  /** Whose letter it is. undefined: it is gone. */
  senderOf(number: number): string | undefined {
    for (const [from, numbers] of this.by) if (numbers[upTo(numbers, number) - 1] === number) return from
    return undefined
  }

  stored(): StoredRow {
    return {
      nextLetter: this.nextLetter,
      nextLoss: this.nextLoss,
      losses: this.losses,
      by: [...this.by],
      open: this.open
    }
  }
}
