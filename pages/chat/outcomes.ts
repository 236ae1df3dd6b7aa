// What became of an own message, and what a person can do about it, as rows: the page asks the row, never a list of
// names.
import type { Word } from '../shared/language/language'
import type { Tone } from '../shared/language/state-words'

/** `open`: the time for an outcome is over, and it is not known yet. `unknown`: it will never be known. */
export type Outcome =
  'sending' | 'received' | 'taken' | 'stored' | 'offline' | 'failed' | 'open' | 'unknown' | 'not_sent'

export interface OutcomeRow {
  word: Word
  tone: Tone
  mark: string
  advice: Word | null // what to do, or what goes on by itself
  again: boolean // it may be sent again
  later: boolean // it may be left with the server for later
}

export const outcomes: Record<Outcome, OutcomeRow> = {
  sending: { word: 'outcomeWaiting', tone: 'none', mark: '◷', advice: null, again: false, later: false },
  received: { word: 'outcomeReceived', tone: 'good', mark: '✓✓', advice: null, again: false, later: false },
  taken: { word: 'outcomeTaken', tone: 'good', mark: '✓', advice: null, again: false, later: false },
  stored: { word: 'chatStored', tone: 'good', mark: '✓', advice: null, again: false, later: false },
  offline: { word: 'outcomeOffline', tone: 'bad', mark: '✕', advice: null, again: true, later: true },
  failed: { word: 'chatFailed', tone: 'bad', mark: '✕', advice: null, again: true, later: false },
  open: { word: 'chatOpen', tone: 'wait', mark: '…', advice: 'chatOpenAdvice', again: false, later: false },
  unknown: { word: 'outcomeUnknown', tone: 'wait', mark: '?', advice: 'chatUnknownAdvice', again: true, later: false },
  not_sent: { word: 'outcomeNotSent', tone: 'bad', mark: '✕', advice: null, again: true, later: false }
}

/** The word of a late outcome. What was refused late says no reason. */
export const outcomeOfLate = (word: string): Outcome =>
  word === 'refused' ? 'failed' : word in outcomes ? (word as Outcome) : 'unknown'
