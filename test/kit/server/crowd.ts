// Thousands of members on one node. Their wires count and do not decode: what matters is how many frames of which kind
// each one got, and when. Every task of the server is a turn of its own here, and its time is taken: a turn is what
// others have to wait for.
import { appsOf } from '../../../server/src/config/apps.ts'
import type { Stores } from '../../../server/src/store/stores.ts'
import { randomIds } from '../../../server/src/base/ids.ts'
import { silentLog } from '../../../server/src/base/log.ts'
import { Node } from '../../../server/src/app/node.ts'
import { openVerifier } from '../../../server/src/login/verifier.ts'
import { Frames, type Packet } from '../../../server/src/wire/packets.ts'
import type { Wire, WireEvents } from '../../../server/src/wire/wire.ts'
import { World } from '../../../sdk/testing/world.ts'
import { APP_ID, appWith } from './stage.ts'

const HEAD = 160
export type Kind = 'count' | 'delta' | 'all' | 'm' | 'ok' | 'no' | 'welcome' | 'out' | 'pong' | 'peers'

export class Member implements Wire {
  readonly address = 'memory'
  readonly place = ''
  events!: WireEvents
  bytes = 0
  closed = 0
  lastId = 0
  key = ''
  session = ''
  readonly kinds = new Map<Kind, number>()
  /** When and with what number counts came, in frames of their own or with everybody. */
  readonly counts: { readonly at: number; readonly count: number }[] = []

  constructor(
    readonly name: string,
    private readonly now: () => number
  ) {}

  of(kind: Kind): number {
    return this.kinds.get(kind) ?? 0
  }

  write(packet: Packet): number {
    let size = 0
    for (const frame of packet instanceof Frames ? packet.list : [packet]) {
      size += frame.length
      this.note(typeof frame === 'string' ? frame.slice(0, HEAD) : frame.toString('latin1', 0, HEAD))
    }
    this.bytes += size
    return size
  }

  writeAll(packets: readonly Packet[]): number {
    return packets.reduce((sum, packet) => sum + this.write(packet), 0)
  }

  unwritten(): number {
    return 0
  }

  close(code: number): void {
    this.closed = code
    queueMicrotask(() => this.events.closed())
  }

  destroy(): void {}

  private note(head: string): void {
    const t = head.slice(6, head.indexOf('"', 6))
    const kind = (
      t === 'members' ? (/"(joined|left)"/.test(head) ? 'delta' : head.includes('"all"') ? 'all' : 'count') : t
    ) as Kind
    this.kinds.set(kind, this.of(kind) + 1)
    if (kind === 'count' || kind === 'all')
      this.counts.push({ at: this.now(), count: Number(/"count":(\d+)/.exec(head)![1]) })
    if (kind === 'welcome')
      [, this.session, this.key] = /"session":"([^"]*)","key":"([^"]*)"/.exec(head) as unknown as [
        string,
        string,
        string
      ]
  }
}

export class Crowd {
  readonly world = new World()
  readonly members: Member[]
  /** How long each turn took since the last `taken`, in ms. */
  private turnTimes: number[] = []
  private readonly soon: Array<() => void> = []
  readonly node: Node
  /** Called at the end of each turn. */
  onTurn: () => void = () => {}

  constructor(size: number, stores: Partial<Stores> = {}) {
    this.members = Array.from({ length: size }, (_, i) => new Member(`user${i}`, this.world.clock.now))
    const turn = { soon: (task: () => void): void => void this.soon.push(task) }
    this.node = new Node({
      apps: appsOf([appWith()]),
      verifier: openVerifier,
      clock: this.world.clock,
      turn,
      log: silentLog,
      ids: randomIds(),
      stores
    })
  }

  /** A socket says hello: a new one, or one that takes the session further. */
  async hello(member: Member, attempt = 1, fields: object = {}): Promise<void> {
    const { name, session, key } = member
    member.events = this.node.accept(member)
    const login = {
      t: 'hello',
      v: 1,
      app: APP_ID,
      user: name,
      token: '',
      device: '',
      codecs: ['json'],
      features: [],
      auto: attempt > 1 ? 1 : 0,
      generation: 0,
      settled: 0
    }
    await this.turn(() => this.say(member, { ...login, session, key, attempt, channels: [], ...fields }))
  }

  say(member: Member, frame: object): void {
    member.events.text(JSON.stringify(frame))
  }

  /** The request and what it sets going in its own turn. */
  ask(member: Member, t: string, fields: object): Promise<number> {
    return this.turn(() => this.say(member, { t, id: ++member.lastId, ...fields }))
  }

  async turn(task: () => void): Promise<number> {
    const begun = performance.now()
    task()
    await new Promise((resolve) => setImmediate(resolve))
    const ms = performance.now() - begun
    this.turnTimes.push(ms)
    this.onTurn()
    return ms
  }

  /** The turns that wait, and those that follow from them. */
  async settle(): Promise<void> {
    for (let task = this.soon.shift(); task !== undefined; task = this.soon.shift()) await this.turn(task)
  }

  async advance(ms: number): Promise<void> {
    const end = this.world.clock.monotonic() + ms
    await this.settle()
    for (let next = this.world.nextTimer(); next <= end; next = this.world.nextTimer()) {
      await this.turn(() => this.world.advanceNow(Math.max(0, next - this.world.clock.monotonic())))
      await this.settle()
    }
    this.world.advanceNow(end - this.world.clock.monotonic())
  }

  /** The times of the turns since the last call, longest first. */
  taken(): number[] {
    return this.turnTimes.splice(0).sort((a, b) => b - a)
  }

  total(kind: Kind): number {
    return this.members.reduce((sum, member) => sum + member.of(kind), 0)
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
