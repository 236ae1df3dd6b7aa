// The tables of the paired run.
import { isSlower, medianOf, ratioOf } from './pairs.mjs'
import { works } from './paired-work.mjs'
import { table } from './report.mjs'
import { titleOf } from './servers.mjs'

/** A ratio of costs up to here is not told from noise and no promise: what lies above it as a whole is slower. */
const ALLOWED = 1.03

const us = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(2))
const kb = (bytes) => (bytes / 1_024).toFixed(2)

const recordOf = (records, round, workload, server) =>
  records.find((record) => record.round === round && record.workload === workload && record.server === server)

function pairsOf(records, workload, server) {
  const rounds = [...new Set(records.map(({ round }) => round))]
  return rounds.flatMap((round) => {
    const ours = recordOf(records, round, workload, 'rtm')
    const theirs = recordOf(records, round, workload, server)
    return ours === undefined || theirs === undefined ? [] : [{ ours: ours.costs, theirs: theirs.costs }]
  })
}

export function pairTable(records, { workloads, servers }) {
  const rows = workloads.flatMap((workload) =>
    servers
      .filter((name) => name !== 'rtm')
      .map((server) => {
        const { what, unit } = works[workload]
        const pairs = pairsOf(records, workload, server)
        if (pairs.length === 0) return [workload, what, titleOf(server), '–', '–', '–', '0', 'not measured']
        const ratio = ratioOf(pairs)
        const verdict =
          server !== 'before'
            ? ''
            : isSlower(ratio, ALLOWED)
              ? 'slower'
              : ratio.high < 1
                ? 'faster'
                : ratio.high <= ALLOWED
                  ? 'not slower'
                  : 'not decided'
        return [
          workload,
          `${what}: a ${unit}`,
          titleOf(server),
          `**${ratio.middle.toFixed(3)}**`,
          `${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)}`,
          ratio.whole.toFixed(3),
          `${ratio.slices} in ${ratio.rounds}`,
          verdict
        ]
      })
  )
  return table(
    ['', 'processor time for', 'rtm against', 'ratio, median', '95 %', 'of the sums', 'slices in rounds', ''],
    rows.map((cells) => `| ${cells.join(' | ')} |`)
  )
}

export function sideTable(records, { workloads, servers }) {
  const rows = workloads.flatMap((workload) =>
    servers.flatMap((server) => {
      const own = records.filter((record) => record.workload === workload && record.server === server)
      if (own.length === 0) return []
      const middle = (name) => medianOf(own.map((record) => record[name]))
      const cells = [
        workload,
        titleOf(server),
        us(medianOf(own.flatMap(({ costs }) => costs))),
        kb(middle('allocated')),
        kb(middle('alive')),
        middle('rssKb').toFixed(2),
        works[workload].unit
      ]
      return [`| ${cells.join(' | ')} |`]
    })
  )
  return table(['', 'server', 'CPU µs', 'allocated KB', 'kept KB', 'resident KB', 'for each'], rows)
}

/** One line while it runs. */
export const stateOf = (sides) =>
  sides
    .map(
      ({ server, costs, allocated, problems }) =>
        `${titleOf(server)} ${us(medianOf(costs))} µs, ${kb(allocated)} KB` +
        `${problems > 0 ? ` (${problems} problems)` : ''}`
    )
    .join('; ')
