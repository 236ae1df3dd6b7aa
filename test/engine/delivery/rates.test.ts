// The window in which a client counts its own calls, and what it tells when it is full.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { SlidingWindow } from '../../../uni_modules/rtm/utssdk/common/delivery/rates.uts'

describe('a sliding window', () => {
  it('A-RATE-1: lets so many calls through, says how long to wait, and forgets those as old as the window', () => {
    const window = new SlidingWindow(2, 1000)
    expect([
      window.take(0),
      window.take(400),
      window.take(500),
      window.take(999),
      window.take(1000),
      window.take(1001),
      window.take(1400)
    ]).toEqual([0, 0, 500, 1, 0, 399, 0])
  })

  it('A-RATE-2: a refused call takes nothing, and no window of its length ever holds more than the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.nat({ max: 20 }), { maxLength: 60 }),
        (most, length, steps) => {
          const window = new SlidingWindow(most, length)
          const taken: number[] = []
          let now = 0
          for (const step of steps) {
            now += step
            const inside = taken.filter((at) => at + length > now).length
            const wait = window.take(now)
            expect(wait <= 0).toBe(inside < most)
            if (wait <= 0) taken.push(now)
            else expect(taken.filter((at) => at + length > now + wait).length).toBeLessThan(most)
          }
        }
      )
    )
  })

  it('P-WELCOME-3: a limit of none refuses without a fault', () => {
    const window = new SlidingWindow(2, 1000)
    window.tune(0, 3000)
    expect([window.take(0), window.take(5000)]).toEqual([3000, 3000])
  })

  it('P-WELCOME-3: a new limit holds for the calls that were counted before', () => {
    const window = new SlidingWindow(1, 1000)
    window.take(0)
    window.tune(2, 1000)
    expect([window.take(1), window.take(2)]).toEqual([0, 998])
  })
})
