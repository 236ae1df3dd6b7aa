// Reads a house by dependency-cruiser, types included, and holds it to its floors.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { filesUnder } from '../lib/inputs.mjs'
import { draw } from './picture.mjs'

/** dependency-cruiser reads .ts: of UTS it gets a copy under names that it knows. */
function readable(house) {
  if (house.uts !== true) return house.root
  const copy = 'dist/rooms/engine'
  rmSync(copy, { recursive: true, force: true })
  for (const path of filesUnder(house.root).filter((file) => file.endsWith('.uts'))) {
    const to = join(copy, path.slice(house.root.length + 1).replace(/\.uts$/, '.ts'))
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, readFileSync(path, 'utf8').replaceAll(/\.uts(['"])/g, '.ts$1'))
  }
  return copy
}

/** What breaks the floors of a house, and its picture. */
export async function look(house) {
  const folder = readable(house)
  const forbidden = [{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }]
  const { output } = await cruise([folder], {
    includeOnly: `^${folder}`,
    tsPreCompilationDeps: true,
    validate: true,
    ruleSet: { forbidden }
  })
  const { modules, summary } = output
  const roomOf = (path) => house.roomOf(path.slice(folder.length + 1))
  const short = (path) => path.slice(folder.length + 1)
  const circles = new Set(
    summary.violations.map(({ cycle }) =>
      cycle
        .map(({ name }) => short(name))
        .sort()
        .join(', ')
    )
  )
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
      for (const { rooms, from: readers } of house.only)
        if (rooms.includes(to) && !readers.includes(from)) problems.push(`${line}: only ${readers.join(', ')} may`)
      arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
  }
  return { files: modules.length, problems, picture: draw(house.floors, arrows) }
}
