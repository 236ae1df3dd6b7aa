// Call invitations at random, engines and server together: two users with a second device each, everything they may ask
// for, everything that may befall them. When all has healed, every page has heard a legal story of each invitation, and
// the story that the server's last row tells.
//   RTM_RUNS=<count> npx vitest run test/oracles/invitations.test.ts   (fast-check prints seed and path of a failure)
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { isEnded } from '../../server/src/store/invitations.ts'
import { newest, newestWins, type LoginPolicy } from '../../server/src/config/apps.ts'
import type { Frame } from '../kit/engine-kit.ts'
import { Ledger } from './kit/invitations-ledger.ts'
import { Town, generous, type Person } from './town.ts'

const RUNS = Number(process.env.RTM_RUNS ?? 250)
const DEVICES = ['alice', 'bob', 'alice2', 'bob2'] as const
type Device = (typeof DEVICES)[number]
const userOf = (device: string): string => device.replace('2', '')
const peerOf = (device: string): string => (userOf(device) === 'alice' ? 'bob' : 'alice')

interface Deed {
  do:
    | 'invite'
    | 'cancel'
    | 'accept'
    | 'refuse'
    | 'busy'
    | 'login'
    | 'logout'
    | 'cut'
    | 'halfServer'
    | 'halfClient'
    | 'away'
    | 'back'
    | 'cutAt'
  who: Device
  steps?: number
}

type Step = Deed | { do: 'advance'; ms: number } | { do: 'settle' | 'deploy' | 'crash' }

const who = fc.constantFrom<Device>('alice', 'alice', 'bob', 'bob', 'alice2', 'bob2')
const first = fc.constantFrom<Device>('alice', 'bob')
const steps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'invite' as const,
          'accept' as const,
          'refuse' as const,
          'busy' as const,
          'cancel' as const
        ),
        who
      })
    },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('invite' as const), who: first }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('cutAt' as const), who: first, steps: fc.nat(12) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'cut' as const,
          'halfServer' as const,
          'halfClient' as const,
          'away' as const,
          'back' as const
        ),
        who
      })
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('login' as const, 'logout' as const), who }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('advance' as const),
        ms: fc.constantFrom(50, 400, 1_500, 4_500, 7_000, 20_000, 33_000, 61_000)
      })
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('deploy' as const, 'deploy' as const, 'crash' as const) }) }
  ),
  { minLength: 4, maxLength: 30 }
)

interface Play {
  readonly town: Town
  readonly ledger: Ledger
  readonly people: Map<Device, Person>
  /** Calls and their answers. */
  readonly calls: Frame[][]
  readonly invited: Set<string>
  /** What a page cancelled and was answered, by device and invitation. */
  readonly cancelled: Set<string>
}

async function play(schedule: readonly Step[], policy: LoginPolicy, onDisk: boolean): Promise<Play> {
  const ledger = new Ledger()
  const town = new Town(generous, { policy }, () => ({ invitations: ledger.fresh(onDisk) }))
  const people = new Map(DEVICES.map((device, i) => [device, town.person(userOf(device), device, i + 1)]))
  const calls: Frame[][] = []
  const invited = new Set<string>()
  const cancelled = new Set<string>()
  const ask = (call: (done: (answer: Frame) => void) => void): void => {
    const answers: Frame[] = []
    calls.push(answers)
    call((answer) => {
      answers.push(answer)
      if (typeof answer.invitationId === 'string') invited.add(answer.invitationId)
    })
  }
  for (const person of people.values()) person.client.invitations.listen()
  for (const device of ['alice', 'bob'] as const) {
    people.get(device)!.login()
    await town.settle()
  }
  for (const step of schedule) {
    if (step.do === 'settle') await town.settle()
    else if (step.do === 'advance') await town.advance(step.ms)
    else if (step.do === 'deploy') await town.deploy()
    else if (step.do === 'crash') town.crash()
    else await deed(step as Deed)
  }
  await heal()
  return { town, ledger, people, calls, invited, cancelled }

  async function deed(step: Deed): Promise<void> {
    const { client } = people.get(step.who)!
    const { invitations } = client
    const peer = peerOf(step.who)
    const { net } = town
    if (step.do === 'invite') ask((done) => invitations.invite(peer, 'room', `from ${step.who}`, done))
    else if (step.do === 'cancel')
      ask((done) =>
        invitations.cancel(peer, '', '', (answer) => {
          if (answer.ok === 1) cancelled.add(`${step.who} ${String(answer.invitationId)}`)
          done(answer)
        })
      )
    else if (step.do === 'accept') ask((done) => invitations.accept(peer, 'yes', '', done))
    else if (step.do === 'refuse') ask((done) => invitations.refuse(peer, 'no', false, '', done))
    else if (step.do === 'busy') ask((done) => invitations.refuse(peer, 'busy', true, '', done))
    else if (step.do === 'login') {
      ask((done) => client.login(userOf(step.who), '', done))
      await town.settle()
    } else if (step.do === 'logout') ask((done) => client.logout(done))
    else if (step.do === 'cut') net.of(step.who)?.cut()
    else if (step.do === 'halfServer') net.of(step.who)?.halfCut('server')
    else if (step.do === 'halfClient') net.of(step.who)?.halfCut('client')
    else if (step.do === 'cutAt') net.at(net.steps + (step.steps ?? 0), () => net.of(step.who)?.cut())
    else if (step.do === 'away') {
      net.blocked.add(step.who)
      net.of(step.who)?.cut()
    } else net.blocked.delete(step.who)
  }

  async function heal(): Promise<void> {
    await town.heal()
    await town.advance(120_000)
  }
}

