// Inboxes in the memory of one process. One epoch serves all of them: an inbox that ended clean is forgotten, and a later one of the same
// user begins above every offset that was ever used, so no old cursor can be mistaken and no false gap is told.
import type { Ids } from './ids.ts'
import type { Due, InboxDraft, InboxDump, Inboxes, InboxesDump, InboxHole, InboxItem, InboxMessage, InboxOpened, InboxRoom, InboxState, Lapsed } from './inboxes.ts'
import { withOne } from './lists.ts'
import { recordFrame, type Portion } from './records.ts'
import type { Appended } from './streams.ts'

/** How long a user who lost messages may stay away and still hear exactly how many. */
export const HOLES_MS = 7 * 24 * 3600 * 1000

const INBOX_ALIAS = 0 // P-RECORD-2
const NOTHING: Lapsed = Object.freeze({ withdrawn: [], unknown: [] })

interface Message extends InboxMessage {
  readonly session: string
  readonly n: number
  /** The sender has no outcome yet. */
  open: boolean
}

type Item = Message | InboxHole

interface Cursor {
  readonly session: string
  received: number
  handled: number
}

class Inbox {
  floor: number
  written: number
  closedAt = 0
  bytes = 0
  messages = 0
  cursors: Cursor[] = []
  items: Item[] = []

  constructor(public head: number) {
    this.floor = head
    this.written = head
  }

  cursor(session: string): Cursor | undefined {
    return this.cursors.find((cursor) => cursor.session === session)
  }

  push(item: Item): void {
    this.items.push(item)
    if (item.kind === 'hole') return
    this.messages++
    this.bytes += item.frame.length
  }

  /** Deletes what every session has handled. */
  release(): void {
    if (this.cursors.length === 0) return
    let floor = this.head
    for (const cursor of this.cursors) floor = Math.min(floor, cursor.handled)
    if (floor <= this.floor) return
    let gone = 0
    for (const item of this.items) {
      if (item.to > floor) break
      if (item.kind === 'message') {
        this.messages--
        this.bytes -= item.frame.length
      }
      gone++
    }
    if (gone > 0) this.items.splice(0, gone)
    this.floor = floor
  }

  /** Takes out every open message that `test` picks; answers whom to tell. */
  settle(test: (message: Message) => boolean): Due[] {
    const dues: Due[] = []
    for (const item of this.items) {
      if (item.kind !== 'message' || !item.open || !test(item)) continue
      item.open = false
      dues.push({ session: item.session, n: item.n, id: item.id })
    }
    return dues
  }

  /** P-SEND-5, P-SEND-6. Withdrawn in the same step in which it is answered. */
  lapse(): Lapsed {
    if (this.messages === 0) return NOTHING
    const unknown = this.settle((message) => message.to <= this.written)
    const withdrawn = this.settle(() => true)
    if (this.head > this.written) {
      const kept = this.items.filter((item) => item.to <= this.written)
      this.items = []
      this.messages = 0
      this.bytes = 0
      for (const item of kept) this.push(item)
      this.push({ kind: 'hole', from: this.written + 1, to: this.head, why: 'withdrawn', count: 0, by: {} })
      this.written = this.head
    }
    return { withdrawn, unknown }
  }

  /** Everything that is left becomes one hole, if a message is missing in it at all. */
  expire(): void {
    let count = 0
    const by: Record<string, number> = {}
    const add = (sender: string, more: number): void => {
      count += more
      by[sender] = (by[sender] ?? 0) + more
    }
    for (const item of this.items) {
      if (item.kind === 'message') add(item.sender, 1)
      else for (const sender of Object.keys(item.by)) add(sender, item.by[sender]!)
    }
    this.items = []
    this.messages = 0
    this.bytes = 0
    if (count > 0) this.push({ kind: 'hole', from: this.floor + 1, to: this.head, why: 'expired', count, by })
    else this.floor = this.head
    this.written = this.head
  }
}

export class InboxesMemory implements Inboxes {
  private readonly inboxes = new Map<string, Inbox>()
  private epoch: string
  private base = 0

  constructor(ids: Pick<Ids, 'epoch'>) {
    this.epoch = ids.epoch()
  }

  async open(user: string, session: string, after = 0): Promise<InboxOpened> {
    let inbox = this.inboxes.get(user)
    if (inbox === undefined) {
      inbox = new Inbox(this.base)
      this.inboxes.set(user, inbox)
    }
    const known = inbox.cursor(session)
    const start = known?.handled ?? Math.min(inbox.head, Math.max(inbox.floor, after))
    if (known === undefined) inbox.cursors = withOne(inbox.cursors, { session, received: start, handled: start })
    return { ...this.state(inbox), start }
  }

