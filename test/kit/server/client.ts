// A client that speaks the wire by hand and remembers what it read.
import type { Fields, MemoryWire } from './wire.ts'
import { APP_ID, type Stage } from './stage.ts'

export class Client {
  readonly frames: Fields[] = []
  welcome: Fields | null = null
  /** Does not ping in `stage.live`. */
  silent = false
  private taken = 0
  private lastId = 0

  constructor(
    readonly stage: Stage,
    readonly wire: MemoryWire,
    readonly user: string
  ) {
    wire.onFrame = (frame) => {
      this.frames.push(frame)
      if (frame['t'] === 'welcome') this.welcome = frame
    }
  }

  get isOpen(): boolean {
    return this.welcome !== null && this.wire.closed === null
  }

  get closed(): number | null {
    return this.wire.closed?.code ?? null
  }

  send(frame: Fields): void {
    this.wire.events.text(JSON.stringify(frame))
  }

  sendText(text: string): void {
    this.wire.events.text(text)
  }

  async hello(fields: Fields = {}): Promise<Fields | null> {
    this.send({
      t: 'hello',
      v: 1,
      app: APP_ID,
      user: this.user,
      token: '',
      device: 'd1',
      codecs: ['json'],
      features: [],
      auto: 0,
      generation: 0,
      session: '',
      key: '',
      attempt: 1,
      settled: 0,
      inbox: { e: '', o: 0, i: '', h: 0 },
      channels: [],
      ...fields
    })
    await this.stage.settle()
    return this.welcome
  }

  /** A new link that resumes this client's session. */
  async back(fields: Fields = {}): Promise<Client> {
    const { session, key, generation } = this.welcome!
    const next = this.stage.connect(this.user)
    await next.hello({ auto: 1, generation, session, key, attempt: ++this.attempts.n, ...fields })
    next.attempts = this.attempts
    if (next.welcome === null) next.welcome = null
    return next
  }
  /** Shared by all links of one session. */
  attempts = { n: 1 }

  /** Asks and answers the reply. */
  async request(t: string, fields: Fields = {}): Promise<Fields> {
    const id = ++this.lastId
    this.send({ t, id, ...fields })
    await this.stage.settle()
    const reply = this.frames.find((frame) => (frame['t'] === 'ok' || frame['t'] === 'no') && frame['id'] === id)
    if (reply === undefined) throw new Error(`no reply to ${t}`)
    return reply
  }

  join(ch: string): Promise<Fields> {
    return this.request('join', { ch, mode: 'full' })
  }

  leave(ch: string): Promise<Fields> {
    return this.request('leave', { ch })
  }

  pub(n: number, ch: string, p: string): void {
    this.send({ t: 'pub', n, ch, hist: 0, p })
  }

  peer(n: number, to: string, p: string): void {
    this.send({ t: 'send', n, to, hist: 0, store: 0, p })
  }

  /** To be stored if he is not there. */
  mail(n: number, to: string, p: string): void {
    this.send({ t: 'send', n, to, hist: 0, store: 1, p })
  }

  ack(r: number, h: number): void {
    this.send({ t: 'ack', r, h })
  }

  /** The server has this, and has done what follows from it. */
  acked(r: number, h: number): Promise<void> {
    this.ack(r, h)
    return this.stage.settle()
  }

  /** All that it has read of its inbox, as handled. */
  ackAll(): void {
    const { o } = this.of('m')
      .filter(({ a }) => a === 0)
      .at(-1) as { o: number }
    this.ack(o, o)
  }

  /** Frames since the last call. */
  take(): Fields[] {
    const fresh = this.frames.slice(this.taken)
    this.taken = this.frames.length
    return fresh
  }

  of(t: string): Fields[] {
    return this.frames.filter((frame) => frame['t'] === t)
  }

  last(t: string): Fields | undefined {
    return this.of(t).at(-1)
  }

  /** The last delta of members. */
  lastChange(): Fields | undefined {
    return this.of('members')
      .filter((frame) => frame['joined'] !== undefined || frame['left'] !== undefined)
      .at(-1)
  }

  /** The payloads of all records, in the order in which they came. */
  texts(): string[] {
    return this.of('m').map((frame) => frame['p'] as string)
  }

  out(n: number): Fields | undefined {
    return this.of('out').find((frame) => frame['n'] === n)
  }
}
