// Typed clients on engines around one server, on a fake clock; and an engine that says what a test tells it to.
import { engineOver } from '../../sdk/engine/engine-over.ts'
import { clientOn } from '../../sdk/client/create.ts'
import type { RtmClient } from '../../sdk/api/client-api.ts'
import type { RtmEngine } from '../../sdk/engine/engine.ts'
import type { RtmClientOptions } from '../../sdk/api/options.ts'
import { portsOf, SERVER, APP } from '../kit/engine-kit.ts'
import { randomOf } from '../../sdk/testing/random.ts'
import { Town } from '../oracles/town.ts'

/** A town whose people are typed clients. */
export class TypedTown {
  readonly town: Town
  private seed = 0
  constructor(...parts: ConstructorParameters<typeof Town>) {
    this.town = new Town(...parts)
  }
  client(device: string, options: Partial<RtmClientOptions> = {}): RtmClient {
    const { world, net } = this.town
    // each draws ids of its own: a user may have two
    const engine = engineOver(portsOf(world, net.links(device), '', randomOf(++this.seed).next).ports)
    const after = (ms: number, task: () => void): (() => void) => {
      const id = world.clock.after(ms, task)
      return () => {
        world.clock.cancel(id)
      }
    }
    return clientOn({ appId: APP, server: SERVER, ...options }, { ...engine, after })
  }
  async login(userId: string, options: Partial<RtmClientOptions> = {}): Promise<RtmClient> {
    const client = this.client(userId, options)
    await this.done(client.login({ userId }))
    return client
  }
  /** What a promise comes to, with everything that is due. */
  async done<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => {})
    await this.town.settle()
    return promise
  }
  /** The error that a promise comes to. */
  async refused(promise: Promise<unknown>): Promise<unknown> {
    return this.done(
      promise.then(
        () => {
          throw new Error('it was not refused')
        },
        (error: unknown) => error
      )
    )
  }
}

type Answer = Record<string, unknown>

/** Answers when a test says so. */
export class ScriptedEngine implements RtmEngine {
  readonly calls: Array<{ method: string; args: Answer; answer: (row: Answer) => void }> = []
  private listener: (event: string) => void = () => {}
  open(_handle: string, _options: string, done: (answer: string) => void): void {
    done('{"ok":1}')
  }
  call(_handle: string, method: string, args: string, done: (answer: string) => void): void {
    this.calls.push({
      method,
      args: JSON.parse(args) as Answer,
      answer: (row) => {
        done(JSON.stringify(row))
      }
    })
  }
  listen(_handle: string, listener: (event: string) => void): void {
    this.listener = listener
  }
  close(_handle: string, done: (answer: string) => void): void {
    done('{"ok":1}')
  }
  last(method: string): { args: Answer; answer: (row: Answer) => void } {
    const found = this.calls.filter((call) => call.method === method).at(-1)
    if (found === undefined) throw new Error(`${method} was not called`)
    return found
  }
  async tell(event: Answer): Promise<void> {
    this.listener(JSON.stringify(event))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export const scripted = (options: Partial<RtmClientOptions> = {}): { engine: ScriptedEngine; client: RtmClient } => {
  const engine = new ScriptedEngine()
  return { engine, client: clientOn({ appId: APP, server: SERVER, ...options }, options.engine ?? engine) }
}
