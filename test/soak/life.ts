// Mixed life for tools/soak.mjs: engines on real sockets who log in and out, lose their links, write to each other and
// to channels, call, watch, and set attributes. At a rest everybody is logged in, in the same channels, with nothing
// under way: the same population each time.
import { SocketLinks } from '../conformance/runtimes/socket-links.ts'
import { RealWorld } from '../kit/real-world.ts'
import { WorldExecutor } from '../../sdk/testing/ports.ts'
import { randomOf, type Random } from '../../sdk/testing/random.ts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import { NoLogFiles, PlainJson, PlainRandom } from '../../uni_modules/rtm/utssdk/js/plain.uts'

type Frame = Record<string, unknown>
type Done = (answer: Frame) => void

const APP = 's'.repeat(32)
const ROOMS = ['room0', 'room1', 'room2', 'room3', 'room4']
const HOME = 'home'
const BEAT_MS = 20
/** Deeds of everybody in one beat. */
const DEEDS = 8
/** Sessions (8 s), records (3 s), attributes (2 s) and the housekeeping of every 5 s are over by then. */
const REST_MS = 22_000
const LONGEST_OUTAGE_MS = 3_000

class User {
  readonly client: Client
  readonly faults: unknown[] = []
  state = 'out'
  under = 0
  away = false
  private readonly world = new RealWorld()
  private readonly executor = new WorldExecutor(this.world, this.faults)

  constructor(
    readonly name: string,
    server: string,
    private readonly random: Random
  ) {
    const clock = {
      ...this.world.clock,
      after: (ms: number, task: () => void) => this.world.clock.after(ms, () => this.executor.run(task))
    }
    const ports = new Ports(
      this.executor,
      clock,
      new PlainJson(),
      new SocketLinks(() => {}),
      { watch: () => {} },
      new PlainRandom(),
      { write: () => {} },
      { defaultServer: () => '' },
      new NoLogFiles()
    )
    this.client = new Client(ports, APP, server)
    this.executor.run(() => this.client.listen((event: Frame) => this.hear(event)))
  }

  /** A call, counted until it is answered. */
  do(call: (client: Client, done: Done) => void): void {
    this.under++
    this.executor.run(() =>
      call(this.client, () => {
        this.under--
      })
    )
  }

  cut(held: number): void {
    this.away = held > 0
    this.do((client, done) => client.hold(held, done))
  }

  private hear(event: Frame): void {
    if (event['event'] === 'state') this.state = String(event['state'])
    if (event['event'] !== 'invitation' || event['role'] !== 'callee' || event['state'] !== 'received') return
    const [caller, id] = [String(event['caller']), String(event['invitationId'])]
    const answer = this.random.below(4)
    if (answer < 2) this.do((client, done) => client.invitations.accept(caller, 'yes', id, done))
    else if (answer === 2) this.do((client, done) => client.invitations.refuse(caller, 'no', false, id, done))
  }
}

export class Life {
  private readonly users: User[]
  private readonly random: Random
  private readonly counts: Record<string, number> = {}

  constructor(server: string, users: number, seed: number) {
    this.random = randomOf(seed)
    this.users = Array.from({ length: users }, (_, i) => new User(`user${i}`, server, randomOf(seed + i + 1)))
  }

  async live(ms: number): Promise<void> {
    await this.gather()
    const end = performance.now() + ms
    while (performance.now() < end) {
      for (let i = 0; i < DEEDS; i++) this.deed(this.random.pick(this.users))
      await pause(BEAT_MS)
    }
  }

  /** Everybody is there, and all that ends by itself has ended. */
  async rest(): Promise<void> {
    await this.gather()
    for (const user of this.users) {
      for (const room of ROOMS) user.do((client, done) => client.leave(room, done))
      user.do((client, done) => client.presence.unwatch(this.names(), done))
      user.do((client, done) => client.attributes.clearOwn(done))
    }
    await this.quiet()
    await pause(REST_MS)
    const broken = this.users.find(({ state, faults }) => state !== 'in' || faults.length > 0)
    if (broken !== undefined)
      throw new Error(`soak: ${broken.name} is ${broken.state} at the rest: ${String(broken.faults[0] ?? '')}`)
  }

