// What happened on both sides, in order. Repetitions within a moment become one line with a count.
import { reactive } from 'vue'
import { pageClock } from '../shared/page-clock'
import type { Values, Word } from '../shared/language'

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

export function makeTimeline() {
  const moments = reactive<Moment[]>([])
  let start = 0
  let lastKey = 0

  function tell(side: Side, name: string, word: Word, values: Values = {}, words: Record<string, Word> = {}): void {
    const now = pageClock.monotonic()
    if (moments.length === 0) start = now
    const same = moments
      .slice(-LOOK_BACK)
      .find(
        (one) =>
          one.side === side &&
          one.word === word &&
          now - start - one.last < SAME_MS &&
          JSON.stringify([one.values, one.words]) === JSON.stringify([values, words])
      )
    if (same !== undefined) {
      same.count++
      same.last = now - start
      return
    }
    moments.push({ key: ++lastKey, side, name, word, values, words, at: now - start, last: now - start, count: 1 })
    if (moments.length > KEPT) moments.splice(0, moments.length - KEPT)
  }

  return {
    moments,
    tell,
    clear: (): void => {
      moments.splice(0)
    }
  }
}
