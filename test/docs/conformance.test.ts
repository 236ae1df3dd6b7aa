import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { scenarios } from '../conformance/scenarios/all.ts'

const page = fileURLToPath(new URL('../../docs/conformance.md', import.meta.url))
const BEGIN = '<!-- scenarios: written by RTM_CONFORMANCE=write npx vitest run test/docs/conformance.test.ts -->'
const END = '<!-- scenarios: end -->'

it('docs/conformance.md lists the scenarios as they are', () => {
  const text = readFileSync(page, 'utf8')
  const list = `${BEGIN}\n\n${scenarios.map(({ name }, i) => `${i + 1}. ${name}`).join('\n')}\n\n${END}`
  const [before, rest = ''] = text.split(BEGIN)
  const wanted = `${before}${list}${rest.slice(rest.indexOf(END) + END.length)}`
  if (process.env['RTM_CONFORMANCE'] === 'write') writeFileSync(page, wanted)
  expect(readFileSync(page, 'utf8')).toBe(wanted)
})

it('no two scenarios have one name', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
})

it('docs/conformance.md says how many of them a device plays', () => {
  const played = scenarios.filter(({ notInRealTime }) => notInRealTime === undefined).length
  expect(/^\| a device \|.*\| (\d+ of \d+)\b/m.exec(readFileSync(page, 'utf8'))?.[1]).toBe(`${played} of ${scenarios.length}`)
})
