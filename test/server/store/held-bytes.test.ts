// What is counted is what is held: of the memory behind the records that are kept, not of what lies beside them in it.
import { describe, expect, it } from 'vitest'
import { defaultLimits, type Retention } from '../../../server/src/config/apps.ts'
import { randomIds } from '../../../server/src/base/ids.ts'
import { InboxesMemory } from '../../../server/src/store/memory/inboxes-memory.ts'
import { NURSERY_BYTES } from '../../../server/src/store/memory/nursery.ts'
import { StreamsMemory } from '../../../server/src/store/memory/streams-memory.ts'
import { randomOf } from '../../../sdk/testing/random.ts'

const T0 = 1_000_000
const room = { messages: 1000, bytes: 4_194_304 }
const everything = { messages: Infinity, bytes: Infinity }
const draft = (n: number, size: number, ts = T0) => ({
  id: `id-${n}`,
  from: 'bob',
  session: 's-bob',
  ts,
  flags: 0,
  text: JSON.stringify('x'.repeat(size)),
  n,
  store: false
})

/** Bytes of the records, and of all memory that they keep. */
function held(records: readonly Buffer[]): { counted: number; held: number } {
  const behind = new Set(records.map(({ buffer }) => buffer))
  return {
    counted: records.reduce((sum, { length }) => sum + length, 0),
    held: [...behind].reduce((sum, { byteLength }) => sum + byteLength, 0)
  }
}

describe('inboxes', () => {
  it('one message each of 300 absent users, among 45,000 handled, holds no more than itself', async () => {
    const inboxes = new InboxesMemory(randomIds())
    await inboxes.open('busy', 's')
    let records: Buffer[] = []
    for (let user = 0; user < 300; user++) {
      await inboxes.open(`away${user}`, 's')
      await inboxes.append(`away${user}`, draft(user, 100), false, room)
      for (let i = 0; i < 150; i++) {
        const { offset } = (await inboxes.append('busy', draft(i, 100), true, room))!
        await inboxes.received('busy', 's', offset)
        await inboxes.handled('busy', 's', offset)
      }
    }
    const kept = async (): Promise<Buffer[]> => {
      const list: Buffer[] = []
      for (let user = 0; user < 300; user++)
        for (const item of await inboxes.read(`away${user}`, 0, everything))
          if (item.kind === 'message') list.push(item.json)
      return list
    }
    records = await kept()
    expect(records).toHaveLength(300)
    expect(held(records).held).toBeLessThan(held(records).counted * 1.5 + NURSERY_BYTES)
    for (let i = 0; i < 2; i++) await inboxes.age()
    const { counted, held: bytes } = held(await kept())
    expect(bytes).toBeLessThanOrEqual(counted * 1.5)
    expect(await kept()).toEqual(records) // the same records
  })
})

describe('streams', () => {
  const take = (streams: StreamsMemory, key: string, record: ReturnType<typeof draft>) =>
    streams.append(key, record, record.ts)
  const keep: Retention = { ...defaultLimits.retention, leastMessages: 1, leastMs: 0 }
  const recordsOf = async (streams: StreamsMemory, keys: readonly string[]): Promise<Buffer[]> => {
    const list: Buffer[] = []
    for (const key of keys) for (const { json } of (await streams.read(key, 0, everything))!.records) list.push(json)
    return list
  }

  it('of 300 channels that were busy and keep one record each, one record each is held', async () => {
    const streams = new StreamsMemory(randomIds())
    const keys = Array.from({ length: 300 }, (_, i) => `room${i}`)
    for (const key of keys) await streams.open(key, keep)
    for (const key of keys) {
      for (let i = 0; i < 200; i++) await take(streams, key, draft(i, 100))
      await take(streams, key, draft(999, 100, T0 + keep.ms - 1))
    }
    await streams.sweep(T0 + keep.ms + 1, Infinity)
    const records = await recordsOf(streams, keys)
    expect(records).toHaveLength(300)
    const { counted, held: bytes } = held(records)
    expect(bytes).toBeLessThanOrEqual(counted * 1.5 + 300 * 1024)
    expect(bytes).toBeLessThan(60_000 * 6) // it was one slab for each: 9.8 MB
  })

  it('whatever comes and goes, they hold at most half more than they keep, and the budget counts it', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = randomOf(seed)
      const budget = 400_000
      const streams = new StreamsMemory(randomIds(), budget)
      const keys = Array.from({ length: 1 + random.below(12) }, (_, i) => `room${i}`)
      const wide = { ...keep, messages: 200 + random.below(2000), ms: 2000 }
      for (const key of keys) await streams.open(key, wide)
      let now = T0
      for (let i = 0; i < 2000; i++) {
        await take(
          streams,
          random.pick(keys),
          draft(i, random.below(10) === 0 ? random.below(20_000) : random.below(300), now)
        )
        now += random.below(5)
        if (i % 97 === 0) await streams.sweep(now, Infinity)
        if (i % 500 !== 0) continue
        const { counted, held: bytes } = held(await recordsOf(streams, keys))
        expect(bytes, `seed ${seed}`).toBeLessThanOrEqual(counted * 1.5 + keys.length * 1024)
        expect(bytes, `seed ${seed}`).toBeLessThanOrEqual(budget)
      }
    }
  })
})
