// The cursor of one stream (P-STREAM-2): what has been seen of it, and what a frame means from there.
// It answers with a verdict and touches nothing else, so that every rule of order stands in one place.

export class Stream {
  constructor() {
    this.e = ''
    this.o = 0
    this.i = ''
    // Places of own records above the cursor: offset -> id (P-RECORD-7).
    this.ahead = new Map()
  }

  // The place that an answer to a join, or a welcome, gives: it is the server's, whatever was here (section 12).
  place(e, o) {
    if (e === this.e && o === this.o) return
    if (e !== this.e || o < this.o) this.ahead.clear()
    this.e = e
    this.o = o
    this.i = ''
    this.drain()
  }

  // 'old', 'next' (the cursor has moved, hand it on), 'hole' or 'diverged'.
  record(o, i) {
    if (o === this.o && this.i !== '' && i !== this.i) return 'diverged' // P-RECORD-5
    if (o <= this.o) return 'old'
    if (o > this.o + 1) return 'hole' // P-RECORD-6
    this.move(o, i)
    return 'next'
  }

  // The place of an own record: it moves the cursor when it comes to it, now or later.
  own(o, i) {
    if (o <= this.o) return
    this.ahead.set(o, i)
    this.drain()
  }

  // A skip or a gap from..to: 'old', 'moved' or 'hole'.
  range(from, to) {
    if (to <= this.o) return 'old'
    if (from > this.o + 1) return 'hole'
    this.move(to, '')
    return 'moved'
  }

  // A gap whose count is unknown has no beginning (P-GAP-2).
  jump(to) {
    this.ahead.clear()
    this.o = to
    this.i = ''
  }

  move(o, i) {
    this.o = o
    this.i = i
    this.drain()
  }

  drain() {
    for (const o of this.ahead.keys()) {
      // The id of a place that a range has covered is still good for the cursor that stands on it.
      if (o === this.o && this.i === '') this.i = this.ahead.get(o)
      if (o <= this.o) this.ahead.delete(o)
    }
    while (this.ahead.has(this.o + 1)) {
      this.o += 1
      this.i = this.ahead.get(this.o)
      this.ahead.delete(this.o)
    }
  }
}
