// Rate limits of one session: buckets that hold ten seconds (P-LIMIT-1), made when first used.
import type { Limits, Rate } from './apps.ts'
import { tooOften } from './refusal.ts'

const HELD_MS = 10_000
const REJOIN_HELD = 4

class Bucket {
  private level: number
  private at: number
  private readonly perMs: number

  constructor(rate: Rate, private readonly most: number, now: number) {
    this.perMs = rate[0] / rate[1]
    this.level = most
    this.at = now
  }

  /** 0: taken. Otherwise milliseconds to wait, and nothing is taken (P-LIMIT-2). */
  take(now: number): number {
    this.level = Math.min(this.most, this.level + Math.max(0, now - this.at) * this.perMs)
    this.at = now
    if (this.level >= 1) {
      this.level -= 1
      return 0
    }
    return Math.max(1, Math.ceil((1 - this.level) / this.perMs))
  }

  isFull(now: number): boolean {
    return this.level + (now - this.at) * this.perMs >= this.most
  }
}

export type RateName = 'message' | 'join' | 'members' | 'counts' | 'presence'

export class Rates {
  private readonly buckets = new Map<RateName, Bucket>()
  private rejoins: Map<string, Bucket> | null = null

  constructor(private readonly limits: Limits) {}

  /** Throws the refusal when the bucket is empty. */
  take(name: RateName, now: number): void {
    let bucket = this.buckets.get(name)
    if (bucket === undefined) {
      const rate = this.limits.rates[name]
      bucket = new Bucket(rate, Math.max(1, Math.floor((rate[0] * HELD_MS) / rate[1])), now)
      this.buckets.set(name, bucket)
    }
    const wait = bucket.take(now)
    if (wait > 0) throw tooOften(wait)
  }

  /** The same channel again and again. */
  takeRejoin(channel: string, now: number): void {
    this.rejoins ??= new Map()
    let bucket = this.rejoins.get(channel)
    if (bucket === undefined) {
      for (const [name, old] of this.rejoins) if (old.isFull(now)) this.rejoins.delete(name)
      bucket = new Bucket(this.limits.rates.rejoin, REJOIN_HELD, now)
      this.rejoins.set(channel, bucket)
    }
    const wait = bucket.take(now)
    if (wait > 0) throw tooOften(wait)
  }
}
