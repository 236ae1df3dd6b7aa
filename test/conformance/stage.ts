// Where scenarios play: one server, actors on runtimes, and one time for all.
import type { Limits } from '../../server/src/config/apps.ts'
import { Actor } from './actor.ts'
import type { Stats } from './protocol.ts'
import type { Fields, Player } from './runtime.ts'
import { Server } from './server.ts'
import { PATIENCE_MS, StandingTime } from './time/standing-time.ts'
import type { Time } from './time.ts'

const STEP_MS = 200
const RETURN_MOST_MS = 30_000
/** What a link may wait for the answer to its close. */
const CLOSE_GRACE_MS = 2_000

export class Stage {
  private readonly actors: Actor[] = []
  /** Runtimes under test. */
  readonly tested: Player[] = []
  /** Calls whose answer somebody waits for. */
  private asked = 0

  constructor(
    readonly server: Server,
    readonly time: Time,
    private readonly make: (isTested: boolean) => Player
  ) {}

  /** `make(true)` gives the runtime under test, `make(false)` a partner for it. Time stands still until told. */
  static async open(make: (isTested: boolean) => Player, limits: Partial<Limits> = {}): Promise<Stage> {
    const time = new StandingTime()
    return new Stage(await new Server(time.clock, limits).start(), time, make)
  }

  actor(user: string, isTested = true): Actor {
    const actor = new Actor(user, this, this.make(isTested))
    this.actors.push(actor)
    if (isTested) this.tested.push(actor.runtime)
    return actor
  }

  /** Until everybody is at rest, and whoever waits for an answer has it. */
  async settle(answered: () => boolean = () => true): Promise<void> {
    try {
      await this.time.settle(this.scene(), answered)
    } catch (stuck) {
      this.sound()
      throw new Error(
        (stuck as Error).message + this.actors.map(({ user, runtime }) => `\n${user} wrote: ${runtime.log}`).join('')
      )
    }
    this.sound()
  }

  /** The one answer to a call, when everybody is at rest. */
  async answer(runtime: Player, id: number, callback: string): Promise<Fields> {
    this.asked++
    await this.settle(() => runtime.resultsOf(id).length > 0)
    this.asked--
    return runtime.answerOf(id, callback)
  }

  async advance(ms: number, enough: () => boolean = () => false): Promise<void> {
    if (this.asked > 0)
      throw new Error(
        'a call that is answered later is made by `begin`: it would be a matter of luck whether its answer is there'
      )
    await this.time.advance(this.scene(), ms, enough)
    this.sound()
  }

  /**
   * The device of this user sleeps and reads nothing, while time passes for everybody else; then it hears what has
   * come.
   */
  sleep(actor: Actor, ms: number): Promise<void> {
    return this.without(actor, ms, 'sleep')
  }

  /** So does the process of this user's app that is stopped. */
  stall(actor: Actor, ms: number): Promise<void> {
    return this.without(actor, ms, 'stall')
  }

  private async without(actor: Actor, ms: number, how: 'sleep' | 'stall'): Promise<void> {
    this.server.silence(actor.user)
    await this.time.advance(this.scene(), ms, () => false, actor.runtime)
    await actor.runtime.ask({ do: how, ms })
    this.server.speak(actor.user)
    await this.settle()
  }

  /** Lets time pass until this user has said hello once more than `before` times. */
  async returns(user: string, before: number): Promise<void> {
    for (let waited = 0; this.server.greeted(user) <= before; waited += STEP_MS) {
      if (waited > RETURN_MOST_MS) throw new Error(`${user} has not come back within ${waited} ms`)
      await this.advance(STEP_MS)
    }
  }

  /** Everybody is released. Then no link, socket or timer of theirs is left, and every call has been answered once. */
  async leaveNothing(): Promise<void> {
    for (const { runtime } of this.actors) {
      for (const name of runtime.handles.keys()) await runtime.handle('close', [name])
      await runtime.call('release', null)
    }
    await this.settle()
    const stats = (): Promise<Stats[]> => Promise.all(this.actors.map((actor) => actor.runtime.stats()))
    let left = await stats()
    const end = performance.now() + PATIENCE_MS
    while (performance.now() < end && (this.server.sockets() > 0 || left.some(({ alive }) => alive > 0))) {
      await this.time.turn()
      left = await stats()
    }
    if (this.server.sockets() > 0)
      throw new Error(`the server still has ${this.server.sockets()} sockets: ${JSON.stringify(left)}`)
    for (const { runtime } of this.actors) await runtime.ask({ do: 'advance', ms: CLOSE_GRACE_MS })
    for (const { user, runtime } of this.actors) {
      const { alive, timers } = await runtime.stats()
      if (alive > 0 || timers > 0)
        throw new Error(`${user}: ${alive} links and ${timers} timers are left after release`)
      if (runtime.unsettled().length > 0) throw new Error(`${user}: ${runtime.unsettled().join(', ')}`)
    }
    this.sound()
  }

  async close(): Promise<void> {
    for (const actor of this.actors) await actor.runtime.stop()
    await this.server.stop()
  }

  private scene(): { server: Server; players: Player[] } {
    return { server: this.server, players: this.actors.map(({ runtime }) => runtime) }
  }

  private sound(): void {
    for (const { user, runtime } of this.actors)
      if (runtime.faults.length > 0) throw new Error(`${user}: ${runtime.faults.join('\n')}`)
  }
}
