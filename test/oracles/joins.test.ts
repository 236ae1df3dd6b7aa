// The truth ledger for joins: who leaves and joins again, faster than the server answers, with a fault after every
// single message. Whatever is lost on the way: what was said before the leave is heard, nothing is heard twice or from
// before the last join, both ends agree in the end, and the others hear of nobody who is not there.
import { describe, expect, it } from 'vitest'
import { secondClient } from '../second-client/as-engine.ts'
import { engine, Town, type MakeClient, type Person } from './town.ts'

type Fault = (town: Town) => void
const faults: Record<string, Fault> = {
  'a cut': (town) => {
    town.net.of('alice')?.cut()
  },
  'half-open, she knows': (town) => {
    town.net.of('alice')?.halfCut('client')
  },
  'half-open, the server knows': (town) => {
    town.net.of('alice')?.halfCut('server')
  },
  'away beyond the lease': (town) => {
    town.net.blocked.add('alice')
    town.net.of('alice')?.cut()
    town.world.clock.after(35_000, () => {
      town.net.blocked.delete('alice')
    })
  },
  'a deploy': (town) => {
    void town.deploy()
  },
  'a kill': (town) => {
    town.crash()
  }
}

interface Story {
  readonly town: Town
  readonly alice: Person
  readonly bob: Person
  readonly steps: number
  readonly before: readonly string[]
}

/** `stays`: whether the last thing that alice does is a join. */
async function story(makes: MakeClient, stays: boolean, fault: Fault, after: number): Promise<Story> {
  const town = new Town()
  town.makes = makes
  const [alice, bob] = [town.person('alice'), town.person('bob')]
  for (const person of [alice, bob]) {
    person.login()
    await town.settle()
    person.join('room')
    await town.settle()
  }
  const before = ['b1', 'b2', 'b3']
  for (const text of before) bob.publish('room', text)
  await town.settle()
  const start = town.net.steps
  if (after > 0)
    town.net.at(start + after, () => {
      fault(town)
    })
  alice.publish('room', 'a1')
  alice.leave('room')
  alice.join('room')
  bob.publish('room', 'b4')
  alice.leave('room')
  await town.settle()
  alice.join('room')
  if (!stays) alice.leave('room')
  await town.settle()
  const steps = town.net.steps - start
  await town.heal()
  await town.heal()
  bob.publish('room', 'last')
  await town.settle()
  return { town, alice, bob, steps, before }
}

function laws({ alice, bob, before }: Story, stays: boolean, isKept: boolean): void {
  const said = bob.heard('room').filter((text) => text === 'a1').length
  expect(alice.outcome('a1'), 'what was said before the leave').not.toBe('not_joined')
  if (alice.outcome('a1') === 'ok' && isKept) expect(said, 'what was said before the leave').toBe(1)
  else expect(said).toBeLessThan(2)
  const heard = alice.heard('room')
  expect(heard.slice(0, 3), 'what came before the leave').toEqual(before)
  expect(new Set(heard).size, `alice heard ${heard.join(' ')}`).toBe(heard.length)
  expect(heard.at(-1) === 'last', 'alice is in').toBe(stays)
  const there = bob.told('memberJoined').length - bob.told('memberLeft').length
  expect(there, 'as bob has heard').toBe(stays ? 0 : -1) // she came before him
  for (const person of [alice, bob]) expect(person.state()).toBe('in')
}

describe.each([
  ['engine', engine],
  ['a client from the page alone', secondClient]
] as const)('joins: %s', (_, makes) => {
  for (const [name, fault] of Object.entries(faults))
    it(
      `P-CHANNEL-6 P-CHANNEL-5 P-CHANNEL-4 P-RESUME-5: ${name}, after every step of leave and join`,
      { timeout: 60_000 },
      async () => {
        for (const stays of [true, false]) {
          const last = (await story(makes, stays, () => {}, 0)).steps + 2
          expect(last).toBeGreaterThan(6)
          for (let step = 1; step <= last; step++) {
            const told = await story(makes, stays, fault, step)
            try {
              laws(told, stays, name !== 'a kill')
            } catch (error) {
              throw new Error(`${name} at step ${step}, ${stays ? 'stays' : 'leaves'}: ${(error as Error).message}`, {
                cause: error
              })
            }
          }
        }
      }
    )
})
