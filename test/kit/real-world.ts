// What a runtime asks of a World, with the machine's own clock: nothing stands still, so nothing is moved by hand.
import { systemClock } from '../../server/src/base/clock.ts'

export class RealWorld {
  private readonly timers = new Set<number>()

  readonly clock = {
    now: (): number => systemClock.now(),
    monotonic: (): number => systemClock.monotonic(),
    after: (ms: number, task: () => void): number => {
      const id = systemClock.after(ms, () => {
        this.timers.delete(id)
        task()
      })
      this.timers.add(id)
      return id
    },
    jump: (): void => {
      throw new Error('nobody sets the clock of this machine')
    },
    sleep: (): void => {
      throw new Error('this machine does not sleep')
    },
    cancel: (id: number): void => {
      this.timers.delete(id)
      systemClock.cancel(id)
    }
  }

  timersOpen(): number {
    return this.timers.size
  }

  /** In a later turn, in order. */
  deliver(task: () => void): void {
    setImmediate(task)
  }

  drain(): boolean {
    return false
  }

  pass(): void {
    throw new Error('real time passes by itself')
  }

  advanceNow(): void {
    throw new Error('real time passes by itself')
  }
}
