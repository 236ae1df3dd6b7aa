// One channel that is wanted (section 7): its stream and its members.
import { Place } from './place.mjs'

export class Room {
  place = new Place()
  alias = 0
  joined = false
  count = 0
  #version = 0
  /** null: none are known (P-HELLO-11). */
  #members = null
  #tell

  /** `done(answer)`: of the join, `{t: 'ok'}` or a `no`. */
  constructor(name, j, done, tell) {
    this.name = name
    this.j = j
    this.done = done
    this.#tell = tell
  }

  /** P-HELLO-11, P-CHANNEL-5 */
  get row() {
    const { e, o, i } = this.place
    return { ch: this.name, e, o, i, j: this.j, v: this.#members === null ? 0 : this.#version, mode: 'full' }
  }

  /** The answer to the join, or the row of a welcome. */
  granted({ a, e, o, v, count, gap }) {
    const first = !this.joined
    this.joined = true
    this.alias = a
    this.place.start(e, o)
    this.count = count
    if (v < this.#version) this.#version = 0 // another life of the server counts anew
    this.#tell({ what: 'granted', channel: this.name, e, o, first })
    if (gap !== undefined) this.#missed(gap) // P-GAP-5
    if (first) this.done({ t: 'ok' })
  }

  record(frame) {
    const verdict = this.place.record(frame.o, frame.i)
    if (verdict === 'next') this.#tell({ what: 'record', channel: this.name, from: frame.f, id: frame.i, text: frame.p, e: this.place.e, o: frame.o })
    return verdict
  }

  skip({ from, to }) {
    return this.place.range(from, to)
  }

  gap(frame) {
    const verdict = this.place.range(frame.from, frame.to)
    if (verdict === 'moved') this.#missed(frame)
    return verdict
  }

  /** P-MEMBER-1: a delta, a snapshot, or the count alone. */
  members({ v, count, joined, left, all }) {
    if (v < this.#version) return
    this.#version = v
    this.count = count
    const before = this.#members
    if (all !== undefined) this.#members = new Set(all)
    else if (before !== null) {
      this.#members = new Set(before)
      for (const { u } of left ?? []) this.#members.delete(u)
      for (const u of joined ?? []) this.#members.add(u)
    }
    if (before === null || this.#members === null) return
    const whys = new Map((left ?? []).map(({ u, why }) => [u, why]))
    for (const u of before) if (!this.#members.has(u)) this.#tell({ what: 'left', channel: this.name, user: u, why: whys.get(u) ?? '' })
    for (const u of this.#members) if (!before.has(u)) this.#tell({ what: 'joined', channel: this.name, user: u })
  }

  #missed({ count, why, from, to }) {
    if (count !== 0) this.#tell({ what: 'missed', channel: this.name, peer: '', count, why, e: this.place.e, from, to })
  }
}
