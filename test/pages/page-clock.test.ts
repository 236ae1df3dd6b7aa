import { describe, expect, it } from 'vitest'
import { clockOf, pageClock } from '../../pages/shared/window/page-clock.ts'

const HOUR = 3_600_000

describe('the clock of a page', () => {
  it('reads lengths where the platform has them', () => {
    let wall = 1_795_252_109_336
    const clock = clockOf(
      () => wall,
      () => 42
    )
    wall -= HOUR
    expect([clock.now(), clock.monotonic()]).toEqual([1_795_252_109_336 - HOUR, 42])
    expect([Number.isInteger(pageClock.monotonic()), Math.abs(pageClock.now() - Date.now()) < 1000]).toEqual([
      true,
      true
    ])
  })

  it('pieces them together where there are none: a step back is nothing, one forward is a minute at most', () => {
    let wall = 1_795_252_109_336
    const clock = clockOf(() => wall, null)
    const after = (ms: number): number => {
      wall += ms
      return clock.monotonic()
    }
    expect([after(500), after(1000), after(-HOUR), after(700), after(HOUR), after(10)]).toEqual([
      500, 1500, 1500, 2200, 62_200, 62_210
    ])
  })
})
