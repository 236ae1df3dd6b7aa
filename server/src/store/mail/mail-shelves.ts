// Mail on shelves. What one call does is one transaction, so a letter and the count of what it pushed out are on the
// disk together, or not at all.
import { addTo, counts } from '../counts.ts'
import type { Entry, Shelf } from '../shelves.ts'
import { appOf, behind, isOfLetter, numbered, numberIn, timed } from './mail-keys.ts'
import type { MailShelves, StoredLetter, StoredLoss } from './mail-keys.ts'
import { MailRow, NO_USAGE, type Usage } from './mail-row.ts'
import { outOf, type Pick } from './mail-share.ts'
import type { Brought, Handled, Loss, Mail, MailRoom, Over, OverPage, Waiting } from '../mail.ts'
import type { RecordDraft } from '../../wire/records.ts'

/** How long a user who lost letters may stay away and still hear exactly how many. */
export const LOSSES_MS = 30 * 24 * 3600 * 1000
/** Losses of a user that were told and never handled; what is above it is counted with the next one. */
export const MAX_LOSSES = 32
/** Senders that one loss names; the rest is counted together. */
const MAX_NAMES = 200
/** Keys, names and index entries of a letter or a loss, roughly. */
const ENTRY_BYTES = 400
const NAME_BYTES = 40

const EMPTY: Waiting = Object.freeze({ losses: [], letters: [] })

export class ShelvedMail implements Mail {
  readonly keeps = true

  constructor(
    private readonly shelves: MailShelves,
    readonly flushed: () => Promise<void>
  ) {}

  /** P-MAIL-6: looked at first, so that what is turned away changes nothing. */
  async put(user: string, draft: RecordDraft, room: MailRoom, brought: Brought): Promise<number | null> {
    const bytes = Buffer.byteLength(draft.text) + ENTRY_BYTES
    const used = this.usage(appOf(user))
    if (used.messages >= room.allMessages || used.bytes + bytes > room.allBytes) return null
    const row = this.row(user)
    const number = row.nextLetter++
    const until = draft.ts + room.ms
    this.shelves.letters.put(numbered(user, number), { draft, until, bytes })
    this.shelves.over.put(timed(until, 'letter', user, number), { user, letter: number, loss: 0 })
    row.add(draft.from, number)
    row.gained.messages++
    row.gained.bytes += bytes
    this.pushOut(user, row, draft.from, room, brought, draft.ts)
    this.keep(user, row)
    return number
  }

  async waiting(user: string, now: number, brought: Brought): Promise<Waiting> {
    const row = this.row(user)
    if (row.letters + row.losses === 0) return EMPTY
    const all = this.lettersOf(user, brought.letter, row.letters)
    const there = new Set(all.map(({ key }) => numberIn(key)))
    // what the disk has lost
    const lost = [...picksOf(row)].filter(({ number }) => number > brought.letter && !there.has(number))
    this.lose(user, row, lost, 'evicted', now, brought)
    this.lose(user, row, all.filter(({ value }) => value.until <= now).map(pickOf), 'expired', now, brought)
    const losses = this.lossesOf(user, brought.loss, row.losses)
    for (const { key, value } of losses) if (value.told === 0) this.shelves.losses.put(key, { ...value, told: 1 })
    row.open.evicted = row.open.expired = 0
    this.keep(user, row)
    return {
      losses: losses.map(({ key, value: { id, why, count, by } }) => ({ number: numberIn(key), id, why, count, by })),
      letters: all
        .filter(({ value }) => value.until > now)
        .map(({ key, value }) => ({ number: numberIn(key), draft: value.draft }))
    }
  }

  async remove(user: string, { letters, losses }: Handled): Promise<void> {
    if (letters.length + losses.length === 0) return
    const row = this.row(user)
    for (const number of letters) this.takeLetter(user, row, number)
    for (const number of losses) this.takeLoss(user, row, number)
    this.keep(user, row)
  }

