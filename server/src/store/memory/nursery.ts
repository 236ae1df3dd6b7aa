// Where the records of all inboxes are written first. Most are acknowledged within moments, so they share memory and cost next to nothing. One that
// stays gets a piece of its own, and is counted as such: in shared memory it would keep what a hundred others have left (they are as many as the
// users who are away). What the nursery itself holds is bounded.
import type { Room } from '../../base/slabs.ts'

const SLAB = 65_536
const OWN_ABOVE = 4_096
/** Slabs that may hold young records. */
const SLABS_MOST = 64

/** Bytes that it holds at most. */
export const NURSERY_BYTES = SLAB * (SLABS_MOST + 1)

/** A record that may be given another place. */
export interface Movable {
  frame: Buffer
}

interface Generation<Keeper, Record> {
  readonly keepers: Keeper[]
  readonly records: Record[]
}

/** `isKept`: the keeper still has it. */
export class Nursery<Keeper, Record extends Movable> implements Room {
  private bytes: Buffer | null = null
  private used = 0
  private young: Generation<Keeper, Record> = { keepers: [], records: [] }
  private readonly older: Generation<Keeper, Record>[] = []

  constructor(private readonly isKept: (keeper: Keeper, record: Record) => boolean) {}

  room(size: number): Buffer {
    if (size > OWN_ABOVE) return Buffer.allocUnsafeSlow(size)
    if (this.bytes === null || this.used + size > SLAB) this.begin()
    const from = this.used
    this.used += size
    return this.bytes!.subarray(from, this.used)
  }

  /** Its frame was just written here. */
  add(keeper: Keeper, record: Record): void {
    if (record.frame.length > OWN_ABOVE) return
    this.young.keepers.push(keeper)
    this.young.records.push(record)
  }

  /** Called now and then: what is kept longer than until the next call moves. */
  age(): void {
    while (this.older.length > 0) this.move(this.older.shift()!)
    if (this.young.records.length === 0) return
    this.bytes = null
    this.retire()
  }

  private begin(): void {
    this.bytes = Buffer.allocUnsafeSlow(SLAB)
    this.used = 0
    if (this.young.records.length > 0) this.retire()
    if (this.older.length > SLABS_MOST) this.move(this.older.shift()!)
  }

  private retire(): void {
    this.older.push(this.young)
    this.young = { keepers: [], records: [] }
  }

  private move({ keepers, records }: Generation<Keeper, Record>): void {
    records.forEach((record, i) => {
      if (!this.isKept(keepers[i]!, record)) return
      const own = Buffer.allocUnsafeSlow(record.frame.length)
      record.frame.copy(own)
      record.frame = own
    })
  }
}
