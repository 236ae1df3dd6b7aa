// All pairs and triples of calls of one page, made without waiting, on engines with the real server on a fake clock:
// with a link all the time, and with one that breaks at the first, the second or the third call, seen or not, and comes
// back after it. Every call is answered as if the one before had happened, everybody hears of it in that order, and the
// server ends where the calls do (P-ORDER-3, P-CALL-14).
//   RTM_ROW='AR engaged cut 2 | join leave join' npx vitest run test/oracles/calls-in-a-row.test.ts        that one row
//   RTM_ROWS=all npx vitest run test/oracles/calls-in-a-row.test.ts
//     every row with every link fault (ten minutes); a share of each otherwise
//   RTM_ROWS=across npx vitest run test/oracles/calls-in-a-row.test.ts       triples across nouns, too (an hour)
import { describe, expect, it } from 'vitest'
import { isEnded } from '../../server/src/store/invitations.ts'
import { InvitationsMemory } from '../../server/src/store/memory/invitations-memory.ts'
import type { Frame } from '../kit/engine-kit.ts'
import { CallsModel } from './calls-model.ts'
import { EnginePage } from './kit/engine-page.ts'
import { VERBS, type Kind, type Verb } from './kit/page.ts'
import { pageOf } from './kit/pages.ts'
import { generous, Town } from './town.ts'

/** What a page may be told of one invitation, by its role in it. */
const INVITATION_AS_TOLD = new RegExp(
  '^(local received)?(,?local (cancelled|failed))?$|' +
    '^remote received(,remote received)*(,remote (accepted|refused|failed))?$'
)

/**
 * What befalls the link before which call (1 is the first), and whether the calls before it had been answered.
 * `unseen`: the page's side hears nothing of it. `greeting`: the calls come when the next link has greeted and is not
 * welcomed yet.
 */
const LINK_FAULTS = [
  'linked',
  'linked, answered 2',
  'linked, answered 3',
  'cut 1',
  'cut 2',
  'cut 3',
  'cut 2, answered',
  'cut 3, answered',
  'unseen 1',
  'unseen 2',
  'unseen 3',
  'greeting 1',
  'greeting 2',
  'greeting 3'
] as const
type LinkFaultName = (typeof LINK_FAULTS)[number]

/** Nouns: a triple within one is where calls undo each other. */
const NOUNS: readonly (readonly Verb[])[] = [
  ['invite', 'cancel', 'logout', 'login'],
  ['accept', 'refuse', 'invite', 'cancel'],
  ['create', 'release', 'join', 'leave'],
  ['join', 'leave', 'logout', 'login'],
  ['join', 'leave', 'publish', 'logout'],
  ['watch', 'unwatch', 'logout', 'login'],
  ['set', 'clear', 'logout', 'login'],
  ['setChannel', 'clearChannel', 'join', 'leave']
]
/** Before the calls: nothing, or everything that can be undone has been done. */
const BEGINNINGS = ['idle', 'engaged'] as const
type Beginning = (typeof BEGINNINGS)[number]

