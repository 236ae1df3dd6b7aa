// The table of docs/projects.md and its twin: what came out of the last run of each kind, with its day and the commit
// that it was of.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot, root } from '../lib/paths.mjs'

const pages = ['docs/projects.md', 'docs/projects.zh.md']

/** The page with another row of that kind: its first cell is the name. */
export function recorded(text, name, cells) {
  const row = new RegExp(`^\\| \`${name}\` \\|.*$`, 'm')
  if (!row.test(text)) throw new Error(`no row begins with \`${name}\``)
  return text.replace(row, () => `| \`${name}\` | ${cells.join(' | ')} |`)
}

export function record({ name }, { seconds, first, versions }) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const cells = [String(first), String(seconds), versions.join(', '), new Date().toISOString().slice(0, 10), commit]
  for (const page of pages) writeFileSync(inRoot(page), recorded(readFileSync(inRoot(page), 'utf8'), name, cells))
}