  async find(user: string): Promise<InboxState | null> {
    const inbox = this.inboxes.get(user)
    return inbox === undefined ? null : this.state(inbox)
  }

  async append(user: string, draft: InboxDraft, writing: boolean, room: InboxRoom): Promise<Appended | null> {
    const inbox = this.inboxes.get(user)
    if (inbox === undefined) throw new Error('append to an inbox that is not open')
    if (inbox.messages >= room.messages || inbox.bytes >= room.bytes) return null // P-SEND-7
    const offset = inbox.head + 1
    const frame = recordFrame(INBOX_ALIAS, offset, draft)
    inbox.head = offset
    inbox.push({ kind: 'message', from: offset, to: offset, id: draft.id, sender: draft.from, frame, session: draft.session, n: draft.n, open: true })
    if (writing) inbox.written = offset
    return { offset, frame }
  }

  async read(user: string, after: number, portion: Portion): Promise<readonly InboxItem[]> {
    const list: InboxItem[] = []
    let bytes = 0
    for (const item of this.inboxes.get(user)?.items ?? []) {
      if (item.to <= after) continue
      bytes += item.kind === 'message' ? item.frame.length : 0
      if (list.length > 0 && (bytes > portion.bytes || list.length >= portion.messages)) break
      if (item.kind === 'hole') list.push(item)
      else list.push({ kind: 'message', from: item.from, to: item.to, id: item.id, sender: item.sender, frame: item.frame })
    }
    return list
  }

  async written(user: string, to: number): Promise<void> {
    const inbox = this.inboxes.get(user)
    if (inbox !== undefined) inbox.written = Math.max(inbox.written, Math.min(to, inbox.head))
  }

  async received(user: string, session: string, to: number): Promise<readonly Due[]> {
    const inbox = this.inboxes.get(user)
    const cursor = inbox?.cursor(session)
    if (inbox === undefined || cursor === undefined || to <= cursor.received) return []
    cursor.received = Math.min(to, inbox.head)
    return inbox.settle((message) => message.to <= cursor.received)
  }

  async handled(user: string, session: string, to: number): Promise<void> {
    const inbox = this.inboxes.get(user)
    const cursor = inbox?.cursor(session)
    if (inbox === undefined || cursor === undefined || to <= cursor.handled) return
    cursor.handled = Math.max(cursor.handled, Math.min(to, cursor.received))
    inbox.release()
  }

  async lapse(user: string): Promise<Lapsed> {
    return this.inboxes.get(user)?.lapse() ?? NOTHING
  }

  async close(user: string, session: string, now: number): Promise<Lapsed> {
    const inbox = this.inboxes.get(user)
    if (inbox === undefined) return NOTHING
    inbox.cursors = inbox.cursors.filter((cursor) => cursor.session !== session)
    if (inbox.cursors.length > 0) {
      inbox.release()
      return NOTHING
    }
    const lapsed = inbox.lapse()
    inbox.expire()
    inbox.closedAt = now
    this.base = Math.max(this.base, inbox.head)
    if (inbox.items.length === 0) this.inboxes.delete(user)
    return lapsed
  }

  async sweep(now: number): Promise<void> {
    for (const [user, inbox] of this.inboxes) if (inbox.cursors.length === 0 && inbox.closedAt <= now - HOLES_MS) this.inboxes.delete(user)
  }

  async dump(): Promise<InboxesDump> {
    const inboxes = [...this.inboxes].map(
      ([user, inbox]): InboxDump => ({
        user,
        head: inbox.head,
        floor: inbox.floor,
        written: inbox.written,
        closedAt: inbox.closedAt,
        cursors: inbox.cursors.map((cursor) => ({ ...cursor })),
        items: inbox.items.map((item) =>
          item.kind === 'hole' ? item : { ...item, frame: item.frame.toString('base64'), open: item.open ? 1 : 0 },
        ),
      }),
    )
    return { epoch: this.epoch, base: this.base, inboxes }
  }

  async load(dump: InboxesDump): Promise<void> {
    this.epoch = dump.epoch
    this.base = dump.base
    for (const saved of dump.inboxes) {
      const inbox = new Inbox(saved.head)
      inbox.floor = saved.floor
      inbox.written = saved.written
      inbox.closedAt = saved.closedAt
      inbox.cursors = saved.cursors.map((cursor) => ({ ...cursor }))
      for (const item of saved.items)
        inbox.push(item.kind === 'hole' ? item : { ...item, frame: Buffer.from(item.frame, 'base64'), open: item.open === 1 })
      this.inboxes.set(saved.user, inbox)
    }
  }

  private state(inbox: Inbox): InboxState {
    return { epoch: this.epoch, head: inbox.head, floor: inbox.floor, written: inbox.written }
  }
}
