// The log of the page: answers, events and own messages, newest last. Texts are made when shown, so that they follow
// the language.
import { reactive } from 'vue'
import type { Values, Word } from '../shared/language/language'

export interface Line {
  key: number
  kind: 'good' | 'bad' | 'event' | 'own'
  word: Word
  values: Values
  words: Record<string, Word>
  time: string
}

const KEPT = 300

export class Journal {
  readonly state: { lines: Line[] } = reactive({ lines: [] })
  private lastKey = 0

  add(kind: Line['kind'], word: Word, values: Values = {}, words: Record<string, Word> = {}): void {
    const { lines } = this.state
    lines.push({ key: ++this.lastKey, kind, word, values, words, time: new Date().toTimeString().slice(0, 8) })
    if (lines.length > KEPT) lines.shift()
  }

  clear(): void {
    this.state.lines.splice(0)
  }
}
