import type { Word } from '../shared/language'

const words: Record<string, Word> = {
  out: 'stateOut', entering: 'stateEntering', in: 'stateIn', mending: 'stateMending', returning: 'stateReturning', expired: 'stateExpired', aborted: 'stateAborted'
}

export function stateWord(phase: string, reason: string): Word {
  if (phase === 'aborted' && reason === 'remote_login') return 'stateReplaced'
  return words[phase] ?? 'stateOut'
}

export type Tone = 'good' | 'wait' | 'bad' | 'none'

export function stateTone(phase: string): Tone {
  if (phase === 'in') return 'good'
  if (phase === 'entering' || phase === 'mending' || phase === 'returning') return 'wait'
  return phase === 'out' ? 'none' : 'bad'
}
