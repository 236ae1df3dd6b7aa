// What each path that a client can repeat costs (docs/server.md, "What a call costs"): rows touched, with little and
// with much that waits. Rows of the disk are counted by the disk, things in memory by collections that count who is
// looked at.
import { expect, it } from 'vitest'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import { Deadlines } from '../../../server/src/base/deadlines.ts'
import { InvitationsMemory } from '../../../server/src/store/memory/invitations-memory.ts'
import { RateBook } from '../../../server/src/user/rate-book.ts'
import { Rates } from '../../../server/src/user/rates.ts'
import { everyRate } from '../../kit/rates.ts'
import { CountingDisk } from '../../kit/server/counting-disk.ts'
import type { Client } from '../../kit/server/client.ts'
import { APP_ID, Stage } from '../../kit/server/stage.ts'

const limits = { rates: everyRate([1_000_000, 1_000]) }
type Inside = {
  core: { inboxes: { inboxes: Map<string, { items: unknown[] }> } } & Record<string, Record<string, unknown>>
}
const inside = (stage: Stage): Inside['core'] => (stage.node as unknown as Inside).core

/** A list that counts how often one of its items is looked at. */
function counted<T>(list: T[], count: () => void): T[] {
  return new Proxy(list, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count()
      return Reflect.get(target, key, receiver) as unknown
    }
  })
}

async function mailed(
  senders: number,
  waiting: number
): Promise<{ stage: Stage; disk: CountingDisk; clients: Client[] }> {
  const disk = new CountingDisk()
  const stage = new Stage({ disk, limits })
  const clients: Client[] = []
  for (let i = 0; i < senders; i++) clients.push(await stage.login(`s${i}`))
  disk.hold() // one flush for all
  for (let n = 1; n <= waiting; n++) clients[n % senders]!.mail(n, 'victim', 'x')
  await stage.settle()
  disk.release()
  await stage.settle()
  return { stage, disk, clients }
}

it('a message to an absent user touches 14 rows at most, whatever waits for them or for the disk', async () => {
  for (const [senders, waiting] of [
    [1, 0],
    [1, 200],
    [24, 200]
  ] as const) {
    const { stage, disk, clients } = await mailed(senders, waiting)
    disk.hold() // nothing that follows is on the disk yet
    const rows = await disk.during(async () => {
      for (let n = 1; n <= 48; n++) clients[n % senders]!.mail(10_000 + n, 'victim', 'x'.repeat(100))
      await stage.settle()
    })
    expect(rows / 48, `${senders} senders, ${waiting} waiting`).toBeLessThanOrEqual(14)
    expect(rows).toBeGreaterThan(48 * 5)
  }
})

it('a login touches what waits for its user and a few rows more, and handling it three rows for each', async () => {
  for (const waiting of [1, 200]) {
    const { stage, disk } = await mailed(4, waiting)
    let victim!: Client
    expect(
      await disk.during(async () => {
        victim = await stage.login('victim')
      })
    ).toBeLessThanOrEqual(waiting + 12)
    expect(
      await disk.during(async () => {
        victim.ackAll()
        await stage.settle()
      })
    ).toBeLessThanOrEqual(3 * waiting + 6 + 2 * waiting)
  }
})

it('an acknowledgement looks at what is new in it, a page of the inbox at what it gives, whatever waits', async () => {
  const looked = async (waiting: number): Promise<number> => {
    const stage = new Stage({ limits })
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    for (let n = 1; n <= waiting; n++) bob.peer(n, 'alice', 'x')
    await stage.settle()
    await alice.acked(waiting - 1, 0)
    const inbox = inside(stage).inboxes.inboxes.get(`${APP_ID}/inbox//alice`)!
    let count = 0
    inbox.items = counted(inbox.items, () => {
      count++
    })
    await alice.acked(waiting, 0)
    return count
  }
  expect(await looked(10)).toBeLessThanOrEqual(16)
  expect(await looked(900)).toBeLessThanOrEqual(24)
})

it('an invitation reads what runs and what has ended of two users, 64 each at most', async () => {
  const store = new InvitationsMemory()
  const stage = new Stage({ limits, stores: { invitations: store } })
  const alice = await stage.login('alice')
  let read = 0
  const ofUser = store.ofUser.bind(store)
  store.ofUser = async (app, user) => {
    const rows = await ofUser(app, user)
    read += rows.length
    return rows
  }
  for (let n = 0; n < 300; n++) {
    await alice.request('invite', { i: `${n}`, to: `callee${n}`, ch: '', content: '' })
    if (n % 5 > 0) await alice.request('call', { i: `${n}`, of: 'alice', do: 'cancel', text: '' })
  }
  read = 0
  await alice.request('invite', { i: 'one more', to: 'dave', ch: '', content: '' })
  await alice.request('call', { i: 'one more', of: 'alice', do: 'cancel', text: '' })
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThanOrEqual(4 * 2 * 64)
})

