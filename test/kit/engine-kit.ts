// An engine under test: ports made of a World, and links that are records with verbs. How to extend: add a verb to FakeLink for what a
// network does, a field to Rig for what a page sees; never reach into the engine.
import { Ports } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Executor, Link, LinkListener, Links, Log, SurroundingsListener } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import { PlainJson } from '../../uni_modules/rtm/utssdk/js/plain.uts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { Entry } from '../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { World } from './world'

export type Frame = Record<string, unknown>
export const APP = '0123456789abcdef0123456789abcdef'
export const SERVER = 'ws://127.0.0.1:7080/rtm'

/** Tasks in line on one thread, pages in a later turn: what every platform's executor promises. */
export class WorldExecutor implements Executor {
  private readonly line: Array<() => void> = []
  private running = false
  constructor(private readonly world: World) {}
  run(task: () => void): void {
    this.line.push(task)
    if (this.running) return
    this.running = true
    try {
      for (let next = this.line.shift(); next !== undefined; next = this.line.shift()) next()
    } finally {
      this.running = false
    }
  }
  deliver(task: () => void): void {
    this.world.deliver(task)
  }
}

export class FakeLink implements Link {
  url = ''
  readonly sent: Frame[] = []
  readonly texts: string[] = []
  closedBy: { code: number; reason: string } | null = null
  constructor(private readonly epoch: number, private readonly listener: LinkListener) {}
  open(url: string): void { this.url = url }
  send(text: string): void {
    this.texts.push(text)
    this.sent.push(JSON.parse(text) as Frame)
  }
  close(code: number, reason: string): void { this.closedBy = { code, reason } }
  /** The network connects. */
  connect(): this { this.listener.onOpen(this.epoch); return this }
  /** The server says something. */
  say(frame: Frame | string): this { this.listener.onText(this.epoch, typeof frame === 'string' ? frame : JSON.stringify(frame)); return this }
  /** The socket ends. */
  end(code = 1006, reason = ''): this { this.listener.onClose(this.epoch, code, reason); return this }
  of(type: string): Frame[] { return this.sent.filter((frame) => frame.t === type) }
  last(type: string): Frame { return this.of(type).at(-1) ?? {} }
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
  write(level: string, text: string): void { this.lines.push(`${level} ${text}`) }
}

export function portsOf(world: World, links: Links, defaultServer = '', chance = 0): { ports: Ports; log: string[]; surroundings: SurroundingsListener[] } {
  const log = new Lines()
  const surroundings: SurroundingsListener[] = []
  const ports = new Ports(
    new WorldExecutor(world), world.clock, new PlainJson(), links,
    { watch: (listener: SurroundingsListener) => { surroundings.push(listener) } },
    { next: () => chance }, log, { defaultServer: () => defaultServer }
  )
  return { ports, log: log.lines, surroundings }
}

/** One client of the engine, its links and everything its page was told. */
export class Rig {
  readonly links = new FakeLinks()
  readonly events: Frame[] = []
  readonly client: Client
  readonly log: string[]
  constructor(readonly world = new World(), server = SERVER) {
    const made = portsOf(world, this.links)
    this.log = made.log
    this.client = new Client(made.ports, APP, server)
    this.client.listen((event: Frame) => { this.events.push(event) })
  }
  get link(): FakeLink { return this.links.last }
  /** Calls something and answers the list its callback fills. */
  ask(call: (done: (answer: Frame) => void) => void): Frame[] {
    const answers: Frame[] = []
    call((answer) => { answers.push(answer) })
    this.world.drain()
    return answers
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
  told(event: string): Frame[] { return this.events.filter((row) => row.event === event) }
}

export function welcome(fields: Frame = {}): Frame {
  return {
    t: 'welcome', v: 1, session: 's1', key: 'k1', resumed: 'fresh', why: 'login', generation: 1_795_252_109_336, taken: 0, outcomes: [],
    limits: { text: 32768, channels: 20, presenceIds: 256, countIds: 32, memberList: 512, rates: { message: [60, 1000] } },
    heartbeat: { ping: 2000, silent: 4000, unreachable: 6000, lease: 30000 }, now: 1_795_252_109_336, features: [],
    inbox: { e: 'I', o: 0 }, channels: [], ...fields
  }
}

/** The AR-RtmModule functions as a page sees them, without a platform. */
export class ArRig {
  readonly links = new FakeLinks()
  readonly events: Frame[] = []
  readonly entry: Entry
  readonly log: string[]
  readonly surroundings: SurroundingsListener[]
  constructor(readonly world = new World(), defaultServer = SERVER) {
    const made = portsOf(world, this.links, defaultServer)
    this.log = made.log
    this.surroundings = made.surroundings
    this.entry = new Entry(made.ports)
  }
  get link(): FakeLink { return this.links.last }
  listen(): this {
    this.entry.run(() => this.entry.ar.setCallBack((event: Frame) => { this.events.push(event) }))
    return this
  }
  ask(call: (callback: (result: Frame) => void) => void): Frame[] {
    const answers: Frame[] = []
    this.entry.run(() => { call((answer) => { answers.push(answer) }) })
    this.world.drain()
    return answers
  }
  loggedIn(user = 'alice'): this {
    this.listen()
    this.ask((cb) => this.entry.ar.createInstance({ appId: APP }, cb))
    this.ask((cb) => this.entry.ar.login({ userId: user, token: '' }, cb))
    this.link.connect().say(welcome())
    this.world.drain()
    return this
  }
}
