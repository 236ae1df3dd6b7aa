// Time that stands still until told, for server and runtimes alike. Nothing sleeps: everybody is at rest when as many frames have come as went,
// on every link, and stay so while all are asked again.
import { World } from '../../js_sdk/testing/world.ts'
import type { Scene, Time } from './time.ts'

/** Time passes for everybody in steps that are shorter than every deadline, so that nobody's timers run far ahead of the frames. */
const STEP_MS = 200
/** Of the machine's own time: how long a runtime may be starved before it counts as stuck. */
export const PATIENCE_MS = 30_000

export class StandingTime implements Time {
  readonly grain = STEP_MS
  private readonly world = new World()
  readonly clock = this.world.clock

  async settle({ server, players }: Scene): Promise<void> {
    let before = ''
    let last = ''
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
      await this.world.settle()
      const stats = await Promise.all(players.map((player) => player.stats()))
      const sum = (name: 'opening' | 'open' | 'sent' | 'heard' | 'alive'): number => stats.reduce((total, one) => total + one[name], 0)
      const here = server.stats()
      const now = JSON.stringify([here, stats])
      // A link that opens may wait only for an answer that the server withholds: from it, and from every link that was given up and is not over yet.
      const mayWait = sum('opening') === 0 || here.unanswered >= sum('alive') - sum('open')
      const isEven = mayWait && sum('open') === here.open && sum('sent') === here.heard && sum('heard') === here.sent
      if (isEven && now === before) return
      before = isEven ? now : ''
      last = now
    }
    throw new Error(`no rest: ${last}`)
  }

  async advance(scene: Scene, ms: number): Promise<void> {
    await this.settle(scene)
    for (let left = ms; left > 0; left -= STEP_MS) {
      const step = Math.min(left, STEP_MS)
      await this.world.advance(step)
      await Promise.all(scene.players.map((player) => player.ask({ do: 'advance', ms: step })))
      await this.settle(scene)
    }
  }

  turn(): Promise<void> {
    return this.world.settle()
  }

  leap(ms: number): Promise<void> {
    return this.world.advance(ms)
  }
}
