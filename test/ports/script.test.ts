import { describe, expect, it, vi } from 'vitest'
import { TimeoutClock } from '../../uni_modules/rtm/utssdk/js/clock.uts'
import { LineExecutor } from '../../uni_modules/rtm/utssdk/js/executor.uts'
import { PlainJson } from '../../uni_modules/rtm/utssdk/js/plain.uts'

describe('the executor of the JavaScript platforms', () => {
  it('runs a task that is asked for within a task after it, not within it', () => {
    const executor = new LineExecutor()
    const seen: string[] = []
    executor.run(() => {
      executor.run(() => {
        seen.push('second')
      })
      seen.push('first')
    })
    executor.run(() => {
      seen.push('third')
    })
    expect(seen).toEqual(['first', 'second', 'third'])
  })

  it('delivers in order and never within the call', async () => {
    const executor = new LineExecutor()
    const seen: number[] = []
    for (const n of [1, 2, 3])
      executor.deliver(() => {
        seen.push(n)
      })
    expect(seen).toEqual([])
    await Promise.resolve()
    expect(seen).toEqual([1, 2, 3])
  })

  it('catches and logs what a task and a page throw, and goes on', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const executor = new LineExecutor()
    const seen: string[] = []
    executor.run(() => {
      executor.run(() => {
        seen.push('after a fault')
      })
      throw new Error('fault of a task')
    })
    executor.deliver(() => {
      throw new Error('fault of a page')
    })
    executor.deliver(() => {
      seen.push('after a page’s fault')
    })
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    expect(seen).toEqual(['after a fault', 'after a page’s fault'])
    expect(logged).toHaveBeenCalledTimes(2)
    logged.mockRestore()
  })
})

describe('the clock of the JavaScript platforms', () => {
  it('gives ids above zero, fires once, and never after cancel', () => {
    vi.useFakeTimers()
    const clock = new TimeoutClock(new LineExecutor())
    const seen: string[] = []
    const first = clock.after(10, () => {
      seen.push('first')
    })
    const second = clock.after(20, () => {
      seen.push('second')
    })
    expect([first > 0, second > first]).toEqual([true, true])
    clock.cancel(first)
    clock.cancel(first)
    clock.cancel(999)
    vi.advanceTimersByTime(30)
    expect(seen).toEqual(['second'])
    vi.useRealTimers()
  })
})

describe('the JSON of the JavaScript platforms', () => {
  const json = new PlainJson()
  it('gives null for everything that is not the text of an object', () => {
    for (const text of ['', '{bad', 'hello', '1', '"a"', '[1]', 'null', 'true'])
      expect(json.parseObject(text)).toBeNull()
    expect(json.stringify(json.parseObject('{"a":{"b":[1]}}')!)).toBe('{"a":{"b":[1]}}')
  })
  it('tells objects, arrays and the rest apart', () => {
    expect(json.objectOf({ a: 1 })).toEqual({ a: 1 })
    for (const other of [null, 1, 'a', true, [1]]) expect(json.objectOf(other)).toBeNull()
    expect(json.arrayOf([1])).toEqual([1])
    for (const other of [null, 1, 'a', { length: 1 }]) expect(json.arrayOf(other)).toBeNull()
  })
})