  async trim(user: string, room: MailRoom, now: number, brought: Brought): Promise<void> {
    const row = this.row(user)
    if (row.waiting(brought.letter) <= room.messages) return
    this.pushOut(user, row, '', room, brought, now)
    this.keep(user, row)
  }

  async miss(user: string, from: string, now: number, brought: Brought): Promise<void> {
    const row = this.row(user)
    this.lose(user, row, [{ from, number: 0 }], 'evicted', now, brought)
    this.keep(user, row)
  }

  async over(now: number, most: number, after: string): Promise<OverPage> {
    const users = new Map<string, { user: string; letters: number[]; losses: number[]; keys: string[] }>()
    const page = this.shelves.over.range(after === '' ? '' : `${after}\0`, timed(now + 1, 'letter', '', 0), most)
    for (const {
      key,
      value: { user, letter, loss }
    } of page) {
      let over = users.get(user)
      if (over === undefined) users.set(user, (over = { user, letters: [], losses: [], keys: [] }))
      over.keys.push(key)
      if (letter > 0) over.letters.push(letter)
      else over.losses.push(loss)
    }
    return { over: [...users.values()], next: page.length < most ? '' : page.at(-1)!.key }
  }

  async expire({ user, letters, losses, keys }: Over, now: number, brought: Brought): Promise<void> {
    const row = this.row(user)
    const old: Pick[] = []
    for (const number of letters) {
      const from = number > brought.letter ? row.senderOf(number) : undefined
      if (from !== undefined) old.push({ from, number })
    }
    this.lose(user, row, old, 'expired', now, brought)
    for (const number of losses) if (number > brought.loss) this.takeLoss(user, row, number)
    for (const key of keys) if (!this.isThere(key, user)) this.shelves.over.remove(key)
    this.keep(user, row)
  }

  usage(app: string): Usage {
    return this.shelves.usage.get(app) ?? NO_USAGE
  }

  private isThere(key: string, user: string): boolean {
    const shelf: Shelf<unknown> = isOfLetter(key) ? this.shelves.letters : this.shelves.losses
    return shelf.get(numbered(user, numberIn(key))) !== undefined
  }

  /**
   * A row that is not there, or has no senders, is made from the letters: an earlier version wrote none, and a disk may
   * lose one.
   */
  private row(user: string): MailRow {
    const stored = this.shelves.rows.get(user)
    if (stored?.by !== undefined) return MailRow.of(stored)
    const row = new MailRow()
    for (const { key, value } of this.lettersOf(user, 0, Infinity)) row.add(value.draft.from, numberIn(key))
    const losses = this.lossesOf(user, 0, Infinity)
    row.losses = losses.length
    row.nextLetter = Math.max(
      stored?.nextLetter ?? 1,
      1 + Math.max(0, ...[...row.lists.values()].map((numbers) => numbers.at(-1)!))
    )
    row.nextLoss = Math.max(stored?.nextLoss ?? 1, 1 + Math.max(0, ...losses.map(({ key }) => numberIn(key))))
    return row
  }

  /** Numbers may begin again once nothing is left: then nothing of it is in an inbox either. */
  private keep(user: string, row: MailRow): void {
    if (row.letters + row.losses > 0) this.shelves.rows.put(user, row.stored())
    else this.shelves.rows.remove(user)
    const { messages, bytes } = row.gained
    if (messages === 0 && bytes === 0) return
    const app = appOf(user)
    const used = this.usage(app)
    this.shelves.usage.put(app, {
      messages: Math.max(0, used.messages + messages),
      bytes: Math.max(0, used.bytes + bytes)
    })
    row.gained.messages = row.gained.bytes = 0
  }

  private pushOut(user: string, row: MailRow, sender: string, room: MailRoom, brought: Brought, now: number): void {
    const gone: Pick[] = []
    for (let surplus = row.waiting(brought.letter) - room.messages; surplus > 0; surplus--) {
      const { from, number } = outOf(row.lists, sender, room.messages, brought.letter)
      this.takeLetter(user, row, number, from, 'evicted')
      gone.push({ from, number: 0 })
    }
    this.lose(user, row, gone, 'evicted', now, brought)
  }

