// The check of the promise, done by the page itself: of the numbered messages that one side sent, which has the other
// side got, in which order.
import { pageClock } from '../shared/window/page-clock'

export interface Ledger {
  // the first number that counts: what was taken before the receiver joined is not missing; -1 not known yet
  from: number
  good: number[] // numbers of which the sender was told that they are taken or received
  got: number[] // numbers in the order of their arrival
  at: number // of the last entry, monotonic
}

export interface Sum {
  n: number
  missing: number
  doubled: number
  reordered: number
}

const NUMBERED = /^#(\d+)$/

export const emptyLedger = (from = -1): Ledger => ({ from, good: [], got: [], at: 0 })

export function numberIn(text: string): number {
  const found = NUMBERED.exec(text)
  return found === null ? 0 : Number(found[1])
}

export function enterGood(ledger: Ledger, number: number): void {
  ledger.good.push(number)
  ledger.at = pageClock.monotonic()
}

export function enterGot(ledger: Ledger, number: number): void {
  if (ledger.from < 0) ledger.from = number
  ledger.got.push(number)
  ledger.at = pageClock.monotonic()
}

export function sumOf(ledgers: Ledger[]): Sum {
  const sum = { n: 0, missing: 0, doubled: 0, reordered: 0 }
  for (const { from, good, got } of ledgers) {
    const seen = new Set(got)
    sum.n += got.length
    sum.missing += from < 0 ? 0 : good.filter((number) => number >= from && !seen.has(number)).length
    sum.doubled += got.length - seen.size
    sum.reordered += got.filter((number, i) => i > 0 && number < got[i - 1]).length
  }
  return sum
}
