// Mail on shelves: one row per user, one entry per letter and loss, and an index by the time at which each is over. What one call does is one
// transaction, so a letter and the count of what it pushed out are on the disk together, or not at all.
import { addTo, counts, type Counts } from './counts.ts'
import type { Entry, Shelf } from './shelves.ts'
import type { Brought, Handled, Loss, Mail, MailRoom, Over, Waiting } from './mail.ts'
import type { RecordDraft } from './records.ts'

/** How long a user who lost letters may stay away and still hear exactly how many. */
export const LOSSES_MS = 30 * 24 * 3600 * 1000
/** Senders that one loss names; the rest is counted together. */
const NAMES_MOST = 200

export interface Row {
  nextLetter: number
  nextLoss: number
  letters: number
  losses: number
}

export interface StoredLetter {
  readonly draft: RecordDraft
  readonly until: number
}

interface StoredLoss {
  readonly id: string
  /** Somebody may have heard of it, so it grows no more. (If a kill undid this mark it may, under a new id: better told twice than never.) */
  readonly told: 0 | 1
  readonly why: Loss['why']
  readonly count: number
  readonly by: Counts
  readonly until: number
}

export interface MailShelves {
  readonly rows: Shelf<Row>
  readonly letters: Shelf<StoredLetter>
  readonly losses: Shelf<StoredLoss>
  /** By time: whose letter or loss is over. */
  readonly over: Shelf<{ readonly user: string; readonly letter: number; readonly loss: number }>
}

/** As the shelves are named on the disk. */
export function mailShelves(shelf: <T>(name: string) => Shelf<T>): MailShelves {
  return { rows: shelf('mail'), letters: shelf('mail-letters'), losses: shelf('mail-losses'), over: shelf('mail-over') }
}

// No user's key is the beginning of another's with a slash behind it (users.ts), so a prefix is one user's. Numbers sort as texts.
const numbered = (user: string, number: number): string => `${user}/${String(number).padStart(12, '0')}`
const numberIn = (key: string): number => Number(key.slice(key.lastIndexOf('/') + 1))
const behind = (user: string): string => `${user}0` // '0' follows '/'
const timed = (until: number, kind: 'letter' | 'loss', user: string, number: number): string => `${String(until).padStart(15, '0')}/${kind}/${numbered(user, number)}`

const EMPTY: Waiting = Object.freeze({ losses: [], letters: [] })

export class ShelvedMail implements Mail {
  readonly keeps = true

  constructor(
    private readonly shelves: MailShelves,
    readonly flushed: () => Promise<void>,
  ) {}

  async put(user: string, draft: RecordDraft, room: MailRoom, brought: Brought): Promise<number> {
    const row = this.row(user)
    const number = row.nextLetter++
    const until = draft.ts + room.ms
    this.shelves.letters.put(numbered(user, number), { draft, until })
    this.shelves.over.put(timed(until, 'letter', user, number), { user, letter: number, loss: 0 })
    row.letters++
    this.pushOut(user, row, room, brought, draft.ts)
    this.shelves.rows.put(user, row)
    return number
  }

  async waiting(user: string, now: number, brought: Brought): Promise<Waiting> {
    const row = this.shelves.rows.get(user)
    if (row === undefined) return EMPTY
    const all = this.lettersOf(user, brought.letter, row.letters)
    const old = all.filter(({ value }) => value.until <= now)
    this.lose(user, row, old, 'expired', now)
    if (old.length > 0) this.keep(user, row)
    const losses = this.lossesOf(user, brought.loss, row.losses)
    for (const { key, value } of losses) if (value.told === 0) this.shelves.losses.put(key, { ...value, told: 1 })
    return {
      losses: losses.map(({ key, value: { id, why, count, by } }) => ({ number: numberIn(key), id, why, count, by })),
      letters: all.filter(({ value }) => value.until > now).map(({ key, value }) => ({ number: numberIn(key), draft: value.draft })),
    }
  }

  async remove(user: string, { letters, losses }: Handled): Promise<void> {
    const row = this.shelves.rows.get(user)
    if (row === undefined || letters.length + losses.length === 0) return
    for (const number of letters) {
      const letter = this.shelves.letters.get(numbered(user, number))
      if (letter !== undefined) this.takeLetter(user, row, number, letter)
    }
    for (const number of losses) this.takeLoss(user, row, number)
    this.keep(user, row)
  }

