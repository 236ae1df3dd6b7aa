// What comes over a welcomed link: records, skips, gaps and outcomes, each against the cursor of its stream.
import { Stream } from './stream.mjs'
import { missedOf, Ring } from './words.mjs'

const ACK = 5

export class Delivery {
  constructor(core) {
    this.core = core
    this.inbox = new Stream()
    this.ack = null
    this.acked = '' // the place that the server has been told last
    this.user = ''
    this.forget()
  }

  forget() {
    this.seen = new Ring(1024) // over greetings, sessions and logins of one user
    this.gaps = new Ring(1024)
  }

  // An explicit login has no cursor (section 12), but it remembers ids.
  reset(user) {
    if (user !== this.user) this.forget()
    this.user = user
    this.inbox = new Stream()
    this.core.cancel(this.ack)
    this.ack = null
  }

  // What `hello` names. The page is told synchronously, so what is received is handled, too.
  cursor() {
    const { e, o, i } = this.inbox
    return { e, o, i, h: o }
  }

  welcome(row) {
    this.inbox.place(row.e, row.o)
    this.acked = this.where() // r and h begin there
    if (row.gap !== undefined) this.missed('', row.gap)
  }

  frame(frame) {
    if (frame.t === 'out') return this.out(frame)
    const stay = frame.a === 0 ? null : this.core.channels.streams.get(frame.a)
    if (stay === undefined) return // not joined (any more)
    const stream = stay === null ? this.inbox : stay.stream
    if (frame.t === 'm') this.record(frame, stay, stream)
    else if (frame.t === 'skip') this.range(frame, stream)
    else this.gap(frame, stay, stream)
    // An own place may wait above, and a range may be old: the ack looks at the cursor only.
    if (stay === null) this.acknowledge()
  }

  record(frame, stay, stream) {
    if (frame.o === undefined) return // volatile, of a quality that version 1 does not have (P-RECORD-4)
    const verdict = stream.record(frame.o, frame.i)
    if (verdict === 'old') return
    if (verdict !== 'next') return this.core.fault(verdict, frame)
    const { f: from, i: id, p: text, o } = frame
    if (stay !== null) return this.core.push({ what: 'record', channel: stay.ch, from, id, text, e: stream.e, o })
    // The same message may come at another offset: acknowledged like any other, handed on once.
    if (!this.seen.take(id)) return
    this.core.push({ what: 'message', from, id, text, stored: ((frame.fl ?? 0) & 2) !== 0 })
  }

  range(frame, stream) {
    const verdict = stream.range(frame.from, frame.to)
    if (verdict === 'hole') this.core.fault(verdict, frame)
    return verdict
  }

  gap(frame, stay, stream) {
    if (frame.count < 0) stream.jump(frame.to)
    // One that ends at or below the cursor is old and was told.
    else if (this.range(frame, stream) !== 'moved') return
    this.missed(stay === null ? '' : stay.ch, frame)
  }

  missed(channel, gap) {
    // P-GAP-6: a gap of the inbox has an id, and may come again. One in a row of `welcome` is as new as that.
    if (gap.i !== undefined && !this.gaps.take(gap.i)) return
    for (const event of missedOf(channel, gap)) this.core.push(event)
  }

  // P-RECORD-7. Never a hole: an answer to a repeat, and one that is given while a replay goes on, may be far ahead,
  // and from the frame alone no client can tell such an `out` from another. The next record shows what is missing.
  out(frame) {
    if (frame.outcome === 'taken') {
      this.core.outbox.settle(frame, this.core.channels.epochs.get(frame.a) ?? '')
      this.core.channels.streams.get(frame.a)?.stream.own(frame.o, frame.i)
    } else this.core.outbox.settle(frame, '')
  }

  // One ack for what comes together. Without it senders wait for their outcome (P-INBOX-2).
  acknowledge() {
    if (this.ack !== null || this.acked === this.where()) return
    this.ack = this.core.after(ACK, () => {
      this.ack = null
      // The next hello says it, when there is no link (P-RESUME-4).
      if (!this.core.welcomed() || this.acked === this.where()) return
      this.acked = this.where()
      this.core.write(this.core.withSettled({ t: 'ack', ...this.marks() }))
    })
  }

  marks() {
    return { r: this.inbox.o, h: this.inbox.o }
  }

  where() {
    return `${this.inbox.e} ${this.inbox.o}`
  }
}
