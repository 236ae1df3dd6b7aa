// What the long runs came to last, in the table of docs/conformance.md: one row each, the newest.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot, root } from '../lib/paths.mjs'

const page = inRoot('docs', 'conformance.md')
export const BEGIN = '<!-- long runs: written by npm run test:everything -->'
export const END = '<!-- long runs: end -->'
const HEAD = ['| run | date | commit | took | result |', '| --- | --- | --- | --- | --- |']

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

/** When, and what: the commit, and whether anything but the page of results differs from it. */
export function played() {
  const isChanged = git('status', '--porcelain')
    .split('\n')
    .some((line) => line !== '' && !line.endsWith(' docs/conformance.md'))
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' and changes' : ''}`
  }
}

export function record({ name, date, commit, took, result }) {
  const text = readFileSync(page, 'utf8')
  writeFileSync(page, withRow(text, `| \`${name}\` | ${date} | ${commit} | ${took} | ${result} |`))
}

/** The page with this row in place of the one of the same name. */
export function withRow(text, row) {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error('docs/conformance.md has no table of long runs')
  const nameOf = (line) => line.split('|')[1].trim()
  const rows = text
    .slice(from + BEGIN.length, to)
    .split('\n')
    .filter((line) => line.startsWith('| `') && nameOf(line) !== nameOf(row))
  return `${text.slice(0, from)}${BEGIN}\n\n${[...HEAD, ...[...rows, row].sort()].join('\n')}\n\n${text.slice(to)}`
}
