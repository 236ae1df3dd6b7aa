// A run as text to send: English everywhere, because it is read by whoever keeps the plugin.
import type { Row, Run } from './use-conformance'

export interface Count {
  readonly passed: number
  readonly failed: number
  readonly leftOut: number
  readonly notReached: number
}

export function countOf(rows: readonly Row[]): Count {
  const number = (state: Row['state']): number => rows.filter((row) => row.state === state).length
  return {
    passed: number('passed'),
    failed: number('failed'),
    leftOut: number('left out'),
    notReached: number('waiting') + number('playing')
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

export function reportOf(run: Run, facts: readonly (readonly [string, string])[], at: string): string {
  const { passed, failed, leftOut, notReached } = countOf(run.rows)
  const verdict = `${passed} passed, ${failed} failed, ${leftOut} left out`
  return [
    `rtm conformance, ${at}`,
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(run.only.length === 0 ? [] : [`only scenarios ${run.only.join(', ')}`]),
    run.phase === 'over'
      ? `${verdict}, ${seconds(run.ms)}`
      : `BROKEN OFF: ${verdict}, ${notReached} not reached. ${run.problem}`,
    '',
    ...run.rows.flatMap(linesOf)
  ].join('\n')
}

function linesOf({ number, name, why, state, reason, ms }: Row): string[] {
  if (state === 'left out') return [`${number} left out: ${name} (${why})`]
  if (state === 'passed') return [`${number} passed in ${seconds(ms)}: ${name}`]
  if (state === 'failed')
    return [`${number} FAILED after ${seconds(ms)}: ${name}`, `    ${reason.replace(/\n/g, '\n    ')}`]
  return [`${number} not reached: ${name}`]
}
