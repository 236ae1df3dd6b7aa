// The order in which writes reach a disk that fails for some of them, without a disk.
import { describe, expect, it, vi } from 'vitest'
import { DiskFault } from '../../../server/src/store/disk-fault.ts'
import { HELD_MOST_BYTES, Rounds, type Failing } from '../../../server/src/store/disk/disk-rounds.ts'
import type { DiskShelf, Write } from '../../../server/src/store/disk/disk-shelf.ts'
import { NOTHING_BROUGHT } from '../../../server/src/store/mail.ts'
import { MailDisk } from '../../../server/src/store/mail/mail-disk.ts'
import type { RecordDraft } from '../../../server/src/wire/records.ts'
import type { Shelves } from '../../../server/src/store/shelves.ts'

const shelf = { name: 'one', isCount: false, needs: (_write: Write) => true } as DiskShelf<unknown>
/** A write whose text is given, and not made from a value. */
const written = (on: DiskShelf<unknown>, key: string, text: string | null, round: number): Write =>
  ({ shelf: on, key, text, value: text, round }) as unknown as Write
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

function stage(fits: (writes: readonly Write[]) => boolean, code = 'ENOSPC') {
  const disk = new Map<string, string>()
  const told: (Failing | null)[] = []
  let attempts = 0
  const rounds = new Rounds({
    write: async (writes) => {
      attempts++
      if (!fits(writes)) throw new DiskFault(code)
      for (const { key, text } of writes)
        if (text === null) disk.delete(key)
        else disk.set(key, text)
    },
    committed: () => {},
    failing: (failing) => told.push(failing)
  })
  const write = async (...keys: readonly [key: string, text: string | null][]): Promise<void> => {
    for (const [key, text] of keys) rounds.add(written(shelf, key, text, rounds.number))
    await Promise.resolve()
  }
  return { rounds, disk, told, write, attempts: () => attempts }
}

const big = 'x'.repeat(30_000)
const noBig = (writes: readonly Write[]): boolean => !writes.some(({ text }) => (text?.length ?? 0) > 10_000)

describe('writes on their way to the disk', () => {
  it('of one stretch are there together; what is unrelated overtakes a write that finds no room', async () => {
    const { rounds, disk, write, told } = stage(noBig)
    await write(['a/1', big], ['a', '1'])
    await write(['b/1', 'small'], ['b', '1'])
    await write(['a/2', 'small'], ['a', '2'])
    await write(['c/1', null], ['c', '0'])
    await expect(rounds.flushed()).rejects.toThrow('ENOSPC')
    expect([...disk.keys()].sort()).toEqual(['b', 'b/1', 'c'])
    expect(told).toEqual([{ code: 'ENOSPC', writes: 3, bytes: expect.any(Number) as number }])
    await expect(rounds.end()).rejects.toThrow('ENOSPC')
  })

  it('are on the disk in their last form when it is back, and it is said once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let isFull = true
      const { rounds, disk, write, told } = stage(() => !isFull)
      await write(['a', '1'])
      await expect(rounds.flushed()).rejects.toThrow('ENOSPC')
      await write(['a', '2'], ['b', '1'])
      const waits = rounds.flushed()
      isFull = false
      await vi.advanceTimersByTimeAsync(1_000)
      await waits
      expect([...disk]).toEqual([
        ['a', '2'],
        ['b', '1']
      ])
      expect(told.at(-1)).toBeNull()
      expect(told).toHaveLength(2)
      await rounds.flushed()
    } finally {
      vi.useRealTimers()
    }
  })

  it('are tried once per attempt when the disk takes nothing, a few times when there is no room', async () => {
    for (const [code, tries] of [
      ['EIO', 2],
      ['ENOSPC', 4]
    ] as const) {
      const { rounds, write, attempts } = stage(() => false, code)
      for (let i = 0; i < 50; i++) await write([`k${i}`, 'x'])
      await expect(rounds.flushed()).rejects.toThrow(code)
      expect(attempts(), code).toBe(tries)
      await rounds.end().catch(() => {})
    }
  })

  it('that come while others are under way are waited for on their own', async () => {
    const { rounds, disk, write } = stage(() => true)
    await write(['a', '1'])
    const first = rounds.flushed()
    await turn()
    await write(['b', '1'])
    await first
    expect(disk.has('a')).toBe(true)
    await rounds.flushed()
    expect(disk.has('b')).toBe(true)
  })

  it('P-MAIL-6: are held in memory up to 16 MB; beyond it mail is refused, until the disk is back', async () => {
    let isFull = true
    const { rounds, write } = stage(() => !isFull)
    const shelves: Shelves = {
      shelf: () => ({ get: () => undefined, put: () => {}, remove: () => {}, range: () => [] }),
      flushed: () => rounds.flushed(),
      get accepts() {
        return rounds.accepts
      }
    }
    const mail = new MailDisk(shelves)
    const put = (): Promise<number | null> =>
      mail.put(
        'app/bob',
        { id: 'i', from: 'alice', ts: 1, text: 't' } as RecordDraft,
        { messages: 10, ms: 10, allMessages: 10, allBytes: 10_000 },
        NOTHING_BROUGHT
      )
    await write(['a', 'x'.repeat(1_000)])
    await expect(rounds.flushed()).rejects.toThrow('ENOSPC')
    expect(await put()).toBe(1)
    await write(['b', 'x'.repeat(HELD_MOST_BYTES)])
    expect(await put()).toBeNull()
    isFull = false
    await rounds.flushed()
    expect(await put()).toBe(1)
  })

  it('are held once each, however often written while the disk fails; a count holds nothing back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let fits = (_writes: readonly Write[]): boolean => false
      const { rounds, disk, told } = stage((writes) => fits(writes))
      const latest = new Map<string, Write>()
      const sums = {
        name: 'sums',
        isCount: true,
        needs: (write: Write) => latest.get(write.key) === write
      } as DiskShelf<unknown>
      const put = async (user: string, text: string | null, sum: number): Promise<void> => {
        rounds.add(written(shelf, `${user}/row`, String(sum), rounds.number))
        rounds.add(written(shelf, `${user}/letter`, text, rounds.number))
        const write = written(sums, 'all', String(sum), rounds.number)
        latest.set('all', write)
        rounds.add(write)
        await Promise.resolve()
      }
      for (let i = 0; i < 100; i++) await put('ann', big, i)
      await expect(rounds.flushed()).rejects.toThrow('ENOSPC')
      for (let i = 0; i < 100; i++) await put(i % 2 === 0 ? 'ann' : 'ben', big, 100 + i)
      const waits = expect(rounds.flushed()).rejects.toThrow('ENOSPC')
      await vi.advanceTimersByTimeAsync(1_000)
      await waits
      expect(told.at(-1)!.bytes).toBeLessThan(3 * big.length)
      fits = noBig
      await put('cat', null, 200)
      const again = expect(rounds.flushed()).rejects.toThrow('ENOSPC')
      await vi.advanceTimersByTimeAsync(1_000)
      await again
      expect([...disk]).toEqual([
        ['cat/row', '200'],
        ['all', '200']
      ])
      latest.clear() // it was forgotten when it was on the disk
      fits = () => true
      await vi.advanceTimersByTimeAsync(1_000)
      await rounds.flushed()
      expect([disk.get('ann/row'), disk.get('ben/row'), disk.get('all')]).toEqual(['198', '199', '200'])
      expect(told.at(-1)).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })
})
