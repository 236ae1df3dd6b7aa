// Rate limits as a session meets them: those of its user, and in an open app, where a user id costs nothing, those of its address too (P-LIMIT-3).
import type { App, Limits, Rate, Rates as AppRates } from '../config/apps.ts'
import { heldBy, type RateBook } from './rate-book.ts'

const REJOIN_HELD = 4
/** An address has the rates of so many users, because many may share it. */
export const USERS_PER_ADDRESS = 50

export type RateName = Exclude<keyof AppRates, 'rejoin'>

/** Where somebody comes from, within an app. '' is nowhere that is counted. */
export const placeKey = (app: App, place: string): string => (place === '' ? '' : `${app.id}@${place}`)

const shared = (rate: Rate, users: number): Rate => [rate[0] * users, rate[1]]

/** P-LIMIT-3, before anything else is known of who comes: of the address alone. */
export function takeGreeting(book: RateBook, place: string, { rates }: Limits, users: number): void {
  if (place === '') return
  const now = book.monotonic()
  const rate = shared(rates.login, users)
  const buckets = book.of(place, now)
  buckets.set('greeting', buckets.after('greeting', rate, heldBy(rate), now), now)
}

export class Rates {
  /** `from.place`: '' where the user alone counts. `users`: whose rates an address has. */
  constructor(
    private readonly book: RateBook,
    private readonly user: string,
    private readonly from: { readonly place: string },
    private readonly limits: Limits,
    private readonly users: number,
  ) {}

  take(name: RateName, count = 1): void {
    const rate = this.limits.rates[name]
    this.takeOf(name, rate, heldBy(rate), count)
  }

  /** The same channel again and again. It is one user who does that: the address has no bucket for it. */
  takeRejoin(channel: string): void {
    const now = this.book.monotonic()
    const buckets = this.book.of(this.user, now)
    const name = `rejoin/${channel}`
    buckets.set(name, buckets.after(name, this.limits.rates.rejoin, REJOIN_HELD, now), now)
  }

  /** From both or from none (P-LIMIT-2). */
  private takeOf(name: string, rate: Rate, most: number, count: number): void {
    const now = this.book.monotonic()
    const user = this.book.of(this.user, now)
    const next = user.after(name, rate, most, now, count)
    const { place } = this.from
    if (place !== '') {
      const wide = shared(rate, this.users)
      const buckets = this.book.of(place, now)
      buckets.set(name, buckets.after(name, wide, most * this.users, now, count), now)
    }
    user.set(name, next, now)
  }
}