type Told = Frame & { invitationId: string; role: string; state: string; why: string }

/** The lives of a page: what it was told between two ends of its session. */
function lives(person: Person): Told[][] {
  const out: Told[][] = [[]]
  for (const event of person.events) {
    if (event.event === 'state' && (event.state === 'out' || event.state === 'aborted')) out.push([])
    else if (event.event === 'invitation') out.at(-1)!.push(event as Told)
  }
  return out
}

function storyOf(events: readonly Told[], id: string): string {
  return events
    .filter((event) => event.invitationId === id)
    .map(({ role, state }) => `${role} ${state}`)
    .join(', ')
}

const LOCAL = /^(local received(, |$))?(local (accepted|refused|cancelled|failed))?$/
const REMOTE = /^remote received(, remote (accepted|refused|cancelled|failed|elsewhere))?$/

function check({ town, ledger, people, calls, invited, cancelled }: Play): void {
  for (const answers of calls) expect(answers.length, 'every call is answered once').toBe(1)
  for (const [device, person] of people) {
    const all = lives(person)
    for (const [i, told] of all.entries()) {
      const isLast = i === all.length - 1
      for (const id of new Set(told.map(({ invitationId }) => invitationId))) {
        if (id === '') continue
        const story = storyOf(told, id)
        expect(story, `${device}, ${id}`).toMatch(story.startsWith('local') ? LOCAL : REMOTE)
        const isOver = told.some(({ invitationId, state }) => invitationId === id && state !== 'received')
        if (isLast && person.state() === 'in')
          expect(isOver, `${device} is left without an end: ${story} (${id})`).toBe(true)
        for (const event of told) if (event.invitationId === id && event.state !== 'received') agrees(device, event)
      }
    }
  }
  for (const id of invited) {
    const row = ledger.last.get(id)
    if (row !== undefined && !isEnded(row)) expect(town.endings, `${id} is left ${row.state}`).toBeGreaterThan(0)
  }
  return

  function agrees(device: string, { invitationId, role, state, why }: Told): void {
    const row = ledger.last.get(invitationId)
    const crashed = town.endings > 0
    const text =
      `${device} as ${role} was told ${state} ${why} of ${invitationId}; ` + `the server has ${row?.state} ${row?.why}`
    if (why === 'unknown') return expect(crashed, text).toBe(true)
    if (row === undefined) return expect(['failed', 'cancelled'], text).toContain(state)
    if (state === 'failed' && (why === 'expired' || (why === 'silent' && role === 'local'))) {
      // its own look at the time may be first
      if (!crashed) expect(row.state, text).not.toBe('accepted')
      return
    }
    if (state === 'elsewhere') return expect(row.by !== '' || crashed, text).toBe(true)
    if (role === 'remote' && state === 'refused' && why === 'busy') return
    if (role === 'remote' && state === 'cancelled' && row.state === 'failed')
      return expect(['offline', 'silent'], text).toContain(row.why)
    if (role === 'local' && state === 'cancelled' && cancelled.has(`${device} ${invitationId}`))
      return expect(isEnded(row) || crashed, text).toBe(true) // P-CALL-14: its page has ended it, whoever was first
    if (role === 'local' && state === 'failed' && ['already_invited', 'full', 'too_often'].includes(why)) return
    if (state !== 'failed') expect(row.state, text).toBe(state)
    else if (!crashed) expect([row.state, row.why], text).toEqual(['failed', why])
  }
}

async function nothingLeft({ town, ledger, people }: Play): Promise<void> {
  for (const row of await ledger.store.all()) {
    expect(isEnded(row), `${row.id} still runs: ${row.state}`).toBe(true)
    // Only for a session that may come back: of somebody who logged out while he had no link, for example.
    const mayComeBack = [...people.values()].some(
      (person) => [row.caller, row.callee].includes(person.user) && lives(person).length > 1
    )
    expect(mayComeBack, `${row.id} is kept for nobody`).toBe(true)
  }
  for (const person of people.values()) person.client.close(() => {})
  await town.advance(80_000)
}

describe('oracle of invitations: whatever happens, everybody hears one end, and it is the same', () => {
  const cases = [
    ['one session per user', newestWins, false],
    ['one session per user, invitations on disk', newestWins, true],
    ['several sessions per user', newest(100), false],
    ['several sessions per user, on disk', newest(100), true]
  ] as const
  it.each(cases)(
    'P-CALL-3 P-CALL-5 P-CALL-6 P-CALL-8 P-CALL-9 P-CALL-10: %s',
    { timeout: 240_000 },
    async (_, policy, onDisk) => {
      await fc.assert(
        fc.asyncProperty(steps, async (schedule) => {
          const played = await play(schedule, policy, onDisk)
          check(played)
          await nothingLeft(played)
        }),
        { numRuns: RUNS }
      )
    }
  )
})
