// The serial point of a user and of a channel: what is done at once, what waits, and what becomes of both when a task
// throws.
import { expect, it } from 'vitest'
import { goOn, type Going, lastly } from '../../../server/src/base/eventual.ts'
import { Lane, Work } from '../../../server/src/base/lane.ts'
import fc from '../../kit/properties.ts'

const ended = (goings: readonly Going[]) => Promise.allSettled(goings.map((going) => going ?? Promise.resolve()))

function rig(): { lane: Lane; work: Work; log: string[]; idle: () => Promise<boolean> } {
  const work = new Work()
  const idle = async (): Promise<boolean> => {
    let is = false
    void work.idle().then(() => {
      is = true
    })
    for (let i = 0; i < 5; i++) await Promise.resolve()
    return is
  }
  return { lane: new Lane(work), work, log: [], idle }
}

it('a task that is done within the call leaves nothing behind: no promise, a free lane, no work', async () => {
  const { lane, log, idle } = rig()
  expect(
    lane.begin(() => {
      log.push('one')
      return null
    })
  ).toBe(null)
  expect([log, lane.isIdle, await idle()]).toEqual([['one'], true, true])
})

it('one that throws within the call throws to its caller, and the lane goes on', async () => {
  const { lane, log, idle } = rig()
  expect(() =>
    lane.begin(() => {
      throw new Error('no')
    })
  ).toThrow('no')
  expect(
    lane.begin(() => {
      log.push('next')
      return null
    })
  ).toBe(null)
  expect([log, await idle()]).toEqual([['next'], true])
})

it('one that asks for its own lane again waits for itself to be over, however it ends', async () => {
  const { lane, log, idle } = rig()
  const inner: Going[] = []
  void lane.begin(() => {
    inner.push(
      lane.begin(() => {
        log.push('inner')
        return null
      })
    )
    log.push('outer')
    return null
  })
  await ended(inner)
  expect(() =>
    lane.begin(() => {
      inner.push(
        lane.run(async () => {
          log.push('after the fault')
        })
      )
      throw new Error('no')
    })
  ).toThrow('no')
  await ended(inner)
  expect([log, await idle()]).toEqual([['outer', 'inner', 'after the fault'], true])
})

it('a fault of a task that goes on is its own: it reaches its caller, and those behind it run', async () => {
  const { lane, log, idle } = rig()
  const failing = lane.begin(async () => {
    await Promise.resolve()
    throw new Error('late')
  })
  const next = lane.begin(() => {
    log.push('next')
    return null
  })
  await expect(failing).rejects.toThrow('late')
  await next
  expect([log, lane.isIdle, await idle()]).toEqual([['next'], true, true])
})

it('goOn is at once for a value, and throws at once; for a promise both come later', async () => {
  const seen: number[] = []
  const note = (value: number): null => {
    seen.push(value)
    return null
  }
  expect(goOn(1, note)).toBe(null)
  expect(() =>
    goOn(1, () => {
      throw new Error('now')
    })
  ).toThrow('now')
  const going = goOn(Promise.resolve(2), note)
  expect(seen).toEqual([1])
  await going
  expect(seen).toEqual([1, 2])
  await expect(goOn(Promise.reject(new Error('later')), note)).rejects.toThrow('later')
})

it('lastly has its end once and after the task: done, failed at once, or failed later', async () => {
  const log: string[] = []
  const end = (): void => {
    log.push('end')
  }
  const act = (): null => {
    log.push('task')
    return null
  }
  expect(lastly(act, end)).toBe(null)
  expect(() =>
    lastly(() => {
      throw new Error('now')
    }, end)
  ).toThrow('now')
  const going = lastly(
    () =>
      Promise.resolve().then(() => {
        throw new Error('later')
      }),
    end
  )
  expect(log).toEqual(['task', 'end', 'end'])
  await expect(going).rejects.toThrow('later')
  expect(log).toEqual(['task', 'end', 'end', 'end'])
})

const task = fc.record({ turns: fc.integer({ min: 0, max: 3 }), fails: fc.boolean(), whole: fc.boolean() })

it('P-ORDER-3: tasks never overlap and keep the order of the calls, whatever they take, however they end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(task, { maxLength: 12 }), async (tasks) => {
      const { lane, log, idle } = rig()
      const goings = tasks.map(({ turns, fails, whole }, i) => {
        const end = (): null => {
          log.push(`${i} ends`)
          if (fails) throw new Error(`${i}`)
          return null
        }
        const slow = async (): Promise<null> => {
          for (let turn = 0; turn < turns; turn++) await Promise.resolve()
          return end()
        }
        const act = (): Going => {
          log.push(`${i} begins`)
          return turns === 0 ? end() : slow()
        }
        try {
          return whole
            ? lane.run(async () => {
                await act()
              })
            : lane.begin(act)
        } catch {
          return null
        }
      })
      await ended(goings)
      expect(log).toEqual(tasks.flatMap((_, i) => [`${i} begins`, `${i} ends`]))
      expect([lane.isIdle, await idle()]).toEqual([true, true])
    })
  )
})
