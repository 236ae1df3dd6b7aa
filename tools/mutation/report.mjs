// What is known of each mutant, kept in dist; and docs/mutation.md, with the last result of each between two marks.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../lib/paths.mjs'
import { runtimeOf } from './runtimes.mjs'

const page = inRoot('docs/mutation.md')
export const BEGIN = '<!-- result: written by npm run mutation -->'
export const END = '<!-- result: end -->'

const file = (path) => path.replace('uni_modules/rtm/utssdk/', '')
const node = ({ mutant, result }) =>
  !runtimeOf('Node').owns(mutant.file) ? 'not part of it' : result.green.includes('Node') ? 'green' : 'sees it'

const results = inRoot('dist', 'mutation.json')
const kept = new Map(existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : [])
const key = (mutant) => JSON.stringify(mutant) // another text is another mutant

export const known = (mutant) => kept.get(key(mutant))

export function remember(mutant, result) {
  kept.set(key(mutant), result)
  mkdirSync(inRoot('dist'), { recursive: true })
  writeFileSync(results, JSON.stringify([...kept]))
}

export function writeReport(mutants) {
  const rows = mutants.map((mutant) => ({ mutant, result: known(mutant) }))
  const count = (test) => rows.filter(test).length
  const native = ({ result }) => result.runtime !== null && runtimeOf(result.runtime).isNative === true
  const lines = [
    `${count(({ result }) => result.runtime !== null)} of ${rows.length} seen. ` +
      `A native runtime was the first to see ${count(native)} of them: ` +
      `in ${count((row) => native(row) && node(row) === 'green')} of these Node runs the same text and stays green, ` +
      'in the others it has no such file.',
    '',
    '| fault | file | Node | seen by | first scenario |',
    '|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.mutant.name} | \`${file(row.mutant.file)}\` | ${node(row)} | ${row.result.runtime ?? '**nobody**'} ` +
        `| ${row.result.check} |`
    )
  ]
  const text = readFileSync(page, 'utf8')
  const [before] = text.split(BEGIN)
  writeFileSync(page, `${before}${BEGIN}\n\n${lines.join('\n')}\n\n${END}${text.slice(text.indexOf(END) + END.length)}`)
}
