// What npm run soak takes for growth: what is more at each moment than at the one before, and names it.
import { Readable } from 'node:stream'
import { getHeapSnapshot } from 'node:v8'
import { expect, it } from 'vitest'
import { byConstructor, grown, memoryGrown } from '../../tools/soak/growth.mjs'

const moment = (rows: Record<string, [count: number, bytes: number]>) =>
  new Map(Object.entries(rows).map(([name, [count, bytes]]) => [name, { count, bytes }]))

it('what is more at every moment is named, the largest first', () => {
  const moments = [1, 2, 3].map((nth) =>
    moment({ Session: [100, 20_000], Leak: [1000 * nth, 100_000 * nth], '(string)': [2000 * nth, 40_000 * nth] })
  )
  expect(grown(moments)).toEqual([
    { name: 'Leak', from: 1000, to: 3000, bytes: 200_000 },
    { name: '(string)', from: 2000, to: 6000, bytes: 80_000 }
  ])
})

it('what grew once, came and went, or is a handful more is none', () => {
  const of = (name: string, counts: number[]) => counts.map((count) => moment({ [name]: [count, count * 100] }))
  expect(grown(of('Table', [1000, 9000, 9000]))).toEqual([])
  expect(grown(of('Wave', [9000, 1000, 9000]))).toEqual([])
  expect(grown(of('Handful', [1000, 1100, 1200]))).toEqual([])
  expect(grown(of('Late', [0, 1000, 2000]))).toHaveLength(1)
})

it('memory outside the heap is looked at, too', () => {
  const [flat, rising] = [
    [50, 52, 51],
    [50, 70, 90]
  ].map((list) => list.map((mb) => ({ heapUsed: 20e6, arrayBuffers: mb * 1e6 })))
  expect([memoryGrown(flat!), memoryGrown(rising!)]).toEqual([[], [{ name: 'arrayBuffers', from: 50e6, to: 90e6 }]])
})

it('a heap of this process is counted by constructor', async () => {
  class CountedBySoak {
    constructor(readonly i: number) {}
  }
  const kept = Array.from({ length: 321 }, (_, i) => new CountedBySoak(i))
  const chunks: Buffer[] = []
  for await (const chunk of Readable.from(getHeapSnapshot())) chunks.push(Buffer.from(chunk as Uint8Array))
  const rows = byConstructor(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  expect(rows.get('CountedBySoak')!.count).toBeGreaterThanOrEqual(kept.length)
  expect(rows.get('CountedBySoak')!.count).toBeLessThan(kept.length + 10)
}, 60_000)
