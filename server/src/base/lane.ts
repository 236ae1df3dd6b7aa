// A lane is a serial point: one task at a time, in the order of the calls. An idle lane runs a task at once, within the
// call, so with a memory back end a message is stored and fanned out in the turn in which it came.
import { type Going, lastly } from './eventual.ts'

/** Counts what is under way, so that a stop can wait for the end of it. */
export class Work {
  private count = 0
  private waiting: (() => void)[] = []

  begin(): void {
    this.count++
  }

  end(): void {
    if (--this.count > 0) return
    for (const done of this.waiting.splice(0)) done()
  }

  async idle(): Promise<void> {
    while (this.count > 0) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }
}

export class Lane {
  private busy = false
  private waiting: (() => void)[] | null = null

  constructor(private readonly work: Work) {}

  get isIdle(): boolean {
    return !this.busy
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    this.work.begin()
    if (!this.busy) {
      this.busy = true
      return this.go(task)
    }
    return new Promise<T>((resolve, reject) => {
      this.waiting ??= []
      this.waiting.push(() => void this.go(task).then(resolve, reject))
    })
  }

  /** The same for a task that may be done, or throw, within the call: then this is, or does, too. */
  begin(task: () => Going): Going {
    if (this.busy)
      return this.run(async () => {
        await task()
      })
    this.busy = true
    this.work.begin()
    return lastly(task, () => {
      this.leave()
    })
  }

  private async go<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task()
    } finally {
      this.leave()
    }
  }

  private leave(): void {
    const next = this.waiting?.shift()
    if (next === undefined) {
      this.busy = false
      this.waiting = null
    } else next()
    this.work.end()
  }
}
