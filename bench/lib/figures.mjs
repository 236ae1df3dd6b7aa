// From results to figures: what was disturbed is left out, what is compared stood in the same round.
export const LEFT_OUT = 0.2

export const isSound = (result) => result !== undefined && result.other <= LEFT_OUT

/** { least, middle, most, n }, or null. */
export function spreadOf(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b)
  const n = sorted.length
  if (n === 0) return null
  const half = Math.floor(n / 2)
  return {
    least: sorted[0],
    middle: n % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2,
    most: sorted[n - 1],
    n
  }
}

/** `records`: [{ round, workload, server, results }]. */
export class Figures {
  constructor(records) {
    this.records = records
  }

  result(round, workload, server, kind) {
    const record = this.records.find(
      (candidate) => candidate.round === round && candidate.workload === workload && candidate.server === server
    )
    return record?.results.find((candidate) => candidate.kind === kind)
  }

  get rounds() {
    return [...new Set(this.records.map(({ round }) => round))]
  }

  servers(workload) {
    return [...new Set(this.records.filter((record) => record.workload === workload).map(({ server }) => server))]
  }

  values(workload, server, kind, metric) {
    return spreadOf(
      this.rounds
        .map((round) => this.result(round, workload, server, kind))
        .filter(isSound)
        .map((result) => result[metric])
    )
  }

  ratio(workload, kind, metric, other) {
    return spreadOf(
      this.rounds.flatMap((round) => {
        const ours = this.result(round, workload, 'rtm', kind)
        const theirs = this.result(round, workload, other, kind)
        return isSound(ours) && isSound(theirs) && theirs[metric] > 0 ? [ours[metric] / theirs[metric]] : []
      })
    )
  }

  /** Against the best of the others in the same round; lower is better. */
  ratioToBest(workload, kind, metric, others) {
    return spreadOf(
      this.rounds.flatMap((round) => {
        const ours = this.result(round, workload, 'rtm', kind)
        const theirs = others.map((server) => this.result(round, workload, server, kind)).filter(isSound)
        return isSound(ours) && theirs.length > 0
          ? [ours[metric] / Math.min(...theirs.map((result) => result[metric]))]
          : []
      })
    )
  }

  busiest(workload, kind) {
    return Math.max(
      0,
      ...this.records
        .filter((record) => record.workload === workload)
        .flatMap(({ results }) => results)
        .filter((result) => result.kind === kind)
        .map((result) => result.loadBusy ?? 0)
    )
  }
}
