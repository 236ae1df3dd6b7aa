// npm run rooms [-- --write]: no arrow upward, no circle, types included, in the server and in the engine; and the
// picture of both in ARCHITECTURE.md is what is there. --write draws it anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot, root } from '../lib/paths.mjs'
import { engine, server } from './floors.mjs'
import { look } from './look.mjs'

process.chdir(root)
const PAGE = inRoot('ARCHITECTURE.md')
const begin = (title) => `<!-- rooms of the ${title}: drawn by npm run rooms -- --write -->`
const END = '<!-- rooms: end -->'

function replaced(text, title, picture) {
  const from = text.indexOf(begin(title))
  const to = text.indexOf(END, from)
  if (from < 0 || to < 0) throw new Error(`ARCHITECTURE.md has no place for the rooms of the ${title}`)
  return `${text.slice(0, from)}${begin(title)}\n\n${picture}\n\n${text.slice(to)}`
}

const before = readFileSync(PAGE, 'utf8')
let page = before
let files = 0
const problems = []
for (const house of [server, engine]) {
  const seen = await look(house)
  files += seen.files
  problems.push(...seen.problems)
  page = replaced(page, house.title, seen.picture)
}
if (page !== before && process.argv.includes('--write')) writeFileSync(PAGE, page)
else if (page !== before) problems.push('the picture in ARCHITECTURE.md is not of today: npm run rooms -- --write')
for (const problem of problems) console.log(problem)
console.log(`rooms: ${files} files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
