// A model of presence under random schedules: alice watches, the others log in and out, on two devices each, and lose
// their links in every way. Whatever happens, she is told of no change that is none, in time, and in the end what she
// was told last is what the server says.
import fc from '../kit/properties.ts'
import { expect, it } from 'vitest'
import { inboxKey } from '../../server/src/user/users.ts'
import { APP, type Frame } from '../kit/engine-kit.ts'
import { generous, Person, Town } from './town.ts'

const OTHERS = ['bob', 'carol', 'dave']
const HEARTBEAT_MS = 2_000
/** Between two looks at leases, and the way of a frame. */
const LOOK_MS = 300

type Step =
  | { do: 'login' | 'logout' | 'cut' | 'freeze' | 'block' | 'free'; who: number }
  | { do: 'watch' | 'unwatch'; whom: readonly string[] }
  | { do: 'pass'; ms: number }
  | { do: 'crash' | 'deploy' }

const who = fc.nat({ max: OTHERS.length * 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'login' as const,
        'login' as const,
        'logout' as const,
        'cut' as const,
        'freeze' as const,
        'block' as const,
        'free' as const
      ),
      who
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('watch' as const, 'watch' as const, 'unwatch' as const),
      whom: fc.subarray([...OTHERS, 'alice', 'nobody'], { minLength: 1 })
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 100, 1_500, 4_000, 7_000, 31_000) })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('crash' as const, 'deploy' as const) }) }
)

class Story {
  readonly town = new Town(generous)
  readonly alice = this.town.person('alice')
  /** Two devices of each. */
  readonly people: readonly Person[] = [
    this.alice,
    ...OTHERS.flatMap((user) => [this.town.person(user), this.town.person(user, `${user} again`)])
  ]
  /** What alice was told last of each user whom she watches. */
  readonly told = new Map<string, string>()
  readonly faults: string[] = []
  private answered: string[] = []
  changes = 0

  constructor() {
    this.alice.client.listen((event: Frame) => {
      this.alice.events.push(event)
      if (event.event === 'peers') this.hear(event.states as Frame[])
    })
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const one of steps) {
      if (one.do === 'pass') await this.town.advance(one.ms)
      else if (one.do === 'crash') this.town.crash()
      else if (one.do === 'deploy') await this.town.deploy()
      else if ('whom' in one) this.ask(one.do, one.whom)
      else if ('who' in one) this.befall(this.people[one.who]!, one.do)
      await this.town.settle()
    }
  }

  /** The server's own word. */
  async truth(user: string): Promise<string> {
    return (await this.town.presence.states([inboxKey({ id: APP } as Parameters<typeof inboxKey>[0], user)]))[0]!
  }

  watched(): string[] {
    let users: string[] = []
    this.alice.client.presence.watched((answer: Frame) => {
      users = (answer.users ?? []) as string[]
    })
    this.town.world.drain()
    return users
  }

  private ask(act: 'watch' | 'unwatch', whom: readonly string[]): void {
    const answers: Frame[] = []
    this.alice.client.presence[act]([...whom], (answer: Frame) => {
      answers.push(answer)
      if (answers.length > 1) this.faults.push(`${act} was answered twice`)
      if (act === 'watch' && answer.ok === 1) this.answered = [...whom]
    })
    if (act === 'unwatch') for (const user of whom) this.told.delete(user)
  }

  private hear(states: Frame[]): void {
    const users = states.map(({ user }) => String(user))
    const isAnswer = this.answered.length > 0 && users.every((user) => this.answered.includes(user))
    this.answered = []
    if (new Set(users).size !== users.length || users.length === 0) this.faults.push(`an event of ${users.join()}`)
    for (const { user, state } of states) {
      if (!isAnswer && this.told.get(String(user)) === state)
        this.faults.push(`${String(user)} is ${String(state)} as before`)
      this.told.set(String(user), String(state))
      this.changes++
    }
  }

  private befall(person: Person, what: 'login' | 'logout' | 'cut' | 'freeze' | 'block' | 'free'): void {
    const { net } = this.town
    if (what === 'login') person.login()
    else if (what === 'logout') {
      person.client.logout(() => {})
      if (person === this.alice) this.told.clear()
    } else if (what === 'cut') net.of(person.device)?.cut()
    else if (what === 'freeze')
      for (const socket of net.sockets) socket.dead ||= socket.owner === person.device && socket.live
    else if (what === 'block') net.blocked.add(person.device)
    else net.blocked.delete(person.device)
  }
}

it('P-WATCH-1 P-WATCH-4 P-RESUME-7: what was told last is what is, and nothing is told that is no change', async () => {
  let changes = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const story = new Story()
      await story.play([
        { do: 'login', who: 0 },
        { do: 'login', who: 1 },
        { do: 'watch', whom: ['bob', 'carol'] },
        ...steps
      ])
      await story.town.heal()
      expect(story.faults).toEqual([])
      expect(story.watched().sort()).toEqual([...story.told.keys()].sort())
      for (const user of story.watched()) expect([user, story.told.get(user)]).toEqual([user, await story.truth(user)])
      changes += story.changes
    }),
    { numRuns: 150 }
  )
  expect(changes).toBeGreaterThan(1_000) // otherwise this would prove nothing
}, 120_000)

it('P-LIFE-3 P-WATCH-4: 6 s after the last frame unreachable, after 30 s offline, however the link went', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('cut' as const, 'freeze' as const),
      fc.integer({ min: 0, max: 5_000 }),
      async (how, ms) => {
        const story = new Story()
        const { town, told } = story
        await story.play([
          { do: 'login', who: 0 },
          { do: 'login', who: 1 },
          { do: 'watch', whom: ['bob'] },
          { do: 'pass', ms },
          { do: 'block', who: 1 },
          { do: how, who: 1 }
        ])
        const before = how === 'cut' ? 0 : HEARTBEAT_MS // a frozen link was heard last up to a ping ago
        await town.advance(6_000 - before - 1)
        expect(told.get('bob')).toBe('online')
        await town.advance(before + LOOK_MS)
        expect(told.get('bob')).toBe('unreachable')
        await town.advance(24_000 - before - LOOK_MS - 1)
        expect(told.get('bob')).toBe('unreachable')
        await town.advance(before + LOOK_MS + 1)
        expect(told.get('bob')).toBe('offline')
        await story.play([
          { do: 'free', who: 1 },
          { do: 'pass', ms: 5_500 }
        ])
        expect(told.get('bob')).toBe('online')
        expect(story.faults).toEqual([])
      }
    ),
    { numRuns: 40 }
  )
}, 60_000)
