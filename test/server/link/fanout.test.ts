// The server with all its shared buffers, slices, cursors and portions, against a naive one that hands every record to
// every member on its own. Under the same schedule, senders, laggards, joiners, leavers and those who come back
// included, every member has the same log.
import fc from '../../kit/properties.ts'
import { expect, it } from 'vitest'
import { everyRate } from '../../kit/rates.ts'
import { Follower } from '../../kit/server/follower.ts'
import { Naive } from '../../kit/server/naive.ts'
import { retainAll } from '../../kit/server/retention.ts'
import { Stage } from '../../kit/server/stage.ts'

const PEOPLE = 4
const ROOMS = ['red', 'blue']

type Step =
  | { do: 'pub'; who: number; room: number; big: boolean; times: number }
  | { do: 'join' | 'leave'; who: number; room: number }
  | { do: 'stall' | 'read' | 'cut' | 'back' | 'crawl'; who: number }
  | { do: 'turn' | 'beat' }

const who = fc.nat({ max: PEOPLE - 1 })
const room = fc.nat({ max: ROOMS.length - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pub' as const),
      who,
      room,
      big: fc.boolean(),
      times: fc.integer({ min: 1, max: 6 })
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('join' as const, 'leave' as const), who, room }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('stall' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('read' as const, 'cut' as const, 'back' as const, 'crawl' as const),
      who
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('turn' as const, 'beat' as const) }) }
)

async function run(steps: readonly Step[]): Promise<number> {
  const stage = new Stage({
    limits: {
      text: 200_000,
      retention: retainAll,
      rates: { ...everyRate([1, 1]), message: [100_000, 1], join: [100_000, 1], rejoin: [100_000, 1] }
    }
  })
  const naive = new Naive()
  const people: Follower[] = []
  for (let i = 0; i < PEOPLE; i++) people.push(await Follower.login(stage, naive, `user${i}`))
  let slow = 0
  for (const person of people) for (const name of ROOMS) await person.join(name)
  for (const one of steps) {
    slow = Math.max(slow, stage.node.stats().slowLinks)
    if ('times' in one)
      for (let i = 0; i < one.times; i++) people[one.who]!.pub(ROOMS[one.room]!, one.big ? 90_000 : 10)
    else if ('room' in one) await people[one.who]![one.do](ROOMS[one.room]!)
    else if ('who' in one) await people[one.who]![one.do]()
    else if (one.do === 'turn') await stage.settle()
    if (one.do !== 'beat') await stage.beat()
  }
  for (const person of people) await person.back()
  for (const person of people) await person.read()
  await stage.settle()
  for (const person of people) {
    expect(person.faults).toEqual([])
    for (const name of ROOMS) expect(person.log(name)).toEqual(naive.logOf(person.session, name))
  }
  return slow
}

it('P-ORDER-1 P-RECORD-6 P-RECORD-7 P-REPLAY-2: every member has the log that a naive server would give', async () => {
  let slow = 0
  const each = async (steps: Step[]): Promise<void> => void (slow += await run(steps))
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80, size: 'max' }), each), {
    numRuns: 250
  })
  expect(slow).toBeGreaterThan(50) // otherwise this would prove nothing about links that lag
}, 120_000)

it('P-REPLAY-2: the same, with one crowd of publishers that never rest', async () => {
  const steps: Step[] = []
  for (let round = 0; round < 40; round++) {
    for (let i = 0; i < PEOPLE; i++) steps.push({ do: 'pub', who: i, room: round % 2, big: true, times: 2 })
    steps.push({ do: 'turn' })
    if (round % 7 === 3) steps.push({ do: 'stall', who: round % PEOPLE })
    if (round % 7 === 6) steps.push({ do: 'read', who: (round - 3) % PEOPLE })
    if (round % 9 === 4) steps.push({ do: 'cut', who: 1 })
    if (round % 9 === 7) steps.push({ do: 'back', who: 1 })
  }
  expect(await run(steps)).toBeGreaterThan(0)
}, 60_000)
