// Rate limits of one session: buckets that hold ten seconds (P-LIMIT-1). A bucket is one number, the time at which it is full again, so a
// session that is at rest keeps next to nothing.
import type { Limits, Rate } from './apps.ts'
import { withOne } from './lists.ts'
import { tooOften } from './refusal.ts'

const HELD_MS = 10_000
const REJOIN_HELD = 4

export type RateName = 'message' | 'join' | 'members' | 'counts' | 'userWrite' | 'userRead' | 'channelWrite' | 'channelRead' | 'presence' | 'watch' | 'renew' | 'invite'

interface Rejoin {
  readonly channel: string
  fullAt: number
}

/** Sums of fractions of a millisecond are not exact: so much of one take is forgiven. */
const SLACK = 1e-3

/** When the bucket will be full again after one is taken from it. Throws the refusal when it is empty, and then nothing is taken (P-LIMIT-2). */
function taken(fullAt: number, rate: Rate, most: number, now: number): number {
  const each = rate[1] / rate[0]
  const clockWentBack = fullAt - now > (most + SLACK) * each
  const next = (clockWentBack ? now : Math.max(fullAt, now)) + each
  const over = next - now - most * each
  if (over > each * SLACK) throw tooOften(Math.max(1, Math.ceil(over)))
  return next
}

export class Rates {
  private readonly fullAt: Partial<Record<RateName, number>> = {}
  private rejoins: Rejoin[] | null = null

  /** Times are counted from the first one on: counted from 1970 they would have no room for fractions. */
  private begun = -1

  constructor(private readonly limits: Limits) {}

  take(name: RateName, at: number): void {
    const now = this.since(at)
    const rate = this.limits.rates[name]
    this.fullAt[name] = taken(this.fullAt[name] ?? now, rate, Math.max(1, Math.floor((rate[0] * HELD_MS) / rate[1])), now)
  }

  /** The same channel again and again. */
  takeRejoin(channel: string, at: number): void {
    const now = this.since(at)
    const rejoins = (this.rejoins ?? []).filter((rejoin) => rejoin.fullAt > now)
    const known = rejoins.find((rejoin) => rejoin.channel === channel)
    const fullAt = taken(known?.fullAt ?? now, this.limits.rates.rejoin, REJOIN_HELD, now)
    if (known === undefined) this.rejoins = withOne(rejoins, { channel, fullAt })
    else {
      known.fullAt = fullAt
      this.rejoins = rejoins
    }
  }

  private since(at: number): number {
    if (this.begun < 0) this.begun = at
    return at - this.begun
  }
}
