// What happened, newest last: the log that the page shows, and the states of the connection with their times. Both
// forget their oldest rows. No row holds a text of a message or a token, so that a report may be sent to anybody.
import type { PageClock } from '../shared/window/page-clock'
import type { Values, Word } from '../shared/language/language'

export type Kind = 'state' | 'message' | 'deed' | 'problem'

export interface Entry {
  key: number
  at: number
  kind: Kind
  word: Word
  values: Values
  words: Record<string, Word> // values that are texts themselves, so that they follow the language
}

export interface Stay {
  key: number
  at: number
  since: number // the same moment, monotonic
  state: string
  reason: string
}

export interface Journal {
  entries: Entry[]
  stays: Stay[]
}

export const KEPT = 200
export const STAYS_KEPT = 40
let lastKey = 0

export const emptyJournal = (): Journal => ({ entries: [], stays: [] })

export function note(
  journal: Journal,
  at: number,
  kind: Kind,
  word: Word,
  values: Values = {},
  words: Record<string, Word> = {}
): void {
  journal.entries = [...journal.entries, { key: ++lastKey, at, kind, word, values, words }].slice(-KEPT)
}

export function stay(journal: Journal, { now, monotonic }: PageClock, state: string, reason: string): void {
  journal.stays = [...journal.stays, { key: ++lastKey, at: now(), since: monotonic(), state, reason }].slice(
    -STAYS_KEPT
  )
}

export const clearLog = (journal: Journal): void => {
  journal.entries = []
}

export const filtered = ({ entries }: Journal, kind: Kind | 'all'): Entry[] =>
  kind === 'all' ? entries : entries.filter((entry) => entry.kind === kind)

/** How long each state lasted; the last one lasts until now, which is monotonic. */
export const withLengths = (stays: readonly Stay[], now: number): (Stay & { ms: number })[] =>
  stays.map((one, i) => ({ ...one, ms: (stays[i + 1]?.since ?? now) - one.since }))
