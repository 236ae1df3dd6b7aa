// Oracle 1 at random: three users, two channels, everything that may befall them. A failing seed is printed and is replayed with
//   RTM_SEED=<seed> npx vitest run test/oracles/random-schedules.test.ts        (RTM_SCHEDULES=<count> for a longer run)
import { describe, expect, it } from 'vitest'
import { channelLaw, mailLaw, placeLaw, publishLaw } from './laws.ts'
import { randomOf, type Random } from '../../uni_modules/rtm/js_sdk/src/testing/random.ts'
import { Town, generous, type Person } from './town.ts'

const SCHEDULES = Number(process.env.RTM_SCHEDULES ?? 1500)
const CHANNELS = ['room', 'hall']
const USERS = ['alice', 'bob', 'carol']

interface Sent {
  readonly published: Map<string, string[]>
  readonly mailed: Map<string, string[]>
}

type Deed = (town: Town, random: Random, sent: Sent, n: number) => Promise<void> | void

const anybody = (town: Town, random: Random): Person => random.pick(town.people)
const add = (map: Map<string, string[]>, key: string, text: string): void => { map.set(key, [...(map.get(key) ?? []), text]) }

const publish: Deed = (town, random, sent, n) => {
  const person = anybody(town, random)
  const channel = random.pick(CHANNELS)
  person.publish(channel, `${person.user}.${n}`)
  add(sent.published, `${person.user} ${channel}`, `${person.user}.${n}`)
}
const send: Deed = (town, random, sent, n) => {
  const person = anybody(town, random)
  const peer = random.pick(USERS)
  person.send(peer, `${person.user}>${n}`)
  add(sent.mailed, `${person.user} ${peer}`, `${person.user}>${n}`)
}
const socketOf = (town: Town, random: Random) => town.net.of(anybody(town, random).device)

const deeds: ReadonlyArray<readonly [weight: number, deed: Deed]> = [
  [30, publish],
  [20, send],
  [12, (town) => town.settle()],
  [6, (town, random) => { socketOf(town, random)?.cut() }],
  [3, (town, random) => { socketOf(town, random)?.halfCut('client') }],
  [3, (town, random) => { socketOf(town, random)?.halfCut('server') }],
  [4, (town, random) => { const at = town.net.steps + random.below(12); const { device } = anybody(town, random); town.net.at(at, () => { town.net.of(device)?.cut() }) }],
  [3, (town, random) => { const socket = socketOf(town, random); if (socket !== undefined) socket.stalled = true }],
  [4, (town) => { for (const socket of town.net.sockets) if (socket.stalled) socket.resumeReading() }],
  [3, (town, random) => { anybody(town, random).client.hold(1, () => {}) }],
  [4, (town, random) => { anybody(town, random).client.hold(0, () => {}) }],
  [2, (town, random) => { anybody(town, random).client.onBackground() }],
  [3, (town, random) => { anybody(town, random).client.onForeground() }],
  [8, (town, random) => town.advance(random.below(800))],
  [5, (town, random) => town.advance(random.below(7000))],
  [2, (town, random) => town.advance(20_000 + random.below(20_000))],
  [1, (town, random) => { town.endings++; return town.advance(500_000 + random.below(400_000)) }],
  [2, (town) => town.deploy()],
  [1, (town) => { town.crash() }]
]

async function play(seed: number): Promise<void> {
  const random = randomOf(seed)
  const small = { ...generous, retention: { ...generous.retention, messages: 6, leastMessages: 3 } }
  const town = new Town(random.below(3) === 0 ? small : generous)
  for (const user of USERS) {
    const person = town.person(user, user, random.below(1_000_000))
    person.login()
    await town.settle()
    for (const channel of CHANNELS) person.join(channel)
    await town.settle()
  }
  const sent: Sent = { published: new Map(), mailed: new Map() }
  const bag = deeds.flatMap(([weight, deed]) => Array<Deed>(weight).fill(deed))
  const count = 10 + random.below(50)
  for (let n = 1; n <= count; n++) await random.pick(bag)(town, random, sent, n)
  await town.heal()
  for (const person of town.people) {
    expect(person.state(), `${person.device} is back`).toBe('in')
    for (const channel of CHANNELS) channelLaw(town, person, channel)
  }
  for (const [key, texts] of sent.published) {
    const [user, channel] = key.split(' ') as [string, string]
    publishLaw(town, town.people.find((person) => person.user === user) as Person, channel, texts)
  }
  for (const [key, texts] of sent.mailed) {
    const [user, peer] = key.split(' ') as [string, string]
    mailLaw(town, town.people.find((person) => person.user === user) as Person, town.people.filter((person) => person.user === peer), texts)
  }
  placeLaw(town)
}

describe('oracle 1: random schedules keep the truth ledger', () => {
  const given = process.env.RTM_SEED
  const first = given === undefined ? 1 : Number(given)
  const last = given === undefined ? SCHEDULES : first
  const chunk = Math.ceil((last - first + 1) / 10)
  for (let from = first; from <= last; from += chunk) {
    const to = Math.min(last, from + chunk - 1)
    it(`P-STREAM-2 P-GAP-1 P-GAP-2 P-GAP-5 P-SEND-6: seeds ${from} to ${to}`, { timeout: 120_000 }, async () => {
      for (let seed = from; seed <= to; seed++) {
        try {
          await play(seed)
        } catch (error) {
          throw new Error(`RTM_SEED=${seed}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }
})
