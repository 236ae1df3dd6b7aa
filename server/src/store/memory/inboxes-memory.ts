// Inboxes in the memory of one process. One epoch serves all of them: an inbox that ended clean is forgotten, and a
// later one of the same user begins above every offset that was ever used, so no old cursor can be mistaken and no
// false gap is told.
import { Aging } from '../../base/aging.ts'
import type { Eventual } from '../../base/eventual.ts'
import type { Ids } from '../../base/ids.ts'
import { HELD } from '../../config/held.ts'
import { InboxLog, NONE_HANDLED, type Item, type Message } from './inbox-log.ts'
import type {
  Closed,
  Due,
  InboxDraft,
  Inboxes,
  InboxesRow,
  InboxItem,
  InboxOpened,
  InboxRoom,
  InboxState,
  Lapsed,
  SavedHole,
  SavedMessage
} from '../inboxes.ts'
import { withOne } from '../../base/lists.ts'
import type { Handled, Waiting } from '../mail.ts'
import { Nursery } from './nursery.ts'
import { keptJson, recordJson, type Portion } from '../../wire/records.ts'
import { parts, piece, type Piece } from '../saved.ts'
import { Shares } from '../shares.ts'
import type { Appended } from '../streams.ts'

/** How long a user who lost messages may stay away and still hear exactly how many. */
export const HOLES_MS = 7 * 24 * 3600 * 1000

const INBOX_ALIAS = 0 // P-RECORD-2
const STORED = 2 // of `fl`: it had been in the mail
const NOTHING: Lapsed = Object.freeze({ withdrawn: [], unknown: [], kept: [] })

export class InboxesMemory implements Inboxes {
  private readonly inboxes = new Map<string, InboxLog>()
  private readonly nursery = new Nursery()
  /** Those that nobody has open, for what is missing in them. */
  private readonly closed = new Aging()
  private epoch: string
  private base = 0

  private readonly shares: Shares

  /** `most`: bytes of all. */
  constructor(
    private readonly ids: Pick<Ids, 'epoch' | 'message'>,
    most = HELD.inboxBytes
  ) {
    this.shares = new Shares(most)
    this.epoch = ids.epoch()
  }

  async open(user: string, session: string, after = 0): Promise<InboxOpened> {
    let inbox = this.inboxes.get(user)
    if (inbox === undefined) {
      inbox = new InboxLog(this.base)
      this.inboxes.set(user, inbox)
    }
    this.closed.delete(user)
    const known = inbox.cursor(session)
    const start = known?.handled ?? Math.min(inbox.head, Math.max(inbox.floor, after))
    if (known === undefined) inbox.cursors = withOne(inbox.cursors, { session, received: start, handled: start })
    return { ...this.state(inbox), start }
  }

  async find(user: string): Promise<InboxState | null> {
    const inbox = this.inboxes.get(user)
    return inbox === undefined ? null : this.state(inbox)
  }

  append(user: string, draft: InboxDraft, writing: boolean, room: InboxRoom): Eventual<Appended | null> {
    const inbox = this.inboxes.get(user)
    if (inbox === undefined) throw new Error('append to an inbox that is not open')
    const before = inbox.cost
    // P-SEND-7
    if (inbox.messages >= room.messages || inbox.bytes >= room.bytes || !this.shares.admits(before)) return null
    const offset = inbox.head + 1
    const json = recordJson(INBOX_ALIAS, offset, draft, this.nursery)
    inbox.head = offset
    this.keep(inbox, message(offset, draft, json, draft.n, draft.store, 0))
    if (writing) inbox.written = offset
    this.shares.changed(before, inbox.cost)
    return { offset, json }
  }

  async read(user: string, after: number, portion: Portion): Promise<readonly InboxItem[]> {
    return this.inboxes.get(user)?.read(after, portion) ?? []
  }

  async written(user: string, to: number): Promise<void> {
    const inbox = this.inboxes.get(user)
    if (inbox !== undefined) inbox.written = Math.max(inbox.written, Math.min(to, inbox.head))
  }

  received(user: string, session: string, to: number): Eventual<readonly Due[]> {
    const inbox = this.inboxes.get(user)
    const cursor = inbox?.cursor(session)
    if (inbox === undefined || cursor === undefined || to <= cursor.received) return []
    const from = cursor.received
    cursor.received = Math.min(to, inbox.head)
    return inbox.settle(from, cursor.received)
  }

  handled(user: string, session: string, to: number): Eventual<Handled> {
    const inbox = this.inboxes.get(user)
    const cursor = inbox?.cursor(session)
    if (inbox === undefined || cursor === undefined || to <= cursor.handled) return NONE_HANDLED
    cursor.handled = Math.max(cursor.handled, Math.min(to, cursor.received))
    const before = inbox.cost
    const handled = inbox.release()
    this.shares.changed(before, inbox.cost)
    return handled
  }