  async trim(user: string, room: MailRoom, now: number, brought: Brought): Promise<void> {
    const row = this.shelves.rows.get(user)
    if (row === undefined || row.letters - brought.letters <= room.messages) return
    this.pushOut(user, row, room, brought, now)
    this.keep(user, row)
  }

  async over(now: number, most: number): Promise<readonly Over[]> {
    const users = new Map<string, { user: string; letters: number[]; losses: number[] }>()
    for (const { value: { user, letter, loss } } of this.shelves.over.range('', timed(now + 1, 'letter', '', 0), most)) {
      let over = users.get(user)
      if (over === undefined) users.set(user, (over = { user, letters: [], losses: [] }))
      if (letter > 0) over.letters.push(letter)
      else over.losses.push(loss)
    }
    return [...users.values()]
  }

  async expire({ user, letters, losses }: Over, now: number, brought: Brought): Promise<void> {
    const row = this.shelves.rows.get(user)
    if (row === undefined) return
    const old: Entry<StoredLetter>[] = []
    for (const number of letters) {
      const key = numbered(user, number)
      const value = this.shelves.letters.get(key)
      if (value !== undefined && number > brought.letter && value.until <= now) old.push({ key, value })
    }
    this.lose(user, row, old, 'expired', now)
    for (const number of losses) if (number > brought.loss) this.takeLoss(user, row, number)
    this.keep(user, row)
  }

  private row(user: string): Row {
    return this.shelves.rows.get(user) ?? { nextLetter: 1, nextLoss: 1, letters: 0, losses: 0 }
  }

  /** Numbers may begin again once nothing is left: then nothing of it is in an inbox either. */
  private keep(user: string, row: Row): void {
    if (row.letters + row.losses > 0) this.shelves.rows.put(user, row)
    else this.shelves.rows.remove(user)
  }

  private pushOut(user: string, row: Row, room: MailRoom, brought: Brought, now: number): void {
    const surplus = row.letters - brought.letters - room.messages
    if (surplus > 0) this.lose(user, row, this.lettersOf(user, brought.letter, surplus), 'evicted', now)
  }

  protected lose(user: string, row: Row, letters: readonly Entry<StoredLetter>[], why: Loss['why'], now: number): void {
    if (letters.length === 0) return
    const known = this.lossesOf(user, 0, row.losses).find(({ value }) => value.why === why && value.told === 0)
    const number = known === undefined ? row.nextLoss++ : numberIn(known.key)
    const by = counts(known?.value.by)
    for (const { key, value } of letters) {
      const { from } = value.draft
      addTo(by, from in by || Object.keys(by).length < NAMES_MOST ? from : '', 1)
      this.takeLetter(user, row, numberIn(key), value)
    }
    const until = known?.value.until ?? now + LOSSES_MS
    this.shelves.losses.put(numbered(user, number), { id: crypto.randomUUID(), told: 0, why, count: (known?.value.count ?? 0) + letters.length, by, until })
    if (known !== undefined) return
    row.losses++
    this.shelves.over.put(timed(until, 'loss', user, number), { user, letter: 0, loss: number })
  }

  private takeLetter(user: string, row: Row, number: number, { until }: StoredLetter): void {
    this.shelves.letters.remove(numbered(user, number))
    this.shelves.over.remove(timed(until, 'letter', user, number))
    row.letters--
  }

  private takeLoss(user: string, row: Row, number: number): void {
    const loss = this.shelves.losses.get(numbered(user, number))
    if (loss === undefined) return
    this.shelves.losses.remove(numbered(user, number))
    this.shelves.over.remove(timed(loss.until, 'loss', user, number))
    row.losses--
  }

  private lettersOf(user: string, after: number, most: number): Entry<StoredLetter>[] {
    return this.shelves.letters.range(numbered(user, after + 1), behind(user), most)
  }

  private lossesOf(user: string, after: number, most: number): Entry<StoredLoss>[] {
    return most === 0 ? [] : this.shelves.losses.range(numbered(user, after + 1), behind(user), most)
  }
}
