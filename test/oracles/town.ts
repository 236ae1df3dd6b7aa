// A town of users around one server on a fake clock: what they do and what befalls them, as verbs. Schedules are
// written with these.
import { Node, type Stores } from '../../server/src/app/node.ts'
import { appsOf, defaultLimits, newestWins, type App, type Limits } from '../../server/src/config/apps.ts'
import { openVerifier } from '../../server/src/login/verifier.ts'
import { silentLog } from '../../server/src/base/log.ts'
import { randomIds } from '../../server/src/base/ids.ts'
import { SessionsMemory } from '../../server/src/store/memory/sessions-memory.ts'
import { PresenceMemory } from '../../server/src/store/memory/presence-memory.ts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { APP, portsOf, SERVER, type Frame } from '../kit/engine-kit.ts'
import { ModelDisk } from '../../sdk/testing/model-disk.ts'
import { everyRate } from '../kit/rates.ts'
import { carried } from '../kit/server/carried.ts'
import { World, type MachineClock } from '../../sdk/testing/world.ts'
import { Net } from '../../sdk/testing/net.ts'
import { randomOf } from '../../sdk/testing/random.ts'
import { traced } from './trace.ts'
import { SpiedMail, spiedInboxes, spiedStreams, Truth } from './truth.ts'

/** What the schedules ask of a client. */
export type ClientCalls = Pick<
  Client,
  'login' | 'logout' | 'join' | 'leave' | 'publish' | 'send' | 'hold' | 'onForeground' | 'onBackground'
>
/** Makes a client that tells `listen` its events, in the engine's words. */
export type MakeClient = (
  town: Town,
  device: string,
  app: string,
  seed: number,
  listen: (event: Frame) => void
) => ClientCalls

export const engine: MakeClient = (town, device, app, seed, listen) => {
  const machine = town.world.machine()
  town.clocks.push(machine)
  const { ports } = portsOf(town.world, town.net.links(device), '', randomOf(seed).next, null, undefined, machine)
  const client = new Client(ports, app, SERVER)
  client.listen(listen)
  return client
}

/** One client and its page. */
export class Person {
  readonly events: Frame[] = []
  readonly answers = new Map<string, Frame>()
  readonly late = new Map<string, string>()
  /** The engine's, or one that has the calls of the schedules only. */
  readonly client: Client
  constructor(
    readonly town: Town,
    readonly user: string,
    readonly device: string,
    seed: number
  ) {
    this.client = town.makes(town, device, APP, seed, (event) => {
      this.events.push(event)
    }) as Client
  }
  login(): Frame[] {
    const answers: Frame[] = []
    this.client.login(this.user, '', (answer: Frame) => {
      answers.push(answer)
    })
    return answers
  }
  leave(channel: string): void {
    this.client.leave(channel, () => {})
  }
  join(channel: string): void {
    this.client.join(channel, (answer: Frame) => {
      this.answers.set(`join ${channel}`, answer)
    })
  }
  publish(channel: string, text: string): void {
    this.client.publish(channel, text, false, (answer: Frame) => {
      this.once(text, answer)
    })
  }
  logout(): void {
    this.client.logout(() => {})
  }
  /** `flagged`: to be stored if the peer is not there. */
  send(peer: string, text: string, flagged = false): void {
    this.client.send(peer, text, false, flagged, (answer: Frame) => {
      this.once(text, answer)
    })
  }
  told(event: string): Frame[] {
    return this.events.filter((row) => row.event === event)
  }
  state(): unknown {
    return this.told('state').at(-1)?.state
  }
  heard(channel: string): string[] {
    return this.told('channelMessage')
      .filter((row) => row.channel === channel)
      .map((row) => String(row.text))
  }
  mail(): string[] {
    return this.told('peerMessage').map((row) => String(row.text))
  }
  missed(channel: string): number[] {
    return this.told('missed')
      .filter((row) => row.channel === channel)
      .map((row) => Number(row.missed))
  }
  /** Messages of this peer that are told as missing, for this reason. */
  missedOf(peer: string, reason: string): number {
    return this.told('missed')
      .filter((row) => row.channel === '' && row.peer === peer && row.reason === reason)
      .reduce((sum, row) => sum + Number(row.missed), 0)
  }
  /** In the words of the wire, a late one counts; 'none' when there is no outcome at all, not even a late one. */
  outcomeOfSend(text: string): string {
    const answer = this.answers.get(text)
    if (answer === undefined) return 'none'
    if (answer.ok === 1 || answer.outcome !== 'open') return String(answer.outcome ?? answer.why)
    return String(this.told('outcome').find((row) => row.n === answer.n)?.outcome ?? 'none')
  }
  outcome(text: string): string {
    const answer = this.answers.get(text)
    if (answer === undefined) return 'none'
    return answer.ok === 1 ? 'ok' : String(answer.why)
  }
  private once(text: string, answer: Frame): void {
    if (this.answers.has(text)) throw new Error(`answered twice: ${text}`)
    this.answers.set(text, answer)
  }
}

