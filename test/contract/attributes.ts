// What every back end of attributes keeps to.
import { describe, expect, it } from 'vitest'
import type { Attribute } from '../../server/src/wire/attribute-rows.ts'
import type { Attributes, Change, Life, Room } from '../../server/src/store/attributes.ts'

const row = (k: string, v: string | number, ts = 1): Attribute => ({ k, v, by: 'alice', ts })
const replace = (...rows: Attribute[]): Change => ({ how: 'replace', rows })
const merge = (...rows: Attribute[]): Change => ({ how: 'merge', rows })
const wide: Room = { entries: 32, bytes: 1_000 }
const life = (now: number, held: 0 | 1 = 0, more: Partial<Life> = {}): Life => ({
  group: 'app',
  held,
  now,
  ms: 100,
  most: 3,
  payers: [],
  ...more
})

/** `again`: the store of a process that starts at this time on what the one before has left. */
export interface Made {
  readonly attributes: Attributes
  again(now: number): Promise<Made>
}

export function attributesContract(name: string, make: () => Promise<Made>): void {
  const keys = async (attributes: Attributes, owner: string, now = 0): Promise<string[]> =>
    (await attributes.read(owner, now)).map(({ k }) => k)

  describe(`attributes: ${name}`, () => {
    it('P-ATTR-2: are replaced, merged, deleted, cleared; a key keeps its place, last author and time', async () => {
      const { attributes } = await make()
      expect(await attributes.read('room', 0)).toEqual([])
      expect(await attributes.write('room', merge(row('a', 'x'), row('b', 2)), wide, life(0))).toBe('written')
      expect(
        await attributes.write(
          'room',
          merge(row('c', 'z', 2), { k: 'a', v: 1, y: 'b', by: 'bob', ts: 2 }),
          wide,
          life(0)
        )
      ).toBe('written')
      expect(await attributes.read('room', 0)).toEqual([
        { k: 'a', v: 1, y: 'b', by: 'bob', ts: 2 },
        row('b', 2),
        row('c', 'z', 2)
      ])
      await attributes.write('room', { how: 'delete', keys: ['b', 'unknown'] }, wide, life(0))
      expect(await keys(attributes, 'room')).toEqual(['a', 'c'])
      await attributes.write('room', replace(row('d', 'x')), wide, life(0))
      expect(await keys(attributes, 'room')).toEqual(['d'])
      expect(await keys(attributes, 'other')).toEqual([])
      await attributes.write('room', { how: 'clear' }, wide, life(0))
      expect(await keys(attributes, 'room')).toEqual([])
    })

    it('P-ATTR-4: a change beyond the limits is refused and changes nothing: entries and bytes', async () => {
      const { attributes } = await make()
      await attributes.write('room', replace(row('a', 'x'), row('b', 'x')), wide, life(0))
      const two = { entries: 2, bytes: 1_000 }
      expect(await attributes.write('room', merge(row('b', 'new'), row('c', 'x')), two, life(0))).toBe('too_large')
      expect(await attributes.write('room', replace(row('c', 'x'), row('d', 'x'), row('e', 'x')), two, life(0))).toBe(
        'too_large'
      )
      expect(await attributes.write('room', merge(row('b', 'x'.repeat(8))), { entries: 2, bytes: 10 }, life(0))).toBe(
        'too_large'
      )
      expect(await attributes.read('room', 0)).toEqual([row('a', 'x'), row('b', 'x')])
      expect(await attributes.write('room', merge(row('b', '漢字')), { entries: 2, bytes: 9 }, life(0))).toBe('written')
      expect(await attributes.write('room', merge(row('b', 123_456)), { entries: 2, bytes: 9 }, life(0))).toBe(
        'written'
      )
      expect(await attributes.write('room', merge({ ...row('b', 0), y: 'b' }), { entries: 2, bytes: 7 }, life(0))).toBe(
        'too_large'
      )
      expect(await attributes.write('room', merge({ ...row('b', 1), y: 'b' }), { entries: 2, bytes: 7 }, life(0))).toBe(
        'written'
      )
    })

    it('P-ATTR-9: end so long after the last write, or after the holder has left; held they do not end', async () => {
      const { attributes } = await make()
      await attributes.write('room', merge(row('a', 'x')), wide, life(0))
      await attributes.write('room', merge(row('b', 'x')), wide, life(60))
      expect([await keys(attributes, 'room', 159), await keys(attributes, 'room', 160)]).toEqual([['a', 'b'], []])
      expect(await attributes.write('room', merge(row('c', 'x')), wide, life(200))).toBe('written')
      expect(await keys(attributes, 'room', 200)).toEqual(['c'])
      await attributes.hold('room', 250)
      expect(await keys(attributes, 'room', 10_000)).toEqual(['c'])
      await attributes.write('room', merge(row('d', 'x')), wide, life(10_000, 1))
      await attributes.sweep(20_000, 100)
      await attributes.release('room', 20_000)
      await attributes.sweep(20_099, 100)
      expect([await keys(attributes, 'room', 20_099), await keys(attributes, 'room', 20_100)]).toEqual([['c', 'd'], []])
      await attributes.hold('room', 20_200) // too late
      expect(await keys(attributes, 'room', 20_200)).toEqual([])
      await attributes.hold('nobody', 0)
      await attributes.release('nobody', 0)
      expect(await keys(attributes, 'nobody')).toEqual([])
    })

    it('P-ATTR-9: are bounded by the owners of a group whom nobody holds; what has ended does not count', async () => {
      const { attributes } = await make()
      const write = (owner: string, now: number, held: 0 | 1 = 0, group = 'app') =>
        attributes.write(owner, merge(row('a', 'x')), wide, life(now, held, { group }))
      for (const owner of ['r1', 'r2', 'r3']) expect(await write(owner, 0)).toBe('written')
      expect(await write('r4', 50)).toBe('too_many')
      expect(await keys(attributes, 'r4', 50)).toEqual([])
      expect([await write('r3', 50), await write('r4', 50, 1), await write('r5', 50, 0, 'other app')]).toEqual([
        'written',
        'written',
        'written'
      ])
      expect(await attributes.write('r6', { how: 'clear' }, wide, life(50))).toBe('written')
      await attributes.release('r4', 60) // one more than the bound: nobody can be refused a leaving
      expect(await write('r6', 99)).toBe('too_many')
      expect(await write('r6', 100)).toBe('written') // r1 and r2 have ended
      await attributes.drop('r3')
      expect(await write('r7', 100)).toBe('written')
      expect(await write('r8', 100)).toBe('too_many')
    })

    it('P-ATTR-9: who writes has a share of what nobody holds: the last author pays, once saved too', async () => {
      const first = await make()
      let { attributes } = first
      const write = (owner: string, user: string, now: number, more: Partial<Life> = {}): Promise<string> =>
        attributes.write(
          owner,
          merge(row('a', 'x')),
          wide,
          life(now, 0, {
            ms: 1_000,
            most: 100,
            payers: [
              { name: user, most: 2 },
              { name: 'place', most: 4 }
            ],
            ...more
          })
        )
      expect([await write('r1', 'ann', 0), await write('r2', 'ann', 0), await write('r3', 'ann', 0)]).toEqual([
        'written',
        'written',
        'too_many'
      ])
      expect(await write('r1', 'ann', 0)).toBe('written') // it is there: nothing is added
      expect([await write('r3', 'ben', 0), await write('r4', 'ben', 0), await write('r5', 'cem', 0)]).toEqual([
        'written',
        'written',
        'too_many'
      ])
      expect(await write('r5', 'cem', 0, { payers: [{ name: 'cem', most: 2 }] })).toBe('written')
      expect(await write('r1', 'cem', 0, { payers: [{ name: 'cem', most: 2 }] })).toBe('written') // now it is his
      expect([await write('r6', 'cem', 0), await write('r6', 'ann', 0)]).toEqual(['too_many', 'written'])
      attributes = (await first.again(10)).attributes
      expect([
        await write('r7', 'ann', 10),
        await write('r7', 'dan', 10, { payers: [{ name: 'dan', most: 2 }] })
      ]).toEqual(['too_many', 'written'])
      expect(await write('r8', 'ann', 1_000)).toBe('written') // theirs have ended
    })

    it('a sweep takes so many at most, and says whether there is more', async () => {
      const { attributes } = await make()
      for (let n = 0; n < 5; n++) await attributes.write(`r${n}`, merge(row('a', 'x')), wide, life(0, 0, { most: 100 }))
      expect([
        await attributes.sweep(99, 2),
        await attributes.sweep(100, 2),
        await attributes.sweep(100, 2),
        await attributes.sweep(100, 2),
        await attributes.sweep(100, 2)
      ]).toEqual([false, true, true, false, false])
    })

    it('P-ATTR-8: drop ends them at once', async () => {
      const { attributes } = await make()
      await attributes.write('alice', merge(row('a', 'x')), wide, life(0, 1))
      await attributes.drop('alice')
      await attributes.drop('nobody')
      expect(await keys(attributes, 'alice')).toEqual([])
    })

    it('P-STOP-1 P-ATTR-10: outlive the process, with their times', async () => {
      const first = await make()
      await first.attributes.write('held', merge(row('a', 'x', 7), { ...row('b', 1), y: 'b' }), wide, life(0, 1))
      await first.attributes.write('gone', merge(row('a', 'x')), wide, life(0))
      await first.attributes.write('late', merge(row('a', 'x')), wide, life(450))
      await first.attributes.write('emptied', merge(row('a', 'x')), wide, life(450))
      await first.attributes.write('emptied', { how: 'clear' }, wide, life(450))
      const { attributes } = await first.again(500)
      await attributes.hold('held', 510) // the members are back
      expect(await attributes.read('held', 10_000)).toEqual([row('a', 'x', 7), { ...row('b', 1), y: 'b' }])
      for (const owner of ['gone', 'emptied']) expect(await keys(attributes, owner, 500), owner).toEqual([])
      expect([await keys(attributes, 'late', 549), await keys(attributes, 'late', 550)]).toEqual([['a'], []])
    })
  })
}
