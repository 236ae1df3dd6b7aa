// Where scenarios play: one server, actors on runtimes, and one time for all.
import type { Limits } from '../../server/src/apps.ts'
import type { Around, HandleFunction, Options, Stats } from './protocol.ts'
import type { Fields, Player } from './runtime.ts'
import { OPEN_APP, Server } from './server.ts'
import { StandingTime } from './standing-time.ts'
import type { Time } from './time.ts'

const STEP_MS = 200
const RETURN_MOST_MS = 30_000
const ROUNDS_MOST = 5_000
/** What a link may wait for the answer to its close. */
const CLOSE_GRACE_MS = 2_000

export class Actor {
  private taken = 0

  constructor(readonly user: string, private readonly stage: Stage, readonly runtime: Player) {}

  /** Calls, waits until everybody is at rest, and gives what the callback was called with: exactly once, or this throws. */
  async call(name: string, options: Options = null): Promise<Fields> {
    const id = await this.runtime.call(name, options)
    await this.stage.settle(() => this.runtime.resultsOf(id).length > 0)
    return this.result(name, id)
  }

  /** Calls without waiting; the answer gives the result when it is asked. */
  async begin(name: string, options: Options = null): Promise<() => Fields> {
    const id = await this.runtime.call(name, options)
    return () => this.result(name, id)
  }

  /** Events since the last look, all or of one kind, in order. */
  events(kind = ''): Fields[] {
    const fresh = this.runtime.events.slice(this.taken)
    this.taken = this.runtime.events.length
    return kind === '' ? fresh : fresh.filter((event) => event['rtmEvent'] === kind)
  }

  /** How many events of a kind came since the last look, which this is not. */
  count(kind: string): number {
    return this.runtime.events.slice(this.taken).filter((event) => event['rtmEvent'] === kind).length
  }

  /** A client under a name of its own. */
  handle(name: string): Handle {
    return new Handle(name, this.stage, this.runtime)
  }

  async enter(app = OPEN_APP): Promise<void> {
    const server = this.runtime.server ?? this.stage.server.url
    await this.runtime.call('setCallBack', null)
    for (const [name, options] of [['createInstance', { appId: app }], ['setParameters', { server }]] as const) {
      const { code } = await this.call(name, options)
      if (code !== 0) throw new Error(`${this.user}: ${name} answered ${String(code)}`)
    }
  }

  async login(token = ''): Promise<Fields> {
    return this.call('login', { userId: this.user, token })
  }

  /** Logged in, with nothing to look back on. */
  async ready(): Promise<this> {
    await this.enter()
    const { code, message } = await this.login()
    if (code !== 0) throw new Error(`${this.user}: login answered ${String(code)}: ${String(message)}`)
    this.events()
    return this
  }

  async joined(...channels: string[]): Promise<this> {
    for (const channelId of channels) {
      await this.call('createChannel', { channelId })
      const { code } = await this.call('join', { channelId })
      if (code !== 0) throw new Error(`${this.user}: join answered ${String(code)}`)
    }
    this.events()
    return this
  }

  around(what: Around): Promise<unknown> {
    return this.runtime.ask({ do: 'around', what })
  }

  private result(name: string, id: number): Fields {
    const results = this.runtime.resultsOf(id)
    if (results.length !== 1) throw new Error(`${this.user}: the callback of ${name} was called ${results.length} times`)
    return results[0]!
  }
}

/** A client of the functions for handles: text goes in and comes out, here as what it holds. */
export class Handle {
  private taken = 0

  constructor(readonly name: string, private readonly stage: Stage, private readonly runtime: Player) {}

  /** Asks, waits until everybody is at rest, and gives the one answer. */
  async ask(name: 'open' | 'call' | 'close', ...args: readonly (string | Fields)[]): Promise<Fields> {
    const id = await this.begin(name, args)
    await this.stage.settle(() => this.runtime.resultsOf(id).length > 0)
    const results = this.runtime.resultsOf(id)
    if (results.length !== 1) throw new Error(`${this.name}: the callback of ${name} was called ${results.length} times`)
    return results[0]!
  }