async function play(kind: Kind, beginning: Beginning, linkFault: LinkFaultName, verbs: readonly Verb[]): Promise<void> {
  const store = new InvitationsMemory()
  const town = new Town(generous, {}, () => ({ invitations: store }))
  const alice = pageOf(kind, town, 'alice', 'bob')
  const bob = new EnginePage(town, 'bob', 'alice', 2)
  const model = new CallsModel(kind === 'AR')
  const expected: Verb[] = []
  const ask = (verb: Verb): void => {
    if (!alice.has(verb)) return
    expected.push(verb)
    model.call(verb)
    alice.call(verb)
  }
  const settle = async (): Promise<void> => {
    await town.settle()
    model.settled()
  }
  bob.call('login')
  ask('login')
  await settle()
  bob.call('join')
  ask('create')
  if (beginning === 'engaged') {
    for (const verb of ['invite', 'join', 'watch', 'set', 'setChannel'] as const) ask(verb)
    bob.call('invite')
    model.received = 'running'
  }
  await settle()
  await town.advance(2_500)
  model.rested()
  const [what, at = '0'] = linkFault.replace(', answered', '').split(' ')
  for (const [i, verb] of verbs.entries()) {
    const isHere = i + 1 === Number(at) || (what === 'linked' && linkFault.endsWith(`answered ${i + 1}`))
    if (isHere && linkFault.includes('answered')) await settle()
    if (isHere && what !== 'linked') {
      if (what === 'greeting') await untilGreeting()
      else {
        town.net.blocked.add('alice')
        if (what === 'cut') town.net.of('alice')?.cut()
        else town.net.of('alice')?.halfCut('server')
      }
    }
    ask(verb)
  }
  if (what === 'linked') await settle()
  else await town.advance(800)
  town.net.blocked.delete('alice')
  await town.advance(9_000)
  town.net.faultsOf('alice').clear()
  await settle()
  // Every call had one answer, the one that a reader of the page would expect.
  const answers = expected.map((_, call) => alice.answersOf(call))
  expect(answers).toEqual(model.words.map((word, call) => [alice.shown(expected[call]!, word)]))
  ownStory()
  said()
  await atTheServer()

  /**
   * An end is told before the answer of any later call, once, and nothing after it; bob hears of the same invitations
   * in the same order.
   */
  function ownStory(): void {
    const ids = [...new Set(alice.told('invitation').map(({ of }) => of))]
    for (const id of ids.filter((name) => name !== ''))
      expect(
        alice
          .told('invitation')
          .filter(({ of }) => of === id)
          .map(({ state }) => state)
          .join(),
        `alice, ${id}`
      ).toMatch(INVITATION_AS_TOLD)
    const cancels = alice.log.flatMap((row, at) =>
      'call' in row && expected[row.call] === 'cancel' && row.word === alice.shown('cancel', 'ok')
        ? [{ at, call: row.call }]
        : []
    )
    const told = alice.log.flatMap((row, at) => ('event' in row && row.state === 'local cancelled' ? [at] : []))
    expect(told.length).toBe(cancels.length)
    for (const [i, { at, call }] of cancels.entries()) {
      const later = alice.log.findIndex((row) => 'call' in row && row.call > call)
      expect(
        told[i]! < at && (later < 0 || told[i]! < later),
        'a cancel is told before its answer, and before that of a later call'
      ).toBe(true)
    }
    const heard = bob.told('invitation').filter(({ state }) => state.startsWith('remote'))
    const numbers = heard.map(({ of }) => Number(of.split('.')[1]))
    for (const [i, number] of numbers.entries())
      if (i > 0 && number !== numbers[i - 1])
        expect(heard[i]!.state, 'bob hears of the next one when the one before is over').toBe('remote received')
  }

  /**
   * What was answered as taken is heard once, in the order of the calls, and from a member: before any leave that was
   * called after it.
   */
  function said(): void {
    const calls = expected.flatMap((verb, call) => (verb === 'publish' ? [{ call, word: model.words[call] }] : []))
    const heard = bob.told('said').map(({ of }) => Number(of))
    expect(heard).toEqual(
      calls
        .filter(({ call, word }) => word === 'ok' || (word === 'timeout' && heard.includes(call)))
        .map(({ call }) => call)
    )
    let isMember = false
    for (const row of bob.log) {
      if ('event' in row && row.event === 'member') isMember = row.state === 'memberJoined'
      if ('event' in row && row.event === 'said') expect(isMember, `bob hears call ${row.of} of a member`).toBe(true)
    }
  }

  async function atTheServer(): Promise<void> {
    if (model.session !== 'in') return
    const running = (await store.all()).filter((row) => row.caller === 'alice' && !isEnded(row))
    expect(
      running.map(({ callee }) => callee),
      'running at the server'
    ).toEqual(model.sent === 'running' ? ['bob'] : [])
    const [members, mine, board] = await Promise.all([
      answerOf((done) => {
        bob.client.members('room', done)
      }),
      answerOf((done) => {
        bob.client.attributes.readUser('alice', null, done)
      }),
      answerOf((done) => {
        bob.client.attributes.readChannel('board', null, done)
      })
    ])
    expect((members.users as string[]).includes('alice'), 'member').toBe(model.joined)
    expect((mine.rows as unknown[]).length, 'own attributes').toBe(model.mine ? 1 : 0)
    if (model.isBoardKnown)
      expect((board.rows as unknown[]).length, 'attributes of the channel').toBe(model.board ? 1 : 0)
    const before = alice.told('peers').length
    bob.call('logout')
    await town.settle()
    expect(alice.told('peers').length > before, 'watching').toBe(model.watching)
  }

  /** Half a second at most: there may be nothing to come back to. */
  async function untilGreeting(): Promise<void> {
    const { net } = town
    net.faultsOf('alice').delayMs = 50
    const before = net.greetings
    net.of('alice')?.cut()
    for (let left = 25; left > 0 && net.greetings === before; left--) await town.advance(20)
  }

  async function answerOf(call: (done: (answer: Frame) => void) => void): Promise<Frame> {
    const answers: Frame[] = []
    call((answer) => {
      answers.push(answer)
    })
    await town.settle()
    return answers[0]!
  }
}

function tuples(): Verb[][] {
  const pairs = VERBS.flatMap((first) => VERBS.map((second) => [first, second]))
  const within = NOUNS.flatMap((noun) =>
    noun.flatMap((first) => noun.flatMap((second) => noun.map((third) => [first, second, third])))
  )
  const across =
    process.env.RTM_ROWS === 'across' ? VERBS.flatMap((first) => pairs.map((pair) => [first, ...pair])) : []
  return [...new Map([...pairs, ...within, ...across].map((row) => [row.join(' '), row])).values()]
}

describe('P-ORDER-3 P-CALL-14: calls in a row are answered as if each had happened before the next', () => {
  const only = process.env.RTM_ROW
  const rows = only === undefined ? tuples() : [only.split('| ')[1]!.split(' ') as Verb[]]
  const share = process.env.RTM_ROWS === undefined && only === undefined ? 11 : 1
  const kinds: Kind[] = ['engine', 'AR', 'typed']
  let setting = 0
  for (const kind of kinds)
    for (const beginning of BEGINNINGS)
      for (const linkFault of LINK_FAULTS) {
        const name = `${kind} ${beginning} ${linkFault}`
        if (only !== undefined && !only.startsWith(`${name} |`)) continue
        const first = setting++ % share
        it(`P-ORDER-3 P-CALL-14: ${name}`, { timeout: 600_000 }, async () => {
          const wrong: string[] = []
          const mine = rows.filter((_, i) => i % share === first)
          for (const verbs of mine) {
            await play(kind, beginning, linkFault, verbs).catch((fault: unknown) => {
              wrong.push(
                `${name} | ${verbs.join(' ')}: ` +
                  `${fault instanceof Error ? fault.message.split('\n').slice(0, 40).join(' ') : String(fault)}`
              )
            })
            if (only !== undefined && wrong.length > 0) break
          }
          expect(wrong.slice(0, 20), `${wrong.length} of ${mine.length}`).toEqual([])
        })
      }
})
