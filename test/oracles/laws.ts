// What must hold after any schedule, once everything has healed. Each law names the rule of delivery section 9 it stands for.
import { expect } from 'vitest'
import type { Person, Town } from './town.ts'

function unique(list: string[]): boolean {
  return new Set(list).size === list.length
}

/** The members of `part`, in order, within `whole`: the indices, or null when it is no subsequence. */
function within(part: string[], whole: string[]): number[] | null {
  const places: number[] = []
  let at = 0
  for (const text of part) {
    const found = whole.indexOf(text, at)
    if (found < 0) return null
    places.push(found)
    at = found + 1
  }
  return places
}

/** Handled = taken less exact gaps; unknown only with a new epoch. For somebody who joined first and never left. */
export function channelLaw(town: Town, person: Person, channel: string): void {
  const taken = town.truth.of(channel).filter((row) => row.from !== person.user).map((row) => row.text)
  const heard = person.heard(channel)
  expect(unique(heard), `${person.device} heard something twice in ${channel}: ${heard.join(' ')}`).toBe(true)
  expect(within(heard, taken), `${person.device} heard ${heard.join(' ')} of ${taken.join(' ')}`).not.toBeNull()
  const missed = person.missed(channel)
  if (missed.includes(-1)) {
    expect(town.endings, `${person.device} was told "unknown" although no epoch ended`).toBeGreaterThan(0)
    return
  }
  const told = missed.reduce((sum, n) => sum + n, 0)
  const lost = taken.length - heard.length
  // A session that expired has forgotten which records were its own: then they count as missed too (P-GAP-1).
  const own = town.endings > 0 ? town.truth.of(channel).length - taken.length : 0
  expect(told, `${person.device} heard ${heard.length} of ${taken.length} in ${channel}`).toBeGreaterThanOrEqual(lost)
  expect(told, `${person.device} heard ${heard.length} of ${taken.length} in ${channel}`).toBeLessThanOrEqual(lost + own)
}

/** A channel send answered 0 was taken; a refused one was not. */
export function publishLaw(town: Town, person: Person, channel: string, texts: string[]): void {
  const taken = town.truth.of(channel).map((row) => row.text)
  for (const text of texts) {
    const times = taken.filter((row) => row === text).length
    const outcome = person.outcome(text)
    if (outcome === 'ok') expect(times, `${text} was answered taken`).toBe(1)
    else if (outcome === 'timeout') expect(times, `${text} had no outcome`).toBeLessThanOrEqual(1)
    else expect(times, `${text} was answered ${outcome}`).toBe(0)
  }
}

/** 0 means some engine has it, 3 means in no log ever, 2 means zero or one times; order per sender. */
export function mailLaw(from: Person, readers: Person[], texts: string[]): void {
  const read = readers.flatMap((reader) => reader.mail())
  for (const text of texts) {
    const times = read.filter((row) => row === text).length
    const outcome = from.outcome(text)
    if (outcome === 'ok') expect(times, `${text} was answered received`).toBe(1)
    else if (outcome === 'timeout') expect(times, `${text} had no outcome`).toBeLessThanOrEqual(1)
    else expect(times, `${text} was answered ${outcome}`).toBe(0)
  }
  for (const reader of readers) {
    const mine = reader.mail().filter((text) => texts.includes(text))
    expect(within(mine, texts), `${reader.device} read ${mine.join(' ')}`).not.toBeNull()
  }
}

/** (stream, epoch, offset) names one record for ever. */
export function placeLaw(town: Town): void {
  expect(town.truth.doubles).toEqual([])
}