  /** Number 0: there is no letter of it, or it was taken out already. */
  private lose(
    user: string,
    row: MailRow,
    gone: readonly Pick[],
    why: Loss['why'],
    now: number,
    brought: Brought
  ): void {
    if (gone.length === 0) return
    const known = row.open[why] === 0 ? undefined : this.shelves.losses.get(numbered(user, row.open[why]))
    const by = counts(known?.by)
    const add = (from: string, more: number): void =>
      addTo(by, from in by || Object.keys(by).length < MAX_NAMES ? from : '', more)
    for (const { from, number } of gone) {
      add(from, 1)
      this.takeLetter(user, row, number, from, why)
    }
    let count = (known?.count ?? 0) + gone.length
    if (known === undefined) count += this.fold(user, row, brought, add)
    const number = known === undefined ? row.nextLoss++ : row.open[why]
    const until = known?.until ?? now + LOSSES_MS
    const bytes = ENTRY_BYTES + Object.keys(by).length * NAME_BYTES
    this.shelves.losses.put(numbered(user, number), { id: crypto.randomUUID(), told: 0, why, count, by, until, bytes })
    row.gained.bytes += bytes - (known?.bytes ?? 0)
    if (known !== undefined) return
    row.open[why] = number
    row.losses++
    this.shelves.over.put(timed(until, 'loss', user, number), { user, letter: 0, loss: number })
  }

  /**
   * Who logs in again and again and handles nothing would gather losses without end: the oldest are told anew, with the
   * newest. Answers how many are missing in them.
   */
  private fold(user: string, row: MailRow, brought: Brought, add: (from: string, more: number) => void): number {
    let count = 0
    const surplus = row.losses + 1 - MAX_LOSSES
    for (const { key, value } of surplus > 0 ? this.lossesOf(user, brought.loss, surplus) : []) {
      count += value.count
      for (const from of Object.keys(value.by)) add(from, value.by[from]!)
      this.takeLoss(user, row, numberIn(key))
    }
    return count
  }

  /** `from`: when the caller knows it. A letter that the disk has lost is gone all the same. */
  private takeLetter(
    user: string,
    row: MailRow,
    number: number,
    from = row.senderOf(number),
    why: Loss['why'] | null = null
  ): void {
    if (from === undefined || !row.drop(from, number)) return
    const letter = this.shelves.letters.get(numbered(user, number))
    if (letter === undefined) return
    this.forget(user, number, letter, why)
    if (letter.bytes === undefined) return
    row.gained.messages--
    row.gained.bytes -= letter.bytes
  }

  /** `why`: null when it was handled. */
  protected forget(user: string, number: number, { until }: StoredLetter, _why: Loss['why'] | null): void {
    this.shelves.letters.remove(numbered(user, number))
    this.shelves.over.remove(timed(until, 'letter', user, number))
  }

  private takeLoss(user: string, row: MailRow, number: number): void {
    const loss = this.shelves.losses.get(numbered(user, number))
    if (loss === undefined) return
    this.shelves.losses.remove(numbered(user, number))
    this.shelves.over.remove(timed(loss.until, 'loss', user, number))
    for (const why of ['evicted', 'expired'] as const) if (row.open[why] === number) row.open[why] = 0
    row.losses--
    row.gained.bytes -= loss.bytes ?? 0
  }

  private lettersOf(user: string, after: number, most: number): Entry<StoredLetter>[] {
    return this.shelves.letters.range(numbered(user, after + 1), behind(user), most)
  }

  private lossesOf(user: string, after: number, most: number): Entry<StoredLoss>[] {
    return most === 0 ? [] : this.shelves.losses.range(numbered(user, after + 1), behind(user), most)
  }
}

const pickOf = ({ key, value }: Entry<StoredLetter>): Pick => ({ from: value.draft.from, number: numberIn(key) })

function* picksOf({ lists }: MailRow): Generator<Pick> {
  for (const [from, numbers] of lists) for (const number of numbers) yield { from, number }
}
