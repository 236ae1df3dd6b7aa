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

/** What is to be done at the end of this turn. One call of the event loop for all of it. */
class SystemTurn implements Turn {
  private tasks: (() => void)[] = []
  private asked = false
  /** The reading of the clock in this turn; -1: not read yet. */
  reading = -1

  soon(task: () => void): void {
    this.tasks.push(task)
    this.ask()
  }

  ask(): void {
    if (this.asked) return
    this.asked = true
    setImmediate(this.over)
  }

  private readonly over = (): void => {
    const { tasks } = this
    this.tasks = []
    this.asked = false
    this.reading = -1
    let done = 0
    try {
      while (done < tasks.length) tasks[done++]!()
    } finally {
      for (const task of tasks.slice(done)) this.soon(task) // one that threw keeps no other from its turn
    }
  }
}

const turn = new SystemTurn()
export const systemTurn: Turn = turn

class SystemClock implements Clock {
  private readonly timers = new Map<number, NodeJS.Timeout>()
  private last = 0

  now(): number {
    return Date.now()
  }

  /**
   * Read once in a turn, as Node's own timers do: every frame asks several times, and the system's answer costs more
   * than the rest of a rate.
   */
  monotonic(): number {
    if (turn.reading < 0) {
      turn.reading = Math.floor(performance.now())
      turn.ask()
    }
    return turn.reading
  }

  after(ms: number, task: () => void): number {
    const id = ++this.last
    this.timers.set(
      id,
      setTimeout(() => {
        this.timers.delete(id)
        task()
      }, ms)
    )
    return id
  }

  cancel(id: number): void {
    clearTimeout(this.timers.get(id))
    this.timers.delete(id)
  }
}

export const systemClock: Clock = new SystemClock()
