// The golden session: the engine alone must say its lines to a recorded server, and the server its lines to recorded
// clients. A change of the wire shows here first. To record it anew, on purpose: RTM_VECTORS=write npx vitest run
// test/vectors
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../sdk/testing/world.ts'
import { FakeLinks } from '../kit/engine-kit.ts'
import { engine, Person, type Town } from '../oracles/town.ts'
import { type Packet, textsIn } from '../../server/src/wire/packets.ts'
import { act, FILE, nodeOn, START, write, type Step } from './play.ts'

let steps: Step[] = []

beforeAll(async () => {
  if (process.env.RTM_VECTORS === 'write') await write()
  steps = JSON.parse(readFileSync(FILE, 'utf8')) as Step[]
})

describe('the golden session', () => {
  it('P-FRAME-1 P-FRAME-5 P-FRAME-7: is what the server says to recorded clients', async () => {
    const world = new World(START)
    const node = nodeOn(world)
    const said: string[][] = []
    const events: ReturnType<typeof node.accept>[] = []
    const expected: unknown[][] = []
    for (const [i, step] of steps.entries()) {
      if ('open' in step) {
        const heard: string[] = []
        said.push(heard)
        expected.push([])
        const hear = (packet: Packet): number => heard.push(...textsIn(packet))
        events.push(
          node.accept({
            address: '127.0.0.1',
            place: '',
            write: hear,
            writeAll: (list) => {
              list.forEach(hear)
              return 0
            },
            unwritten: () => 0,
            close: () => {},
            destroy: () => {}
          })
        )
      } else if ('client' in step) {
        events[step.link]?.text(JSON.stringify(step.client))
      } else if ('server' in step) {
        expected[step.link]?.push(step.server)
      } else if ('closed' in step) {
        events[step.closed]?.closed()
      } else if ('ms' in step) {
        await world.advance(step.ms)
      }
      const next = steps[i + 1]
      // a link that says its last word and closes does both in one turn
      if (next !== undefined && 'closed' in next) continue
      await world.settle()
    }
    expect(said.map((texts) => texts.map((text) => JSON.parse(text) as unknown))).toEqual(expected)
  })

  for (const [user, seed] of [
    ['alice', 1],
    ['bob', 2]
  ] as const) {
    it(`P-HELLO-1 P-RECORD-1: is what the engine of ${user} says to a recorded server`, () => {
      const world = new World(START)
      const links = new FakeLinks()
      const town = { world, net: { links: () => links }, clocks: [], makes: engine } as unknown as Town
      const person = new Person(town, user, user, seed)
      const mine = new Map<number, number>()
      const expected: unknown[][] = []
      for (const step of steps) {
        if ('page' in step && step.user === user) {
          act(person, step.page, step.args)
        } else if ('open' in step && step.user === user) {
          mine.set(step.open, expected.length)
          expected.push([])
          links.all.at(-1)?.connect()
        } else if ('link' in step && mine.has(step.link)) {
          const link = mine.get(step.link) as number
          if ('client' in step) expected[link]?.push(step.client)
          else links.all[link]?.say(step.server as Record<string, unknown>)
        } else if ('cut' in step && mine.has(step.cut)) {
          links.all[mine.get(step.cut) as number]?.end()
        } else if ('ms' in step) {
          world.advanceNow(step.ms)
        }
        world.drain()
      }
      expect(links.all.slice(0, expected.length).map((link) => link.sent)).toEqual(expected)
    })
  }

  it('P-RECORD-1: has every kind of frame a day knows', () => {
    const types = new Set(
      steps
        .flatMap((step) => ('client' in step ? [step.client] : 'server' in step ? [step.server] : []))
        .map((frame) => (frame as { t: string }).t)
    )
    expect([...types].sort()).toEqual([
      'ack',
      'bye',
      'call',
      'counts',
      'hello',
      'invite',
      'join',
      'leave',
      'list',
      'm',
      'members',
      'ok',
      'out',
      'peers',
      'presence',
      'pub',
      'replay',
      'send',
      'unwatch',
      'watch',
      'welcome'
    ])
  })
})
