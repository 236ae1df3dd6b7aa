// The log of the page: answers, events and own messages, newest last. Texts are made when shown, so that they follow
// the language.
import { reactive } from 'vue'
import type { Values, Word } from '../shared/language'

export interface Line {
  key: number
  kind: 'good' | 'bad' | 'event' | 'own'
  word: Word
  values: Values
  words: Record<string, Word>
  time: string
}

const KEPT = 300

export function makeJournal() {
  const lines = reactive<Line[]>([])
  let lastKey = 0
  function add(kind: Line['kind'], word: Word, values: Values = {}, words: Record<string, Word> = {}): void {
    lines.push({ key: ++lastKey, kind, word, values, words, time: new Date().toTimeString().slice(0, 8) })
    if (lines.length > KEPT) lines.shift()
  }
  const clear = (): void => {
    lines.splice(0)
  }
  return { lines, add, clear }
}
