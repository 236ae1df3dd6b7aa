// What happened on both sides, in order. Repetitions within a moment become one line with a count.
import { reactive } from 'vue'
import { pageClock } from '../shared/window/page-clock'
import type { Values, Word } from '../shared/language/language'

export type Side = 'left' | 'right'

export interface Moment {
  key: number
  side: Side
  name: string
  word: Word
  values: Values
  words: Record<string, Word> // values that are texts themselves, so that they follow the language
  at: number // milliseconds since the first one
  last: number
  count: number
}

export type Tell = (word: Word, values?: Values, words?: Record<string, Word>) => void

const KEPT = 200
const SAME_MS = 800
const LOOK_BACK = 3

export class Timeline {
  readonly state: { moments: Moment[] } = reactive({ moments: [] })
  private start = 0
  private lastKey = 0

  tell(side: Side, name: string, word: Word, values: Values = {}, words: Record<string, Word> = {}): void {
    const { moments } = this.state
    const now = pageClock.monotonic()
    if (moments.length === 0) this.start = now
    const at = now - this.start
    const same = moments
      .slice(-LOOK_BACK)
      .find(
        (one) =>
          one.side === side &&
          one.word === word &&
          at - one.last < SAME_MS &&
          JSON.stringify([one.values, one.words]) === JSON.stringify([values, words])
      )
    if (same !== undefined) {
      same.count++
      same.last = at
      return
    }
    moments.push({ key: ++this.lastKey, side, name, word, values, words, at, last: at, count: 1 })
    if (moments.length > KEPT) moments.splice(0, moments.length - KEPT)
  }

  clear(): void {
    this.state.moments.splice(0)
  }
}
