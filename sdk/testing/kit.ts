// The kit as app authors hold it: users, a clock, and verbs for what goes wrong.
import type { Session } from '../../server/src/user/user.ts'
import { clientOn } from '../api.ts'
import type { RtmClient } from '../api/client-api.ts'
import { Devices } from './devices.ts'
import type {
  RtmTestCall,
  RtmTestClientOptions,
  RtmTestDrop,
  RtmTestKit,
  RtmTestKitOptions,
  RtmTestRestart
} from './kit-api.ts'
import { KitServer } from './kit-server.ts'
import { KitTokens } from './kit-tokens.ts'
import { LiveWorld } from './live-world.ts'
import { Net } from './net.ts'
import { KitAppServer } from './app-server.ts'

const APP = 'a0'.repeat(16)
const SERVER = 'ws://test.invalid/rtm'
const DAY_MS = 86_400_000

export class Kit implements RtmTestKit {
  readonly appId = APP
  readonly server: KitAppServer
  readonly engine: Devices
  readonly options: RtmTestKit['options']
  private readonly world = new LiveWorld()
  private readonly net = new Net(this.world)
  private readonly tokens = new KitTokens(() => this.now())
  private readonly life: KitServer
  private closed = false

  constructor({ limits, sessions = 1 }: RtmTestKitOptions) {
    this.engine = new Devices(this.world, this.net)
    this.options = { appId: APP, server: SERVER, engine: this.engine }
    const life = new KitServer(APP, this.world, this.net, this.tokens, limits, sessions)
    this.life = life
    this.server = new KitAppServer(SERVER, {
      app: APP,
      get node() {
        return life.node
      },
      look: () => {
        this.look()
      }
    })
  }

  client(options: Pick<RtmTestClientOptions, 'tokenProvider'> = {}): RtmClient {
    this.look()
    return clientOn({ ...this.options, ...options }, this.engine)
  }

  async login(userId: string, { token, ...options }: RtmTestClientOptions = {}): Promise<RtmClient> {
    const client = this.client(options)
    await client.login(token === undefined ? { userId } : { userId, token })
    await this.settle()
    return client
  }

  token(userId: string, lifeMs = DAY_MS): string {
    return this.tokens.make(userId, lifeMs)
  }

  now(): number {
    return this.world.clock.now()
  }

  settle(): Promise<void> {
    return this.world.settle()
  }

  advance(ms: number): Promise<void> {
    if (!(ms >= 0 && ms < Infinity)) throw new RangeError('advance: milliseconds must be a number that is not below 0')
    return this.world.advance(ms)
  }

  cut(userId: string): void {
    this.look()
    this.net.blocked.add(userId)
    this.net.of(userId)?.cut()
  }

  restore(userId: string): void {
    this.look()
    this.net.faultsOf(userId).clear()
    if (this.net.blocked.delete(userId)) this.engine.networkIsBack(userId)
  }

  drop(userId: string, { from = 'both', links = 1 }: RtmTestDrop = {}): void {
    this.look()
    const socket = this.net.of(userId)
    socket?.silence(from)
    this.net.faultsOf(userId).silence(from, links - (socket === undefined ? 0 : 1))
  }

  delay(userId: string, ms: number): void {
    this.look()
    this.net.faultsOf(userId).delayMs = ms
  }

  duplicate(userId: string, messages = 1): void {
    this.look()
    this.net.faultsOf(userId).repeat(messages)
  }

  expireToken(userId: string): void {
    this.sessionsOf('expireToken', userId)
    this.tokens.expire(userId)
    this.life.node.forget(APP, userId)
  }

  reachLimit(userId: string, call: RtmTestCall): void {
    for (const session of this.sessionsOf('reachLimit', userId)) this.life.node.reachLimit(session, call)
  }

  losePast(userId: string): void {
    this.sessionsOf('losePast', userId)
    if (!this.net.blocked.has(userId))
      throw new Error(
        `losePast: ${userId} is connected and misses nothing; cut him, let others send, then losePast, then restore`
      )
    this.life.node.forget(APP, userId)
  }

  async restartServer({ memory = 'kept' }: RtmTestRestart = {}): Promise<void> {
    this.look()
    await this.settle()
    if (memory === 'kept') await this.life.restart()
    else this.life.crash()
    await this.settle()
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    this.engine.closeAll()
    await this.settle()
    await this.life.stop()
    this.world.end()
  }

  private look(): void {
    if (this.closed) throw new Error('this test kit is closed: make another one')
  }

  private sessionsOf(verb: string, userId: string): readonly Session[] {
    this.look()
    const sessions = this.life.node.sessionsOf(APP, userId)
    if (sessions.length === 0)
      throw new Error(
        `${verb}: ${userId} is not logged in; await kit.login('${userId}') first, or the login of the code under test`
      )
    return sessions
  }
}
