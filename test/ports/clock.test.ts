// The clock of the platforms that are JavaScript: a reading of its own where there is one, and where there is none, as
// in mini-programs, one that is made of wall time and of what timers prove.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import fc from '../kit/properties.ts'
import type { Clock } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import { steady } from '../../uni_modules/rtm/utssdk/js/clipped-clock.uts'
import { TimeoutClock } from '../../uni_modules/rtm/utssdk/js/clock.uts'

const HOUR = 3_600_000
const LATE_MS = 2000
const inLine = {
  run: (task: () => void) => {
    task()
  },
  deliver: () => {}
}
const setWall = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: 1_795_252_109_336 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** As in a mini-program. */
function poor(): Clock {
  vi.stubGlobal('performance', undefined)
  return steady(new TimeoutClock(inLine))
}

describe('where there is performance.now', () => {
  it.each([-HOUR, HOUR])('whoever sets the wall clock (%i ms) changes now and not monotonic, which is whole', (ms) => {
    const clock = steady(new TimeoutClock(inLine))
    const [wall, begun] = [clock.now(), clock.monotonic()]
    setWall(ms)
    vi.advanceTimersByTime(1234)
    expect([clock.now() - wall, clock.monotonic() - begun, Number.isInteger(clock.monotonic())]).toEqual([
      ms + 1234,
      1234,
      true
    ])
  })
})

describe('where there is none', () => {
  it('it goes with wall time while nobody sets it', () => {
    const clock = poor()
    const begun = clock.monotonic()
    for (let i = 1; i <= 20; i++) {
      vi.advanceTimersByTime(700)
      expect(clock.monotonic() - begun).toBe(700 * i)
    }
  })

  it('an hour back counts as nothing, and from there on it goes as ever', () => {
    const clock = poor()
    const begun = clock.monotonic()
    setWall(-HOUR)
    expect(clock.monotonic() - begun).toBe(0)
    vi.advanceTimersByTime(900)
    expect(clock.monotonic() - begun).toBe(900)
  })

  it('an hour forward, or a sleep, counts up to the next timer and two seconds: no deadline ends early by more', () => {
    const clock = poor()
    const begun = clock.monotonic()
    clock.after(1500, () => {})
    clock.after(9000, () => {})
    setWall(HOUR)
    expect(clock.monotonic() - begun).toBe(1500 + LATE_MS)
  })

  it('a timer that fires proves its delay, whatever the wall clock says', () => {
    const clock = poor()
    const begun = clock.monotonic()
    let read = 0
    clock.after(5000, () => {
      read = clock.monotonic() - begun
    })
    setWall(-HOUR)
    vi.advanceTimersByTime(5000)
    expect(read).toBe(5000)
  })

  it('a timer that is cancelled holds nothing, and while nothing waits everything counts', () => {
    const clock = poor()
    const begun = clock.monotonic()
    clock.cancel(clock.after(60_000, () => {}))
    setWall(HOUR)
    expect(clock.monotonic() - begun).toBe(HOUR)
  })

  it('through any life it never goes back, and no timer finds less than its delay', () => {
    const step = fc.record({
      passes: fc.nat({ max: 4000 }),
      wall: fc.constantFrom(0, 0, -HOUR, HOUR, 10_000),
      timer: fc.option(fc.integer({ min: 1, max: 8000 }), { nil: null })
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        vi.stubGlobal('performance', undefined)
        const clock = steady(new TimeoutClock(inLine))
        let last = clock.monotonic()
        const read = (): number => {
          const now = clock.monotonic()
          expect(now).toBeGreaterThanOrEqual(last)
          return (last = now)
        }
        for (const { passes, wall, timer } of steps) {
          if (timer !== null) {
            const due = read() + timer
            clock.after(timer, () => {
              expect(read()).toBeGreaterThanOrEqual(due)
            })
          }
          setWall(wall)
          vi.advanceTimersByTime(passes)
          read()
        }
        vi.clearAllTimers()
      })
    )
  })
})
