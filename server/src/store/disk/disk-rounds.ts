// When what was written goes to the disk. The writes of one stretch of code are a unit: on the disk together or not at
// all. Units that wait go in portions, one transaction each, one at a time. When one fails nothing is dropped: it stays
// visible and waits, and is tried again every second; what has nothing to do with it overtakes it, because what is
// removed there may make the room. Whoever waits for the disk hears at each attempt that not all is on it. So what is
// visible and what is on the disk never contradict each other: the disk lags, and catches up.
import type { DiskFault } from '../disk-fault.ts'
import type { Write } from './disk-shelf.ts'

const AGAIN_MS = 1_000
const PORTION_BYTES = 1024 * 1024
/** How often one attempt may fail for want of room, each time for something else. */
const MAX_FAILURES = 3
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG']
/** What is held in memory for a disk that fails: above it whatever can be refused is. */
export const HELD_MOST_BYTES = 16 * 1024 * 1024

interface Unit {
  readonly number: number
  writes: Write[]
}

interface Waiter {
  /** Everything up to this unit. */
  readonly number: number
  readonly done: () => void
  readonly failed: (fault: DiskFault) => void
}

export interface Failing {
  readonly code: string
  readonly writes: number
  readonly bytes: number
}

export interface RoundsEvents {
  /** All or nothing, on the disk when it resolves; rejects with a DiskFault. */
  write(writes: readonly Write[]): Promise<void>
  /** These are on the disk. */
  committed(writes: readonly Write[]): void
  /** After each attempt that failed, and once (null) when all is on the disk again. */
  failing(failing: Failing | null): void
}

const nameOf = ({ shelf, key }: Write): string => `${shelf.name}/${key}`
/** What holds units together: not counts, which go with whatever is next. */
const boundOf = ({ writes }: Unit): string[] => writes.filter(({ shelf }) => !shelf.isCount).map(nameOf)
const lastOfEach = (writes: readonly Write[]): Write[] => [
  ...new Map(writes.map((write) => [nameOf(write), write])).values()
]
const bytesOf = (units: readonly Unit[]): number =>
  units.reduce(
    (sum, { writes }) => writes.reduce((all, { key, text }) => all + key.length + (text?.length ?? 0), sum),
    0
  )

export class Rounds {
  /** Of the unit that is written. */
  number = 0
  private unit: Unit | null = null
  private queue: Unit[] = []
  private waiters: Waiter[] = []
  private asked = false
  private underWay: Promise<void> | null = null
  private fault: DiskFault | null = null
  private heldBytes = 0
  private retry: NodeJS.Timeout | null = null

  constructor(private readonly events: RoundsEvents) {}

  /** False: the disk has failed for so long that no more should be held for it. */
  get accepts(): boolean {
    return this.heldBytes < HELD_MOST_BYTES
  }

  /** How many writes wait. */
  get size(): number {
    return this.queue.reduce((sum, { writes }) => sum + writes.length, 0)
  }

  add(write: Write): void {
    if (this.unit === null) this.begin()
    this.unit!.writes.push(write)
    if (this.fault !== null) this.heldBytes += write.key.length + (write.text?.length ?? 0)
  }

  /** Everything that was written so far is on the disk; rejects when the next attempt does not bring it there. */
  flushed(): Promise<void> {
    if (this.queue.length === 0) return Promise.resolve()
    return new Promise((done, failed) => this.waiters.push({ number: this.queue.at(-1)!.number, done, failed }))
  }

  /** The last attempt, now. Rejects when it leaves something. */
  async end(): Promise<void> {
    await this.underWay
    this.stopRetrying()
    await this.go()
    this.stopRetrying()
    if (this.fault !== null) throw this.fault
  }

  /** A number of its own for each: a key that is written again and again in one goes to the disk once. */
  private begin(): void {
    this.unit = { number: this.number, writes: [] }
    this.queue.push(this.unit)
    queueMicrotask(() => {
      this.unit = null
      this.number++
    })
    if (this.asked || this.retry !== null) return // while the disk fails its own time decides
    this.asked = true
    setImmediate(() => {
      this.asked = false
      if (this.retry === null) void this.go()
    })
  }