/** What every life of the server begins with. */
export type Usual = Pick<Stores, 'sessions' | 'streams' | 'inboxes' | 'mail' | 'presence'>

export class Town {
  readonly world = new World()
  readonly net = new Net(this.world, traced)
  /** Of the devices, each its own. */
  readonly clocks: MachineClock[] = []
  readonly truth = new Truth()
  readonly people: Person[] = []
  /** What is on it outlives every process. */
  readonly disk = new ModelDisk()
  kills = 0
  /** Crashes, and absences in which sessions and streams end: only then may a gap be unknown. */
  endings = 0
  presence = new PresenceMemory()
  /** Which client the next person has. */
  makes: MakeClient = engine
  private node: Node
  /** `stores`: others than the usual, made for each life of the server. */
  constructor(
    readonly limits: Limits = generous,
    private readonly more: Partial<App> = {},
    private readonly stores: (usual: Usual) => Partial<Stores> = () => ({})
  ) {
    this.node = this.build()
    this.net.door = this.node
  }
  person(user: string, device = user, seed = this.people.length + 1): Person {
    const made = new Person(this, user, device, seed)
    this.people.push(made)
    return made
  }
  async settle(): Promise<void> {
    await this.world.settle()
  }
  async advance(ms: number): Promise<void> {
    await this.world.advance(ms)
  }

  /** kill -9: everything in memory is gone, and so are the sockets. */
  crash(): void {
    this.endings++
    this.kills++
    this.disk.kill()
    this.net.door = null
    for (const socket of this.net.sockets) if (socket.live) socket.cut()
    this.node = this.build()
    this.net.door = this.node
  }
  /** A deploy: stops, saves, and the next process restores (P-STOP-1). */
  async deploy(): Promise<void> {
    const old = this.node
    this.net.door = null
    this.disk.release()
    await old.stop(0, 1000)
    const saved = await carried(old.snapshot())
    await this.settle()
    const next = this.build()
    await next.restore(saved)
    this.node = next
    this.net.door = next
  }
  /** Everything heals, and enough time passes for every promise to come due. */
  async heal(): Promise<void> {
    this.net.blocked.clear()
    this.disk.release()
    for (const socket of this.net.sockets) {
      if (socket.stalled) socket.resumeReading()
      if (socket.dead) socket.cut()
    }
    for (const person of this.people) {
      person.client.hold(0, () => {})
      person.client.onForeground()
    }
    await this.advance(45_000)
  }
  stats(): ReturnType<Node['stats']> {
    return this.node.stats()
  }

  private build(): Node {
    const ids = randomIds()
    this.presence = new PresenceMemory()
    const usual: Usual = {
      sessions: new SessionsMemory(),
      streams: spiedStreams(this.truth, ids),
      inboxes: spiedInboxes(this.truth, ids),
      mail: new SpiedMail(this.truth, this.disk.open()),
      presence: this.presence
    }
    return new Node({
      apps: appsOf([
        { id: APP, name: 'town', certificate: false, limits: this.limits, policy: newestWins, ...this.more }
      ]),
      verifier: openVerifier,
      clock: this.world.clock,
      turn: this.world.turn,
      log: silentLog,
      ids,
      stores: { ...usual, ...this.stores(usual) }
    })
  }
}

/** Rates out of the way: the schedules are about order and loss, not about limits. */
export const generous: Limits = {
  ...defaultLimits,
  rates: { ...everyRate([1000, 1000]), message: [100_000, 1000] }
}
