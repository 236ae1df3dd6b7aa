// How a call ended, in words: each end from the side of the caller and from the side of the callee. What a newer server
// may say is shown as it is.
import type { Word } from '../shared/language/language'
import type { Call } from './book'
import type { End } from './machine'

const words: Record<End, readonly [outgoing: Word, incoming: Word]> = {
  refused: ['endRefused', 'endRefused'],
  refusedHere: ['endRefusedHere', 'endRefusedHere'],
  busy: ['endBusy', 'endBusy'],
  busyHere: ['endBusyHere', 'endBusyHere'],
  cancelled: ['endCancelled', 'endCancelled'],
  cancelledHere: ['endCancelledHere', 'endCancelledHere'],
  elsewhere: ['endElsewhere', 'endElsewhere'],
  hungUp: ['endHungUp', 'endHungUp'],
  hungUpHere: ['endHungUpHere', 'endHungUpHere'],
  lost: ['endLost', 'endLost'],
  loggedOut: ['endLoggedOut', 'endLoggedOut'],
  offline: ['endOffline', 'endOffline'],
  silent: ['endSilent', 'endSilent'],
  expired: ['endExpired', 'endExpiredHere'],
  unconfirmed: ['endUnconfirmed', 'endUnconfirmedHere'],
  caller_away: ['endCallerAway', 'endCallerAwayHere'],
  caller_gone: ['endCallerGone', 'endCallerGone']
}

export const endWord = ({ end, outgoing }: Call): Word => words[end]?.[outgoing ? 0 : 1] ?? 'endOther'

// The ends that a person wants to notice, in a warning colour.
const bad: readonly End[] = ['lost', 'loggedOut', 'offline', 'silent', 'unconfirmed', 'caller_away', 'unknown']
export const isBadEnd = ({ end }: Call): boolean => bad.includes(end)

export const againWord = ({ outgoing }: Call): Word => (outgoing ? 'callAgain' : 'callBack')