it('a timer is set and taken in as many steps as the heap is deep', () => {
  const steps = (size: number): number => {
    const heap = new Deadlines<number>()
    for (let n = 0; n < size; n++) heap.add(n, (n * 7_919) % 100_003)
    const { heap: queue } = heap as unknown as { heap: { values: number[] } }
    let count = 0
    queue.values = counted(queue.values, () => {
      count++
    })
    heap.add(-1, 50_000)
    heap.take()
    return count
  }
  expect(steps(100)).toBeLessThanOrEqual(60)
  expect(steps(100_000)).toBeLessThanOrEqual(160)
})

it('a call looks at two old buckets at most, however many users have called', () => {
  let now = 0
  const book = new RateBook({ monotonic: () => now })
  const rates = (user: string): Rates => new Rates(book, user, { place: '' }, defaultLimits)
  for (let n = 0; n < 10_000; n++) rates(`u${n}`).take('message')
  const { entries } = book as unknown as { entries: Map<string, { isFull(now: number): boolean }> }
  let looked = 0
  for (const buckets of entries.values()) {
    const isFull = buckets.isFull.bind(buckets)
    buckets.isFull = (at) => {
      looked++
      return isFull(at)
    }
  }
  rates('one more').take('message')
  expect(looked).toBe(2)
  now = 60_000
  looked = 0
  while (book.sweep(100)) {
    /* portion by portion */
  }
  expect(book.size).toBeLessThanOrEqual(100)
  expect(looked).toBeLessThanOrEqual(10_100)
})

it('a channel tells who left without looking through who joined in the same turn', async () => {
  const stage = new Stage({ limits })
  const clients = await stage.crowd(30)
  const channel = [
    ...(inside(stage)['channels']!['channels'] as Map<string, { roster: { joined: unknown } }>).values()
  ][0]!
  expect(channel.roster.joined).toBeInstanceOf(Set)
  for (const client of clients.slice(1)) client.send({ t: 'leave', id: 1_000, ch: 'room' })
  await stage.settle()
  expect(clients[0]!.of('members').at(-1)).toMatchObject({ count: 1 })
})

it('a join asks the stores equally often whatever is joined; a greeting so often for each channel', async () => {
  const stage = new Stage({ limits: { ...limits, channels: 100 } })
  const core = inside(stage)
  let asked = 0
  for (const name of ['members', 'streams', 'channelAttributes', 'presence', 'sessions', 'inboxes'] as const) {
    const store = core[name] as unknown as Record<string, (...args: unknown[]) => unknown>
    for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(store)) as string[]) {
      if (method === 'constructor' || typeof store[method] !== 'function') continue
      const real = store[method]!.bind(store)
      store[method] = (...args) => {
        asked++
        return real(...args)
      }
    }
  }
  const during = async (task: () => Promise<unknown>): Promise<number> => {
    const before = asked
    await task()
    return asked - before
  }
  const alice = await stage.login('alice')
  const few = await during(() => alice.join('first'))
  for (let n = 0; n < 60; n++) await alice.join(`c${n}`)
  for (let n = 0; n < 20; n++) await (await stage.login(`u${n}`)).join(`d${n}`)
  expect([few > 0, await during(() => alice.join('last'))]).toEqual([true, few])
  const greeting = (count: number): Promise<number> =>
    during(() =>
      stage.login(`bob${count}`, {
        channels: Array.from({ length: count }, (_, i) => ({
          ch: `e${count}.${i}`,
          e: '',
          o: 0,
          i: '',
          v: 0,
          mode: 'full'
        }))
      })
    )
  const [none, ten, twenty] = [await greeting(0), await greeting(10), await greeting(20)]
  expect(twenty - ten).toBe(ten - none)
})

it('what a client watches is asked for once, by name; another who watches much costs it nothing', async () => {
  const stage = new Stage({ limits })
  const other = await stage.login('other')
  await other.request('watch', { users: Array.from({ length: 500 }, (_, i) => `w${i}`) })
  const core = inside(stage)
  const presence = core['presence'] as unknown as { states(keys: readonly string[]): Promise<unknown> }
  let asked = 0
  const states = presence.states.bind(presence)
  presence.states = (keys) => {
    asked += keys.length
    return states(keys)
  }
  const alice = await stage.login('alice')
  await alice.request('watch', { users: ['w1', 'w2', 'w3'] })
  await alice.request('watch', { users: ['w1', 'w2', 'w3'] })
  expect(asked).toBe(3)
})
