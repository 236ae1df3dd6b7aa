// The naive model of attributes, a map that is copied, and the server's order of writes as its store saw it.
import { expect } from 'vitest'
import { AttributesMemory } from '../../../server/src/store/memory/attributes-memory.ts'
import type { Change } from '../../../server/src/store/attributes.ts'

export const ENTRIES = 3
export const BYTES = 24

/** The naive model: a map that is copied. */
export type State = ReadonlyMap<string, string>
export interface Naive {
  readonly how: string
  readonly map: Record<string, string>
  readonly keys: readonly string[]
}

export function after(state: State, { how, map, keys }: Naive): State {
  const next = new Map(how === 'merge' || how === 'delete' ? state : [])
  if (how === 'merge' || how === 'replace') for (const [key, value] of Object.entries(map)) next.set(key, value)
  if (how === 'delete') for (const key of keys) next.delete(key)
  return next
}
export const fits = (state: State): boolean =>
  state.size <= ENTRIES && [...state].reduce((sum, [key, value]) => sum + key.length + value.length, 0) <= BYTES
export const shown = (state: State): string => JSON.stringify([...state].sort())
export const stateOf = (rows: unknown): State =>
  new Map((rows as { key: string; text: string }[]).map(({ key, text }) => [key, text]))

/** What a page was told of its own attributes. `sure`: every answer has come, so it knows what the server has. */
export class Copy {
  state: State = new Map()
  sure = true
}

/** The order of writes in one life of the server, spied at its store. */
export class Ledger {
  state: State = new Map()
  readonly history: string[] = [shown(new Map())]
  readonly written: string[] = []
  crashed = false

  store(): AttributesMemory {
    const store = new AttributesMemory()
    const write = store.write.bind(store)
    store.write = async (owner, change, room, life) => {
      const verdict = await write(owner, change, room, life)
      const next = after(this.state, naive(change))
      expect(verdict).toBe(fits(next) ? 'written' : 'too_large')
      if (verdict === 'written') {
        this.state = next
        this.history.push(shown(next))
        this.written.push(nameOf(change))
      }
      return verdict
    }
    return store
  }

  crash(): void {
    this.crashed = true
    this.state = new Map()
    this.history.push(shown(this.state))
  }
}

const naive = (change: Change): Naive => ({
  how: change.how,
  map: 'rows' in change ? Object.fromEntries(change.rows.map(({ k, v }) => [k, String(v)])) : {},
  keys: 'keys' in change ? change.keys : []
})
/** Values name the write that they came with. */
const nameOf = (change: Change): string => ('rows' in change ? (/^\d+/.exec(String(change.rows[0]!.v))?.[0] ?? '') : '')
