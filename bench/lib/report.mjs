// The tables: ratios first, because they hold on another machine; what was measured here after them.
import { delays, goals, verdictOf } from './goals.mjs'
import { titleOf } from './servers.mjs'

const MAX_BUSY = 0.9
const number = (value) => {
  if (value >= 1_000_000) return `${(value / 1_000_000).toFixed(2)} M`
  if (value >= 10_000) return `${(value / 1_000).toFixed(1)} k`
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}
const three = (spread) =>
  spread === null ? '–' : `${number(spread.least)} / **${number(spread.middle)}** / ${number(spread.most)}`
const row = (...cells) => `| ${cells.join(' | ')} |`

export function table(head, rows) {
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n')
}

export function ratioTable(figures) {
  const rows = []
  for (const goal of goals) {
    for (const [server, limits] of Object.entries({ before: goal.lower ? [1.03, 1] : [0.97, 1], ...goal.against })) {
      if (!figures.servers(goal.workload).includes(server)) continue
      const spread = figures.ratio(goal.workload, goal.kind, goal.metric, server)
      const sign = goal.lower ? '≤' : '≥'
      rows.push(
        row(
          goal.workload,
          goal.measure,
          titleOf(server),
          three(spread),
          spread?.n ?? 0,
          limits === null ? '' : `${sign} ${limits[0]}`,
          limits === null ? '' : `${sign} ${limits[1]}`,
          verdictOf(goal, spread, limits)
        )
      )
    }
  }
  for (const { workload, kind } of delays) {
    const others = figures.servers(workload).filter((server) => server !== 'rtm')
    if (others.length === 0) continue
    const spread = figures.ratioToBest(workload, kind, 'p99', others)
    rows.push(
      row(
        workload,
        'p99 at the equal load',
        'the best of the round',
        three(spread),
        spread?.n ?? 0,
        '',
        '≤ 1',
        verdictOf({ lower: true }, spread, [1, 1])
      )
    )
  }
  if (figures.servers('W2').includes('ws')) {
    const spread = figures.ratio('W2', 'single', 'p50', 'ws')
    rows.push(row('W2', 'p50 with one message in flight', titleOf('ws'), three(spread), spread?.n ?? 0, '', '', ''))
  }
  return table(['', 'measure', 'rtm against', 'ratio', 'n', 'floor', 'goal', ''], rows)
}

const columns = {
  equal: [
    ['perCpu', 'deliveries per CPU s'],
    ['p50', 'p50 ms'],
    ['p99', 'p99 ms'],
    ['serverBusy', 'server busy'],
    ['loadBusy', 'generator busy']
  ],
  highest: [
    ['delivered', 'highest, deliveries/s'],
    ['perCpu', 'deliveries per CPU s there'],
    ['p99', 'p99 ms there'],
    ['perRead', 'messages per read'],
    ['loadBusy', 'generator busy']
  ],
  peer: [
    ['perSecond', 'round trips/s'],
    ['perCpu', 'per CPU s'],
    ['p50', 'p50 ms'],
    ['p99', 'p99 ms'],
    ['loadBusy', 'generator busy']
  ],
  single: [
    ['p50', 'one in flight, p50 ms'],
    ['p99', 'p99 ms']
  ],
  idle: [
    ['kbPerConnection', 'KB per connection'],
    ['emptyKb', 'empty server, KB'],
    ['perCpu', 'logins per CPU s'],
    ['perSecond', 'logins/s'],
    ['loadBusy', 'generator busy']
  ],
  storm: [
    ['seconds', 'seconds until whole'],
    ['perCpu', 'returns per CPU s'],
    ['recovered', 'messages recovered'],
    ['loadBusy', 'generator busy']
  ]
}

export function absoluteTables(figures, workloads) {
  const parts = []
  for (const workload of workloads) {
    for (const [kind, metrics] of Object.entries(columns)) {
      const rows = figures.servers(workload).flatMap((server) => {
        const spreads = metrics.map(([metric]) => figures.values(workload, server, kind, metric))
        return spreads.every((spread) => spread === null)
          ? []
          : [row(titleOf(server), spreads[0]?.n ?? 0, ...spreads.map(three))]
      })
      if (rows.length > 0)
        parts.push(`${workload}\n\n${table(['server', 'n', ...metrics.map(([, title]) => title)], rows)}`)
    }
  }
  return parts.join('\n\n')
}

export function warnings(figures, workloads) {
  return workloads.flatMap((workload) =>
    Object.keys(columns).flatMap((kind) => {
      const busy = figures.busiest(workload, kind)
      return busy > MAX_BUSY
        ? [
            `${workload} ${kind}: the generator was ${busy.toFixed(2)} busy, so the fastest server may be faster ` +
              'than it shows.'
          ]
        : []
    })
  )
}
