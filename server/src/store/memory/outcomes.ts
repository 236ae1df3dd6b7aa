// The outcomes of one session's sends: the last 2,048 numbers, rising, found by bisection (P-SEND-2).
import { OUTCOMES_KEPT } from '../../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { Outcome } from '../../wire/outcomes.ts'
import type { Remembered } from './sent-room.ts'
import type { Begun } from '../sessions.ts'

/** Room that is given back in one go, so that a send costs no copy of the rest. */
const SLACK = 256

export class Outcomes implements Remembered {
  listed = false
  busy = false
  taken = 0
  private ns: number[] = []
  private list: (Outcome | 0)[] = []
  private first = 0

  get size(): number {
    return this.ns.length - this.first
  }

  begin(n: number): Begun {
    if (n > this.taken) {
      this.taken = n
      this.ns.push(n)
      this.list.push(0)
      if (this.size > OUTCOMES_KEPT) this.list[this.first++] = 0
      if (this.first >= SLACK) this.drop()
      return 'new'
    }
    const at = this.find(n)
    if (at < 0) return 'forgotten'
    const outcome = this.list[at]!
    return outcome === 0 ? 'open' : outcome
  }

  /** false: there is one already, or the client has had it. */
  settle(n: number, outcome: Outcome): boolean {
    const at = this.find(n)
    if (at < 0 || this.list[at] !== 0) return false
    this.list[at] = outcome
    return true
  }

  /** P-SEND-11: nobody needs them up to this number. False: there was none. */
  forget(settled: number): boolean {
    const before = this.size
    while (this.first < this.ns.length && this.ns[this.first]! <= settled) this.list[this.first++] = 0
    const gone = before - this.size
    if (this.size === 0 || this.first >= SLACK) this.drop()
    return gone > 0
  }

  /** The older half goes; answers how many those were. */
  halve(): number {
    const gone = Math.ceil(this.size / 2)
    for (let i = 0; i < gone; i++) this.list[this.first++] = 0
    this.drop()
    return gone
  }

  /** Final outcomes above `settled`; forgets those up to it. */
  above(settled: number): [number, Outcome][] {
    this.forget(settled)
    this.drop()
    const known: [number, Outcome][] = []
    this.list.forEach((outcome, i) => {
      if (outcome !== 0) known.push([this.ns[i]!, outcome])
    })
    return known
  }

  dump(): { taken: number; ns: number[]; outcomes: (Outcome | 0)[] } {
    this.drop()
    return { taken: this.taken, ns: [...this.ns], outcomes: [...this.list] }
  }

  load(saved: { taken: number; ns: readonly number[]; outcomes: readonly (Outcome | 0)[] }): void {
    this.taken = saved.taken
    this.ns = [...saved.ns]
    this.list = [...saved.outcomes]
  }

  private drop(): void {
    if (this.first === 0) return
    if (this.first === this.ns.length) {
      this.ns.length = 0
      this.list.length = 0
      this.first = 0
      return
    }
    this.ns = this.ns.slice(this.first)
    this.list = this.list.slice(this.first)
    this.first = 0
  }

  private find(n: number): number {
    let low = this.first
    let high = this.ns.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const at = this.ns[middle]!
      if (at === n) return middle
      if (at < n) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
