// Attributes spoken by hand: changes with numbers of their own, reads, and what they answer.
import type { Client } from './client.ts'
import type { Fields } from './wire.ts'

export const room = { ch: 'room' }
let last = 0
/** The number of a change: no two have the same. */
export const nextChange = (): number => ++last
export const set = (client: Client, how: string, fields: Fields = {}): Promise<Fields> =>
  client.request('setattrs', { w: nextChange(), how, ...fields })
export const get = (client: Client, fields: Fields): Promise<Fields> => client.request('getattrs', fields)
export const rows = (...pairs: [string, unknown][]): Fields => ({ rows: pairs.map(([k, v]) => ({ k, v })) })
export const keys = (reply: Fields): string[] => (reply['rows'] as Fields[]).map(({ k }) => k as string)
