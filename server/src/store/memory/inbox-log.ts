// One inbox in memory: what was taken for one user and is not handled yet, in order, and how far each of their
// sessions is.
import { addTo, counts, type Counts } from '../counts.ts'
import type { Due, InboxHole, InboxItem, InboxMessage, Kept, Lapsed } from '../inboxes.ts'
import type { Brought, Handled } from '../mail.ts'
import { type Keeper, moveOut } from './nursery.ts'
import { draftIn, type Portion } from '../../wire/records.ts'

const NOTHING: Lapsed = Object.freeze({ withdrawn: [], unknown: [], kept: [] })
export const NONE_HANDLED: Handled = Object.freeze({ letters: [], losses: [] })

export interface Message extends Omit<InboxMessage, 'json'> {
  /** It moves when it is kept for longer (nursery.ts). */
  json: Buffer
  readonly session: string
  readonly n: number
  /** The sender has no outcome yet. */
  open: boolean
  readonly store: boolean
  /** Its number in the mail; 0: it is not there. */
  letter: number
}

interface Hole extends InboxHole {
  readonly json?: undefined
  readonly loss: number
}

export type Item = Message | Hole

interface Cursor {
  readonly session: string
  received: number
  handled: number
}

/** Beside the bytes of an item, roughly: objects, texts, memory of its own. */
const ITEM_COST = 500
/** Holes of earlier sessions that nobody acknowledged; the oldest are told together (P-GAP-6). */
const MAX_HOLES = 32

export class InboxLog implements Keeper {
  young = 0
  floor: number
  written: number
  closedAt = 0
  bytes = 0
  messages = 0
  letters = 0
  losses = 0
  lastLetter = 0
  lastLoss = 0
  cursors: Cursor[] = []
  items: Item[] = []

  constructor(public head: number) {
    this.floor = head
    this.written = head
  }

  cursor(session: string): Cursor | undefined {
    return this.cursors.find((cursor) => cursor.session === session)
  }

  /** What it holds of this process, beside what every session has. */
  get cost(): number {
    return this.bytes + this.items.length * ITEM_COST
  }

  get brought(): Brought {
    return {
      letter: this.letters === 0 ? 0 : this.lastLetter,
      loss: this.losses === 0 ? 0 : this.lastLoss,
      letters: this.letters
    }
  }

  push(item: Item): void {
    this.items.push(item)
    if (item.kind === 'hole') {
      if (item.loss > 0) this.countLoss(item.loss)
      return
    }
    this.messages++
    this.bytes += item.json.length
    if (item.letter > 0) this.countLetter(item.letter)
  }

  countLetter(letter: number): void {
    this.letters++
    this.lastLetter = letter
  }

  private countLoss(loss: number): void {
    this.losses++
    this.lastLoss = loss
  }

  /** Everything but these items is gone. */
  keepOnly(items: readonly Item[]): void {
    this.items = []
    this.messages = 0
    this.bytes = 0
    this.letters = 0
    this.losses = 0
    for (const item of items) this.push(item)
  }

  /** Deletes what every session has handled; answers what of the mail was in it. */
  release(): Handled {
    if (this.cursors.length === 0) return NONE_HANDLED
    let floor = this.head
    for (const cursor of this.cursors) floor = Math.min(floor, cursor.handled)
    if (floor <= this.floor) return NONE_HANDLED
    let gone = 0
    let handled: { letters: number[]; losses: number[] } | null = null
    for (const item of this.items) {
      if (item.to > floor) break
      gone++
      if (item.kind === 'message') {
        this.messages--
        this.bytes -= item.json.length
        if (item.letter === 0) continue
        this.letters--
        ;(handled ??= { letters: [], losses: [] }).letters.push(item.letter)
      } else if (item.loss > 0) {
        this.losses--
        ;(handled ??= { letters: [], losses: [] }).losses.push(item.loss)
      }
    }
    if (gone > 0) this.items.splice(0, gone)
    this.floor = floor
    return handled ?? NONE_HANDLED
  }

  move(from: number, memory: ArrayBufferLike): void {
    moveOut(this.items, this.placeAbove(from - 1), memory)
  }

