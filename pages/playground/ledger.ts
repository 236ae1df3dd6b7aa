// The check of the promise, done by the page itself: of the numbered messages that one side sent, which has the other side got, in which order.

export interface Ledger {
  good: number[] // numbers of which the sender was told that they are taken or received
  got: number[] // numbers in the order of their arrival
}

export interface Verdict {
  got: number
  missing: number
  doubled: number
  reordered: number
}

export const emptyLedger = (): Ledger => ({ good: [], got: [] })

const NUMBERED = /^#(\d+)$/

export function numberIn(text: string): number {
  const found = NUMBERED.exec(text)
  return found === null ? 0 : Number(found[1])
}

// What was taken before the first arrival may have been sent before the receiver joined: it is not missing.
export function judge({ good, got }: Ledger): Verdict {
  const seen = new Set(got)
  const first = got.length === 0 ? Infinity : got[0]
  const missing = good.filter((n) => n > first && !seen.has(n)).length
  const reordered = got.filter((n, i) => i > 0 && n < got[i - 1]).length
  return { got: got.length, missing, doubled: got.length - seen.size, reordered }
}
