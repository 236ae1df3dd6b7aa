// Messages and inboxes of alice, for the contract of inboxes.
import type { Inboxes, InboxItem } from '../../../server/src/store/inboxes.ts'

export const T0 = 1_000_000
export const room = { messages: 100, bytes: 1_000_000 }
export const all = { messages: 1000, bytes: 1_000_000 }
export const draft = (n: number, from = 'bob', session = 's-bob', store = false) => ({
  id: `${from}${n}`,
  from,
  session,
  ts: T0,
  flags: 0,
  text: JSON.stringify(`m${n}`),
  n,
  store
})
export const nothing = { withdrawn: [], unknown: [], kept: [] }
export const noneHandled = { letters: [], losses: [] }
export const shape = (items: readonly InboxItem[]): unknown[] =>
  items.map((item) => (item.kind === 'message' ? item.id : [item.why, item.from, item.to, item.count]))

export const ack = async (inboxes: Inboxes, session: string, to: number): Promise<void> => {
  await inboxes.received('alice', session, to)
  await inboxes.handled('alice', session, to)
}

export type MakeInboxes = () => Promise<Inboxes>

/** Makes an inbox of session s1 that has so many messages being written, and so many that wait. */
export const filledBy =
  (make: MakeInboxes) =>
  async (writing: number, waiting = 0): Promise<Inboxes> => {
    const inboxes = await make()
    await inboxes.open('alice', 's1')
    for (let n = 1; n <= writing + waiting; n++) await inboxes.append('alice', draft(n), n <= writing, room)
    return inboxes
  }