  async bring(user: string, { losses, letters }: Waiting): Promise<void> {
    const inbox = this.inboxes.get(user)
    if (inbox === undefined) throw new Error('mail for an inbox that is not open')
    const before = inbox.cost
    for (const { number, id, why, count, by } of losses) {
      const offset = ++inbox.head
      inbox.push({ kind: 'hole', from: offset, to: offset, why, count, by, id, loss: number })
    }
    for (const { number, draft } of letters) {
      const offset = ++inbox.head
      // P-RECORD-1
      const json = recordJson(INBOX_ALIAS, offset, { ...draft, flags: draft.flags | STORED }, this.nursery)
      this.keep(inbox, message(offset, draft, json, 0, true, number))
    }
    this.shares.changed(before, inbox.cost)
  }

  async mailed(user: string, offset: number, letter: number): Promise<void> {
    const inbox = this.inboxes.get(user)
    const item = inbox?.items[inbox.placeAbove(offset - 1)]
    if (inbox === undefined || item === undefined || item.to !== offset || item.kind === 'hole' || item.letter > 0)
      return
    item.letter = letter
    inbox.countLetter(letter)
  }

  async lapse(user: string): Promise<Lapsed> {
    const inbox = this.inboxes.get(user)
    return inbox === undefined ? NOTHING : this.counted(inbox, () => inbox.lapse())
  }

  async close(user: string, session: string, now: number): Promise<Closed> {
    const inbox = this.inboxes.get(user)
    if (inbox === undefined) return { ...NOTHING, handled: NONE_HANDLED }
    inbox.cursors = inbox.cursors.filter((cursor) => cursor.session !== session)
    if (inbox.cursors.length > 0) return { ...NOTHING, handled: this.counted(inbox, () => inbox.release()) }
    const lapsed = this.counted(inbox, () => inbox.empty())
    this.counted(inbox, () => {
      inbox.expire(() => this.ids.message())
    })
    inbox.closedAt = now
    this.base = Math.max(this.base, inbox.head)
    if (inbox.items.length === 0) this.inboxes.delete(user)
    else this.closed.add(user, now)
    return { ...lapsed, handled: NONE_HANDLED }
  }

  async age(): Promise<void> {
    this.nursery.age()
  }

  async sweep(now: number, most: number): Promise<boolean> {
    const users = this.closed.take(now - HOLES_MS, most)
    for (const user of users) {
      this.shares.changed(this.inboxes.get(user)?.cost ?? 0, 0)
      this.inboxes.delete(user)
    }
    return users.length === most
  }

  async *dump(now: number): AsyncGenerator<Piece<InboxesRow>> {
    yield piece({ epoch: this.epoch, base: this.base })
    for (const [user, inbox] of this.inboxes) {
      const { head, floor, written, cursors } = inbox
      yield piece({ user, head, floor, written, closedFor: now - inbox.closedAt, cursors })
      for (const part of parts(inbox.items, (item) => (item.kind === 'hole' ? 0 : item.json.length))) {
        yield piece(
          { itemsOf: user, items: part.map(savedItem) },
          part.flatMap((item) => (item.kind === 'hole' ? [] : [item.json]))
        )
      }
    }
  }

  async load({ row, records }: Piece<InboxesRow>, now: number): Promise<void> {
    if ('epoch' in row) {
      this.epoch = row.epoch
      this.base = row.base
    } else if ('user' in row) {
      const inbox = new InboxLog(row.head)
      inbox.floor = row.floor
      inbox.written = row.written
      inbox.closedAt = now - row.closedFor
      inbox.cursors = row.cursors.map((cursor) => ({ ...cursor }))
      this.inboxes.set(row.user, inbox)
      if (inbox.cursors.length === 0) this.closed.load(row.user, inbox.closedAt)
    } else {
      const inbox = this.inboxes.get(row.itemsOf)!
      let next = 0
      const before = inbox.cost
      for (const item of row.items) {
        if (item.kind === 'hole') inbox.push(item)
        else
          this.keep(inbox, {
            ...item,
            json: keptJson(records[next++]!, this.nursery),
            open: item.open === 1,
            store: item.store === 1
          })
      }
      this.shares.changed(before, inbox.cost)
    }
  }

  private counted<T>(inbox: InboxLog, task: () => T): T {
    const before = inbox.cost
    const result = task()
    this.shares.changed(before, inbox.cost)
    return result
  }

  private keep(inbox: InboxLog, message: Message): void {
    inbox.push(message)
    this.nursery.add(inbox, message.to, message.json)
  }

  private state(inbox: InboxLog): InboxState {
    return { epoch: this.epoch, head: inbox.head, floor: inbox.floor, written: inbox.written, brought: inbox.brought }
  }
}

/** What has a number in the mail is owed no outcome: its sender was told that it is stored. */
const message = (
  offset: number,
  draft: Pick<InboxDraft, 'id' | 'from' | 'session'>,
  json: Buffer,
  n: number,
  store: boolean,
  letter: number
): Message => ({
  kind: 'message',
  from: offset,
  to: offset,
  id: draft.id,
  sender: draft.from,
  json,
  session: draft.session,
  n,
  open: letter === 0,
  store,
  letter
})

function savedItem(item: Item): SavedHole | SavedMessage {
  if (item.kind === 'hole') return item
  const { kind, from, to, id, sender, session, n, letter } = item
  return { kind, from, to, id, sender, session, n, open: item.open ? 1 : 0, store: item.store ? 1 : 0, letter }
}
