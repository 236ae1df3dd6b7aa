// What tests read in the documents: tables, and the shape that both languages share.

/** The rows of a table whose header begins with this cell, below its rule. */
export function tableBelow(page: string, header: string): string[][] {
  const at = page.indexOf(`\n| ${header} |`)
  if (at < 0) throw new Error(`no table begins with ${header}`)
  const lines = page.slice(at + 1).split('\n')
  const end = lines.findIndex((line) => !line.startsWith('|'))
  return lines.slice(2, end < 0 ? undefined : end).map(cellsOf)
}

/** The cells of a row; a bar inside code marks is none. */
export const cellsOf = (row: string): string[] =>
  row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())

/** Every table of a page, each with the heading it stands under; the first row is its header. */
export function tablesOf(page: string): { heading: string; rows: string[][] }[] {
  const tables: { heading: string; rows: string[][] }[] = []
  let heading = ''
  let inTable = false
  for (const line of textOf(page).split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '')
    if (line.startsWith('|')) {
      if (!inTable) tables.push({ heading, rows: [] })
      if (!/^\|[-|]+\|$/.test(line)) tables.at(-1)!.rows.push(cellsOf(line))
    }
    inTable = line.startsWith('|')
  }
  return tables
}

const textOf = (page: string): string => page.replace(/```[^]*?```/g, '```')

/** Headings by depth, tables by their size, blocks and pictures, in their order. */
export function shapeOf(page: string): string[] {
  const languages = [...page.matchAll(/```(\w*)\n[^]*?```/g)].map(([, language]) => language!)
  const shape: string[] = []
  let table: string[] = []
  for (const line of [...textOf(page).split('\n'), '']) {
    if (line.startsWith('|')) {
      table.push(line)
      continue
    }
    if (table.length > 0) shape.push(`table of ${table.length - 2} rows, ${cellsOf(table[0]!).length} wide`)
    table = []
    if (line.startsWith('#')) shape.push(/^#+/.exec(line)![0])
    if (line.startsWith('```')) shape.push(`block ${languages.shift()!}`)
    if (line.startsWith('![')) shape.push('picture')
  }
  return shape
}
