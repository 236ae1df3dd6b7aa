// The second client is worth something only as long as it shares nothing with what it judges.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folder = new URL('.', import.meta.url)
const sources = readdirSync(folder).filter((name) => name.endsWith('.mjs'))
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8')

describe('the second client, written from docs/protocol.md alone by somebody who had not read the engine', () => {
  it.each(sources)('%s imports nothing but its own parts', (name) => {
    const imported = [...textOf(name).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) => path!)
    expect(imported.filter((path) => !/^\.\/[a-z-]+\.mjs$/.test(path))).toEqual([])
  })

  it.each(sources)('%s cites only rules that stand on the page', (name) => {
    const cited = textOf(name).match(/\bP-[A-Z]+-\d+\b/g) ?? []
    expect(cited.filter((rule) => !page.includes(`**[${rule}]**`))).toEqual([])
  })

  it('has parts, which cite rules', () => {
    expect(sources.length).toBeGreaterThan(4)
    expect(sources.filter((name) => textOf(name).includes('P-')).length).toBeGreaterThan(4)
  })
})
