// Rate limits as a session meets them: those of its user, and in an open app, where a user id costs nothing, those of
// its address too (P-LIMIT-3).
import type { App, Limits, Rate, Rates as AppRates } from '../config/apps.ts'
import { type Buckets, heldBy, type RateBook } from './rate-book.ts'

const REJOIN_HELD = 4
export type RateName = Exclude<keyof AppRates, 'rejoin'>

/** Where somebody comes from, within an app. '' is nowhere that is counted. */
export const placeKey = (app: App, place: string): string => (place === '' ? '' : `${app.id}@${place}`)

const shared = (rate: Rate, users: number): Rate => [rate[0] * users, rate[1]]

/** P-LIMIT-3, before anything else is known of who comes: of the address alone. */
export function takeGreeting(book: RateBook, place: string, { rates }: Limits): void {
  if (place === '') return
  const now = book.monotonic()
  const rate = shared(rates.login, book.usersPerAddress)
  const buckets = book.of(place, now)
  buckets.set('greeting', buckets.after('greeting', rate, heldBy(rate), now))
}

/** Of the user and of where he comes from, where that counts; from both or from none (P-LIMIT-2). */
export function takeOf(
  book: RateBook,
  user: string,
  place: string,
  { rates }: Limits,
  name: RateName,
  count = 1
): void {
  const now = book.monotonic()
  takeFrom(book.of(user, now), book, place, rates[name], name, now, count)
}

function takeFrom(
  buckets: Buckets,
  book: RateBook,
  place: string,
  rate: Rate,
  name: RateName,
  now: number,
  count: number
): void {
  const most = heldBy(rate)
  const next = buckets.after(name, rate, most, now, count)
  if (place !== '') {
    const wide = shared(rate, book.usersPerAddress)
    const ofPlace = book.of(place, now)
    ofPlace.set(name, ofPlace.after(name, wide, most * book.usersPerAddress, now, count))
  }
  buckets.set(name, next)
}

export class Rates {
  /** Looked up once, and again when the book has forgotten them. */
  private own: Buckets | null = null

  /** `from.place`: '' where the user alone counts. */
  constructor(
    private readonly book: RateBook,
    private readonly user: string,
    private readonly from: { readonly place: string },
    private readonly limits: Limits
  ) {}

  take(name: RateName, count = 1): void {
    const now = this.book.monotonic()
    takeFrom(this.buckets(now), this.book, this.from.place, this.limits.rates[name], name, now, count)
  }

  /** The same channel again and again. It is one user who does that: the address has no bucket for it. */
  takeRejoin(channel: string): void {
    const now = this.book.monotonic()
    this.buckets(now).takeRejoin(channel, this.limits.rates.rejoin, REJOIN_HELD, now)
  }

  private buckets(now: number): Buckets {
    if (this.own === null || this.own.gone) this.own = this.book.of(this.user, now)
    return this.own
  }
}
