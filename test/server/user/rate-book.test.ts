// The buckets themselves, against a plain model of them: whoever joins what, in which order, and whenever the book
// forgets.
import { expect, it } from 'vitest'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import { RateBook } from '../../../server/src/user/rate-book.ts'
import { Rates } from '../../../server/src/user/rates.ts'
import { Refusal } from '../../../server/src/wire/refusal.ts'
import { randomOf } from '../../../sdk/testing/random.ts'

const HELD = 4 // joins of one channel

function isTaken(take: () => void): boolean {
  try {
    take()
    return true
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return false
  }
}

it('P-LIMIT-3: each channel has a bucket per user for joining again and again; a sweep never fills one', () => {
  const each = defaultLimits.rates.rejoin[1] / defaultLimits.rates.rejoin[0]
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomOf(seed)
    let now = 0
    const book = new RateBook({ monotonic: () => now })
    // of one user: the buckets are his
    const sessions = Array.from({ length: 2 }, () => new Rates(book, 'alice', { place: '' }, defaultLimits))
    const fullAt = new Map<string, number>()
    for (let step = 0; step < 400; step++) {
      now += random.below(3) === 0 ? random.below(Math.ceil(each * HELD)) : 0
      if (random.below(8) === 0) book.sweep(100)
      const channel = `room${random.below(4)}`
      const next = Math.max(fullAt.get(channel) ?? 0, now) + each
      const hasRoom = next - now <= HELD * each + each / 1_000
      expect(
        isTaken(() => {
          sessions[random.below(2)]!.takeRejoin(channel)
        }),
        `seed ${seed}, step ${step}`
      ).toBe(hasRoom)
      if (hasRoom) fullAt.set(channel, next)
    }
  }
})

it('who calls all the time stays in the book, and who has not called for a while leaves it', () => {
  let now = 0
  const book = new RateBook({ monotonic: () => now })
  const rates = (user: string): Rates => new Rates(book, user, { place: '' }, defaultLimits)
  const busy = rates('busy')
  for (let n = 0; n < 100; n++) rates(`u${n}`).take('message')
  for (; now < 60_000; now += 1_000) {
    busy.take('message')
    book.sweep(200)
  }
  expect(book.size).toBe(1)
  now += 60_000
  book.sweep(200)
  expect(book.size).toBe(0)
  busy.take('message') // of buckets that the book has forgotten nothing is taken
  expect(book.size).toBe(1)
})
