// A world in which everything that needs no time happens by itself, in a later turn of the real event loop: who awaits
// an answer gets it. Only the clock stands still until it is moved.
import { afterMicrotasks } from './event-loop.ts'
import { World } from './world.ts'

export class LiveWorld extends World {
  private woken = false

  override readonly turn = {
    soon: (task: () => void): void => {
      this.turns.push(task)
      this.wake()
    }
  }

  override deliver(task: () => void): void {
    super.deliver(task)
    this.wake()
  }

  /** Nothing happens any more, and nothing is left that could. */
  end(): void {
    this.timers.clear()
    this.pages = []
    this.turns = []
  }

  private wake(): void {
    if (this.woken) return
    this.woken = true
    afterMicrotasks(() => {
      this.woken = false
      this.drain()
    })
  }
}
