// The time of all that lasts: leases, ages, ends. It began as wall time and goes on by the monotonic reading, so nobody
// can set it: an hour more or less on the wall ends nothing and keeps nothing for longer. What stands on the disk is in
// it too; how far the wall has gone away from it stands beside that, so that the next process goes on where this one
// was, by the wall clock of both.
import type { Clock } from './clock.ts'

const KEY = 'wall'
/** The wall clock is corrected a little all the time. */
const WORTH_KEEPING_MS = 1000

export interface Ahead {
  readonly ms: number
}

/** Where that is kept: the disk, as this clock knows it. */
export interface ClockDisk {
  shelf<T>(name: string): { get(key: string): T | undefined; put(key: string, value: T): void }
  flushed(): Promise<void>
}

const shelfOf = (disk: ClockDisk | null) => disk?.shelf<Ahead>('clock') ?? null

export class LastingClock implements Clock {
  private readonly shelf: ReturnType<typeof shelfOf>
  private readonly began: number
  private kept: number

  constructor(
    private readonly given: Clock,
    private readonly disk: ClockDisk | null
  ) {
    this.shelf = shelfOf(disk)
    this.kept = this.shelf?.get(KEY)?.ms ?? 0
    this.began = given.now() - this.kept - given.monotonic()
  }

  /** For stamps and claims only. */
  now(): number {
    return this.given.now()
  }

  /** For what is measured and forgotten. */
  monotonic(): number {
    return this.given.monotonic()
  }

  /** For what is kept. */
  lasting(): number {
    return this.began + this.given.monotonic()
  }

  after(ms: number, task: () => void): number {
    return this.given.after(ms, task)
  }

  cancel(id: number): void {
    this.given.cancel(id)
  }

  /** Now and then, and at a stop. Rejects when the disk fails, and then it is for the next time. */
  async keep(): Promise<void> {
    const ahead = this.now() - this.lasting()
    if (this.disk === null || Math.abs(ahead - this.kept) < WORTH_KEEPING_MS) return
    this.shelf?.put(KEY, { ms: ahead })
    await this.disk.flushed()
    this.kept = ahead
  }
}
