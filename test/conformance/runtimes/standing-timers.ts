// A platform's setTimeout and Date that stand still until told. A timer without a delay is no matter of time and stays
// real.
import type { Parts } from './obey.ts'

const START = 1_795_252_109_336 // where the server's clock begins, too
const BOOTED = 77_007 // what a machine counts from is nobody's business: anything but wall time

interface Timer {
  readonly id: number
  readonly at: number
  readonly task: () => void
}

export class StandingTimers {
  readonly real = globalThis.setTimeout.bind(globalThis)
  private timers: Timer[] = []
  private time = BOOTED
  private slept = 0
  private set = 0
  private last = 1_000_000

  /** Whether the platform's monotonic reading counts sleep. Its timers never do. */
  constructor(private readonly countsSleep = false) {}

  readonly now = (): number => START - BOOTED + this.time + this.slept + this.set

  readonly monotonic = (): number => this.time + (this.countsSleep ? this.slept : 0)

  jump(ms: number): void {
    this.set += ms
  }

  sleep(ms: number): void {
    this.slept += ms
  }

  /** Nothing runs meanwhile, and what was due is late. */
  stall(ms: number): void {
    this.time += ms
  }

  readonly setTimeout = (task: () => void, ms = 0): unknown => {
    if (!(ms > 0)) return this.real(task, 0)
    const id = ++this.last
    this.timers.push({ id, at: this.time + ms, task })
    return id
  }

  readonly clearTimeout = (id: unknown): void => {
    this.timers = this.timers.filter((timer) => timer.id !== id)
  }

  async advance(ms: number, rest: () => void | Promise<void>): Promise<void> {
    await rest()
    const end = this.time + ms
    for (let due = this.take(end); due !== null; due = this.take(end)) {
      due.task()
      await rest()
    }
    this.time = end
  }

  /** What a runtime does with the commands about time. */
  obeying(rest: () => void | Promise<void>): Pick<Parts, 'advance' | 'jump' | 'sleep' | 'stall'> {
    return {
      advance: (ms) => this.advance(ms, rest),
      jump: (ms) => {
        this.jump(ms)
      },
      sleep: (ms) => {
        this.sleep(ms)
      },
      stall: (ms) => {
        this.stall(ms)
      }
    }
  }

  readonly waiting = (): number => this.timers.length

  /** As the platform's own Date, with this time. */
  date(): DateConstructor {
    const { now } = this
    return class extends Date {
      static override now = now
    } as DateConstructor
  }

  private take(end: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.timers) if (timer.at <= end && (first === null || timer.at < first.at)) first = timer
    if (first === null) return null
    this.clearTimeout(first.id)
    this.time = Math.max(this.time, first.at)
    return first
  }
}
