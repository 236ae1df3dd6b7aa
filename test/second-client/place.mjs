// Where a stream stands for this client (P-STREAM-2), and what a frame of the stream means for it.

export class Place {
  e = ''
  o = 0
  /** Of the record at `o`; empty when it is not known. */
  i = ''
  /** Own records that the cursor has not come to, by offset (P-RECORD-7). */
  #own = new Map()

  /** The server's word: records follow after `o`. */
  start(e, o) {
    if (e !== this.e || o !== this.o) this.i = ''
    this.e = e
    this.o = o
    this.#own.clear()
  }

  /** 'next' hand it on, 'old' drop it, 'hole' and 'diverged' resume (P-RECORD-5, P-RECORD-6). */
  record(o, i) {
    if (o === this.o && this.i !== '' && this.i !== i) return 'diverged'
    if (o <= this.o) return 'old'
    if (o > this.o + 1) return 'hole'
    this.o = o
    this.i = i
    this.#pass()
    return 'next'
  }

  /** The answer to an own message stands where its record would. */
  own(o, i) {
    if (o <= this.o) return
    this.#own.set(o, i)
    this.#pass()
  }

  /** A skip or a gap: 'moved', 'old' or 'hole' (P-SKIP-1, P-GAP-4). */
  range(from, to) {
    if (to <= this.o) return 'old'
    if (from > this.o + 1) return 'hole'
    this.o = to
    this.i = ''
    this.#pass()
    return 'moved'
  }

  #pass() {
    for (const o of this.#own.keys()) if (o < this.o) this.#own.delete(o)
    for (let i = this.#own.get(this.o + 1); i !== undefined; i = this.#own.get(this.o + 1)) {
      this.o++
      this.i = i
      this.#own.delete(this.o)
    }
  }
}
