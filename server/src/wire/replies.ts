// Frames that the server writes about requests, ranges and members. Records are made in records.ts.
import { channelRow, type Attribute } from './attribute-rows.ts'
import { Batch } from './packets.ts'
import type { Refusal } from './refusal.ts'
import type { Outcome } from './outcomes.ts'

export type LeaveWhy = 'left' | 'lost' | 'kicked' | 'closed' // P-MEMBER-2

export function ok(id: number, fields: object): string {
  return JSON.stringify({ t: 'ok', id, ...fields })
}

export function no(id: number, refusal: Refusal): string {
  return JSON.stringify({ t: 'no', id, why: refusal.why, message: refusal.message, ...retry(refusal) })
}

function retry(refusal: Refusal): object {
  return refusal.retryAfterMs > 0 ? { retryAfterMs: refusal.retryAfterMs } : {} // P-LIMIT-2
}

export function refused(refusal: Refusal): Outcome {
  return { outcome: 'refused', why: refusal.why, message: refusal.message, ...retry(refusal) }
}

export function out(n: number, outcome: Outcome): string {
  if (outcome.outcome === 'taken')
    return (
      `{"t":"out","n":${n},"outcome":"taken","a":${outcome.a},"o":${outcome.o},"i":"${outcome.i}",` +
      `"ts":${outcome.ts}}`
    )
  if (outcome.outcome === 'received') return `{"t":"out","n":${n},"outcome":"received","i":"${outcome.i}"}`
  return JSON.stringify({ t: 'out', n, ...outcome })
}

export function pong(now: number): string {
  return `{"t":"pong","now":${now}}`
}

/** P-LIFE-8 */
export const poke = new Batch(['{"t":"poke"}'])

export function replay(alias: number, from: number, to: number): string {
  return `{"t":"replay","a":${alias},"from":${from},"to":${to}}`
}

export function redelivery(from: number, to: number): string {
  return `{"t":"redelivery","a":0,"from":${from},"to":${to}}`
}

export function skip(alias: number, from: number, to: number, why: 'own' | 'withdrawn'): string {
  return `{"t":"skip","a":${alias},"from":${from},"to":${to},"why":"${why}"}`
}

export interface Gap {
  readonly from: number
  readonly to: number
  /** -1 after a change of epoch, and only then (P-GAP-2). */
  readonly count: number
  readonly why: 'retention' | 'expired' | 'evicted' | 'epoch'
  readonly by?: Readonly<Record<string, number>>
  /** P-GAP-6 */
  readonly id?: string
}

export function gap(alias: number, missing: Gap): string {
  const { from, to, count, why, by, id = '' } = missing
  const senders = Object.entries(by ?? {}).map(([u, n]) => ({ u, count: n })) // P-GAP-3
  return JSON.stringify({
    t: 'gap',
    a: alias,
    from,
    to,
    count,
    why,
    ...(id === '' ? {} : { i: id }),
    ...(senders.length === 0 ? {} : { by: senders })
  })
}

/** P-ATTR-6: all of them, as they are read. */
export function attributes(alias: number, n: number, rows: readonly Attribute[]): string {
  return JSON.stringify({ t: 'attrs', a: alias, n, rows: rows.map(channelRow) })
}

export const epochGap = (head: number): Gap => ({ from: head, to: head, count: -1, why: 'epoch' })
