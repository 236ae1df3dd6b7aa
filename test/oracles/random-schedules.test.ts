// The truth ledger at random: three users, two channels, everything that may befall them. A failing seed is printed and
// is replayed with
//   RTM_SEED=<seed> npx vitest run test/oracles/random-schedules.test.ts   (RTM_SCHEDULES=<count> for a longer run)
import { describe, expect } from 'vitest'
import { channelLaw, mailLaw, placeLaw, publishLaw } from './laws.ts'
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
import { engine, Town, generous, type MakeClient } from './town.ts'

const CHANNELS = ['room', 'hall']
const USERS = ['alice', 'bob', 'carol']

interface Both {
  readonly published: Said
  readonly mailed: Said
}

const publish: Deed<Both> = (town, random, { published }, n) => {
  const person = anybody(town, random)
  const channel = random.pick(CHANNELS)
  const text = `${person.user}.${n}`
  person.publish(channel, text)
  published.add(person, channel, text)
}
const send: Deed<Both> = (town, random, { mailed }, n) => {
  const person = anybody(town, random)
  const peer = random.pick(USERS)
  const text = `${person.user}>${n}`
  person.send(peer, text)
  mailed.add(person, peer, text)
}

const deeds: ReadonlyArray<readonly [weight: number, deed: Deed<Both>]> = [
  [30, publish],
  [20, send],
  [12, settle],
  [6, cut],
  [3, halfCut('client')],
  [3, halfCut('server')],
  [4, cutSoon],
  [3, stall],
  [4, readOn],
  [3, hold(1)],
  [4, hold(0)],
  [
    2,
    (town, random) => {
      anybody(town, random).client.onBackground()
    }
  ],
  [
    3,
    (town, random) => {
      anybody(town, random).client.onForeground()
    }
  ],
  [8, pass(0, 800)],
  [5, pass(0, 7000)],
  [2, pass(20_000, 20_000)],
  [1, passLong],
  [2, setClock],
  [2, deploy],
  [1, crash]
]

/** `clients`: which one each person has. */
const play =
  (...clients: MakeClient[]) =>
  async (random: Random): Promise<void> => {
    const small = { ...generous, retention: { ...generous.retention, messages: 6, leastMessages: 3 } }
    const town = new Town(random.below(3) === 0 ? small : generous, {}, random.below(2) === 0 ? later : undefined)
    for (const [i, user] of USERS.entries()) {
      town.makes = clients[i % clients.length]!
      const person = town.person(user, user, random.below(1_000_000))
      person.login()
      await town.settle()
      for (const channel of CHANNELS) person.join(channel)
      await town.settle()
    }
    const said: Both = { published: new Said(), mailed: new Said() }
    await happen(deeds, 60, town, random, said)
    await town.heal()
    for (const person of town.people) {
      expect(person.state(), `${person.device} is back`).toBe('in')
      for (const channel of CHANNELS) channelLaw(town, person, channel)
    }
    for (const { from, to, texts } of said.published.rows) publishLaw(town, from, to, texts)
    for (const { from, to, texts } of said.mailed.rows)
      mailLaw(
        town,
        from,
        town.people.filter(({ user }) => user === to),
        texts
      )
    placeLaw(town)
  }

describe('random schedules keep the truth ledger', () => {
  eachSeed('P-STREAM-2 P-GAP-1 P-GAP-2 P-GAP-5 P-SEND-6', 1500, play(engine))
})

describe('random schedules keep it for a client that has nothing but docs/protocol.md, too', () => {
  eachSeed('P-STREAM-2 P-GAP-1 P-GAP-2 P-GAP-5 P-SEND-6: among its like', 300, play(secondClient))
  eachSeed('P-STREAM-2 P-GAP-1 P-GAP-2 P-GAP-5 P-SEND-6: beside the engine', 300, play(secondClient, engine))
})
