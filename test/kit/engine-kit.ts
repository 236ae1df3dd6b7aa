// An engine under test: ports made of a World, and links that are records with verbs. How to extend: add a verb to
// FakeLink for what a network does, a field to Rig for what a page sees; never reach into the engine.
import type {
  Link,
  LinkListener,
  Links,
  Log,
  LogFiles,
  SurroundingsListener
} from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { Entry } from '../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { portsOn } from '../../sdk/testing/ports.ts'
import { World } from '../../sdk/testing/world.ts'

export type Frame = Record<string, unknown>
export const APP = '0123456789abcdef0123456789abcdef'
export const SERVER = 'ws://127.0.0.1:7080/rtm'

export class FakeLink implements Link {
  url = ''
  readonly sent: Frame[] = []
  readonly texts: string[] = []
  closedBy: { code: number; reason: string } | null = null
  constructor(
    private readonly epoch: number,
    private readonly listener: LinkListener
  ) {}
  open(url: string): void {
    this.url = url
  }
  send(text: string): void {
    this.texts.push(text)
    this.sent.push(JSON.parse(text) as Frame)
  }
  close(code: number, reason: string): void {
    this.closedBy = { code, reason }
  }
  /** The network connects. */
  connect(): this {
    this.listener.onOpen(this.epoch)
    return this
  }
  /** The server says something. */
  say(frame: Frame | string): this {
    this.listener.onText(this.epoch, typeof frame === 'string' ? frame : JSON.stringify(frame))
    return this
  }
  /** The socket ends. */
  end(code = 1006, reason = ''): this {
    this.listener.onClose(this.epoch, code, reason)
    return this
  }
  of(type: string): Frame[] {
    return this.sent.filter((frame) => frame.t === type)
  }
  last(type: string): Frame {
    return this.of(type).at(-1) ?? {}
  }
}

export class FakeLinks implements Links {
  readonly all: FakeLink[] = []
  create(epoch: number, listener: LinkListener): Link {
    const link = new FakeLink(epoch, listener)
    this.all.push(link)
    return link
  }
  get last(): FakeLink {
    const link = this.all.at(-1)
    if (link === undefined) throw new Error('the engine has not dialled')
    return link
  }
}

class Lines implements Log {
  readonly lines: string[] = []
  write(level: string, text: string): void {
    this.lines.push(`${level} ${text}`)
  }
}

/** A disk. There is one folder, /there. `broken`: nothing can be written. */
export class FakeFiles implements LogFiles {
  readonly texts = new Map<string, string>()
  broken = false
  open(path: string): number {
    return this.append(path, '') > 0 ? Buffer.byteLength(this.texts.get(path)!) : -1
  }
  append(path: string, text: string): number {
    if (this.broken || !path.startsWith('/there/')) return 0
    this.texts.set(path, (this.texts.get(path) ?? '') + text)
    return 1
  }
  rename(from: string, to: string): number {
    const text = this.texts.get(from)
    if (this.broken || text === undefined) return 0
    this.texts.set(to, text)
    this.texts.delete(from)
    return 1
  }
}

export function portsOf(
  world: World,
  links: Links,
  defaultServer = '',
  chance: () => number = () => 0,
  faults: unknown[] | null = null,
  files = new FakeFiles(),
  machine = world.clock
): { ports: Ports; log: string[]; surroundings: SurroundingsListener[] } {
  const log = new Lines()
  const surroundings: SurroundingsListener[] = []
  const ports = portsOn(
    world,
    { links, log, files, chance, defaultServer, faults },
    (listener) => {
      surroundings.push(listener)
    },
    machine
  )
  return { ports, log: log.lines, surroundings }
}

/** One client of the engine, its links and everything its page was told. */
export class Rig {
  readonly links = new FakeLinks()
  readonly events: Frame[] = []
  /** What callbacks of the page have thrown. */
  readonly faults: unknown[] = []
  readonly world: World
  readonly client: Client
  readonly log: string[]
  private readonly ports: Ports
  /** quiet: no listener yet. chance: what Random answers. */
  constructor({ world = new World(), server = SERVER, chance = 0, quiet = false } = {}) {
    const made = portsOf(world, this.links, '', () => chance, this.faults)
    this.world = world
    this.log = made.log
    this.ports = made.ports
    this.client = new Client(made.ports, APP, server)
    if (!quiet)
      this.listen((event) => {
        this.events.push(event)
      })
  }
  get link(): FakeLink {
    return this.links.last
  }
  listen(listener: (event: Frame) => void): this {
    this.client.listen(listener)
    return this
  }
  /** Calls something in a turn of its own; the page's thread does not run. Answers the list its callback will fill. */
  call(call: (done: (answer: Frame) => void) => void): Frame[] {
    const answers: Frame[] = []
    this.ports.executor.run(() => {
      call((answer) => {
        answers.push(answer)
      })
    })
    return answers
  }
  /** Calls something and answers the list its callback fills. */
  ask(call: (done: (answer: Frame) => void) => void): Frame[] {
    const answers = this.call(call)
    this.world.drain()
    return answers
  }
  advance(ms: number): this {
    this.world.advanceNow(ms)
    return this
  }
  /** The link breaks and the next one is welcomed back before anybody is told. */
  blink(welcomed: Frame = {}): this {
    this.link.end()
    this.advance(500)
    return this.greet({ resumed: 'full', why: 'resume', ...welcomed })
  }
  states(): string[] {
    return this.told('state')
      .filter((row) => row.news === 1)
      .map((row) => `${String(row.pageState)} ${String(row.reason)}`)
  }
  /** Logs in as this user on the newest link. */
  login(user = 'alice', welcomed: Frame = {}): this {
    this.ask((done) => this.client.login(user, '', done))
    this.greet(welcomed)
    return this
  }
  /** The newest link connects and is welcomed. */
  greet(welcomed: Frame = {}): this {
    this.link.connect().say(welcome(welcomed))
    this.world.drain()
    return this
  }
  /** The newest link, which has greeted already, is welcomed. */
  greetAgain(welcomed: Frame = {}): this {
    return this.say(welcome(welcomed))
  }
  say(frame: Frame): this {
    this.link.say(frame)
    this.world.drain()
    return this
  }
  /** Joins the channel under this alias, with a snapshot of its members. */
  join(channel: string, alias = 7, offset = 0, members: string[] = ['alice']): this {
    this.ask((done) => this.client.join(channel, done))
    const id = this.link.last('join').id
    this.say({ t: 'ok', id, a: alias, e: 'E', o: offset, v: 1, count: members.length, mode: 'full' })
    this.say({ t: 'members', a: alias, v: 1, count: members.length, all: members })
    return this
  }
  told(event: string): Frame[] {
    return this.events.filter((row) => row.event === event)
  }
}

