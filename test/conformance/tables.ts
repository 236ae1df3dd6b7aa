// docs/conformance.md in tables: what is shown by which scenario, by its number.
import type { Evidence } from './evidence.ts'
import { events, functions } from './matrix.ts'

const CODES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 101, 102]
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const head = (cells: readonly string[]): string => `${row(cells)}\n${row(cells.map(() => '---'))}`

export function answersTable(evidence: Evidence, numberOf: (scenario: string) => number): string {
  const at = (cell: string): string => (cell in evidence ? String(numberOf(evidence[cell]!)) : '?')
  const rows = Object.entries(functions).map(([name, { codes, never = {} }]) =>
    row([
      `\`${name}\``,
      ...CODES.map((code) => (codes.includes(code) ? at(`${name} ${code}`) : code in never ? 'never' : ''))
    ])
  )
  return [head(['function', ...CODES.map(String)]), ...rows].join('\n')
}

export function fieldsTable(evidence: Evidence, numberOf: (scenario: string) => number): string {
  const at = (cell: string): string => (cell in evidence ? String(numberOf(evidence[cell]!)) : '?')
  const list = (name: string, paths: readonly string[]): string =>
    paths.map((path) => `\`${path}\` ${at(`${name} > ${path}`)}`).join(', ')
  const answers = Object.entries(functions)
    .filter(([, { answer }]) => answer !== undefined)
    .map(([name, { answer = [] }]) => row([`\`${name}\``, at(`${name} 0`), list(name, answer)]))
  const told = Object.entries(events).map(([name, fields]) => row([`\`${name}\``, at(name), list(name, fields)]))
  return [
    head(['answer of, or event', 'scenario', 'its fields, each with the scenario that looks at it']),
    ...answers,
    ...told
  ].join('\n')
}

export function neverTable(): string {
  const rows = Object.entries(functions).flatMap(([name, { never = {} }]) =>
    Object.entries(never).map(([code, why]) => [`\`${name}\` ${code}`, why] as const)
  )
  const byWhy = new Map<string, string[]>()
  for (const [cell, why] of rows) byWhy.set(why, [...(byWhy.get(why) ?? []), cell])
  return [head(['never answered', 'why']), ...[...byWhy].map(([why, cells]) => row([cells.join(', '), why]))].join('\n')
}
