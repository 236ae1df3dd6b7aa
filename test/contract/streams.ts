// What every back end of streams keeps to. A back end's own test is: streamsContract('name', () => a fresh one).
import { describe, expect, it } from 'vitest'
import { reloaded } from '../kit/server/carried.ts'
import { defaultLimits, type Retention } from '../../server/src/config/apps.ts'
import { recordJson } from '../../server/src/wire/records.ts'
import { Slabs } from '../../server/src/base/slabs.ts'
import type { Streams } from '../../server/src/store/streams.ts'

const T0 = 1_000_000
const keep: Retention = {
  ...defaultLimits.retention,
  messages: 5,
  bytes: 1_000_000,
  ms: 600_000,
  leastMessages: 2,
  leastMs: 30_000
}
const draft = (text: string, ts = T0, session = 's1') => ({
  id: `id-${text}`,
  from: 'alice',
  session,
  ts,
  flags: 0,
  text: JSON.stringify(text)
})
const take = (streams: Streams, key: string, record: ReturnType<typeof draft>) => streams.append(key, record, record.ts)
const all = { messages: 1000, bytes: 1_000_000 }

export function streamsContract(name: string, make: (budget?: number) => Promise<Streams>): void {
  describe(`streams: ${name}`, () => {
    const filled = async (count: number, retention = keep, ts = T0): Promise<Streams> => {
      const streams = await make()
      await streams.open('room', retention)
      for (let i = 1; i <= count; i++) await take(streams, 'room', draft(`m${i}`, ts))
      return streams
    }

    it('P-RECORD-3: offsets begin at 1 and rise by one; reading gives what was appended', async () => {
      const streams = await make()
      const { alias, epoch, head } = await streams.open('room', keep)
      expect(head).toBe(0)
      expect(epoch).not.toBe('')
      for (let i = 1; i <= 3; i++) {
        const appended = await take(streams, 'room', draft(`m${i}`))
        expect(appended.offset).toBe(i)
        expect(appended.json).toEqual(recordJson(alias, i, draft(`m${i}`), new Slabs()))
      }
      const page = await streams.read('room', 1, all)
      expect(page).toMatchObject({ alias, epoch, head: 3, tail: 1 })
      expect(page!.records.map((record) => [record.offset, record.id, record.session])).toEqual([
        [2, 'id-m2', 's1'],
        [3, 'id-m3', 's1']
      ])
      expect(page!.records[0]!.json).toEqual(recordJson(alias, 2, draft('m2'), new Slabs()))
    })

    it('P-RECORD-2: opening again finds the same stream; another key is another alias and epoch', async () => {
      const streams = await filled(2)
      const first = await streams.open('room', keep)
      expect(first.head).toBe(2)
      expect(await streams.open('room', keep)).toEqual(first)
      const other = await streams.open('other', keep)
      expect([other.alias === first.alias, other.epoch === first.epoch]).toEqual([false, false])
    })

    it('a stream that is not there reads as null', async () => {
      expect(await (await make()).read('nowhere', 0, all)).toBeNull()
    })

    it('P-REPLAY-2: a portion is bounded by messages and bytes, and never empty while there is more', async () => {
      const streams = await filled(5)
      const count = async (portion: { messages: number; bytes: number }): Promise<number> =>
        (await streams.read('room', 0, portion))!.records.length
      expect(await count({ messages: 2, bytes: 1_000_000 })).toBe(2)
      expect(await count({ messages: 100, bytes: 0 })).toBe(1)
      expect(await count({ messages: 100, bytes: 200 })).toBe(2)
      expect((await streams.read('room', 5, all))!.records).toEqual([])
    })

    it('P-STREAM-1: it keeps the last messages, bytes and time, whichever is least', async () => {
      const byCount = await filled(8)
      expect(await byCount.read('room', 0, all)).toMatchObject({ tail: 4, head: 8 })
      const byBytes = await filled(5, { ...keep, bytes: 200 })
      expect((await byBytes.read('room', 0, all))!.tail).toBe(4)
      const byTime = await filled(5)
      await byTime.sweep(T0 + keep.ms, 100)
      const page = (await byTime.read('room', 0, all))!
      expect(page).toMatchObject({ tail: 6, head: 5, records: [] })
    })

    it('P-STREAM-1: but never less than the last few of the last half minute', async () => {
      const streams = await filled(4, { ...keep, bytes: 1 })
      expect((await streams.read('room', 0, all))!.tail).toBe(3)
      await take(streams, 'room', draft('later', T0 + 40_000))
      expect((await streams.read('room', 0, all))!.tail).toBe(5)
    })

    it('P-STREAM-1: all streams together have a budget, trimmed oldest first', async () => {
      const streams = await make(20_000)
      const wide = { ...keep, messages: 1_000_000 }
      for (const key of ['a', 'b', 'c']) await streams.open(key, wide)
      let ts = T0
      for (let i = 0; i < 60; i++)
        for (const key of ['a', 'b', 'c']) await take(streams, key, draft(`${key}${i}`, ts++))
      const tails = await Promise.all(['a', 'b', 'c'].map(async (key) => (await streams.read(key, 0, all))!.tail))
      expect(Math.max(...tails) - Math.min(...tails)).toBeLessThanOrEqual(1)
      expect(tails[0]).toBeGreaterThan(20)
      for (let i = 0; i < 300; i++) await take(streams, 'a', draft(`more${i}`, ts++))
      expect((await streams.read('b', 0, all))!.records).toEqual([])
      expect((await streams.read('b', 0, all))!.head).toBe(60)
      await take(streams, 'b', draft('again', ts++))
      expect((await streams.read('b', 60, all))!.records).toHaveLength(1)
    })

    it('P-CHANNEL-2 P-STREAM-3: a stream ends only when released and quiet; then epoch and alias are new', async () => {
      const streams = await filled(1)
      const before = await streams.open('room', keep)
      await streams.sweep(T0 + 10 * keep.ms, 100)
      expect(await streams.read('room', 0, all)).toMatchObject({ epoch: before.epoch, head: 1, records: [] })
      await streams.release('room', T0 + 10 * keep.ms)
      expect(await streams.sweep(T0 + 11 * keep.ms - 1, 100)).toEqual({ ended: [], more: false })
      expect(await streams.sweep(T0 + 11 * keep.ms, 100)).toEqual({ ended: ['room'], more: false })
      expect(await streams.read('room', 0, all)).toBeNull()
      const after = await streams.open('room', keep)
      expect(after.epoch).not.toBe(before.epoch)
      expect(after.alias).toBeGreaterThan(before.alias)
      expect(after.head).toBe(0)
    })

    it('a stream that is opened again in time does not end', async () => {
      const streams = await filled(1)
      await streams.release('room', T0)
      const { epoch } = await streams.open('room', keep)
      await streams.sweep(T0 + 3 * keep.ms, 100)
      expect(await streams.open('room', keep)).toMatchObject({ epoch, head: 1 })
    })

    it('P-CHANNEL-2: messages keep an empty channel alive until they are too old', async () => {
      const streams = await filled(1)
      await streams.release('room', T0)
      await streams.open('room', keep)
      await take(streams, 'room', draft('late', T0 + keep.ms - 1))
      await streams.release('room', T0 + keep.ms - 1)
      expect(await streams.sweep(T0 + keep.ms + 1, 100)).toEqual({ ended: [], more: false })
      expect((await streams.read('room', 1, all))!.records).toHaveLength(1)
      await streams.sweep(T0 + 2 * keep.ms, 100)
      expect(await streams.read('room', 0, all)).toBeNull()
    })

    it('P-STOP-1: a dump is pieces of JSON and frames, and brings everything back under the same epochs', async () => {
      const streams = await filled(7)
      await streams.open('gone', keep)
      await streams.release('gone', T0)
      const before = await streams.read('room', 0, all)
      const restored = await reloaded(streams, await make(), T0)
      expect(await restored.read('room', 0, all)).toEqual(before)
      expect((await take(restored, 'room', draft('next'))).offset).toBe(8)
      expect(await restored.sweep(T0 + keep.ms, 100)).toEqual({ ended: ['gone'], more: false })
      const fresh = await restored.open('new', keep)
      expect(fresh.alias).toBeGreaterThan(before!.alias + 1)
    })
  })
}
