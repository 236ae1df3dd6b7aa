// From slices to ratios: each slice of a server against the slice of the other that stood beside it, the median of
// them, and how sure that median is.
import { spreadOf } from './figures.mjs'

const RESAMPLES = 2_000
const SHARE = 0.95
const SEED = 12

export const medianOf = (values) => spreadOf(values)?.middle ?? NaN
const sumOf = (values) => values.reduce((sum, value) => sum + value, 0)

/** The same numbers each time: an interval is a property of the measurements. */
function dice(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/**
 * `rounds`: for each the costs of both, slice by slice. A round has processes of its own, and what differs between two
 * starts of one program (where the heap grew, what was compiled when) is the same in all its slices: so whole rounds
 * are drawn again, and slices within them.
 */
export function ratioOf(rounds) {
  const ratios = rounds.map(({ ours, theirs }) => ours.map((cost, i) => cost / theirs[i]))
  const pick = dice(SEED)
  const draw = (list) => list.map(() => list[pick(list.length)])
  const drawn = Array.from({ length: RESAMPLES }, () => medianOf(draw(ratios).flatMap(draw))).sort((a, b) => a - b)
  const at = (share) => drawn[Math.min(RESAMPLES - 1, Math.floor(RESAMPLES * share))]
  return {
    middle: medianOf(ratios.flat()),
    low: at((1 - SHARE) / 2),
    high: at((1 + SHARE) / 2),
    slices: ratios.flat().length,
    rounds: rounds.length,
    whole: sumOf(rounds.flatMap(({ ours }) => ours)) / sumOf(rounds.flatMap(({ theirs }) => theirs))
  }
}

/** Whether the whole interval lies above what is allowed: then it is slower, whatever the noise. */
export const isSlower = ({ low }, allowed) => low > allowed
