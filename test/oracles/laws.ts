// What must hold after any schedule, once everything has healed. Each law names the rule of docs/protocol.md that it
// stands for.
import { expect } from 'vitest'
import type { Person, Town } from './town.ts'
import type { Lost } from './truth.ts'

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
  const taken = town.truth
    .of(channel)
    .filter((row) => row.from !== person.user)
    .map((row) => row.text)
  const heard = person.heard(channel)
  expect(unique(heard), `${person.device} heard something twice in ${channel}: ${heard.join(' ')}`).toBe(true)
  expect(within(heard, taken), `${person.device} heard ${heard.join(' ')} of ${taken.join(' ')}`).not.toBeNull()
  const missed = person.missed(channel)
  if (missed.includes(-1)) {
    expect(town.endings, `${person.device} was told "unknown" although no epoch ended`).toBeGreaterThan(0)
    return
  }
  const told = missed.reduce((sum, n) => sum + n, 0)
  expect(told, `${person.device} heard ${heard.length} of ${taken.length} in ${channel}`).toBe(
    taken.length - heard.length
  ) // P-GAP-1
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

/**
 * 0 means some engine has it, 3 means in no log ever, 4 means once or an eviction gap, 2 means zero or one times; order
 * per sender. Whoever logged out himself may have missed what his engine had and his page had not: then 0 may be a gap,
 * too.
 */
export function mailLaw(town: Town, from: Person, readers: Person[], texts: string[]): void {
  const read = readers.flatMap((reader) => reader.mail())
  const lost = new Set([...town.truth.evicted.values(), ...town.truth.expired.values()].map(({ text }) => text))
  for (const text of texts) {
    const times = read.filter((row) => row === text).length
    const outcome = from.outcomeOfSend(text)
    if (outcome === 'received' || outcome === 'stored') {
      expect(times, `${text} was answered ${outcome}`).toBeLessThanOrEqual(1)
      expect(
        times === 1 || lost.has(text),
        `${text} was answered ${outcome}, and is neither there nor lost by a rule`
      ).toBe(true)
    } else if (['unknown', 'none', 'not_sent'].includes(outcome))
      expect(times, `${text} had no outcome`).toBeLessThanOrEqual(1)
    else expect(times, `${text} was answered ${outcome}`).toBe(0)
    if (outcome === 'offline') expect(town.disk.holds(text), `${text} was answered offline`).toBe(false)
  }
  for (const reader of readers) {
    const mine = reader.mail().filter((text) => texts.includes(text))
    expect(within(mine, texts), `${reader.device} read ${mine.join(' ')}`).not.toBeNull()
  }
}

/**
 * What mail pushed out of one sender is told to his reader, exactly; what was too old at least, as a session that ended
 * tells under the same word. A kill undoes what was not flushed: then something may be told twice, and something lost
 * be delivered, but
 * nothing that anybody was promised is missing in silence.
 */
export function lossLaw(town: Town, reader: Person, from: Person): void {
  const sender = from.user
  const of = (lost: ReadonlyMap<string, Lost>): string[] =>
    [...lost.values()].filter((row) => row.to === reader.user && row.from === sender).map(({ text }) => text)
  const [evicted, expired] = [of(town.truth.evicted), of(town.truth.expired)]
  const [toldEvicted, toldExpired] = [reader.missedOf(sender, 'evicted'), reader.missedOf(sender, 'expired')]
  if (town.kills === 0) {
    expect(toldEvicted, `${reader.device} was told ${toldEvicted} of ${sender} as evicted`).toBe(evicted.length)
    expect(toldExpired, `${reader.device} was told ${toldExpired} of ${sender} as expired`).toBeGreaterThanOrEqual(
      expired.length
    )
    return
  }
  const read = reader.mail()
  const missing = new Set(
    [...evicted, ...expired].filter(
      (text) => !read.includes(text) && ['stored', 'received'].includes(from.outcomeOfSend(text))
    )
  )
  expect(toldEvicted + toldExpired, `${reader.device}, of ${sender}, after a kill`).toBeGreaterThanOrEqual(missing.size)
}

/** (stream, epoch, offset) names one record for ever. */
export function placeLaw(town: Town): void {
  expect(town.truth.doubles).toEqual([])
}
