// The truth ledger for offline messages: users who come and go, a mail that holds three, a disk that may lag and
// outlives every process. First exhaustive over a small story, then at random. A failing seed is replayed with
//   RTM_SEED=<seed> npx vitest run test/oracles/mail-schedules.test.ts        (RTM_SCHEDULES=<count> for a longer run)
import { describe, expect, it } from 'vitest'
import { defaultLimits, type Limits } from '../../server/src/config/apps.ts'
import { lossLaw, mailLaw, placeLaw } from './laws.ts'
import type { Random } from '../../sdk/testing/random.ts'
import {
  anybody,
  crash,
  cut,
  cutSoon,
  deploy,
  eachSeed,
  halfCut,
  happen,
  hold,
  pass,
  passLong,
  readOn,
  Said,
  setClock,
  settle,
  stall,
  type Deed
} from './schedules.ts'
import { later } from '../kit/server/later.ts'
import { secondClient } from '../second-client/as-engine.ts'
import { engine, Town, generous, type MakeClient, type Person } from './town.ts'

const USERS = ['alice', 'bob', 'carol']
const DAY = 24 * 3600 * 1000
const small: Limits = { ...generous, offline: { ...defaultLimits.offline, messages: 3, ms: 7 * DAY } }
const brief: Limits = { ...generous, offline: { ...defaultLimits.offline, messages: 3, ms: 90_000 } }

type Fault = (town: Town) => void

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
  nothing: () => {},
  'alice cut': (town) => {
    town.net.of('alice')?.cut()
  },
  'bob cut': (town) => {
    town.net.of('bob')?.cut()
  },
  'bob half-open, he knows': (town) => {
    town.net.of('bob')?.halfCut('client')
  },
  'bob half-open, the server knows': (town) => {
    town.net.of('bob')?.halfCut('server')
  },
  'bob away beyond his lease': away('bob', 35_000),
  'alice away beyond her lease': away('alice', 35_000),
  'the disk lags': (town) => {
    town.disk.hold()
  },
  'the disk lags, then the server is killed': (town) => {
    town.disk.hold()
    town.net.at(town.net.steps + 4, () => {
      town.crash()
    })
  },
  'the server killed': (town) => {
    town.crash()
  },
  'the server deployed': (town) => {
    void town.deploy()
  }
}

interface Story {
  readonly town: Town
  readonly alice: Person
  readonly bob: Person
  readonly sent: string[]
}

const isOut = (person: Person): boolean => [undefined, 'out'].includes(person.state() as string | undefined)

/** Who is out comes in, so that whatever waits for him is told. */
async function heal(town: Town): Promise<void> {
  for (const person of town.people) if (isOut(person)) person.login()
  await town.heal()
  for (const person of town.people) if (isOut(person)) person.login() // his way in had failed at the last moment
  await town.advance(45_000)
}

/** Bob is out and gets more than his mail holds, comes, is written to, is away, goes. */
async function story(fault: Fault, after: number): Promise<Story & { steps: number }> {
  const town = new Town(small)
  const alice = town.person('alice')
  const bob = town.person('bob')
  const sent: string[] = []
  const send = (text: string, flagged: boolean): void => {
    sent.push(text)
    alice.send('bob', text, flagged)
  }
  alice.login()
  await town.settle()
  const start = town.net.steps
  if (after > 0)
    town.net.at(start + after, () => {
      fault(town)
    })
  for (const text of ['f1', 'f2', 'f3', 'f4', 'f5']) send(text, true)
  send('u1', false)
  await town.settle()
  bob.login()
  send('f6', true)
  await town.settle()
  send('u2', false)
  send('f7', true)
  await town.settle()
  bob.client.hold(1, () => {})
  await town.settle()
  send('u3', false)
  send('f8', true)
  await town.settle()
  await town.advance(32_000)
  for (const text of ['f9', 'f10', 'f11']) send(text, true)
  await town.settle()
  bob.client.hold(0, () => {})
  await town.advance(6_000)
  send('f12', true)
  await town.settle()
  bob.logout()
  send('f13', true)
  await town.settle()
  const steps = town.net.steps - start
  await heal(town)
  return { town, alice, bob, sent, steps }
}

