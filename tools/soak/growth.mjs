// What has grown between moments at which the same should be there. Whatever is made once, or comes and goes, does not
// grow twice in a row.

/** Fewer than this many more, or bytes, are the machine's own: code that got compiled, a table that doubled. */
const LEAST_COUNT = 200
const LEAST_BYTES = 16_384
const LEAST_SHARE = 0.02
const LEAST_MEMORY = 2_000_000
const LEAST_MEMORY_SHARE = 0.15

const moreThan = (before, after, least, share) => after - before > Math.max(least, before * share)

/** moments: maps of constructor to { count, bytes }. */
export function grown(moments) {
  const found = []
  for (const name of moments.at(-1).keys()) {
    const rows = moments.map((rows) => rows.get(name) ?? { count: 0, bytes: 0 })
    const rises = rows
      .slice(1)
      .every(
        (row, i) =>
          moreThan(rows[i].count, row.count, LEAST_COUNT, LEAST_SHARE) && row.bytes - rows[i].bytes > LEAST_BYTES
      )
    if (rises)
      found.push({ name, from: rows[0].count, to: rows.at(-1).count, bytes: rows.at(-1).bytes - rows[0].bytes })
  }
  return found.sort((a, b) => b.bytes - a.bytes)
}

/** The same of what the process says of itself. */
export function memoryGrown(moments) {
  return ['heapUsed', 'arrayBuffers'].flatMap((name) => {
    const list = moments.map((memory) => memory[name])
    return list.slice(1).every((bytes, i) => moreThan(list[i], bytes, LEAST_MEMORY, LEAST_MEMORY_SHARE))
      ? [{ name, from: list[0], to: list.at(-1) }]
      : []
  })
}

/**
 * A heap snapshot as a map of constructor to { count, bytes }. Compiled code is left out: it grows as long as the
 * engine learns.
 */
export function byConstructor({ snapshot, nodes, strings }) {
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field))
  const rows = new Map()
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[type][nodes[at + type]]
    if (kind === 'code' || kind === 'hidden' || kind === 'object shape' || kind === 'synthetic') continue
    const key =
      kind === 'object' || kind === 'native'
        ? strings[nodes[at + name]]
        : kind === 'closure'
          ? `function ${strings[nodes[at + name]]}`
          : `(${kind})`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { count: 1, bytes: nodes[at + size] })
    else {
      row.count++
      row.bytes += nodes[at + size]
    }
  }
  return rows
}
