// Time that stands still until told, for server and runtimes alike. Nothing sleeps: everybody is at rest when as many
// frames have come as went, on every link, and stay so while all are asked again.
import { World } from '../../../sdk/testing/world.ts'
import type { Stats } from '../protocol.ts'
import type { Player } from '../runtime.ts'
import type { Server } from '../server.ts'
import type { Scene, Time } from '../time.ts'

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
    await this.rest(server, players, '', [])
  }

  async advance(scene: Scene, ms: number, _enough?: () => boolean, asleep?: Player): Promise<void> {
    const { server, players } = scene
    let rest = await this.rest(server, players, '', [])
    const most = asleep === undefined ? STEP_MS : LONG_STEP_MS
    for (let left = ms; left > 0; left -= most) {
      const step = Math.min(left, most)
      await this.world.advance(step)
      const told = await Promise.all(
        players.map(async (player) =>
          player === asleep ? undefined : (await player.ask({ do: 'advance', ms: step })).stats
        )
      )
      rest = await this.rest(server, players, rest, told)
    }
  }

  /**
   * `before`: what all counted when they last were at rest. If they count the same after a step, nobody has sent
   * anything in it. `told`: what those count who have said so just now.
   */
  private async rest(
    server: Server,
    players: readonly Player[],
    before: string,
    told: readonly (Stats | undefined)[]
  ): Promise<string> {
    let last = ''
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; told = []) {
      await this.world.settle()
      const stats = await Promise.all(players.map(async (player, i) => told[i] ?? (await player.stats())))
      const sum = (name: 'opening' | 'open' | 'sent' | 'heard' | 'alive'): number =>
        stats.reduce((total, one) => total + one[name], 0)
      const here = server.stats()
      const now = JSON.stringify([here, stats])
      // A link that opens may wait only for an answer that the server withholds: from it, and from every link that was
      // given up and is not over yet.
      const mayWait = sum('opening') === 0 || here.unanswered >= sum('alive') - sum('open')
      const isEven = mayWait && sum('open') === here.open && sum('sent') === here.heard && sum('heard') === here.sent
      if (isEven && now === before) return now
      before = isEven ? now : ''
      last = now
    }
    throw new Error(`no rest: ${last}`)
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
