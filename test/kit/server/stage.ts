// A server without sockets and without real time, and clients that speak the wire by hand.
//
//   const stage = new Stage()
//   const alice = await stage.login('alice')
//   await alice.join('room')
//   alice.pub(1, 'room', 'hello')
//   await stage.settle()
//   expect(alice.last('out')).toMatchObject({ outcome: 'taken', o: 1 })
//
// How to extend: a verb per thing that a client does (client.ts), nothing that knows how the server is made.
import { appsOf, defaultLimits, newestWins, type App, type Limits } from '../../../server/src/config/apps.ts'
import { Node, type NodeParts } from '../../../server/src/app/node.ts'
import { randomIds } from '../../../server/src/base/ids.ts'
import { silentLog } from '../../../server/src/base/log.ts'
import { openVerifier } from '../../../server/src/login/verifier.ts'
import { carried } from './carried.ts'
import { Client } from './client.ts'
import type { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import { World } from '../../../sdk/testing/world.ts'
import { MemoryWire, type Fields } from './wire.ts'

export const APP_ID = '0123456789abcdef0123456789abcdef'
export const OTHER_APP_ID = 'fedcba9876543210fedcba9876543210'

export function appWith(limits: Partial<Limits> = {}, more: Partial<App> = {}): App {
  return {
    id: APP_ID,
    name: 'test',
    certificate: false,
    limits: { ...defaultLimits, ...limits },
    policy: newestWins,
    ...more
  }
}

export class Stage {
  readonly world: World
  readonly apps: App[]
  node: Node
  readonly clients: Client[] = []

  constructor(
    private readonly parts: Partial<Omit<NodeParts, 'disk'>> & {
      limits?: Partial<Limits>
      apps?: never
      appList?: App[]
      disk?: ModelDisk
    } = {},
    world?: World
  ) {
    this.world = world ?? new World()
    this.apps = parts.appList ?? [appWith(parts.limits), { ...appWith(parts.limits), id: OTHER_APP_ID, name: 'other' }]
    this.node = this.start()
  }

  private start(): Node {
    const {
      verifier = openVerifier,
      log = silentLog,
      ids = randomIds(),
      clock = this.world.clock,
      stores,
      bounds,
      disk
    } = this.parts
    const given = { ...(stores === undefined ? {} : { stores }), ...(bounds === undefined ? {} : { bounds }) }
    return new Node({
      apps: appsOf(this.apps),
      verifier,
      clock,
      turn: this.world.turn,
      log,
      ids,
      disk: disk?.open() ?? null,
      ...given
    })
  }

  connect(name = '', address = 'memory'): Client {
    const wire = new MemoryWire(address)
    const client = new Client(this, wire, name)
    wire.events = this.node.accept(wire)
    this.clients.push(client)
    return client
  }

  /** An explicit login with a new session. */
  async login(user: string, fields: Fields = {}): Promise<Client> {
    const client = this.connect(user)
    await client.hello({ user, ...fields })
    return client
  }

  /** user0, user1, … logged in and joined. */
  async crowd(size: number, ch = 'room'): Promise<Client[]> {
    const clients: Client[] = []
    for (let i = 0; i < size; i++) {
      const client = await this.login(`user${i}`)
      await client.join(ch)
      clients.push(client)
    }
    return clients
  }

  /** What came so far is taken, in the same turn: frames of several links come one after the other. */
  beat(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  /** Ends this turn and those that follow from it. Microtasks belong to the turn, so they come first. */
  async settle(): Promise<void> {
    await this.beat()
    await this.world.settle()
  }

  /** Every connected client pings meanwhile, as engines do. */
  async live(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 2000) {
      await this.world.advance(Math.min(2000, ms - passed))
      for (const client of this.clients) if (client.isOpen && !client.silent) client.send({ t: 'ping' })
      await this.settle()
    }
  }

  get now(): number {
    return this.world.clock.now()
  }

  advance(ms: number): Promise<void> {
    return this.world.advance(ms)
  }

  /** A graceful restart: stop, save as bytes, restore. */
  async restart(): Promise<void> {
    await this.node.stop(100, 50)
    const saved = await carried(this.node.snapshot())
    await this.settle()
    this.node = this.start()
    await this.node.restore(saved)
  }

  /** The process is killed: memory is lost. */
  async crash(): Promise<void> {
    this.parts.disk?.kill()
    for (const client of this.clients) client.wire.break()
    await this.settle()
    this.node = this.start()
  }
}
