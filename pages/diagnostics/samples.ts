// The round trips of the last seconds, one row for each second, and the picture that is drawn of them. A row without a
// number is a gap: there was no link.
import type { RtmStats } from '@/uni_modules/rtm/js_sdk/index.js'

export interface Sample {
  at: number // monotonic
  kind: 'trip' | 'gap' | 'unwatched' // unwatched: the page was hidden, so nobody looked
  ms: number // 0 but for a trip
}

export interface Column extends Sample {
  percent: number // of the plot's height
}

export interface Figures {
  last: number | null
  median: number | null
  most: number | null
  gaps: number // how often the link was missed, not for how long
}

export const SPAN = 90 // columns, one per second
const SECOND = 1000
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000]

/** Adds what was seen now; seconds that nobody looked at stay empty. */
export function addSample(samples: readonly Sample[], stats: RtmStats, connected: boolean, now: number): Sample[] {
  const last = samples[samples.length - 1]
  const missed = last === undefined ? 0 : Math.min(SPAN, Math.round((now - last.at) / SECOND) - 1)
  const unwatched = Array.from({ length: Math.max(0, missed) }, (_, i): Sample => ({
    at: last!.at + (i + 1) * SECOND,
    kind: 'unwatched',
    ms: 0
  }))
  const { roundTripMs } = stats
  const seen: Sample =
    roundTripMs === null || !connected ? { at: now, kind: 'gap', ms: 0 } : { at: now, kind: 'trip', ms: roundTripMs }
  return [...samples, ...unwatched, seen].slice(-SPAN)
}

/** The top of the scale: the first round number that everything fits under. */
export function topOf(samples: readonly Sample[]): number {
  const most = Math.max(0, ...samples.map(({ ms }) => ms))
  return STEPS.find((step) => most <= step) ?? most
}

export function columnsOf(samples: readonly Sample[]): Column[] {
  const top = topOf(samples)
  return samples.map((sample) => ({ ...sample, percent: Math.round((sample.ms / top) * 1000) / 10 }))
}

export function figuresOf(samples: readonly Sample[]): Figures {
  const trips = samples.filter(({ kind }) => kind === 'trip').map(({ ms }) => ms)
  const sorted = [...trips].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const median =
    sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  const gaps = samples.filter(({ kind }, i) => kind === 'gap' && (i === 0 || samples[i - 1].kind !== 'gap')).length
  return { last: trips[trips.length - 1] ?? null, median, most: sorted[sorted.length - 1] ?? null, gaps }
}
