// The inbox: alias 0 (section 6.3). What is told here is handled when the call returns, so `h` is `r`.
import { Place } from './place.mjs'

const IDS_KEPT = 1024

export class Inbox {
  #place = new Place()
  /** Of messages and gaps that were told: the same may come again under another offset. Kept over sessions. */
  #ids = new Set()
  #tell

  /** `tell(event)`: a message, or what was missed. */
  constructor(tell) {
    this.#tell = tell
  }

  /** P-RESUME-4 */
  get row() {
    const { e, o, i } = this.#place
    return { e, o, i, h: o }
  }

  get ack() {
    return { t: 'ack', r: this.#place.o, h: this.#place.o }
  }

  forget() {
    this.#place.start('', 0)
  }

  welcome({ e, o, gap }) {
    this.#place.start(e, o)
    if (gap !== undefined) this.#missed(gap) // P-GAP-5
  }

  /** Answers a verdict of the place. */
  record(frame) {
    const verdict = this.#place.record(frame.o, frame.i)
    if (verdict !== 'next' || this.#isKnown(frame.i)) return verdict
    this.#tell({ what: 'message', from: frame.f, id: frame.i, text: frame.p, stored: ((frame.fl ?? 0) & 2) > 0 })
    return verdict
  }

  skip({ from, to }) {
    return this.#place.range(from, to)
  }

  gap(frame) {
    const verdict = this.#place.range(frame.from, frame.to)
    if (verdict === 'moved') this.#missed(frame)
    return verdict
  }

  #missed({ count, why, by, i }) {
    if (count === 0 || (i !== undefined && this.#isKnown(i))) return // P-GAP-6
    for (const { u, count: of } of by ?? [{ u: '', count }]) this.#tell({ what: 'missed', channel: '', peer: u, count: of, why })
  }

  #isKnown(id) {
    if (this.#ids.has(id)) return true
    this.#ids.add(id)
    if (this.#ids.size > IDS_KEPT) this.#ids.delete(this.#ids.values().next().value)
    return false
  }
}
