// The buckets of users and addresses. They outlive sessions and links, so that nobody gets full ones by logging in
// again (P-LIMIT-3). A bucket is one number, the time at which it is full again; whose buckets are all full is
// forgotten, so the book holds who called within the last seconds.
import type { Rate } from '../config/apps.ts'
import type { Clock } from '../base/clock.ts'
import { USERS_PER_ADDRESS } from '../config/held.ts'
import { tooOften } from '../wire/refusal.ts'

const HELD_MS = 10_000
/** Sums of fractions of a millisecond are not exact: so much of one take is forgiven. */
const SLACK = 1e-3
/** Old ones that are looked at for each new one: so a book grows no longer than twice what is in use. */
const LOOKED_AT = 2
/**
 * Up to so many stay until a sweep, full or not: most call again in a moment, and a new entry costs more than it frees.
 */
const LEFT_ALONE = 4096
/** A sweep takes those that have been full for so long. */
const IDLE_MS = 5000

/** What a bucket holds: ten seconds of its rate (P-LIMIT-1). */
export const heldBy = ([count, ms]: Rate): number => Math.max(1, Math.floor((count * HELD_MS) / ms))

/** Buckets that everybody has in time; the usual ones first, so that who only talks has a short list. */
const EVERYDAY = [
  'login',
  'join',
  'message',
  'greeting',
  'frames',
  'members',
  'counts',
  'userWrite',
  'userRead',
  'channelWrite',
  'channelRead',
  'presence',
  'watch',
  'renew',
  'invite'
] as const
export type BucketName = (typeof EVERYDAY)[number]
const places = new Map<BucketName, number>(EVERYDAY.map((name, i) => [name, i]))
/** Shared by all of whom nothing was taken yet: never change it. */
const NOTHING_TAKEN: number[] = []

/**
 * When a bucket will be full again after so many are taken. Throws the refusal when it has less, and then nothing is
 * taken (P-LIMIT-2).
 */
function after(fullAt: number, rate: Rate, most: number, now: number, count: number): number {
  const each = rate[1] / rate[0]
  const next = Math.max(fullAt, now) + Math.min(count, most) * each
  const over = next - now - most * each
  if (over > each * SLACK) throw tooOften(Math.max(1, Math.ceil(over)))
  return next
}

/** All buckets of one user, or of one address. */
export class Buckets {
  /** The book has forgotten it: who holds it asks for another. */
  gone = false
  /** When each of EVERYDAY is full again. */
  private everyday = NOTHING_TAKEN
  /** The channel that was joined last, and when its bucket is full again: of most users it is the only one. */
  private rejoined = ''
  private rejoinedFullAt = 0
  /** Other channels: as many as somebody cares to name. */
  private rejoins: Map<string, number> | null = null

  after(name: BucketName, rate: Rate, most: number, now: number, count = 1): number {
    return after(this.timeOf(name), rate, most, now, count)
  }

  timeOf(name: BucketName): number {
    const place = places.get(name)!
    return place < this.everyday.length ? this.everyday[place]! : 0
  }

  set(name: BucketName, fullAt: number): void {
    const place = places.get(name)!
    if (place >= this.everyday.length) this.everyday = grown(this.everyday, place + 1)
    this.everyday[place] = fullAt
  }

  takeRejoin(channel: string, rate: Rate, most: number, now: number): void {
    if (channel === this.rejoined || (this.rejoinedFullAt <= now && this.rejoins?.has(channel) !== true)) {
      this.rejoinedFullAt = after(channel === this.rejoined ? this.rejoinedFullAt : 0, rate, most, now, 1)
      this.rejoined = channel
      return
    }
    this.rejoins ??= new Map()
    const fullAt = this.rejoins.get(channel)
    const next = after(fullAt ?? 0, rate, most, now, 1)
    if (fullAt === undefined) forgetOld(this.rejoins, (time) => time <= now)
    this.rejoins.set(channel, next)
  }

  /** True if they are all full, and nobody uses them any more. */
  leaves(now: number): boolean {
    return (this.gone = this.isFull(now))
  }

  isFull(now: number): boolean {
    if (this.rejoinedFullAt > now) return false
    for (const time of this.everyday) if (time > now) return false
    if (this.rejoins !== null) for (const time of this.rejoins.values()) if (time > now) return false
    return true
  }
}

export class RateBook {
  private readonly entries = new Map<string, Buckets>()
  /** `usersPerAddress`: whose rates an address has. */
  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    readonly usersPerAddress = USERS_PER_ADDRESS
  ) {}

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
    if (this.entries.size >= LEFT_ALONE) forgetOld(this.entries, (one) => one.leaves(now))
    this.entries.set(name, (buckets = new Buckets()))
    return buckets
  }

  /** Without an entry for who has none. */
  timeOf(name: string, bucket: BucketName): number {
    return this.entries.get(name)?.timeOf(bucket) ?? 0
  }

  /** Looks at so many; true: there may be more that are full. */
  sweep(most: number): boolean {
    const full = this.monotonic() - IDLE_MS
    return forgetOld(this.entries, (one) => one.leaves(full), most) > 0 && this.entries.size > most
  }
}

/** As long as needed and no longer: a list that is pushed to keeps room for sixteen more. */
function grown(list: number[], length: number): number[] {
  let longer = list
  while (longer.length < length) longer = [...longer, 0]
  return longer
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
