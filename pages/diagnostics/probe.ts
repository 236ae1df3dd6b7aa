// One user who watches his own connection: what the client tells becomes rows of the journal, and each second its
// figures become a sample.
import type { RtmClient, RtmStats } from '@/uni_modules/rtm/js_sdk/index.js'
import type { PageClock } from '../shared/window/page-clock'
import { refusalOf } from '../shared/language/refusal'
import { stateWord } from '../shared/language/state-words'
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

export class Probe {
  private client: RtmClient | null = null

  /** `state`: reactive where a page shows it. */
  constructor(
    readonly state: ProbeState,
    private readonly createClient: () => RtmClient,
    private readonly clock: PageClock
  ) {}

  // The app and the address belong to a client from its making on, so each login makes one.
  async login(): Promise<void> {
    const { state } = this
    if (state.busy) return
    Object.assign(state, { busy: true, problem: null } satisfies Partial<ProbeState>)
    await this.logout()
    try {
      this.client = this.listening(this.createClient())
      await this.client.login({ userId: state.user })
    } catch (fault) {
      state.problem = fault
      this.problem(fault)
    }
    state.busy = false
  }

  async logout(): Promise<void> {
    const { client, state } = this
    this.client = null
    state.held = false
    await client?.destroy()
    if (state.connection !== 'disconnected') this.onState('disconnected', 'logout')
  }

  async hold(held: boolean): Promise<void> {
    if (this.client === null) return
    try {
      await this.client.hold(held)
      this.state.held = held
      this.tell('deed', held ? 'diagCut' : 'diagRestored')
    } catch (fault) {
      this.problem(fault)
    }
  }

  /** A message to oneself goes the whole way: page, engine, server and back. */
  async testMessage(): Promise<void> {
    const begun = this.clock.monotonic()
    this.tell('deed', 'diagTest')
    try {
      await this.client?.sendMessage(this.state.user, 'test')
      this.tell('message', 'diagTestBack', { ms: this.clock.monotonic() - begun })
    } catch (fault) {
      this.problem(fault)
    }
  }

  /** Once per second while the page is shown. */
  async look(): Promise<void> {
    const { client, state } = this
    if (client === null) return
    const stats = await client.getStats()
    if (client !== this.client) return
    state.stats = stats
    if (isOut(state)) return
    const isWatched = state.connection === 'connected' && !state.held
    state.samples = addSample(state.samples, stats, isWatched, this.clock.monotonic())
  }

  private listening(client: RtmClient): RtmClient {
    client.on('state', ({ state: connection, reason }) => {
      this.onState(connection, reason)
    })
    client.on('message', ({ userId, offline, redelivered }) => {
      this.tell('message', redelivered ? 'diagAgain' : offline ? 'diagStored' : 'diagMessage', { user: userId })
    })
    client.on('missed', ({ count, reason }) => {
      this.tell('problem', count === null ? 'diagMissedSome' : 'diagMissed', { n: count ?? 0, reason })
    })
    client.on('tokenWillExpire', () => {
      this.tell('state', 'diagTokenSoon')
    })
    client.on('tokenExpired', () => {
      this.tell('problem', 'diagTokenOver')
    })
    return client
  }

  private onState(connection: string, reason: string): void {
    Object.assign(this.state, { connection, reason } satisfies Partial<ProbeState>)
    stay(this.state.journal, this.clock, connection, reason)
    this.tell('state', 'diagState', { reason }, { state: stateWord(connection, reason) })
  }

  private problem(fault: unknown): void {
    this.tell('problem', 'diagProblem', { ...refusalOf(fault) })
  }

  private tell(...entry: Tail<Parameters<typeof note>>): void {
    note(this.state.journal, this.clock.now(), ...entry)
  }
}

type Tail<T extends unknown[]> = T extends [unknown, unknown, ...infer Rest] ? Rest : never
