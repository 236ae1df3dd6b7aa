// Who acts in a scenario: a user of the AR functions, and clients by handles, each on a runtime.
import type { Around, HandleFunction, Options } from './protocol.ts'
import type { Fields, Player } from './runtime.ts'
import { OPEN_APP } from './server.ts'
import type { Stage } from './stage.ts'

/** A call of a page: the name of the function and its options. */
export type Call = readonly [name: string, options?: Options]

export class Actor {
  private taken = 0

  constructor(
    readonly user: string,
    private readonly stage: Stage,
    readonly runtime: Player
  ) {}

  /**
   * Calls, waits until everybody is at rest, and gives what the callback was called with: exactly once, or this throws.
   */
  async call(name: string, options: Options = null): Promise<Fields> {
    return this.stage.answer(
      this.runtime,
      await this.runtime.call(name, options),
      `${this.user}: the callback of ${name}`
    )
  }

  /** Calls without waiting; the answer gives the result when it is asked. */
  async begin(name: string, options: Options = null): Promise<() => Fields> {
    const id = await this.runtime.call(name, options)
    return () => this.runtime.answerOf(id, `${this.user}: the callback of ${name}`)
  }

  /** Calls one after the other without waiting for an answer, and gives all answers when everybody is at rest. */
  async inARow(...calls: Call[]): Promise<Fields[]> {
    const ids: number[] = []
    for (const [name, options = null] of calls) ids.push(await this.runtime.call(name, options))
    await this.stage.settle(() => ids.every((id) => this.runtime.resultsOf(id).length > 0))
    return ids.map((id, i) => this.runtime.answerOf(id, `${this.user}: the callback of ${calls[i]![0]}`))
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
    for (const [name, options] of [
      ['createInstance', { appId: app }],
      ['setParameters', { server }]
    ] as const) {
      const { code } = await this.call(name, options)
      if (code !== 0) throw new Error(`${this.user}: ${name} answered ${String(code)}`)
    }
  }

  async login(token = ''): Promise<Fields> {
    return this.call('login', { userId: this.user, token })
  }

  /** Logged in, with nothing to look back on. */
  async ready(app = OPEN_APP, token = ''): Promise<this> {
    await this.enter(app)
    const { code, message } = await this.login(token)
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

  /** Somebody sets the clock of this device. */
  jump(ms: number): Promise<unknown> {
    return this.runtime.ask({ do: 'jump', ms })
  }

  around(what: Around): Promise<unknown> {
    return this.runtime.ask({ do: 'around', what })
  }
}

/** A client of the functions for handles: text goes in and comes out, here as what it holds. */
export class Handle {
  private taken = 0

  constructor(
    readonly name: string,
    private readonly stage: Stage,
    private readonly runtime: Player
  ) {}

  /** Asks, waits until everybody is at rest, and gives the one answer. */
  async ask(name: 'open' | 'call' | 'close', ...args: readonly (string | Fields)[]): Promise<Fields> {
    return this.stage.answer(this.runtime, await this.begin(name, args), `${this.name}: the callback of ${name}`)
  }

  /** Without waiting for an answer. */
  begin(name: HandleFunction, args: readonly (string | Fields)[] = []): Promise<number> {
    return this.runtime.handle(name, [
      this.name,
      ...args.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
    ])
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

  private get all(): readonly Fields[] {
    return this.runtime.handles.get(this.name) ?? []
  }
}
