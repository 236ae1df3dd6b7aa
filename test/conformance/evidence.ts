// What a run of the suite has shown: which scenario saw which answer, and which field of which event, at the runtime
// under test. The scenario that shows a cell is written down in evidence.json by the run on Node; every runtime then
// has to show the same cells in the same scenarios.
import type { Fields, Player } from './runtime.ts'
import { events, functions } from './matrix.ts'

/** `join 4`, `join > members[].userId`, `onMemberLeft > userId`, `onTokenDidExpire`: cell to scenario. */
export type Evidence = Readonly<Record<string, string>>

function* pathsOf(value: unknown, path = ''): Generator<string> {
  if (path !== '') yield path
  if (Array.isArray(value))
    for (const item of value) if (typeof item === 'object' && item !== null) yield* under(item as Fields, `${path}[].`)
}

function* under(fields: Fields, before = ''): Generator<string> {
  for (const [name, value] of Object.entries(fields)) yield* pathsOf(value, before + name)
}

const codeCell = (name: string, code: unknown): string => `${name} ${String(code)}`
const fieldCell = (name: string, path: string): string => `${name} > ${path}`

function* cellsOf(player: Player): Generator<string> {
  for (const { name, result } of player.answers()) {
    const { code, ...fields } = result
    yield codeCell(name, code)
    if (code === 0) for (const path of under(fields)) yield fieldCell(name, path)
  }
  for (const { rtmEvent, ...fields } of player.events) {
    yield String(rtmEvent)
    for (const path of under(fields)) yield fieldCell(String(rtmEvent), path)
  }
}

/** Every cell that scenarios must show. */
export function wantedCells(): string[] {
  const answers = Object.entries(functions).flatMap(([name, { codes, answer = [] }]) => [
    ...codes.map((code) => codeCell(name, code)),
    ...answer.map((path) => fieldCell(name, path))
  ])
  return [
    ...answers,
    ...Object.entries(events).flatMap(([name, fields]) => [name, ...fields.map((path) => fieldCell(name, path))])
  ]
}

export class Recorder {
  private readonly seen = new Map<string, Set<string>>()

  look(scenario: string, players: readonly Player[]): void {
    const cells = this.seen.get(scenario) ?? new Set()
    for (const player of players) for (const cell of cellsOf(player)) cells.add(cell)
    this.seen.set(scenario, cells)
  }

  /** The first scenario that shows a cell. */
  evidence(): Record<string, string> {
    const found: Record<string, string> = {}
    for (const [scenario, cells] of this.seen) for (const cell of cells) found[cell] ??= scenario
    return Object.fromEntries(
      wantedCells()
        .filter((cell) => cell in found)
        .map((cell) => [cell, found[cell]!])
    )
  }

  /** What is written down and was not seen here. */
  missing(evidence: Evidence): string[] {
    return Object.entries(evidence)
      .filter(([cell, scenario]) => this.seen.get(scenario)?.has(cell) !== true)
      .map(([cell, scenario]) => `${cell}: ${scenario}`)
  }

  /** Answers and events that the matrix does not know. */
  strange(): string[] {
    const cells = new Set([...this.seen.values()].flatMap((set) => [...set]))
    return [...cells].filter((cell) => !cell.includes(' > ') && !isKnown(cell)).sort()
  }
}

function isKnown(cell: string): boolean {
  const [name = '', code] = cell.split(' ')
  // to js_sdk, or to whoever has said which life of JavaScript he is of; no page is told
  if (name === 'probe') return true
  return code === undefined ? name in events : functions[name]?.codes.includes(Number(code)) === true
}
