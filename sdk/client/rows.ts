// What the engine's answers and events say, in the shapes of this interface.
import type { Row } from './line.ts'
import type { RtmInvitationEvent, RtmInvitationState, RtmMessageEvent, RtmMissedEvent } from '../api/events.ts'
import type {
  RtmAttributeRow,
  RtmAttributes,
  RtmLinkFault,
  RtmMemberCount,
  RtmPeerReceipt,
  RtmPresence,
  RtmState,
  RtmStats,
  RtmUserPresence
} from '../api/results.ts'

/** The words of the engine are those of this interface. */
export const stateIn = (row: Row): RtmState => textIn(row, 'pageState') as RtmState

export const textIn = (row: Row, key: string): string => {
  const found = row[key]
  return typeof found === 'string' ? found : ''
}

const numberOf = (found: unknown): number => (typeof found === 'number' ? found : 0)

export const numberIn = (row: Row, key: string): number => numberOf(row[key])

/** The engine says -1 where nobody can know. */
export const countIn = (row: Row, key: string): number | null => {
  const found = row[key]
  return typeof found === 'number' && found >= 0 ? found : null
}

export const textsIn = (row: Row, key: string): string[] =>
  listIn(row, key).filter((one): one is string => typeof one === 'string')

const listIn = (row: Row, key: string): unknown[] => (Array.isArray(row[key]) ? (row[key] as unknown[]) : [])

const presenceOf = (state: unknown): RtmPresence => (state === 'online' || state === 'unreachable' ? state : 'offline')

export function linkIn(found: unknown): RtmLinkFault | null {
  if (typeof found !== 'object' || found === null) return null
  const row = found as Row
  return { why: textIn(row, 'why'), detail: textIn(row, 'detail') }
}

export const receiptIn = (row: Row): RtmPeerReceipt => ({
  outcome: row['outcome'] === 'stored' ? 'stored' : 'received',
  messageId: textIn(row, 'id')
})

export const messageIn = (row: Row): RtmMessageEvent => ({
  userId: textIn(row, 'from'),
  text: textIn(row, 'text'),
  messageId: textIn(row, 'id'),
  time: numberIn(row, 'time'),
  offline: row['offline'] === 1,
  redelivered: row['redelivered'] === 1
})

/** Of users; a channel tells its own. */
export const missedIn = (row: Row): RtmMissedEvent => ({
  userId: textIn(row, 'peer'),
  count: countIn(row, 'missed'),
  reason: textIn(row, 'reason')
})

/** Counts in the places of the channels asked for. */
export const memberCountsIn = (row: Row, channelIds: string[]): RtmMemberCount[] => {
  const counts = listIn(row, 'counts')
  return channelIds.map((channelId, i) => ({ channelId, count: numberOf(counts[i]) }))
}

/** States in the places of the users asked for. */
export const presencesIn = (row: Row, userIds: string[]): RtmUserPresence[] => {
  const found = listIn(row, 'states')
  return userIds.map((userId, i) => ({ userId, presence: presenceOf(found[i]) }))
}

export const peersIn = (row: Row): RtmUserPresence[] =>
  listIn(row, 'states').map((one) => {
    const peer = one as Row
    return { userId: textIn(peer, 'user'), presence: presenceOf(peer['state']) }
  })

export const attributeRowsIn = (row: Row): RtmAttributeRow[] =>
  listIn(row, 'rows').map((one) => {
    const found = one as Row
    return {
      key: textIn(found, 'key'),
      value: found['value'] as RtmAttributeRow['value'],
      userId: textIn(found, 'by'),
      time: numberIn(found, 'time')
    }
  })

export const attributesIn = (row: Row): RtmAttributes => {
  const map: RtmAttributes = {}
  for (const { key, value } of attributeRowsIn(row)) map[key] = value // never __proto__: the server takes no such key
  return map
}

const invitationStates: Record<string, RtmInvitationState> = {
  received: 'ringing',
  accepted: 'accepted',
  refused: 'refused',
  cancelled: 'cancelled',
  elsewhere: 'answeredElsewhere'
}

export function invitationIn(row: Row): RtmInvitationEvent {
  const caller = row['role'] === 'local'
  const state = invitationStates[textIn(row, 'state')] ?? 'failed'
  const why = textIn(row, 'why')
  return {
    role: caller ? 'caller' : 'callee',
    state,
    userId: textIn(row, caller ? 'callee' : 'caller'),
    invitationId: textIn(row, 'invitationId'),
    channelId: textIn(row, 'channel'),
    content: textIn(row, 'content'),
    response: textIn(row, 'response'),
    reason: state === 'refused' ? (why === 'busy' ? 'busy' : 'refused') : state === 'failed' ? why : ''
  }
}

export const statsIn = (row: Row): RtmStats => ({
  roundTripMs: countIn(row, 'roundTrip'),
  links: numberIn(row, 'links'),
  lost: numberIn(row, 'lost'),
  sent: numberIn(row, 'sent'),
  received: numberIn(row, 'received'),
  waiting: numberIn(row, 'waiting')
})
