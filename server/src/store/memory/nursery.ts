// Where the records of all inboxes are written first. Most are acknowledged within moments, so they share memory and
// cost next to nothing. One that stays gets a piece of its own, and is counted as such: in shared memory it would keep
// what a hundred others have left (they are as many as the users who are away).
// What the nursery itself holds is bounded.
import type { Room } from '../../base/slabs.ts'

const SLAB = 65_536
const OWN_ABOVE = 4_096
/** Slabs that may hold young records. */
const MAX_SLABS = 8

/** Bytes that it holds at most. */
export const NURSERY_BYTES = SLAB * (MAX_SLABS + 1)

/** Who keeps records that were written here. */
export interface Keeper {
  /** The last slab that it has records in. A number: the slab itself would stay for as long as its keepers. */
  young: number
  /** What is kept from this offset on, and lies in this memory, gets memory of its own. */
  move(from: number, memory: ArrayBufferLike): void
}

/**
 * A slab, and the first record of each keeper in it. The records themselves are not listed: those that are gone would
 * live on in the list.
 */
interface Generation {
  readonly memory: ArrayBufferLike | null
  readonly keepers: Keeper[]
  readonly from: number[]
}

const none = (memory: ArrayBufferLike | null): Generation => ({ memory, keepers: [], from: [] })

export class Nursery implements Room {
  private bytes: Buffer | null = null
  private used = 0
  private last = 0
  private young = none(null)
  private readonly older: Generation[] = []

  room(size: number): Buffer {
    if (size > OWN_ABOVE) return Buffer.allocUnsafeSlow(size)
    if (this.bytes === null || this.used + size > SLAB) this.begin()
    const from = this.used
    this.used += size
    return this.bytes!.subarray(from, this.used)
  }

  /** Its record, which has this offset, was just written here. */
  add(keeper: Keeper, offset: number, json: Buffer): void {
    if (keeper.young === this.last || json.length > OWN_ABOVE) return
    keeper.young = this.last
    this.young.keepers.push(keeper)
    this.young.from.push(offset)
  }

  /** Called now and then: what is kept longer than until the next call moves. */
  age(): void {
    while (this.older.length > 0) this.move(this.older.shift()!)
    if (this.young.keepers.length === 0) return
    this.bytes = null
    this.retire(none(null))
  }

  private begin(): void {
    this.bytes = Buffer.allocUnsafeSlow(SLAB)
    this.used = 0
    this.retire(none(this.bytes.buffer))
    if (this.older.length > MAX_SLABS) this.move(this.older.shift()!)
  }

  private retire(next: Generation): void {
    if (this.young.keepers.length > 0) this.older.push(this.young)
    this.young = next
    this.last++
  }

  private move({ memory, keepers, from }: Generation): void {
    keepers.forEach((keeper, i) => {
      keeper.move(from[i]!, memory!)
    })
  }
}

/**
 * The small ones of these that lie in this memory, from this place on, are copied. They stand side by side, but for
 * large ones, and for what is no record.
 */
export function moveOut(items: readonly { json?: Buffer | undefined }[], place: number, memory: ArrayBufferLike): void {
  for (let i = place; i < items.length; i++) {
    const item = items[i]!
    if (item.json === undefined || item.json.length > OWN_ABOVE) continue
    if (item.json.buffer !== memory) return
    const own = Buffer.allocUnsafeSlow(item.json.length)
    item.json.copy(own)
    item.json = own
  }
}
