// The ledger of escapes: a rule is switched off only by a comment that names an entry of escapes.json
//   // eslint-disable-next-line rtm/no-regex -- E1        // @ts-ignore E2
// and an entry that no comment uses any more is an error too.
const off = /(?:\/\/|\/\*)\s*(eslint-disable(?:-next-line|-line)?|@ts-(?:ignore|expect-error|nocheck))\s*([^\n]*)/g

export function judgeEscapes(ledger, texts) {
  const problems = []
  const used = new Set()
  for (const [file, text] of texts) {
    for (const found of text.matchAll(off)) {
      const line = text.slice(0, found.index).split('\n').length
      const at = `${file}:${line}`
      const id = /\b(E\d+)\b/.exec(found[2])?.[1] ?? null
      const entry = ledger.find((each) => each.id === id)
      const rule = found[1].startsWith('@ts') ? found[1] : found[2].split('--')[0].replace('*/', '').trim()
      if (found[1] === 'eslint-disable') problems.push(`${at} switches rules off for a whole file: name one line`)
      else if (entry === undefined) problems.push(`${at} ${found[1]} without an entry in tools/eslint/escapes.json`)
      else if (entry.file !== file || entry.rule !== rule)
        problems.push(`${at} entry ${id} is for ${entry.rule} in ${entry.file}`)
      else used.add(id)
    }
  }
  for (const entry of ledger) {
    for (const field of ['id', 'file', 'rule', 'reason', 'removeWhen']) {
      if (typeof entry[field] !== 'string' || entry[field] === '')
        problems.push(`escapes.json: entry ${entry.id ?? '?'} lacks "${field}"`)
    }
    if (!used.has(entry.id)) problems.push(`escapes.json: entry ${entry.id} is used nowhere`)
  }
  return problems
}