  total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0)
  }

  summary(): string {
    return Object.entries(this.counts)
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')
  }

  async end(): Promise<void> {
    await Promise.all(this.users.map((user) => new Promise<void>((resolve) => user.client.close(() => resolve()))))
  }

  private deed(user: User): void {
    if (user.away || user.under > 20) return
    if (user.state === 'out') return this.did('logins', user, (client, done) => client.login(user.name, '', done))
    if (user.state !== 'in') return
    const [random, room, peer] = [this.random, this.random.pick(ROOMS), this.random.pick(this.users).name]
    const text = 'x'.repeat(random.below(20) === 0 ? random.below(20_000) : random.below(300))
    const deeds: [weight: number, name: string, call: (client: Client, done: Done) => void][] = [
      [30, 'channel messages', (client, done) => client.publish(random.below(3) > 0 ? HOME : room, text, false, done)],
      [25, 'peer messages', (client, done) => client.send(peer, text, false, random.below(2) > 0, done)],
      [8, 'joins', (client, done) => client.join(room, done)],
      [6, 'leaves', (client, done) => client.leave(room, done)],
      [
        5,
        'own attributes',
        (client, done) =>
          client.attributes.writeOwn('merge', { [`k${random.below(20)}`]: text.slice(0, 50) || 'v' }, done)
      ],
      [
        5,
        'channel attributes',
        (client, done) =>
          client.attributes.writeChannel(
            room,
            'merge',
            { [`k${random.below(10)}`]: text.slice(0, 50) || 'v' },
            random.below(2) > 0,
            done
          )
      ],
      [4, 'watches', (client, done) => client.presence.watch([peer], done)],
      [3, 'unwatches', (client, done) => client.presence.unwatch([peer], done)],
      [4, 'invitations', (client, done) => client.invitations.invite(peer, '', 'call', done)],
      [2, 'cancels', (client, done) => client.invitations.cancel(peer, '', '', done)],
      [2, 'reads', (client, done) => client.attributes.readUser(peer, null, done)]
    ]
    const rare = random.below(100)
    if (rare === 0) return this.did('logouts', user, (client, done) => client.logout(done))
    if (rare < 3) return this.cut(user)
    let left = random.below(deeds.reduce((sum, [weight]) => sum + weight, 0))
    const [, name, call] = deeds.find(([weight]) => (left -= weight) < 0)!
    this.did(name, user, call)
  }

  private cut(user: User): void {
    this.counts['cuts'] = (this.counts['cuts'] ?? 0) + 1
    user.cut(1)
    setTimeout(() => user.cut(0), this.random.below(LONGEST_OUTAGE_MS))
  }

  private did(name: string, user: User, call: (client: Client, done: Done) => void): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1
    user.do(call)
  }

  private async gather(): Promise<void> {
    await this.until('nobody is away', () => this.users.every(({ away }) => !away))
    await this.until(
      'everybody is in',
      () =>
        this.users.filter((user) => {
          if (user.state === 'out' && user.under === 0) user.do((client, done) => client.login(user.name, '', done))
          return user.state !== 'in'
        }).length === 0
    )
    for (const user of this.users) user.do((client, done) => client.join(HOME, done))
    await this.quiet()
  }

  private quiet(): Promise<void> {
    return this.until('everything is answered', () => this.users.every(({ under }) => under === 0))
  }

  private async until(what: string, done: () => boolean): Promise<void> {
    const end = performance.now() + 90_000
    while (!done()) {
      if (performance.now() > end)
        throw new Error(
          `soak: waited in vain until ${what}: ${this.users
            .filter(({ state, under, away }) => state !== 'in' || under > 0 || away)
            .map(({ name, state, under }) => `${name} ${state} ${under}`)
            .join(', ')}`
        )
      await pause(BEAT_MS)
    }
  }

  private names(): string[] {
    return this.users.map(({ name }) => name)
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
