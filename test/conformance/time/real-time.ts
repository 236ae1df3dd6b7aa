// Time as it passes, for a runtime whose clock and sockets are its own: a phone. Nobody's links can be counted there,
// so rest is a quiet spell: nothing came and nothing went while everybody was asked twice, with a pause in between that
// grows with the way to them.
import { systemClock } from '../../../server/src/base/clock.ts'
import type { Scene, Time } from '../time.ts'

const PATIENCE_MS = 15_000 // longer than every deadline of a call
const LOOK_MS = 5

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

export class RealTime implements Time {
  readonly clock = systemClock
  readonly grain = 1_000

  constructor(private readonly quietMs = 80) {}

  async settle({ server, players }: Scene, answered: () => boolean): Promise<void> {
    const end = performance.now() + PATIENCE_MS
    const isSound = (): boolean => players.every(({ faults, isOver }) => faults.length === 0 && !isOver)
    while (!answered() && isSound() && performance.now() < end) await wait(LOOK_MS)
    for (let before = ''; performance.now() < end;) {
      const asked = performance.now()
      await Promise.all(players.map((player) => player.ask({ do: 'stats' })))
      const way = performance.now() - asked
      const now = JSON.stringify([server.stats(), players.map(({ told }) => told)])
      if (now === before) return
      before = now
      await wait(this.quietMs + 3 * way)
    }
  }

  async advance(scene: Scene, ms: number, enough: () => boolean): Promise<void> {
    const end = performance.now() + ms
    while (!enough() && performance.now() < end) await wait(Math.min(LOOK_MS, end - performance.now()))
    await this.settle(scene, () => true)
  }

  turn(): Promise<void> {
    return wait(0)
  }

  leap(): Promise<void> {
    throw new Error('real time does not leap')
  }

  jump(): void {
    throw new Error('nobody sets the clock of this machine')
  }
}
