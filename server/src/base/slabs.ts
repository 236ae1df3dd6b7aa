// Memory for what is kept. Many small records lie in one piece of memory, because a piece of their own would cost more
// than they do; but one that stays keeps all of its piece. So who keeps records has pieces of his own, counts them as a
// whole, and packs again when too little is left in them.

/** Where a record is written. */
export interface Room {
  room(size: number): Buffer
}

export interface Slab {
  readonly size: number
  /** Records in it that are kept. */
  live: number
}

const SLAB = 32_768
const OWN_ABOVE = 4_096
/** A piece of its own for each of the first records would cost more than it saves. */
const LEAST = 1_024
/** A new piece is at most this part of what is held: two that are half used are not much then. */
const SHARE = 8
/** This much more than what lies in them is held at most, as a part and in bytes. */
const SPARE = 0.5
const SPARE_BYTES = 1_024

/** The pieces of one keeper. */
export class Slabs implements Room {
  /** Bytes of all pieces. */
  held = 0
  /** Where the last room is. */
  last: Slab = { size: 0, live: 0 }
  private open: Slab = this.last
  private bytes: Buffer | null = null
  private used = 0

  /** `expected`: bytes of small records that are sure to come. */
  constructor(private expected = 0) {}

  room(size: number): Buffer {
    if (this.bytes !== null && this.used + size <= this.bytes.length) {
      const from = this.used
      this.used += size
      this.last = this.open
      this.last.live++
      return this.bytes.subarray(from, this.used)
    }
    const length =
      size > OWN_ABOVE
        ? size
        : Math.max(
            size,
            Math.min(SLAB, Math.max(this.expected > 0 ? this.expected : LEAST, Math.floor(this.held / SHARE)))
          )
    const bytes = Buffer.allocUnsafeSlow(length)
    this.held += length
    this.last = { size: length, live: 1 }
    if (size > OWN_ABOVE) return bytes
    this.expected = Math.max(0, this.expected - length)
    this.open = this.last
    this.bytes = bytes
    this.used = size
    return bytes.subarray(0, size)
  }

  /** A record in it is gone. */
  leave(slab: Slab): void {
    slab.live--
    if (slab.live > 0) return
    if (slab === this.open) this.bytes = null
    this.held -= slab.size
  }

  /** One with a single record comes over from other pieces as it is. */
  adopt(slab: Slab): void {
    this.held += slab.size
  }

  /** Of what is held too little is in use. */
  isSparse(used: number): boolean {
    return this.held > used * (1 + SPARE) + SPARE_BYTES
  }
}

/** It has a piece of its own, which no packing would make smaller. */
export const isAlone = (size: number): boolean => size > OWN_ABOVE
