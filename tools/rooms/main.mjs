// npm run rooms [-- --write]: no arrow upward, no circle, types included, in the server and in the engine; and the picture of both in ARCHITECTURE.md is what is
// there. --write draws it anew.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { filesUnder } from '../lib/inputs.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { engine, server } from './floors.mjs'
import { draw } from './picture.mjs'

process.chdir(root)
const PAGE = inRoot('ARCHITECTURE.md')
const begin = (title) => `<!-- rooms of the ${title}: drawn by npm run rooms -- --write -->`
const END = '<!-- rooms: end -->'

/** dependency-cruiser reads .ts: of UTS it gets a copy under names that it knows. */
function readable(house) {
  if (house !== engine) return house.root
  const copy = 'dist/rooms/engine'
  rmSync(copy, { recursive: true, force: true })
  for (const path of filesUnder(house.root).filter((file) => file.endsWith('.uts'))) {
    const to = join(copy, path.slice(house.root.length + 1).replace(/\.uts$/, '.ts'))
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, readFileSync(path, 'utf8').replaceAll(/\.uts(['"])/g, '.ts$1'))
  }
  return copy
}

async function look(house) {
  const folder = readable(house)
  const forbidden = [{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }]
  const { output } = await cruise([folder], { includeOnly: `^${folder}`, tsPreCompilationDeps: true, validate: true, ruleSet: { forbidden } })
  const { modules, summary } = output
  const roomOf = (path) => house.roomOf(path.slice(folder.length + 1))
  const short = (path) => path.slice(folder.length + 1)
  const circles = new Set(summary.violations.map(({ cycle }) => cycle.map(({ name }) => short(name)).sort().join(', ')))
  const problems = [...circles].map((files) => `${house.title}: these read each other in a circle: ${files}`)
  const floorOf = (room) => house.floors.findIndex((rooms) => rooms.includes(room))
  const arrows = new Map()
  for (const { source, dependencies } of modules) {
    const from = roomOf(source)
    if (floorOf(from) < 0) problems.push(`${house.title}: ${short(source)} stands in no room of tools/rooms/floors.mjs`)
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved)
      if (to === from) continue
      const line = `${house.title}: ${short(source)} reads ${short(resolved)}`
      if (floorOf(to) <= floorOf(from)) problems.push(`${line}: ${to} does not stand below ${from}`)
      for (const { rooms, from: readers } of house.only) if (rooms.includes(to) && !readers.includes(from)) problems.push(`${line}: only ${readers.join(', ')} may`)
      arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
  }
  return { files: modules.length, problems, picture: draw(house.floors, arrows) }
}

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
