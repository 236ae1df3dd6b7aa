// Time as a port, so that no test sleeps. Milliseconds everywhere.

export interface Clock {
  /** Wall time, which somebody may set by hours: for stamps and claims only. */
  now(): number
  /** Since some start, whole, never back: everything that is measured or waited for. */
  monotonic(): number
  /** Runs the task once, after at least `ms`. The answer names it for `cancel` and is above 0. */
  after(ms: number, task: () => void): number
  cancel(id: number): void
}

/** The end of this turn of the event loop: everything that is written in a turn leaves in one write per link. */
export interface Turn {
  soon(task: () => void): void
}

class SystemClock implements Clock {
  private readonly timers = new Map<number, NodeJS.Timeout>()
  private last = 0
  private reading = -1 // of this turn of the event loop
  private readonly turnIsOver = (): void => {
    this.reading = -1
  }

  now(): number {
    return Date.now()
  }

  /** Read once in a turn, as Node's own timers do: every frame asks several times, and the system's answer costs more than the rest of a rate. */
  monotonic(): number {
    if (this.reading < 0) {
      this.reading = Math.floor(performance.now())
      setImmediate(this.turnIsOver)
    }
    return this.reading
  }

  after(ms: number, task: () => void): number {
    const id = ++this.last
    this.timers.set(
      id,
      setTimeout(() => {
        this.timers.delete(id)
        task()
      }, ms),
    )
    return id
  }

  cancel(id: number): void {
    clearTimeout(this.timers.get(id))
    this.timers.delete(id)
  }
}

export const systemClock: Clock = new SystemClock()

export const systemTurn: Turn = {
  soon(task: () => void): void {
    setImmediate(task)
  },
}
