// One fake world for engines and server: a clock that stands still until told, the ends of turns, and the page's
// thread. Nothing here waits for real time. `settle` lets everything that is due now happen; `advance` moves the clock
// and settles on the way.

import type { Turn } from '../../server/src/base/clock.ts'
import { afterMicrotasks } from './event-loop.ts'

interface Timer {
  readonly id: number
  readonly machine: MachineClock
  at: number
  readonly task: () => void
}

/** Of one machine: the time that passes is everybody's, what its wall clock says is its own. */
export interface MachineClock {
  now(): number
  monotonic(): number
  after(ms: number, task: () => void): number
  cancel(id: number): void
  /** Its wall clock is set, by so much forward or (below 0) back. No time passes. */
  jump(ms: number): void
  /**
   * It sleeps for the next so many milliseconds: its timers do not count them, its clocks do. The time passes by
   * `advance`, as ever.
   */
  sleep(ms: number): void
}

/** What a machine counts from is nobody's business: anything but wall time. */
const BOOTED = 77_007

export class World {
  private time = BOOTED // as every machine measures it
  private last = 0
  protected readonly timers = new Map<number, Timer>()
  protected pages: Array<() => void> = []
  protected turns: Array<() => void> = []

  readonly clock: MachineClock
  constructor(private readonly start = 1_795_252_109_336) {
    this.clock = this.machine()
  }

  /** The clock of one more machine. */
  machine(): MachineClock {
    let ahead = this.start - BOOTED
    const machine: MachineClock = {
      now: () => this.time + ahead,
      monotonic: () => this.time,
      after: (ms, task) => {
        const id = ++this.last
        // whole milliseconds, as machines have them: times stand on the wire
        this.timers.set(id, { id, machine, at: this.time + Math.max(0, Math.ceil(ms)), task })
        return id
      },
      cancel: (id) => {
        this.timers.delete(id)
      },
      jump: (ms) => {
        ahead += ms
      },
      sleep: (ms) => {
        for (const timer of this.timers.values()) if (timer.machine === machine) timer.at += ms
      }
    }
    return machine
  }

  readonly turn: Turn = {
    soon: (task: () => void): void => {
      this.turns.push(task)
    }
  }

  deliver(task: () => void): void {
    this.pages.push(task)
  }

  timersOpen(): number {
    return this.timers.size
  }

  /** When the next timer is due, by `monotonic`; Infinity when none is set. */
  nextTimer(): number {
    return Math.min(Infinity, ...[...this.timers.values()].map(({ at }) => at))
  }

  /** Runs what is due without microtasks: enough for an engine alone. */
  drain(): boolean {
    let did = false
    for (;;) {
      const page = this.pages.shift()
      const turn = page === undefined ? this.turns.shift() : undefined
      const next = page ?? turn
      if (next === undefined) return did
      did = true
      next()
    }
  }

  /** The same, with every promise chain that hangs on it: a real turn of the event loop comes after all microtasks. */
  async settle(): Promise<void> {
    for (;;) {
      const did = this.drain()
      await new Promise<void>((resolve) => {
        afterMicrotasks(resolve)
      })
      if (!did && this.pages.length === 0 && this.turns.length === 0) return
    }
  }

  advanceNow(ms: number): void {
    const end = this.time + ms
    this.drain()
    for (let timer = this.due(end); timer !== null; timer = this.due(end)) {
      this.fire(timer)
      this.drain()
    }
    this.time = end
  }

  async advance(ms: number): Promise<void> {
    const end = this.time + ms
    await this.settle()
    for (let timer = this.due(end); timer !== null; timer = this.due(end)) {
      this.fire(timer)
      await this.settle()
    }
    this.time = end
  }

  /**
   * The machines sleep, or their processes are stopped: what was due meanwhile is late,
   * and runs at the end of it in order.
   */
  async stall(ms: number): Promise<void> {
    this.pass(ms)
    await this.advance(0)
  }

  /** So much time passes and nothing has run yet: what a machine does first when it goes on is up to the test. */
  pass(ms: number): void {
    this.time += ms
  }

  private fire(timer: Timer): void {
    this.timers.delete(timer.id)
    if (timer.at > this.time) this.time = timer.at
    timer.task()
  }

  private due(end: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.timers.values()) {
      if (timer.at <= end && (first === null || timer.at < first.at || (timer.at === first.at && timer.id < first.id)))
        first = timer
    }
    return first
  }
}
