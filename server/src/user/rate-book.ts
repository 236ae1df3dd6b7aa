// The buckets of users and addresses. They outlive sessions and links, so that nobody gets full ones by logging in again (P-LIMIT-3). A bucket is one
// number, the time at which it is full again; whose buckets are all full is forgotten, so the book holds who called within the last seconds.
import type { Rate } from '../config/apps.ts'
import type { Clock } from '../base/clock.ts'
import { tooOften } from '../wire/refusal.ts'

const HELD_MS = 10_000
/** Sums of fractions of a millisecond are not exact: so much of one take is forgiven. */
const SLACK = 1e-3
/** Old ones that are looked at for each new one: so a book grows no longer than twice what is in use. */
const LOOKED_AT = 2

/** What a bucket holds: ten seconds of its rate (P-LIMIT-1). */
export const heldBy = ([count, ms]: Rate): number => Math.max(1, Math.floor((count * HELD_MS) / ms))

/** Buckets that everybody has in time; the usual ones first, so that who only talks has a short list. */
const EVERYDAY = ['login', 'join', 'message', 'greeting', 'frames', 'members', 'counts', 'userWrite', 'userRead', 'channelWrite', 'channelRead', 'presence', 'watch', 'renew', 'invite']
const places = new Map(EVERYDAY.map((name, i) => [name, i]))

/** All buckets of one user, or of one address. */
export class Buckets {
  /** When each of EVERYDAY is full again. */
  private readonly everyday: number[] = []
  /** The others are of a channel each: as many as somebody cares to name. */
  private fullAt: Map<string, number> | null = null

  /** When the bucket will be full again after so many are taken. Throws the refusal when it has less, and then nothing is taken (P-LIMIT-2). */
  after(name: string, rate: Rate, most: number, now: number, count = 1): number {
    const each = rate[1] / rate[0]
    const next = Math.max(this.timeOf(name), now) + Math.min(count, most) * each
    const over = next - now - most * each
    if (over > each * SLACK) throw tooOften(Math.max(1, Math.ceil(over)))
    return next
  }

  timeOf(name: string): number {
    const place = places.get(name)
    return (place === undefined ? this.fullAt?.get(name) : this.everyday[place]) ?? 0
  }

  set(name: string, fullAt: number, now: number): void {
    const place = places.get(name)
    if (place === undefined) this.setOther(name, fullAt, now)
    else {
      while (this.everyday.length < place) this.everyday.push(0)
      this.everyday[place] = fullAt
    }
  }

  isFull(now: number): boolean {
    for (const time of this.everyday) if (time > now) return false
    for (const time of this.fullAt?.values() ?? []) if (time > now) return false
    return true
  }

  private setOther(name: string, fullAt: number, now: number): void {
    this.fullAt ??= new Map()
    if (!this.fullAt.has(name)) forgetOld(this.fullAt, (time) => time <= now)
    this.fullAt.set(name, fullAt)
  }
}

export class RateBook {
  private readonly entries = new Map<string, Buckets>()
  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {}

  get size(): number {
    return this.entries.size
  }

  /** By a reading that nobody can set. */
  monotonic(): number {
    return this.clock.monotonic()
  }

  of(name: string, now: number): Buckets {
    let buckets = this.entries.get(name)
    if (buckets !== undefined) return buckets
    forgetOld(this.entries, (one) => one.isFull(now))
    this.entries.set(name, (buckets = new Buckets()))
    return buckets
  }

  /** Looks at so many; true: there may be more that are full. */
  sweep(most: number): boolean {
    const now = this.monotonic()
    return forgetOld(this.entries, (one) => one.isFull(now), most) > 0 && this.entries.size > most
  }
}

/** Of the oldest entries those that are full go, the others become the newest. Answers how many went. */
function forgetOld<T>(entries: Map<string, T>, isFull: (entry: T) => boolean, most = LOOKED_AT): number {
  let gone = 0
  for (let left = Math.min(most, entries.size); left > 0; left--) {
    const [name, entry] = entries.entries().next().value!
    entries.delete(name)
    if (isFull(entry)) gone++
    else entries.set(name, entry)
  }
  return gone
}
