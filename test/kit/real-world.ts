// What a runtime asks of a World, with the machine's own clock: nothing stands still, so nothing is moved by hand.
import { systemClock } from '../../server/src/clock.ts'

export class RealWorld {
  readonly clock = {
    now: (): number => systemClock.now(),
    after: (ms: number, task: () => void): number => systemClock.after(ms, task),
    cancel: (id: number): void => { systemClock.cancel(id) }
  }

  /** In a later turn, in order. */
  deliver(task: () => void): void {
    setImmediate(task)
  }

  drain(): boolean {
    return false
  }

  /** Nobody can tell. */
  timersOpen(): number {
    return 0
  }

  advanceNow(): void {
    throw new Error('real time passes by itself')
  }
}
