// The clock of a process that may be stopped, or frozen with the machine under it. What it measures is the time in
// which it ran: a stall moves every deadline by its length, and nobody is judged by it. A beat tells a stall from a
// time in which nothing happened.
import type { Clock, Turn } from './clock.ts'

/** So much of a stall at most is taken for time in which the process ran. */
export const BEAT_MS = 250
/** A beat that is later than this was not late because there was much to do. */
const LATE_MS = 750

interface Wait {
  inner: number
  readonly due: number
  readonly task: () => void
}

export class RunningClock implements Clock {
  private readonly waits = new Map<number, Wait>()
  private last = 0
  private stalled = 0
  private beatDue: number
  private beat: number

  constructor(
    private readonly given: Clock,
    private readonly turn: Turn
  ) {
    this.beatDue = given.monotonic() + BEAT_MS
    this.beat = given.after(BEAT_MS, this.onBeat)
  }

  now(): number {
    return this.given.now()
  }

  /** Who reads it first after a stall may be a frame that waited, and not the beat. */
  monotonic(): number {
    const at = this.given.monotonic()
    const late = at - this.beatDue
    if (late > LATE_MS) {
      this.stalled += late
      this.beatDue = at + BEAT_MS
    }
    return at - this.stalled
  }

  /** The task runs a turn after its timer: what came into the sockets meanwhile is read before it judges anybody. */
  after(ms: number, task: () => void): number {
    const id = ++this.last
    this.wait(id, { inner: 0, due: this.monotonic() + ms, task }, ms)
    return id
  }

  cancel(id: number): void {
    const wait = this.waits.get(id)
    if (wait === undefined) return
    this.waits.delete(id)
    this.given.cancel(wait.inner)
  }

  stop(): void {
    this.given.cancel(this.beat)
    for (const id of [...this.waits.keys()]) this.cancel(id)
  }

  private wait(id: number, wait: Wait, ms: number): void {
    this.waits.set(id, wait)
    wait.inner = this.given.after(ms, () =>
      this.turn.soon(() => {
        if (this.waits.get(id) !== wait) return
        const left = wait.due - this.monotonic()
        if (left > 0) return this.wait(id, wait, left)
        this.waits.delete(id)
        wait.task()
      })
    )
  }

  private readonly onBeat = (): void => {
    this.monotonic()
    this.beatDue = this.given.monotonic() + BEAT_MS
    this.beat = this.given.after(BEAT_MS, this.onBeat)
  }
}
