// What became of a message, in words. `open`: the caller was told that there is no outcome yet.
import type { Word } from './language'

export type Outcome =
  'waiting' | 'received' | 'taken' | 'stored' | 'offline' | 'refused' | 'open' | 'unknown' | 'not_sent'

export const outcomeWords: Record<Outcome, Word> = {
  waiting: 'outcomeWaiting',
  received: 'outcomeReceived',
  taken: 'outcomeTaken',
  stored: 'outcomeStored',
  offline: 'outcomeOffline',
  refused: 'outcomeRefused',
  open: 'outcomeOpen',
  unknown: 'outcomeUnknown',
  not_sent: 'outcomeNotSent'
}
