// The truth ledger for stays: people who join, leave, log out, log in and log in again at any moment, also from within
// an event, with everything that may befall them. They have the second client, because it tells of each place, and the
// ledger of npm run chaos judges stay by stay what they were told; what the streams of the server have taken is one
// more row in it, so every count of a gap has to be exact. A failing seed is replayed with
//   RTM_SEED=<seed> npx vitest run test/oracles/stays-schedules.test.ts        (RTM_SCHEDULES=<count> for a longer run)
import { describe, expect } from 'vitest'
import { breachesOf } from '../../tools/chaos/ledger.mjs'
import { placeLaw } from './laws.ts'
import type { Random } from '../../sdk/testing/random.ts'
import {
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
  settle,
  stall,
  type Deed
} from './schedules.ts'
import { later } from '../kit/server/later.ts'
import { Stayer, stayersOf, takenRows } from './stayers.ts'
import { generous, Town } from './town.ts'

const CHANNELS = ['room', 'hall', 'yard']
const USERS = ['alice', 'bob', 'carol']

interface Notes {
  readonly stayers: readonly Stayer[]
  n: number
}
type Deal = Deed<Notes>

const does =
  (act: (stayer: Stayer, random: Random, notes: Notes) => void): Deal =>
  (_, random, notes) => {
    act(random.pick(notes.stayers), random, notes)
  }
const comes: Deal = does((stayer) => {
  if (stayer.state === 'out') stayer.comes()
})
const speaks = (stayer: Stayer, random: Random): void => {
  stayer.publish(random.pick(CHANNELS))
}
const leaves = (stayer: Stayer, random: Random): void => {
  stayer.client.leave(random.pick(CHANNELS))
}
const joins = (stayer: Stayer, random: Random): void => {
  stayer.joins(random.pick(CHANNELS))
}
const turns = (stayer: Stayer, random: Random): void => {
  const channel = random.pick(CHANNELS)
  stayer.client.leave(channel)
  stayer.joins(channel)
}
const goes = (stayer: Stayer): void => {
  stayer.client.logout()
}
const comesAnew = (stayer: Stayer): void => {
  stayer.comes()
}
/** At the next thing that they are told. */
const then: Deal = does((stayer, random) => {
  const act = random.pick([speaks, leaves, joins, turns, goes, comesAnew])
  stayer.atNextEvent(() => {
    act(stayer, random)
  })
})

const deeds: ReadonlyArray<readonly [weight: number, deed: Deal]> = [
  [36, does(speaks)],
  [
    8,
    does((stayer, random) => {
      stayer.send(random.pick(USERS), random.below(2))
    })
  ],
  [12, settle],
  [10, does(joins)],
  [5, does(leaves)],
  [8, does(turns)],
  [2, does(goes)],
  [2, does(comesAnew)],
  [6, comes],
  [5, then],
  [6, cut],
  [3, halfCut('client')],
  [3, halfCut('server')],
  [5, cutSoon],
  [2, stall],
  [4, readOn],
  [3, hold(1)],
  [5, hold(0)],
  [8, pass(0, 800)],
  [5, pass(0, 7000)],
  [2, pass(20_000, 20_000)],
  [1, passLong],
  [2, deploy],
  [1, crash]
]

async function play(random: Random): Promise<void> {
  const brief = { ...generous, retention: { ...generous.retention, messages: 6, leastMessages: 3 } }
  const town = new Town(random.below(3) === 0 ? brief : generous, {}, random.below(2) === 0 ? later : undefined)
  const stayers = stayersOf(town, USERS, random)
  for (const stayer of stayers) {
    stayer.comes()
    await town.settle()
    for (const channel of CHANNELS) if (random.below(3) > 0) stayer.joins(channel)
    await town.settle()
  }
  await happen(deeds, 70, town, random, { stayers, n: 0 })
  for (const stayer of stayers) {
    stayer.atNextEvent(() => {})
    if (stayer.state === 'out') stayer.comes()
  }
  await town.heal()
  for (const stayer of stayers) expect(stayer.state, `${stayer.name} is back`).toBe('in')
  for (const stayer of stayers) for (const channel of CHANNELS) stayer.publish(channel)
  await town.settle()
  for (const stayer of stayers) {
    expect(stayer.unanswered(), `${stayer.name} has no answer`).toEqual([])
    for (const channel of CHANNELS) stayer.isWithEverybody(channel, stayers)
  }
  for (const stayer of stayers) stayer.finish()
  expect(breachesOf([...stayers.map((stayer) => stayer.rows()), takenRows(town)], town.endings)).toEqual([])
  placeLaw(town)
}

describe('random stays keep the truth ledger', () => {
  eachSeed('P-CHANNEL-4 P-CHANNEL-5 P-CHANNEL-6 P-GAP-1 P-MEMBER-5 P-RESUME-8', 300, play)
})
