// Reading the fields of a frame. Whoever reads a field proves it,
// and a wrong one is refused by its name (P-FRAME-5, P-FRAME-11).
import { isId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { MAX_FRAME } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { Frame } from './parse.ts'
import { invalid, Refusal } from './refusal.ts'

export type Fields = Readonly<Record<string, unknown>>

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** An integer from 0 to 2^53 - 1. */
export function countOf(fields: Fields, name: string): number {
  const value = fields[name]
  if (!isCount(value)) throw invalid(name, 'an integer from 0 to 2^53 - 1')
  return value
}

export function countOr(fields: Fields, name: string, otherwise: number): number {
  return fields[name] === undefined ? otherwise : countOf(fields, name)
}

/** There are no booleans on the wire. */
export function flagOr(fields: Fields, name: string): 0 | 1 {
  const value = fields[name]
  if (value === undefined || value === 0) return 0
  if (value === 1) return 1
  throw invalid(name, '0 or 1')
}

export function textOf(fields: Fields, name: string, most: number): string {
  const value = fields[name]
  if (typeof value !== 'string' || value.length > most || !isWellFormed(value))
    throw invalid(name, `text of at most ${most} characters`) // P-FRAME-12
  return value
}

export function textOr(fields: Fields, name: string, most: number): string {
  return fields[name] === undefined ? '' : textOf(fields, name, most)
}

/** As `textOr`, but counted as UTF-8 and refused by a word of its own. */
export function shortTextOr(fields: Fields, name: string, mostBytes: number): string {
  const text = textOr(fields, name, MAX_FRAME)
  if (text.length * 3 > mostBytes && Buffer.byteLength(text) > mostBytes)
    throw new Refusal('too_large', `Field ${name} is longer than ${mostBytes} bytes. Send less.`)
  return text
}

/** A user or channel (P-ID-1). */
export function idOf(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string' || !isId(value))
    throw invalid(name, 'an id: 1 to 64 letters, digits and the allowed signs')
  return value
}

export function idsOf(fields: Fields, name: string, most: number): string[] {
  const value = fields[name]
  if (!Array.isArray(value) || value.length === 0 || value.length > most)
    throw invalid(name, `a list of 1 to ${most} ids`)
  for (const id of value)
    if (typeof id !== 'string' || !isId(id))
      throw invalid(name, 'a list of ids: 1 to 64 letters, digits and the allowed signs')
  return value as string[]
}

/** The payload as it will be relayed (P-FRAME-12: limits count decoded UTF-8). */
export function payloadOf(frame: Frame, mostBytes: number): string {
  if (frame.raw === null || frame.payload === null) throw invalid('p', 'the message as a string')
  provePayload('p', frame.payload, mostBytes)
  return frame.raw
}

/** `name`: as the caller knows it. */
export function provePayload(name: string, payload: string, mostBytes: number): void {
  if (!isWellFormed(payload)) throw invalid(name, 'text without lone surrogates')
  if (payload.length * 3 > mostBytes && Buffer.byteLength(payload) > mostBytes)
    throw new Refusal('too_large', `The text is longer than ${mostBytes} bytes. Send less.`)
}

// In Node since version 20, in the type library since ES2024.
interface WellFormed {
  isWellFormed(): boolean
}

export function isWellFormed(text: string): boolean {
  return (text as unknown as WellFormed).isWellFormed()
}
