// Whose letter goes when the mail of a user is full (P-MAIL-5). A sender above his share pushes out his own, so that
// nobody pushes out by number what others have stored for the same user.

/** Every sender has room for so many, however many senders wait. */
export const SHARE_LEAST = 10

/** The numbers of the letters that wait, rising, by sender. */
export type Lists = ReadonlyMap<string, readonly number[]>

export interface Pick {
  readonly from: string
  readonly number: number
}

interface Waiting extends Pick {
  readonly count: number
}

/** How many numbers are not above this one. */
export function upTo(numbers: readonly number[], number: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= number) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * P-MAIL-5. One too many: which one goes. `sender`: who sent the newest; '' when nothing has come. What is brought is
 * not asked for. There is one that is not.
 */
export function outOf(lists: Lists, sender: string, room: number, brought: number): Pick {
  let senders = 0
  let own: Waiting | null = null
  let most: Waiting | null = null
  let oldest: Waiting | null = null
  for (const [from, numbers] of lists) {
    const kept = upTo(numbers, brought)
    const count = numbers.length - kept
    if (count === 0) continue
    const one: Waiting = { from, number: numbers[kept]!, count }
    senders++
    if (from === sender) own = one
    if (most === null || count > most.count || (count === most.count && one.number < most.number)) most = one
    if (oldest === null || one.number < oldest.number) oldest = one
  }
  const share = Math.max(SHARE_LEAST, Math.floor(room / senders))
  if (own !== null && own.count > share) return own
  return most!.count > share ? most! : oldest!
}
