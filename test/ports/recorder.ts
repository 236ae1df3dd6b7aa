import type { Clock, LinkListener } from '../../uni_modules/rtm/utssdk/common/ports.uts'

/** What a link reported, in order. */
export class Recorder implements LinkListener {
  readonly seen: string[] = []
  private waiting: (() => void)[] = []
  onOpen(epoch: number): void {
    this.add(`open ${epoch}`)
  }
  onText(epoch: number, text: string): void {
    this.add(`text ${epoch} ${text}`)
  }
  onClose(epoch: number, code: number, reason: string): void {
    this.add(`close ${epoch} ${code} ${reason}`)
  }
  get closes(): number {
    return this.seen.filter((line) => line.startsWith('close ')).length
  }

  async until(start: string): Promise<void> {
    while (!this.seen.some((line) => line.startsWith(start)))
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve)
      })
  }

  private add(line: string): void {
    this.seen.push(line)
    for (const wake of this.waiting.splice(0)) wake()
  }
}

/** A clock that a test moves. */
export class ManualClock implements Clock {
  private time = 0
  private last = 0
  private timers = new Map<number, { due: number; task: () => void }>()
  now(): number {
    return this.time
  }
  monotonic(): number {
    return this.time
  }
  after(delayMs: number, task: () => void): number {
    this.timers.set(++this.last, { due: this.time + delayMs, task })
    return this.last
  }
  cancel(id: number): void {
    this.timers.delete(id)
  }
  get waiting(): number {
    return this.timers.size
  }
  move(ms: number): void {
    this.time += ms
    for (const [id, timer] of [...this.timers]) {
      if (timer.due > this.time) continue
      this.timers.delete(id)
      timer.task()
    }
  }
}
