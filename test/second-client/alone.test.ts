// The second client is worth something only as long as it shares nothing with what it judges.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('.', import.meta.url)
const sources = readdirSync(folder).filter((name) => name.endsWith('.mjs'))

it.each(sources)('%s imports nothing but its own parts: what it knows it has from docs/protocol.md', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  const imported = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) => path!)
  expect(imported.filter((path) => !/^\.\/[a-z-]+\.mjs$/.test(path))).toEqual([])
})

it('it has parts', () => { expect(sources.length).toBeGreaterThan(4) })