export function welcome(fields: Frame = {}): Frame {
  return {
    t: 'welcome',
    v: 1,
    session: 's1',
    key: 'k1',
    resumed: 'fresh',
    why: 'login',
    generation: 1_795_252_109_336,
    taken: 0,
    outcomes: [],
    limits: {
      text: 32768,
      channels: 20,
      presenceIds: 256,
      countIds: 32,
      memberList: 512,
      rates: { message: [60, 1000] }
    },
    heartbeat: { ping: 2000, silent: 4000, unreachable: 6000, lease: 30000 },
    now: 1_795_252_109_336,
    features: [],
    inbox: { e: 'I', o: 0 },
    channels: [],
    ...fields
  }
}

/** The AR-RtmModule functions as a page sees them, without a platform. */
export class ArRig {
  readonly links = new FakeLinks()
  readonly events: Frame[] = []
  readonly entry: Entry
  readonly log: string[]
  readonly surroundings: SurroundingsListener[]
  readonly files = new FakeFiles()
  /** What callbacks of the page have thrown. */
  readonly faults: unknown[] = []
  constructor(
    readonly world = new World(),
    defaultServer = SERVER
  ) {
    const made = portsOf(world, this.links, defaultServer, () => 0, this.faults, this.files)
    this.log = made.log
    this.surroundings = made.surroundings
    this.entry = new Entry(made.ports)
  }
  get link(): FakeLink {
    return this.links.last
  }
  listen(): this {
    this.entry.run(() =>
      this.entry.ar.setCallBack((event: Frame) => {
        this.events.push(event)
      })
    )
    return this
  }
  ask(call: (callback: (result: Frame) => void) => void): Frame[] {
    const answers: Frame[] = []
    this.entry.run(() => {
      call((answer) => {
        answers.push(answer)
      })
    })
    this.world.drain()
    return answers
  }
  /** The code of a call's one answer; undefined while there is none. */
  code(call: (callback: (result: Frame) => void) => void): unknown {
    const answers = this.ask(call)
    if (answers.length > 1) throw new Error(`answered ${answers.length} times`)
    return answers[0]?.code
  }
  created(): this {
    this.listen()
    this.ask((cb) => this.entry.ar.createInstance({ appId: APP }, cb))
    return this
  }
  loggedIn(user = 'alice'): this {
    this.created()
    this.ask((cb) => this.entry.ar.login({ userId: user, token: '' }, cb))
    return this.greet()
  }
  greet(welcomed: Frame = {}): this {
    this.link.connect().say(welcome(welcomed))
    this.world.drain()
    return this
  }
  say(frame: Frame): this {
    this.link.say(frame)
    this.world.drain()
    return this
  }
  /** Creates and joins, with a snapshot of the members. */
  joined(channelId = 'room', alias = 7, members: string[] = ['alice']): this {
    this.ask((cb) => this.entry.ar.createChannel({ channelId }, cb))
    this.ask((cb) => this.entry.ar.join({ channelId }, cb))
    this.say({
      t: 'ok',
      id: this.link.last('join').id,
      a: alias,
      e: 'E',
      o: 0,
      v: 1,
      count: members.length,
      mode: 'full'
    })
    return this.say({ t: 'members', a: alias, v: 1, count: members.length, all: members })
  }
  advance(ms: number): this {
    this.world.advanceNow(ms)
    return this
  }
  told(event: string): Frame[] {
    return this.events.filter((row) => row.rtmEvent === event)
  }
  states(): string[] {
    return this.told('onConnectionStateChanged').map((row) => `${String(row.state)}/${String(row.reason)}`)
  }
}

/** A record of stream `a` (0: the inbox) at offset `o`. */
export function record(a: number, o: number, fields: Frame = {}): Frame {
  return { t: 'm', a, o, i: `m${a}.${o}`, f: 'bob', fs: 's2', ts: 1_795_252_110_000 + o, p: `text ${o}`, ...fields }
}
