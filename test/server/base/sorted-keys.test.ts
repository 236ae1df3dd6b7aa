// Keys in order, and what a look at a few of them costs beside many others.
import fc from '../../kit/properties.ts'
import { expect, it } from 'vitest'
import { SortedKeys } from '../../../server/src/base/sorted-keys.ts'

it('whatever is added and taken out, what is left comes in order from any key on', () => {
  const key = fc.integer({ min: 0, max: 999 }).map((n) => `k${n}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), key), { maxLength: 2_000, minLength: 600 }), key, (steps, from) => {
      const keys = new SortedKeys()
      const model = new Set<string>()
      for (const [adds, one] of steps) {
        if (!adds) keys.delete(one)
        else if (!model.has(one)) keys.add(one)
        if (adds) model.add(one)
        else model.delete(one)
      }
      expect([...keys.from(from)]).toEqual([...model].filter((one) => one >= from).sort())
    }),
    { numRuns: 30 }
  )
})

it('a key among 100,000 is found, added and taken out within 40 comparisons', () => {
  let asked = 0
  const keys = new SortedKeys((a, b) => {
    asked++
    return a < b
  })
  const name = (n: number): string => String((n * 7_919) % 1_000_003).padStart(7, '0')
  for (let n = 0; n < 100_000; n++) keys.add(name(n))
  const cost = (act: () => void): number => {
    asked = 0
    act()
    return asked
  }
  expect(cost(() => keys.from('0500000').next())).toBeLessThan(40)
  expect(cost(() => keys.add('0500000x'))).toBeLessThan(40)
  expect(cost(() => keys.delete('0500000x'))).toBeLessThan(40)
})