  /** Without waiting for an answer. */
  begin(name: HandleFunction, args: readonly (string | Fields)[] = []): Promise<number> {
    return this.runtime.handle(name, [this.name, ...args.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))])
  }

  /** Logged in, listening. */
  async ready(): Promise<this> {
    await this.ask('open', { app: OPEN_APP, server: this.runtime.server ?? this.stage.server.url })
    await this.begin('listen')
    const { ok, message } = await this.ask('call', 'login', { user: this.name })
    if (ok !== 1) throw new Error(`${this.name}: login answered ${String(message)}`)
    this.heard()
    return this
  }

  /** How many events of a kind came since the last look, which this is not. */
  count(kind: string): number {
    return this.all.slice(this.taken).filter(({ event }) => event === kind).length
  }

  /** What the listener was told since the last look. */
  heard(): Fields[] {
    const fresh = this.all.slice(this.taken)
    this.taken = this.all.length
    return fresh
  }

  private get all(): readonly Fields[] { return this.runtime.handles.get(this.name) ?? [] }
}

export class Stage {
  private readonly actors: Actor[] = []

  constructor(readonly server: Server, readonly time: Time, private readonly make: (isTested: boolean) => Player) {}

  /** `make(true)` gives the runtime under test, `make(false)` a partner for it. Time stands still until told. */
  static async open(make: (isTested: boolean) => Player, limits: Partial<Limits> = {}): Promise<Stage> {
    const time = new StandingTime()
    return new Stage(await new Server(time.clock, limits).start(), time, make)
  }

  actor(user: string, isTested = true): Actor {
    const actor = new Actor(user, this, this.make(isTested))
    this.actors.push(actor)
    return actor
  }

  /** Until everybody is at rest, and whoever waits for an answer has it. */
  async settle(answered: () => boolean = () => true): Promise<void> {
    try {
      await this.time.settle(this.scene(), answered)
    } catch (stuck) {
      this.sound()
      throw new Error(`${(stuck as Error).message}${this.actors.map(({ user, runtime }) => `\n${user} wrote: ${runtime.log}`).join('')}`)
    }
    this.sound()
  }

  async advance(ms: number, enough: () => boolean = () => false): Promise<void> {
    await this.time.advance(this.scene(), ms, enough)
    this.sound()
  }

  /** Lets time pass until this user has said hello once more than `before` times. */
  async returns(user: string, before: number): Promise<void> {
    for (let waited = 0; this.server.greeted(user) <= before; waited += STEP_MS) {
      if (waited > RETURN_MOST_MS) throw new Error(`${user} has not come back within ${waited} ms`)
      await this.advance(STEP_MS)
    }
  }

  /** Everybody is released. Then no link, socket or timer of theirs is left, and every call has been answered once. */
  async leaveNothing(): Promise<void> {
    for (const { runtime } of this.actors) {
      for (const name of runtime.handles.keys()) await runtime.handle('close', [name])
      await runtime.call('release', null)
    }
    await this.settle()
    const stats = (): Promise<Stats[]> => Promise.all(this.actors.map((actor) => actor.runtime.stats()))
    let left = await stats()
    for (let round = 0; round < ROUNDS_MOST && (this.server.sockets() > 0 || left.some(({ alive }) => alive > 0)); round++) {
      await this.time.turn()
      left = await stats()
    }
    if (this.server.sockets() > 0) throw new Error(`the server still has ${this.server.sockets()} sockets: ${JSON.stringify(left)}`)
    for (const { runtime } of this.actors) await runtime.ask({ do: 'advance', ms: CLOSE_GRACE_MS })
    for (const { user, runtime } of this.actors) {
      const { alive, timers } = await runtime.stats()
      if (alive > 0 || timers > 0) throw new Error(`${user}: ${alive} links and ${timers} timers are left after release`)
      if (runtime.unsettled().length > 0) throw new Error(`${user}: ${runtime.unsettled().join(', ')}`)
    }
    this.sound()
  }

  async close(): Promise<void> {
    for (const actor of this.actors) await actor.runtime.stop()
    await this.server.stop()
  }

  private scene(): { server: Server; players: Player[] } {
    return { server: this.server, players: this.actors.map(({ runtime }) => runtime) }
  }

  private sound(): void {
    for (const { user, runtime } of this.actors) if (runtime.faults.length > 0) throw new Error(`${user}: ${runtime.faults.join('\n')}`)
  }
}
