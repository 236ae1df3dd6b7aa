// Where a session's own records stand in the channels' streams, as long as its client may not have passed them: a gap
// leaves them out, exactly (P-GAP-1). What the client has settled proves nothing by itself, because an answer in a
// welcome or to a repeat comes before the records around it.
import { OUTCOMES_KEPT } from '../../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { OwnDump } from '../sessions.ts'
import type { Remembered } from './sent-room.ts'

/** What is too much goes in portions: one by one each would move all the others. */
const AT_ONCE = 256

/** Own records side by side; `n`: the number of the last one. */
interface Run {
  readonly first: number
  last: number
  n: number
}

export class OwnPlaces implements Remembered {
  listed = false
  busy = false
  /** Rising, by alias. */
  private readonly streams = new Map<number, Run[]>()
  /** Runs of all streams. */
  size = 0
  /** Answers up to this number may have come out of their place. */
  private looseTo = 0

  add(alias: number, offset: number, n: number): void {
    let runs = this.streams.get(alias)
    if (runs === undefined) this.streams.set(alias, (runs = []))
    const last = runs[runs.length - 1]
    if (last !== undefined && last.last === offset - 1) {
      last.last = offset
      last.n = n
      return
    }
    runs.push({ first: offset, last: offset, n })
    this.size++
    // of a client that never says what it has: it has these, or has stopped long ago
    if (this.size > OUTCOMES_KEPT + AT_ONCE) this.dropLongest()
  }

  /** How many own records stand within the range. */
  count(alias: number, from: number, to: number): number {
    let count = 0
    for (const { first, last } of this.streams.get(alias) ?? [])
      count += Math.max(0, Math.min(last, to) - Math.max(first, from) + 1)
    return count
  }

  /** The client is at this offset, by its own word: no gap will begin before it. */
  passed(alias: number, offset: number): void {
    const runs = this.streams.get(alias)
    if (runs === undefined) return
    const kept = runs.findIndex(({ last }) => last > offset)
    this.drop(alias, kept < 0 ? runs.length : kept)
  }

  /** Answers up to this number are told without their place: in a welcome, or to a repeat. */
  loosen(n: number): void {
    this.looseTo = Math.max(this.looseTo, n)
  }

  /** The client has these answers. One that came in its place has taken the client past all before it. */
  settled(n: number): void {
    for (const [alias, runs] of this.streams) {
      let passed = runs.length
      while (passed > 0 && !(runs[passed - 1]!.n <= n && runs[passed - 1]!.n > this.looseTo)) passed--
      this.drop(alias, passed)
    }
  }

  /**
   * The older half of each stream goes; answers how many runs those were.
   * A gap that begins there counts own messages too.
   */
  halve(): number {
    const before = this.size
    for (const [alias, { length }] of this.streams) this.drop(alias, Math.ceil(length / 2))
    return before - this.size
  }

  dump(): OwnDump {
    return [...this.streams].flatMap(([alias, runs]) =>
      runs.map(({ first, last, n }) => [alias, first, last, n] as const)
    )
  }

  load(saved: OwnDump): void {
    for (const [alias, first, last, n] of saved) {
      const runs = this.streams.get(alias)
      if (runs === undefined) this.streams.set(alias, [{ first, last, n }])
      else runs.push({ first, last, n })
      this.size++
      this.loosen(n) // whatever was written before a restart
    }
  }

  private dropLongest(): void {
    let [most, found] = [0, 0]
    for (const [alias, { length }] of this.streams) if (length > most) [most, found] = [length, alias]
    this.drop(found, Math.min(most, AT_ONCE))
  }

  private drop(alias: number, count: number): void {
    if (count === 0) return
    const runs = this.streams.get(alias)!
    this.size -= count
    if (count === runs.length) this.streams.delete(alias)
    else runs.splice(0, count)
  }
}
