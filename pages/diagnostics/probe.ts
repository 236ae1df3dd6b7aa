// One user who watches his own connection: what the client tells becomes rows of the journal, and each second its
// figures become a sample.
import type { RtmClient, RtmStats } from '@/uni_modules/rtm/js_sdk/index.js'
import type { PageClock } from '../shared/page-clock'
import { refusalOf } from '../shared/refusal'
import { stateWord } from '../shared/state-words'
import { emptyJournal, note, stay } from './journal'
import type { Journal } from './journal'
import { addSample } from './samples'
import type { Sample } from './samples'

export interface ProbeState {
  user: string
  connection: string // of the client: disconnected, connecting, connected, reconnecting, aborted
  reason: string
  held: boolean
  busy: boolean
  problem: unknown // why the last login was refused; null for nothing
  stats: RtmStats
  samples: Sample[]
  journal: Journal
}

const NO_STATS: RtmStats = { roundTripMs: null, links: 0, lost: 0, sent: 0, received: 0, waiting: 0 }

export const emptyProbe = (user: string): ProbeState => ({
  user,
  connection: 'disconnected',
  reason: '',
  held: false,
  busy: false,
  problem: null,
  stats: { ...NO_STATS },
  samples: [],
  journal: emptyJournal()
})

export const isOut = ({ connection }: ProbeState): boolean =>
  connection === 'disconnected' || connection === 'connecting' || connection === 'aborted'

export function makeProbe(state: ProbeState, createClient: () => RtmClient, clock: PageClock) {
  let client: RtmClient | null = null
  const { journal } = state
  const tell = (...entry: Tail<Parameters<typeof note>>): void => {
    note(journal, clock.now(), ...entry)
  }
  const problem = (fault: unknown): void => {
    tell('problem', 'diagProblem', { ...refusalOf(fault) })
  }

  function onState(connection: string, reason: string): void {
    state.connection = connection
    state.reason = reason
    stay(journal, clock, connection, reason)
    tell('state', 'diagState', { reason }, { state: stateWord(connection, reason) })
  }

  function listening(made: RtmClient): RtmClient {
    made.on('state', ({ state: connection, reason }) => {
      onState(connection, reason)
    })
    made.on('message', ({ userId, offline, redelivered }) => {
      tell('message', redelivered ? 'diagAgain' : offline ? 'diagStored' : 'diagMessage', { user: userId })
    })
    made.on('missed', ({ count, reason }) => {
      tell('problem', count === null ? 'diagMissedSome' : 'diagMissed', { n: count ?? 0, reason })
    })
    made.on('tokenWillExpire', () => {
      tell('state', 'diagTokenSoon')
    })
    made.on('tokenExpired', () => {
      tell('problem', 'diagTokenOver')
    })
    return made
  }

  // The app and the address belong to a client from its making on, so each login makes one.
  async function login(): Promise<void> {
    if (state.busy) return
    Object.assign(state, { busy: true, problem: null } satisfies Partial<ProbeState>)
    await end()
    try {
      client = listening(createClient())
      await client.login({ userId: state.user })
    } catch (fault) {
      state.problem = fault
      problem(fault)
    }
    state.busy = false
  }

  async function end(): Promise<void> {
    const old = client
    client = null
    state.held = false
    await old?.destroy()
    if (state.connection !== 'disconnected') onState('disconnected', 'logout')
  }

  async function hold(held: boolean): Promise<void> {
    if (client === null) return
    try {
      await client.hold(held)
      state.held = held
      tell('deed', held ? 'diagCut' : 'diagRestored')
    } catch (fault) {
      problem(fault)
    }
  }

  // A message to oneself goes the whole way: page, engine, server and back.
  async function testMessage(): Promise<void> {
    const begun = clock.monotonic()
    tell('deed', 'diagTest')
    try {
      await client?.sendMessage(state.user, 'test')
      tell('message', 'diagTestBack', { ms: clock.monotonic() - begun })
    } catch (fault) {
      problem(fault)
    }
  }

  /** Once per second while the page is shown. */
  async function look(): Promise<void> {
    const on = client
    if (on === null) return
    const stats = await on.getStats()
    if (on !== client) return
    state.stats = stats
    if (!isOut(state))
      state.samples = addSample(
        state.samples,
        stats,
        state.connection === 'connected' && !state.held,
        clock.monotonic()
      )
  }

  return { login, logout: end, hold, testMessage, look }
}

type Tail<T extends unknown[]> = T extends [unknown, unknown, ...infer Rest] ? Rest : never

export type Probe = ReturnType<typeof makeProbe>
