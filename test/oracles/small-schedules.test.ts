// The truth ledger, exhaustive over small schedules: two users, a fault after every single message that passes between
// them and the server, and every pair of cuts. No seed, no chance: a failure names its schedule.
import { describe, expect, it } from 'vitest'
import { channelLaw, mailLaw, placeLaw, publishLaw } from './laws.ts'
import { later } from '../kit/server/later.ts'
import { secondClient } from '../second-client/as-engine.ts'
import { engine, generous, Town, type MakeClient, type Person } from './town.ts'

type Fault = (town: Town, alice: Person, bob: Person) => void

const cut =
  (device: string): Fault =>
  (town) => {
    town.net.of(device)?.cut()
  }
const halfCut =
  (device: string, side: 'client' | 'server'): Fault =>
  (town) => {
    town.net.of(device)?.halfCut(side)
  }
const away =
  (device: string, ms: number): Fault =>
  (town) => {
    town.net.blocked.add(device)
    town.net.of(device)?.cut()
    town.world.clock.after(ms, () => {
      town.net.blocked.delete(device)
    })
  }

const faults: Record<string, Fault> = {
  'alice cut': cut('alice'),
  'bob cut': cut('bob'),
  'both cut': (town, ...rest) => {
    cut('alice')(town, ...rest)
    cut('bob')(town, ...rest)
  },
  'alice half-open, she knows': halfCut('alice', 'client'),
  'alice half-open, the server knows': halfCut('alice', 'server'),
  'bob half-open, he knows': halfCut('bob', 'client'),
  'bob half-open, the server knows': halfCut('bob', 'server'),
  'bob away for 8 s': away('bob', 8_000),
  'bob away beyond his lease': away('bob', 35_000),
  'alice away beyond her lease': away('alice', 35_000),
  'the server killed': (town) => {
    town.crash()
  },
  'the server deployed': (town) => {
    void town.deploy()
  }
}

const clients = [
  ['engines', engine],
  ['clients from the page alone', secondClient]
] as const

interface Story {
  readonly town: Town
  readonly alice: Person
  readonly bob: Person
  readonly start: number
}

const fromAlice = ['a1', 'a2', 'a3']
const fromBob = ['b1', 'b2']
const mailToBob = ['p1', 'p2']
const mailToAlice = ['q1']

async function prologue(makes: MakeClient = engine, answers?: typeof later): Promise<Story> {
  const town = new Town(generous, {}, answers)
  town.makes = makes
  const alice = town.person('alice')
  const bob = town.person('bob')
  for (const person of [alice, bob]) {
    person.login()
    await town.settle()
    person.join('room')
    await town.settle()
  }
  return { town, alice, bob, start: town.net.steps }
}

async function story({ town, alice, bob }: Story): Promise<number> {
  alice.publish('room', 'a1')
  bob.publish('room', 'b1')
  alice.send('bob', 'p1')
  await town.settle()
  alice.publish('room', 'a2')
  bob.send('alice', 'q1')
  alice.send('bob', 'p2')
  bob.publish('room', 'b2')
  await town.settle()
  await town.advance(100)
  alice.publish('room', 'a3')
  await town.settle()
  const steps = town.net.steps
  await town.heal()
  return steps
}

function laws({ town, alice, bob }: Story): void {
  channelLaw(town, alice, 'room')
  channelLaw(town, bob, 'room')
  publishLaw(town, alice, 'room', fromAlice)
  publishLaw(town, bob, 'room', fromBob)
  mailLaw(town, alice, [bob], mailToBob)
  mailLaw(town, bob, [alice], mailToAlice)
  placeLaw(town)
  expect([alice.state(), bob.state()]).toEqual(['in', 'in'])
}

/** After the story: acknowledgements ride on pings then. */
const QUIET_STEPS = 8

/** How many steps the story has before everything heals. */
async function undisturbed(makes: MakeClient = engine, answers?: typeof later): Promise<number> {
  const told = await prologue(makes, answers)
  const steps = await story(told)
  laws(told)
  expect(told.bob.heard('room')).toEqual(fromAlice)
  expect(told.alice.mail()).toEqual(mailToAlice)
  return steps - told.start
}

/** Every fault with both clients, and those that are most apart with back ends that answer later. */
const rows = [
  ...Object.entries(faults).flatMap(([name, fault]) =>
    clients.map(([who, makes]) => [name, fault, who, makes, undefined] as const)
  ),
  ...['both cut', 'the server killed'].map(
    (name) => [name, faults[name]!, 'engines, back ends that answer later', engine, later] as const
  )
]

describe('every small schedule keeps the truth ledger', () => {
  it('P-ORDER-1: without a fault everything arrives once and in order', async () => {
    expect(await undisturbed()).toBeGreaterThan(20)
  })

  for (const [name, fault, who, makes, answers] of rows) {
    it(`P-RESUME-4 P-REPLAY-1: ${name}, after every step, ${who}`, { timeout: 60_000 }, async () => {
      const last = (await undisturbed(makes, answers)) + QUIET_STEPS
      for (let step = 1; step <= last; step++) {
        const told = await prologue(makes, answers)
        told.town.net.at(told.start + step, () => {
          fault(told.town, told.alice, told.bob)
        })
        await story(told)
        try {
          laws(told)
        } catch (error) {
          throw new Error(`${name} at step ${step}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }

  it('P-RESUME-1 P-RESUME-2: two cuts, at every pair of steps', { timeout: 60_000 }, async () => {
    for (let first = 1; first <= 30; first++) {
      for (let second = first + 1; second <= 40; second += 3) {
        for (const [a, b] of [
          ['alice', 'bob'],
          ['bob', 'bob'],
          ['bob', 'alice']
        ] as const) {
          const told = await prologue()
          told.town.net.at(told.start + first, () => {
            told.town.net.of(a)?.cut()
          })
          told.town.net.at(told.start + second, () => {
            told.town.net.of(b)?.cut()
          })
          await story(told)
          try {
            laws(told)
          } catch (error) {
            throw new Error(`${a} cut at ${first}, ${b} at ${second}: ${(error as Error).message}`, { cause: error })
          }
        }
      }
    }
  })
})
