import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from '../../kit/properties.ts'
import { open as lmdb } from 'lmdb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Disk } from '../../../server/src/store/disk/disk.ts'
import { DiskInUse, DiskProblem } from '../../../server/src/store/disk/disk-problems.ts'

let folder = ''
const disks: Disk[] = []

async function open(): Promise<Disk> {
  const disk = await Disk.at(folder)
  disks.push(disk)
  return disk
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtm-disk-'))
})
afterEach(async () => {
  for (const disk of disks.splice(0)) await disk.close()
  rmSync(folder, { recursive: true })
})

describe('the store on disk', () => {
  it('shows a write at once, and still after it was flushed, closed and opened again', async () => {
    let disk = await open()
    let shelf = disk.shelf<{ n: number }>('one')
    shelf.put('a', { n: 1 })
    expect(shelf.get('a')).toEqual({ n: 1 })
    await disk.flushed()
    expect(shelf.get('a')).toEqual({ n: 1 })
    shelf.put('a', { n: 2 })
    shelf.put('b', { n: 3 })
    shelf.remove('b')
    await disk.close()
    disk = await open()
    shelf = disk.shelf('one')
    expect(shelf.range('', '~', 10)).toEqual([{ key: 'a', value: { n: 2 } }])
    expect(disk.shelf('two').get('a')).toBeUndefined()
  })

  it('has one owner', async () => {
    const first = await open()
    await expect(Disk.at(folder)).rejects.toThrow(DiskInUse)
    await first.close()
    await open()
  })

  it('says what is wrong with a folder', async () => {
    await expect(Disk.at('/dev/null/x')).rejects.toThrow(DiskProblem)
    await expect(Disk.at('/dev/null/x')).rejects.toThrow(
      /^data: the folder \/dev\/null\/x cannot be written \(ENOTDIR\)/
    )
  })

  it.each([
    ['closed', false],
    ['killed', true]
  ])(
    'reads a store of an earlier server, without checksums (%s), and writes it anew as it goes',
    async (_how, isKilled) => {
      const earlier = mkdtempSync(join(tmpdir(), 'rtm-earlier-'))
      const path = join(earlier, 'rtm-store.mdb')
      const store = lmdb<string, string>({
        path,
        noSubdir: true,
        encoding: 'string',
        overlappingSync: true,
        maxDbs: 32
      } as object as { path: string })
      const one = store.openDB<string, string>('one', { encoding: 'string' })
      for (let round = 0; round < 5; round++)
        await store.batch(() => {
          for (let i = 0; i < 20; i++)
            void one.put(`${round}/${i}`, JSON.stringify({ text: String(i).repeat(1 + round * 1_000) }))
        })
      if (!isKilled) await store.close()
      copyFileSync(path, join(folder, 'rtm-store.mdb'))
      let disk = await open()
      expect(disk.seen).toMatchObject({ whole: true, values: 100, unsealed: 100, bad: new Map() })
      let shelf = disk.shelf<{ text: string }>('one')
      expect(
        shelf
          .range('', '~', 1000)
          .map(({ value }) => value.text.length)
          .reduce((a, b) => a + b)
      ).toBeGreaterThan(200_000)
      shelf.put('4/7', { text: 'new' })
      await disk.close()
      disk = await open()
      expect(disk.seen).toMatchObject({ whole: true, values: 100, unsealed: 99, unflushed: false })
      shelf = disk.shelf('one')
      expect([shelf.get('4/7'), shelf.get('0/1')]).toEqual([{ text: 'new' }, { text: '1' }])
      if (isKilled) await store.close()
      rmSync(earlier, { recursive: true })
    }
  )

  it('is not read by who knows its form no more', async () => {
    const disk = await open()
    const shelf = disk.shelf<string>('one')
    shelf.put('a', 'b')
    await disk.close()
    const path = join(folder, 'rtm-store.mdb')
    const bytes = readFileSync(path)
    for (let at = bytes.indexOf('~1'); at >= 0; at = bytes.indexOf('~1', at + 1)) bytes.write('~2', at)
    writeFileSync(path, bytes)
    await expect(Disk.at(folder)).rejects.toThrow(/was written by a newer server/)
  })

  it('is for nobody but its user', async () => {
    rmSync(folder, { recursive: true })
    await open()
    if (process.platform === 'win32') return
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  it('reads what was written far beyond what was there when it was opened', async () => {
    const disk = await open()
    const shelf = disk.shelf<string>('one')
    for (let part = 0; part < 20; part++) {
      for (let i = 0; i < 10; i++) shelf.put(`${part}/${i}`, String(i).repeat(40_000))
      await disk.flushed()
      expect(shelf.range(`${part}/`, `${part}0`, 100).map(({ value }) => value.length)).toEqual(Array(10).fill(40_000))
    }
    expect(shelf.range('', '~', 1000)).toHaveLength(200)
  })

  it('flushes for many who wait', async () => {
    const disk = await open()
    const shelf = disk.shelf<number>('one')
    const waiting: Promise<void>[] = []
    for (let i = 0; i < 100; i++) {
      shelf.put(`k${i}`, i)
      waiting.push(disk.flushed())
      if (i % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await Promise.all(waiting)
    expect(shelf.range('', '~', 1000)).toHaveLength(100)
  })

  it('looks at one prefix only, whatever waits for the disk, and writes a key of one turn once', async () => {
    const disk = await open()
    const shelf = disk.shelf<number>('one')
    for (let i = 0; i < 5_000; i++) shelf.put(`other/${String(i).padStart(5, '0')}`, i)
    for (let i = 0; i < 5_000; i++) shelf.put('mine/1', i)
    const sorts = vi.spyOn(Array.prototype, 'sort')
    const texts = vi.spyOn(JSON, 'stringify')
    expect(shelf.range('mine/', 'mine0', 10)).toEqual([{ key: 'mine/1', value: 4_999 }])
    expect([sorts.mock.calls.length, texts.mock.calls.length]).toEqual([0, 0])
    vi.restoreAllMocks()
    const { rounds } = disk as unknown as { rounds: { size: number } }
    expect(rounds.size).toBe(5_001)
  })

  it('reads as a map does, whatever is committed already', async () => {
    const disk = await open()
    let run = 0
    const key = fc.integer({ min: 0, max: 15 }).map((n) => `k/${n.toString(16)}`)
    const step = fc.oneof(
      fc.record({ put: key, value: fc.integer() }),
      fc.record({ remove: key }),
      fc.record({ from: key, before: key, most: fc.integer({ min: 0, max: 20 }) }),
      fc.constant({ turn: 1 }),
      fc.constant({ flush: 1 })
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const shelf = disk.shelf<number>(`run${run++ % 8}`)
        for (const { key } of shelf.range('', '~', 1000)) shelf.remove(key)
        const model = new Map<string, number>()
        for (const one of steps as Partial<{
          put: string
          value: number
          remove: string
          from: string
          before: string
          most: number
          turn: 1
          flush: 1
        }>[]) {
          if (one.put !== undefined) {
            shelf.put(one.put, one.value!)
            model.set(one.put, one.value!)
            expect(shelf.get(one.put)).toBe(one.value)
          } else if (one.remove !== undefined) {
            shelf.remove(one.remove)
            model.delete(one.remove)
            expect(shelf.get(one.remove)).toBeUndefined()
          } else if (one.from !== undefined) {
            const wanted = [...model]
              .filter(([k]) => k >= one.from! && k < one.before!)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .slice(0, one.most)
            expect(shelf.range(one.from, one.before!, one.most!)).toEqual(
              wanted.map(([k, value]) => ({ key: k, value }))
            )
          } else if (one.turn !== undefined) await new Promise((resolve) => setImmediate(resolve))
          else await disk.flushed()
        }
      }),
      { numRuns: 200 }
    )
  })
})
