// The rooms as a Mermaid flowchart. An arrow that follows from two others is left out: what remains can be read.

const nameOf = (room) => room.replaceAll('/', '_')

/** `arrows`: room → the rooms that it reads, all of them below it. */
export function draw(floors, arrows) {
  const below = (room) => arrows.get(room) ?? new Set()
  const reaches = (from, to) => [...below(from)].some((next) => next === to || reaches(next, to))
  const lines = []
  for (const room of floors.flat()) {
    const direct = [...below(room)].filter(
      (to) => ![...below(room)].some((other) => other !== to && reaches(other, to))
    )
    for (const to of direct.sort()) lines.push(`  ${nameOf(room)} --> ${nameOf(to)}`)
  }
  const names = floors.flat().map((room) => `  ${nameOf(room)}["${room}"]`)
  return ['```mermaid', 'flowchart TD', ...names, ...lines, '```'].join('\n')
}
