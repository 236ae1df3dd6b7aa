// Messages that wait to be written, or for their outcome (P-SEND-1 to P-SEND-9, P-WELCOME-2).

const OUTCOME_MS = 10_000

export class Outbox {
  /** In the order of their numbers. */
  #rows = []
  #n = 0
  #ports
  #write
  #late

  /** `write(frame)`: false when there is no link that was welcomed. `late(n, out)`: an outcome after the ten seconds. */
  constructor(ports, write, late) {
    this.#ports = ports
    this.#write = write
    this.#late = late
  }

  /** `done(out)` once: a frame `out`, or `{outcome: 'not_sent' | 'open' | 'unknown'}`. Answers `n`. */
  add(frame, done) {
    const row = { n: ++this.#n, frame, done, written: false, answered: false, timer: 0 }
    row.timer = this.#ports.after(OUTCOME_MS, () => this.#tooLate(row))
    this.#rows.push(row)
    this.flush()
    return row.n
  }

  /** Every number up to here needs no outcome any more. */
  get settled() {
    return this.#rows.length === 0 ? this.#n : this.#rows[0].n - 1
  }

  /** A message to this channel may have to be written again. */
  isPublishing(ch) {
    return this.#rows.some(({ frame, answered }) => frame.ch === ch && !answered)
  }

  flush() {
    for (const row of this.#rows) {
      if (row.written) continue
      const { t, p, ...fields } = row.frame
      if (!this.#write({ t, n: row.n, ...fields, p })) return // P-FRAME-7: the payload last
      row.written = true
    }
  }

  out(frame) {
    const row = this.#rows.find(({ n }) => n === frame.n)
    if (row !== undefined) this.#settle(row, frame)
  }

  welcome({ taken, outcomes }, fresh) {
    if (!fresh) for (const out of outcomes) this.out(out)
    for (const row of [...this.#rows]) {
      if (!row.written) continue
      if (fresh) this.#settle(row, { outcome: 'unknown' }) // P-SEND-9
      else if (row.n > taken && row.answered) this.#settle(row, { outcome: 'not_sent' }) // P-SEND-9: not repeated
      else if (row.n > taken) row.written = false
    }
  }

  /** The login is over. */
  end() {
    for (const row of [...this.#rows]) this.#settle(row, { outcome: row.written ? 'unknown' : 'not_sent' })
  }

  #tooLate(row) {
    if (!row.written) return this.#settle(row, { outcome: 'not_sent' })
    row.answered = true
    row.done({ outcome: 'open', n: row.n })
  }

  #settle(row, out) {
    this.#ports.cancel(row.timer)
    this.#rows = this.#rows.filter((other) => other !== row)
    const told = { ...out, n: row.n }
    if (row.answered) this.#late(row.n, told)
    else row.done(told)
  }
}
