import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { wantedCells } from '../conformance/evidence.ts'
import { scenarios } from '../conformance/scenarios/all.ts'
import { readEvidence } from '../conformance/suite-evidence.ts'
import { answersTable, fieldsTable, neverTable } from '../conformance/tables.ts'

const pageOf = (name: string): string => fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url))
const BY =
  'written by RTM_CONFORMANCE=write npx vitest run test/conformance/node.test.ts && RTM_CONFORMANCE=write npx ' +
  'vitest run test/docs/conformance.test.ts'
const evidence = readEvidence()
const numberOf = (name: string): number => scenarios.findIndex((scenario) => scenario.name === name) + 1

const blocks = [
  ['conformance', 'scenarios', () => scenarios.map(({ name }, i) => `${i + 1}. ${name}`).join('\n')],
  ['conformance', 'answers', () => answersTable(evidence, numberOf)],
  ['conformance', 'fields', () => fieldsTable(evidence, numberOf)],
  ['deviations', 'never', neverTable]
] as const

it.each(blocks)('docs/%s.md: its block "%s" is as the suite has it', (page, block, make) => {
  const begin = `<!-- ${block}: ${BY} -->`
  const end = `<!-- ${block}: end -->`
  const text = readFileSync(pageOf(page), 'utf8')
  const [before, rest = ''] = text.split(begin)
  const wanted = `${before}${begin}\n\n${make()}\n\n${end}${rest.slice(rest.indexOf(end) + end.length)}`
  if (process.env['RTM_CONFORMANCE'] === 'write') writeFileSync(pageOf(page), wanted)
  expect(readFileSync(pageOf(page), 'utf8')).toBe(wanted)
})

it('every code of every function, and every field of every answer and event, has a scenario that shows it', () => {
  expect(wantedCells().filter((cell) => !(cell in evidence))).toEqual([])
})

it('no two scenarios have one name', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
})

it('docs/conformance.md says how many of them a device plays', () => {
  const played = scenarios.filter(({ notInRealTime }) => notInRealTime === undefined).length
  expect(/^\| a device \|.*\| (\d+ of \d+)\b/m.exec(readFileSync(pageOf('conformance'), 'utf8'))?.[1]).toBe(
    `${played} of ${scenarios.length}`
  )
})