  private go(): Promise<void> {
    this.underWay ??= this.run().finally(() => {
      this.underWay = null
      if (this.queue.length > 0 && this.fault === null) void this.go()
    })
    return this.underWay
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      const last = this.queue.at(-1)!.number
      if (this.fault === null && (await this.write(this.portion(Infinity, []), []))) continue
      if (!(await this.attempt(last))) return this.failed(last)
    }
  }

  /** From the front of the queue, what may overtake the units that were left out. */
  private portion(most: number, leftOut: readonly Unit[], last = Infinity): Unit[] {
    const taken: Unit[] = []
    const blocked = new Set(leftOut.flatMap(boundOf))
    let bytes = 0
    for (const unit of this.queue) {
      if (taken.length >= most || unit.number > last || bytes > PORTION_BYTES) break
      if (leftOut.includes(unit)) continue
      if (blocked.size > 0 && boundOf(unit).some((name) => blocked.has(name))) {
        for (const name of boundOf(unit)) blocked.add(name)
        continue
      }
      taken.push(unit)
      bytes += bytesOf([unit])
    }
    return taken
  }

  /** Unit by unit at first, then more and more together. True: nothing is left up to this one. */
  private async attempt(last: number): Promise<boolean> {
    const leftOut: Unit[] = []
    for (let most = 1; ;) {
      const units = this.portion(most, leftOut, last)
      if (units.length === 0) break
      if (await this.write(units, leftOut)) most *= 2
      else if (units.length > 1) most = 1
      else {
        leftOut.push(units[0]!)
        most = 1
        if (leftOut.length >= MAX_FAILURES || !NO_ROOM.includes(this.fault!.code)) break
      }
    }
    return this.queue.length === 0 || this.queue[0]!.number > last
  }

  private async write(units: readonly Unit[], leftOut: readonly Unit[]): Promise<boolean> {
    const writes = lastOfEach(units.flatMap((unit) => unit.writes)).filter(
      (write) => !write.shelf.isCount || write.shelf.needs(write)
    )
    try {
      await this.events.write(writes)
    } catch (fault) {
      this.fault = fault as DiskFault
      return false
    }
    this.queue = this.queue.filter((unit) => !units.includes(unit))
    this.events.committed(writes)
    if (leftOut.length === 0) this.settle()
    return true
  }

  /** Who waited for nothing that is still in the queue. */
  private settle(): void {
    const first = this.queue[0]?.number ?? Infinity
    const ready = this.waiters.filter(({ number }) => number < first)
    this.waiters = this.waiters.filter(({ number }) => number >= first)
    for (const { done } of ready) done()
    if (this.queue.length > 0 || this.fault === null) return
    this.fault = null
    this.heldBytes = 0
    this.events.failing(null)
  }

  private failed(last: number): void {
    const fault = this.fault!
    this.settle()
    const unlucky = this.waiters.filter(({ number }) => number <= last)
    this.waiters = this.waiters.filter(({ number }) => number > last)
    for (const { failed } of unlucky) failed(fault)
    this.compact()
    this.heldBytes = bytesOf(this.queue)
    this.events.failing({ code: fault.code, writes: this.size, bytes: this.heldBytes })
    this.retry = setTimeout(() => {
      this.retry = null
      void this.go()
    }, AGAIN_MS)
  }

  /** What waits long is held once: units that share a key are one from here on, with the last of each key. */
  private compact(): void {
    this.unit = null
    this.number++
    const unitOf = new Map<string, Unit>()
    const units = new Set<Unit>()
    for (const unit of this.queue) {
      const [first = unit, ...others] = [...new Set(boundOf(unit).flatMap((name) => unitOf.get(name) ?? []))].sort(
        (a, b) => a.number - b.number
      )
      units.add(first)
      for (const other of first === unit ? [] : [...others, unit]) {
        first.writes.push(...other.writes)
        units.delete(other)
      }
      for (const name of boundOf(first === unit || others.length > 0 ? first : unit)) unitOf.set(name, first)
    }
    for (const unit of units) unit.writes = lastOfEach(unit.writes)
    this.queue = [...units].sort((a, b) => a.number - b.number)
  }

  private stopRetrying(): void {
    if (this.retry !== null) clearTimeout(this.retry)
    this.retry = null
  }
}
