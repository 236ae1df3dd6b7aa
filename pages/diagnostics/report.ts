// The diagnosis as text to send: English everywhere, because it is read by whoever keeps the app. It has no token, no
// message text, and nothing of an address but where it leads.
import type { RtmStats } from '@/uni_modules/rtm/js_sdk/index.js'
import type { PageClock } from '../shared/window/page-clock'
import { withLengths } from './journal'
import type { Entry, Stay } from './journal'
import { figuresOf } from './samples'
import type { Sample } from './samples'

export interface Findings {
  facts: readonly (readonly [string, string])[] // versions and platform
  server: string
  app: string
  stats: RtmStats
  samples: readonly Sample[]
  stays: readonly Stay[]
  entries: readonly Entry[]
}

const MAX_ENTRIES = 50
const iso = (at: number): string => new Date(at).toISOString()
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const milliseconds = (ms: number | null): string => (ms === null ? 'none' : `${ms} ms`)

// A token may stand in a query, a password before the host.
export const bareAddress = (address: string): string =>
  address
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/\/[^/]*@/, '//')

export function reportOf(findings: Findings, { now, monotonic }: PageClock): string {
  const { facts, server, app, stats, samples, stays, entries } = findings
  const { links, lost, sent, received, waiting } = stats
  const { last, median, most, gaps } = figuresOf(samples)
  return [
    `rtm diagnosis, ${iso(now())}`,
    ...facts.map(([name, value]) => `${name}: ${value}`),
    `server: ${bareAddress(server)}`,
    `app: ${app}`,
    '',
    `links ${links}, lost ${lost}, sent ${sent}, received ${received}, waiting ${waiting}`,
    `round trip: last ${milliseconds(last)}, median ${milliseconds(median)}, most ${milliseconds(most)}, gaps ${gaps}`,
    `round trips, one per second (- no link, . not watched): ${samples.map(signOf).join(' ')}`,
    '',
    'states:',
    ...withLengths(stays, monotonic()).map(
      ({ at, state, reason, ms }) => `${iso(at)} ${state}${reason === '' ? '' : ` (${reason})`} for ${seconds(ms)}`
    ),
    '',
    'events:',
    ...entries.slice(-MAX_ENTRIES).map(lineOf)
  ].join('\n')
}

const signOf = ({ kind, ms }: Sample): string => ({ trip: String(ms), gap: '-', unwatched: '.' })[kind]

const lineOf = ({ at, kind, word, values, words }: Entry): string => {
  const known = [...Object.entries(values), ...Object.entries(words)].map(([name, value]) => `${name}=${value}`)
  return [iso(at), kind, word, ...known].join(' ')
}