function laws({ town, alice, bob, sent }: Story): void {
  expect([alice.state(), bob.state()]).toEqual(['in', 'in'])
  mailLaw(town, alice, [bob], sent)
  lossLaw(town, bob, alice)
  placeLaw(town)
}

describe('every small schedule of offline messages keeps the truth ledger', () => {
  it('P-MAIL-1 P-MAIL-3 P-MAIL-4 P-MAIL-5: without a fault', async () => {
    const told = await story(() => {}, 0)
    laws(told)
    const { alice, bob, town } = told
    expect(['f1', 'u1', 'f6', 'f8', 'f11'].map((text) => alice.outcomeOfSend(text))).toEqual([
      'stored',
      'offline',
      'stored',
      'stored',
      'stored'
    ]) // f6 is taken while he comes in, and finds him out
    expect(bob.mail()).toEqual(['f4', 'f5', 'f6', 'u2', 'f7', 'f9', 'f10', 'f11', 'f12', 'f13'])
    expect([...town.truth.evicted.values()].map(({ text }) => text)).toEqual(['f1', 'f2', 'f3', 'f8'])
    expect(bob.told('peerMessage').map((row) => row.offline)).toEqual([1, 1, 1, 0, 0, 1, 1, 1, 0, 1])
  })

  for (const [name, fault] of Object.entries(faults)) {
    it(`P-MAIL-2 P-MAIL-3 P-MAIL-4 P-MAIL-5 P-GAP-6: ${name}, after every step`, { timeout: 60_000 }, async () => {
      const last = (await story(() => {}, 0)).steps + 4
      for (let step = 1; step <= last; step++) {
        const told = await story(fault, step)
        try {
          laws(told)
        } catch (error) {
          throw new Error(`${name} at step ${step}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }
})

const send =
  (flagged: boolean): Deed<Said> =>
  (town, random, said, n) => {
    const person = anybody(town, random)
    const peer = random.pick(USERS)
    const text = `${person.user}>${n}${flagged ? 'f' : 'u'}`
    person.send(peer, text, flagged)
    said.add(person, peer, text)
  }

const deeds: ReadonlyArray<readonly [weight: number, deed: Deed<Said>]> = [
  [40, send(true)],
  [10, send(false)],
  [12, settle],
  [
    6,
    (town, random) => {
      anybody(town, random).logout()
    }
  ],
  [
    10,
    (town, random) => {
      const person = anybody(town, random)
      if (isOut(person)) person.login()
    }
  ],
  [5, cut],
  [2, halfCut('client')],
  [2, halfCut('server')],
  [4, cutSoon],
  [2, stall],
  [3, readOn],
  [3, hold(1)],
  [4, hold(0)],
  [
    2,
    (town) => {
      town.disk.hold()
    }
  ],
  [
    4,
    (town) => {
      town.disk.release()
    }
  ],
  [8, pass(0, 800)],
  [5, pass(0, 7000)],
  [4, pass(20_000, 20_000)],
  [1, passLong],
  [2, setClock],
  [2, deploy],
  [2, crash]
]

const play =
  (makes: MakeClient) =>
  async (random: Random): Promise<void> => {
    const town = new Town(
      random.below(3) === 0 ? brief : random.below(2) === 0 ? small : generous,
      {},
      random.below(2) === 0 ? later : undefined
    )
    town.makes = makes
    for (const user of USERS) {
      const person = town.person(user, user, random.below(1_000_000))
      if (random.below(2) === 0) person.login()
      await town.settle()
    }
    const said = new Said()
    await happen(deeds, 70, town, random, said)
    await heal(town)
    for (const person of town.people) expect(person.state(), `${person.device} is back`).toBe('in')
    for (const { from, to, texts } of said.rows) {
      const reader = town.people.find(({ user }) => user === to) as Person
      mailLaw(town, from, [reader], texts)
      lossLaw(town, reader, from)
    }
    placeLaw(town)
  }

describe('random schedules of offline messages keep the truth ledger', () => {
  eachSeed('P-MAIL-2 P-MAIL-3 P-MAIL-4 P-MAIL-5', 600, play(engine))
  eachSeed('P-MAIL-2 P-MAIL-3 P-MAIL-4 P-MAIL-5: a client from the page alone', 150, play(secondClient))
})
