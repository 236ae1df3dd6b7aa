// An engine under test on the ports of fake-ports.ts: its page and its server, as verbs. How to extend: add a field to
// Rig for what a page sees; never reach into the engine.
import type { SurroundingsListener } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { Entry } from '../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { World } from '../../sdk/testing/world.ts'
import { APP, FakeFiles, FakeLinks, portsOf, SERVER, type FakeLink, type Frame } from './fake-ports.ts'

export { APP, FakeFiles, FakeLink, FakeLinks, portsOf, SERVER, type Frame } from './fake-ports.ts'

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
    this.ask((cb) => this.entry.ar.channels.createChannel({ channelId }, cb))
    this.ask((cb) => this.entry.ar.channels.join({ channelId }, cb))
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
