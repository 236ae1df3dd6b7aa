// A process that was stopped, or whose machine slept: the time in which it did not run is nobody's silence.
import fc from '../../kit/properties.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../../sdk/testing/world.ts'
import { BEAT_MS, RunningClock } from '../../../server/src/base/running.ts'
import { Stage } from '../../kit/server/stage.ts'

const state = async (stage: Stage, user: string): Promise<unknown> => {
  const other = await stage.login('observer')
  return ((await other.request('presence', { users: [user] }))['states'] as unknown[])[0]
}

function running(): { world: World; clock: RunningClock; stage: Stage } {
  const world = new World()
  const clock = new RunningClock(world.clock, world.turn)
  return { world, clock, stage: new Stage({ clock }, world) }
}

describe('the clock of a process that is stopped', () => {
  let world: World
  let clock: RunningClock
  beforeEach(() => {
    world = new World()
    clock = new RunningClock(world.clock, world.turn)
  })

  it('measures the time in which it ran, whoever reads it first afterwards, and never goes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('run', 'stall', 'read'), fc.integer({ min: 0, max: 90_000 })), {
          maxLength: 30
        }),
        async (steps) => {
          const world = new World()
          const clock = new RunningClock(world.clock, world.turn)
          let last = clock.monotonic()
          const began = last
          let [ran, stalls] = [0, 0]
          for (const [what, ms] of steps) {
            if (what === 'run') {
              await world.advance(ms)
              ran += ms
            } else if (what === 'stall') {
              await world.stall(1_001 + ms) // over a second
              stalls++
            }
            const now = clock.monotonic()
            expect(now).toBeGreaterThanOrEqual(last)
            last = now
          }
          expect(last - began - ran).toBeGreaterThanOrEqual(0)
          expect(last - began - ran).toBeLessThanOrEqual(stalls * BEAT_MS)
          clock.stop()
        }
      ),
      { numRuns: 60 }
    )
  })

  it('takes a short delay for what it is', async () => {
    const began = clock.monotonic()
    await world.stall(700)
    expect(clock.monotonic() - began).toBe(700)
  })

  it('moves what waits by the length of the stall, and drops what was cancelled', async () => {
    const done: string[] = []
    clock.after(5_000, () => done.push('waited'))
    const dropped = clock.after(5_000, () => done.push('dropped'))
    await world.advance(3_000)
    await world.stall(60_000)
    clock.cancel(dropped)
    await world.advance(1_700)
    expect(done).toEqual([])
    await world.advance(300)
    expect(done).toEqual(['waited'])
  })

  it('reads what waits in the sockets before a timer judges: a task runs in the turn after its timer', () => {
    const order: string[] = []
    clock.after(100, () => order.push('judged'))
    world.turn.soon(() => order.push('read'))
    world.advanceNow(100)
    expect(order).toEqual(['read', 'judged'])
  })

  it('goes on by the wall for stamps, and stops with its process', async () => {
    const before = clock.now()
    clock.after(100, () => {
      throw new Error('it was stopped')
    })
    await world.stall(10)
    clock.stop()
    world.clock.jump(3_600_000)
    expect(clock.now()).toBe(before + 10 + 3_600_000)
    expect(world.timersOpen()).toBe(0)
  })
})

it('P-LIFE-3 P-HELLO-2 P-CALL-4: a stall of 40 s ends no lease, call or greeting; silence counts on', async () => {
  const { world, stage } = running()
  const alice = await stage.login('alice')
  const bob = await stage.login('bob')
  await alice.join('room')
  await bob.join('room')
  await alice.request('invite', { i: '1', to: 'bob', ch: '', content: '' })
  const greeting = stage.connect('carol')
  await stage.live(4_000)
  await world.stall(40_000)
  expect([alice.closed, bob.closed, greeting.closed, alice.last('call')!['state']]).toEqual([null, null, null, 'sent'])
  expect(bob.lastChange()?.['left']).toBeUndefined()
  expect(await greeting.hello()).toMatchObject({ t: 'welcome' })
  expect(await state(stage, 'alice')).toBe('online')
  alice.silent = true
  await stage.live(24_000)
  expect(alice.last('call')).toMatchObject({ state: 'sent' })
  await stage.live(2_500)
  expect(bob.last('call')).toMatchObject({ state: 'failed' })
  await stage.live(6_000)
  expect(bob.lastChange()).toMatchObject({ left: [{ u: 'alice', why: 'lost' }] })
})

it('P-LIFE-3: one stall after the other: who pings whenever the process runs is never unreachable', async () => {
  const { world, stage } = running()
  const alice = await stage.login('alice', { watch: ['alice'] })
  for (let i = 0; i < 20; i++) {
    await stage.live(2_000)
    await world.stall(1_000 + i * 3_000)
  }
  await stage.live(2_000)
  expect([alice.closed, alice.of('peers').flatMap(({ states }) => states)]).toEqual([null, []])
})
