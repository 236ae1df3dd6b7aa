// What the engine's answers and events say, in the shapes of this interface.
import type { Row } from './line.ts'
import type {
  RtmAttributeRow,
  RtmAttributes,
  RtmLinkFault,
  RtmPresence,
  RtmState,
  RtmUserPresence
} from '../api/results.ts'

/** The words of the engine are those of this interface. */
export const stateIn = (row: Row): RtmState => textIn(row, 'pageState') as RtmState

export const textIn = (row: Row, key: string): string => {
  const found = row[key]
  return typeof found === 'string' ? found : ''
}

export const numberOf = (found: unknown): number => (typeof found === 'number' ? found : 0)

export const numberIn = (row: Row, key: string): number => numberOf(row[key])

/** The engine says -1 where nobody can know. */
export const countIn = (row: Row, key: string): number | null => {
  const found = row[key]
  return typeof found === 'number' && found >= 0 ? found : null
}

export const textsIn = (row: Row, key: string): string[] =>
  listIn(row, key).filter((one): one is string => typeof one === 'string')

export const listIn = (row: Row, key: string): unknown[] => (Array.isArray(row[key]) ? (row[key] as unknown[]) : [])

export const presenceOf = (state: unknown): RtmPresence =>
  state === 'online' || state === 'unreachable' ? state : 'offline'

export function linkIn(found: unknown): RtmLinkFault | null {
  if (typeof found !== 'object' || found === null) return null
  const row = found as Row
  return { why: textIn(row, 'why'), detail: textIn(row, 'detail') }
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
