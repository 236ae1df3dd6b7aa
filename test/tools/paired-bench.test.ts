// What the paired bench makes of its slices: a ratio, and how sure it is of it.
import { expect, it } from 'vitest'
import { isSlower, ratioOf } from '../../bench/lib/pairs.mjs'
import { randomOf } from '../../sdk/testing/random.ts'

/**
 * Rounds in which an operation of ours costs `times` as much, on a machine that makes both dearer by up to half for
 * moments, and one of them for others.
 */
function measured(times: number, rounds = 5, turns = 30): { ours: number[]; theirs: number[] }[] {
  const random = randomOf(7)
  const noise = (): number => 1 + random.below(500) / 1_000
  return Array.from({ length: rounds }, () => {
    const machine = Array.from({ length: turns }, noise)
    return {
      ours: machine.map((slow) => 100 * times * slow * noise()),
      theirs: machine.map((slow) => 100 * slow * noise())
    }
  })
}

it('a build that costs the same is not called slower, and the interval holds 1', () => {
  const ratio = ratioOf(measured(1))
  expect([ratio.low < 1, ratio.high > 1, isSlower(ratio, 1.03)]).toEqual([true, true, false])
})

it('a build that costs a fifth more is called slower, through noise that is larger than that', () => {
  const ratio = ratioOf(measured(1.2))
  expect(ratio.middle).toBeGreaterThan(1.1)
  expect([ratio.low < 1.2, ratio.high > 1.2, isSlower(ratio, 1.03)]).toEqual([true, true, true])
})

it('a round of its own luck widens the interval: many slices in it are no many rounds', () => {
  const rounds = measured(1).map(({ ours, theirs }, i) => ({
    ours: ours.map((cost) => (i === 0 ? cost * 1.5 : cost)),
    theirs
  }))
  const one = ratioOf(rounds.slice(0, 1))
  const all = ratioOf(rounds)
  expect(isSlower(one, 1.03)).toBe(true)
  expect(isSlower(all, 1.03)).toBe(false)
})

it('the same measurements have the same interval', () => {
  expect(ratioOf(measured(1.05))).toEqual(ratioOf(measured(1.05)))
})
