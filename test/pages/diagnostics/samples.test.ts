import { describe, expect, it } from 'vitest'
import { addSample, columnsOf, figuresOf, SPAN, topOf, type Sample } from '../../../pages/diagnostics/samples.ts'

const stats = (roundTripMs: number | null) => ({ roundTripMs, links: 1, lost: 0, sent: 0, received: 0, waiting: 0 })

/** One look per second; null where there was no link. */
const seen = (...trips: Array<number | null>): Sample[] =>
  trips.reduce<Sample[]>((samples, ms, i) => addSample(samples, stats(ms), true, i * 1000), [])

describe('the samples of the round trip', () => {
  it('are as many as the plot is wide, the newest last', () => {
    const samples = seen(...Array.from({ length: SPAN + 20 }, (_, i) => i))
    expect([samples.length, samples[0]!.ms, samples.at(-1)!.ms]).toEqual([SPAN, 20, SPAN + 19])
  })

  it('have gaps where there was no link, or none that is connected', () => {
    expect(seen(4, null, 5).map(({ kind }) => kind)).toEqual(['trip', 'gap', 'trip'])
    expect(addSample([], stats(4), false, 0)).toEqual([{ at: 0, kind: 'gap', ms: 0 }])
  })

  it('leave the seconds empty in which nobody looked, but not for a timer that is late', () => {
    const before = seen(4, 5)
    expect(addSample(before, stats(6), true, 2400).map(({ kind }) => kind)).toEqual(['trip', 'trip', 'trip'])
    expect(addSample(before, stats(6), true, 4000).map(({ kind }) => kind)).toEqual([
      'trip',
      'trip',
      'unwatched',
      'unwatched',
      'trip'
    ])
    expect(addSample(before, stats(6), true, 3_600_000)).toHaveLength(SPAN)
    expect(addSample(before, stats(6), true, -5000)).toHaveLength(3) // a clock may be set back
  })
})

describe('the plot', () => {
  it.each([
    [0, 10],
    [10, 10],
    [11, 20],
    [180, 200],
    [201, 500],
    [30_001, 60_000],
    [90_000, 90_000]
  ])('of at most %d ms has a scale up to %d ms', (most, top) => {
    expect(topOf(seen(most))).toBe(top)
  })

  it('draws heights in hundredths of the scale', () => {
    expect(columnsOf(seen(5, null, 10)).map(({ kind, percent }) => [kind, percent])).toEqual([
      ['trip', 50],
      ['gap', 0],
      ['trip', 100]
    ])
  })
})

describe('the figures in text', () => {
  it('are none before the first trip', () => {
    expect(figuresOf([])).toEqual({ last: null, median: null, most: null, gaps: 0 })
    expect(figuresOf(seen(null, null))).toEqual({ last: null, median: null, most: null, gaps: 1 })
  })

  it('count trips only, and gaps by how often, not for how long', () => {
    expect(figuresOf(seen(9, 1, null, null, 3, null, 100))).toEqual({ last: 100, median: 6, most: 100, gaps: 2 })
    expect(figuresOf(seen(9, 1, 3)).median).toBe(3)
  })
})
