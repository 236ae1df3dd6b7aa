// Attributes: short named values that belong to a user or to a channel. A change is done as a whole or not at all
// (section 7.2 of the protocol). Who they belong to either holds them, or is away, and then they end after a time of
// their own.
import { type Attribute, valueText } from '../wire/attribute-rows.ts'
import type { Saves } from './saved.ts'

export type Change =
  | { readonly how: 'replace' | 'merge'; readonly rows: readonly Attribute[] }
  | { readonly how: 'delete'; readonly keys: readonly string[] }
  | { readonly how: 'clear' }

/** What an owner may have after a change: keys and values count, a value as text. */
export interface Room {
  readonly entries: number
  readonly bytes: number
}

/** Who has room for so many owners without a holder: a user, or the place that he writes from. */
export interface Payer {
  readonly name: string
  readonly most: number
}

/**
 * How long they live. `ms` counts from the last change or the holder's leaving,
 * whichever is later, while nobody holds them.
 */
export interface Life {
  /** Of one app: `most` bounds how many owners of a group may have attributes while nobody holds them. */
  readonly group: string
  readonly held: 0 | 1
  readonly now: number
  readonly ms: number
  readonly most: number
  /** Whose share they are: of who changed them last. */
  readonly payers: readonly Payer[]
}

/**
 * `too_large`: more than the room. `too_many`: more owners without a holder than the group, or who writes, may have.
 * `full`: more than all together may have. They change nothing.
 */
export type Verdict = 'written' | 'too_large' | 'too_many' | 'full'

/** Calls about one owner come one after the other. */
export interface Attributes extends Saves<AttributesRow> {
  write(owner: string, change: Change, room: Room, life: Life): Promise<Verdict>
  /** In the order in which they were added. */
  read(owner: string, now: number): Promise<readonly Attribute[]>
  /** From now on they do not end by themselves. */
  hold(owner: string, now: number): Promise<void>
  release(owner: string, now: number): Promise<void>
  drop(owner: string): Promise<void>
  /** Throws away what has ended, so many at most; true: there is more. */
  sweep(now: number, most: number): Promise<boolean>
}

/** All attributes of one owner, as they are kept. */
export interface Kept {
  readonly group: string
  readonly rows: readonly Attribute[]
  /** When they end; 0 while they are held. */
  readonly until: number
  readonly ms: number
  /** Names of payers; absent in what a version before 0.3 kept. */
  readonly payers?: readonly string[]
}

/** `left`: how long they live on, 0 while they are held. */
export interface AttributesRow extends Omit<Kept, 'until'> {
  readonly owner: string
  readonly left: number
}

export function bytesOf(rows: readonly Attribute[]): number {
  return rows.reduce((sum, row) => sum + Buffer.byteLength(row.k) + Buffer.byteLength(valueText(row)), 0)
}

/** The rows after a change. A key keeps its place, a new one comes last. */
export function changed(rows: readonly Attribute[], change: Change): readonly Attribute[] {
  if (change.how === 'clear') return []
  if (change.how === 'replace') return change.rows
  if (change.how === 'delete') return rows.filter(({ k }) => !change.keys.includes(k))
  const fresh = new Map(change.rows.map((row) => [row.k, row]))
  const kept = rows.map((row) => fresh.get(row.k) ?? row)
  const known = new Set(rows.map(({ k }) => k))
  return [...kept, ...change.rows.filter(({ k }) => !known.has(k))]
}
