// What the page sends: numbers, deadlines, outcomes. An entry lives until its outcome is known or nobody can know it.

const PATIENCE = 10_000

export class Outbox {
  constructor(core) {
    this.core = core
    this.entries = new Map() // by n, which rises, so their order is that of the numbers
    this.n = 0
    this.told = 0 // the highest `settled` that a frame has carried
  }

  // `stay`: the stay in a channel for a publish, null for a send to a user.
  add(head, text, stay, done) {
    this.n += 1
    const entry = { n: this.n, head, text, stay, done, written: false, open: false, timer: null }
    this.entries.set(entry.n, entry)
    entry.timer = this.core.after(PATIENCE, () => this.late(entry))
    // All before it are written when there is a welcomed link, so it is the next in order (P-ORDER-3).
    if (this.core.welcomed()) this.write(entry)
  }

  // Every number up to here needs no outcome any more (P-SEND-11). Unwritten ones count as open: they come later.
  settled() {
    const first = this.entries.keys().next()
    return first.done ? this.n : first.value - 1
  }

  // Writes what was never written, in the order of the numbers (P-ORDER-3).
  flush() {
    for (const entry of this.entries.values()) {
      if (!this.core.welcomed()) return
      if (!entry.written) this.write(entry)
    }
  }

  write(entry) {
    if (!entry.written) {
      // Marked before the socket has it: when it breaks now, nobody knows whether it went out.
      entry.written = true
    }
    const { t, ...rest } = entry.head
    const frame = { t, n: entry.n, ...rest, hist: 0 }
    const settled = this.settled()
    // With a frame that goes out anyway, when it has risen by 16 (P-SEND-11).
    if (settled >= this.told + 16) frame.settled = this.tell()
    frame.p = entry.text // last (P-FRAME-7)
    this.core.write(frame)
  }

  tell() {
    this.told = this.settled()
    return this.told
  }

  // The deadline. Never written: removed and never sent (P-SEND-9). Written: open, and its outcome is told later.
  late(entry) {
    if (!entry.written) return this.end(entry, { outcome: 'not_sent' })
    entry.open = true
    this.core.call(entry.done, { outcome: 'open', n: entry.n })
  }

  end(entry, out) {
    this.entries.delete(entry.n)
    this.core.cancel(entry.timer)
    const answer = { ...out, n: entry.n }
    if (entry.open) this.core.push({ what: 'late', ...answer })
    else this.core.call(entry.done, answer)
  }

  // An `out` of the server. `epoch` is that of its alias, or '' where it is not known.
  settle(frame, epoch) {
    const entry = this.entries.get(frame.n)
    if (entry === undefined) return
    const out = { outcome: frame.outcome }
    if (frame.why !== undefined) out.why = frame.why
    if (frame.outcome === 'taken') {
      out.e = epoch || (entry.stay === null ? '' : entry.stay.stream.e)
      out.o = frame.o
    }
    this.end(entry, out)
  }

  // After `welcome`, behind its outcomes. `taken` is -1 in a fresh session.
  resume(taken) {
    for (const entry of [...this.entries.values()]) {
      if (!entry.written) continue
      const isHad = entry.n <= taken
      // P-SEND-9: a written one is repeated only inside its session.
      if (taken < 0) this.end(entry, { outcome: 'unknown' })
      // Above `taken` the server has never had it; who was told open does not wait for it any more.
      else if (!isHad && entry.open) this.end(entry, { outcome: 'not_sent' })
      // At or below it works on it, and its `out` will come, unless it has forgotten it meanwhile (P-SEND-2).
      else if ((!isHad || entry.open) && this.core.welcomed()) this.write(entry)
    }
    this.flush()
  }

  // True while a publish of this stay may have to be written (again), so a hello has to name it (P-CHANNEL-6).
  owes(stay) {
    for (const entry of this.entries.values()) if (entry.stay === stay && !entry.open) return true
    return false
  }

  // The stay is lost: what was not written to it would only be refused.
  refuse(stay) {
    for (const entry of [...this.entries.values()]) {
      if (entry.stay === stay && !entry.written) this.end(entry, { outcome: 'refused', why: 'not_joined' })
    }
  }

  // The login is over. An outcome that comes after it reaches no page (P-RESUME-8), so nobody will know.
  clear() {
    for (const entry of [...this.entries.values()]) this.end(entry, { outcome: entry.written ? 'unknown' : 'not_sent' })
  }
}
