// Time that stands still until told, for server and runtimes alike. Nothing sleeps: everybody is at rest when as many
// frames have come as went, on every link, and stay so while all are asked again.
import { World } from '../../sdk/testing/world.ts'
import type { Player } from './runtime.ts'
import type { Scene, Time } from './time.ts'

/**
 * Time passes for everybody in steps that are shorter than every deadline, so that nobody's timers run far ahead of the
 * frames.
 */
const STEP_MS = 200
/** Where minutes pass: shorter than the time between two pings all the same. */
const LONG_STEP_MS = 1_000
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
      const sum = (name: 'opening' | 'open' | 'sent' | 'heard' | 'alive'): number =>
        stats.reduce((total, one) => total + one[name], 0)
      const here = server.stats()
      const now = JSON.stringify([here, stats])
      // A link that opens may wait only for an answer that the server withholds: from it, and from every link that was
      // given up and is not over yet.
      const mayWait = sum('opening') === 0 || here.unanswered >= sum('alive') - sum('open')
      const isEven = mayWait && sum('open') === here.open && sum('sent') === here.heard && sum('heard') === here.sent
      if (isEven && now === before) return
      before = isEven ? now : ''
      last = now
    }
    throw new Error(`no rest: ${last}`)
  }

  async advance(scene: Scene, ms: number, _enough?: () => boolean, asleep?: Player): Promise<void> {
    await this.settle(scene)
    const most = asleep === undefined ? STEP_MS : LONG_STEP_MS
    for (let left = ms; left > 0; left -= most) {
      const step = Math.min(left, most)
      await this.world.advance(step)
      await Promise.all(
        scene.players.filter((player) => player !== asleep).map((player) => player.ask({ do: 'advance', ms: step }))
      )
      await this.settle(scene)
    }
  }

  turn(): Promise<void> {
    return this.world.settle()
  }

  leap(ms: number): Promise<void> {
    return this.world.advance(ms)
  }

  jump(ms: number): void {
    this.world.clock.jump(ms)
  }
}
