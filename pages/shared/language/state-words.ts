// What a connection is, in words and colours: the states of the engine, which the playground shows, and those that the
// typed client tells.
import type { Word } from './language'

export type Tone = 'good' | 'wait' | 'bad' | 'none'

interface Row {
  word: Word
  tone: Tone
}

const rows: Record<string, Row> = {
  out: { word: 'stateOut', tone: 'none' },
  entering: { word: 'stateEntering', tone: 'wait' },
  in: { word: 'stateIn', tone: 'good' },
  mending: { word: 'stateMending', tone: 'wait' },
  returning: { word: 'stateReturning', tone: 'wait' },
  expired: { word: 'stateExpired', tone: 'bad' },
  aborted: { word: 'stateAborted', tone: 'bad' },

  disconnected: { word: 'stateOut', tone: 'none' },
  connecting: { word: 'stateEntering', tone: 'wait' },
  connected: { word: 'stateIn', tone: 'good' },
  reconnecting: { word: 'stateReturning', tone: 'wait' }
}

const isReplaced = (state: string, reason: string): boolean => state === 'aborted' && reason === 'remote_login'

export const stateWord = (state: string, reason: string): Word =>
  isReplaced(state, reason) ? 'stateReplaced' : (rows[state]?.word ?? 'stateOut')

export const stateTone = (state: string): Tone => rows[state]?.tone ?? 'bad'