  /** What ends above the offset, as far as the portion goes. */
  read(after: number, portion: Portion): InboxItem[] {
    const list: InboxItem[] = []
    let bytes = 0
    for (let i = this.placeAbove(after); i < this.items.length; i++) {
      const item = this.items[i]!
      bytes += item.kind === 'message' ? item.json.length : 0
      if (list.length > 0 && (bytes > portion.bytes || list.length >= portion.messages)) break
      const { from, to, id } = item
      if (item.kind === 'hole') list.push({ kind: 'hole', from, to, why: item.why, count: item.count, by: item.by, id })
      else list.push({ kind: 'message', from, to, id, sender: item.sender, json: item.json })
    }
    return list
  }

  /** The place of the first item that ends above the offset. */
  placeAbove(offset: number): number {
    let low = 0
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.items[middle]!.to <= offset) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Settles what is open above `from`, up to `to`: what is new in an acknowledgement. Answers whom to tell. */
  settle(from: number, to: number): Due[] {
    const dues: Due[] = []
    for (let i = this.placeAbove(from); i < this.items.length; i++) {
      const item = this.items[i]!
      if (item.to > to) break
      if (item.kind !== 'message' || !item.open) continue
      item.open = false
      dues.push({ session: item.session, n: item.n, id: item.id })
    }
    return dues
  }

  /** P-SEND-5, P-SEND-6, P-MAIL-3. Withdrawn in the same step in which it is answered. */
  lapse(): Lapsed {
    if (this.items.length === 0) return NOTHING
    const kept: Kept[] = []
    const unknown: Due[] = []
    const withdrawn: Due[] = []
    for (const item of this.items) {
      if (item.kind === 'hole') continue
      const isWritten = item.to <= this.written
      const due = item.open ? { session: item.session, n: item.n, id: item.id } : null
      item.open = false
      if (item.store && item.letter === 0)
        kept.push({ due, draft: draftIn(item.json), offset: isWritten ? item.to : 0 })
      else if (due !== null) (isWritten ? unknown : withdrawn).push(due)
    }
    if (this.head > this.written) {
      // what was brought and not written will be brought again
      this.keepOnly(this.items.filter((item) => item.to <= this.written))
      this.push({
        kind: 'hole',
        from: this.written + 1,
        to: this.head,
        why: 'withdrawn',
        count: 0,
        by: {},
        id: '',
        loss: 0
      })
      this.written = this.head
    }
    return { withdrawn, unknown, kept }
  }

  /** P-MAIL-3: what is for the mail, and what is in it already, leaves the inbox. */
  empty(): Lapsed {
    const { withdrawn, unknown, kept } = this.lapse()
    this.keepOnly(this.items.filter((item) => (item.kind === 'hole' ? item.loss === 0 : !item.store)))
    return { withdrawn, unknown, kept: kept.map((one) => ({ ...one, offset: 0 })) }
  }

  /**
   * The messages that are left become one hole, behind those of earlier sessions: each is told under its id until
   * somebody acknowledges it.
   */
  expire(id: () => string): void {
    const missing = counts()
    const holes: Hole[] = []
    for (const item of this.items) {
      if (item.kind === 'message') addTo(missing, item.sender, 1)
      else if (item.count > 0) holes.push(item)
    }
    if (Object.keys(missing).length > 0) holes.push(expired(missing, id()))
    while (holes.length > MAX_HOLES) holes.splice(0, 2, both(holes[0]!, holes[1]!))
    this.keepOnly([])
    for (const [i, hole] of holes.entries()) {
      this.push({
        ...hole,
        from: (holes[i - 1]?.to ?? this.floor) + 1,
        to: i === holes.length - 1 ? this.head : hole.to
      })
    }
    if (holes.length === 0) this.floor = this.head
    this.written = this.head
  }
}

const expired = (by: Counts, id: string): Hole => ({
  kind: 'hole',
  from: 0,
  to: 0,
  why: 'expired',
  count: Object.values(by).reduce((sum, count) => sum + count, 0),
  by,
  id,
  loss: 0
})

/** Under the id of the later one. */
function both(earlier: Hole, later: Hole): Hole {
  const by = counts(later.by)
  for (const [sender, count] of Object.entries(earlier.by)) addTo(by, sender, count)
  return { ...later, count: earlier.count + later.count, by }
}
