// Every ts block of the guides compiles against the declarations that are shipped, runs against a server in memory with
// bob there, and does what it says.
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { checks } from './kit/checks.ts'
import { bareCode, before, problemsOf, snippetsOf, type Snippet } from './kit/snippets.ts'
import { Scene } from './kit/stage.ts'

const pages = [
  'docs/guide.md',
  'docs/migration.md',
  'README.md',
  'docs/newcomer.md',
  'uni_modules/rtm/readme.md'
].filter((file) => existsSync(inRoot(file)))
const twinOf = (file: string): string => file.replace('.md', '.zh.md')
const snippets = pages.flatMap((file) => snippetsOf(file))
const twins = pages
  .map(twinOf)
  .filter((file) => existsSync(inRoot(file)))
  .flatMap((file) => snippetsOf(file))

describe('the ts blocks of the documents', () => {
  it('compile against what is shipped', () => {
    const planted: Snippet = {
      file: 'planted',
      line: 1,
      id: 'planted',
      stage: 'loggedIn',
      code: "await client.sendMessage('bob', 7)\n"
    }
    const found = problemsOf([...snippets, ...twins, planted])
    expect(found.filter((line) => !line.startsWith('planted:'))).toEqual([])
    expect(found).toEqual([expect.stringMatching(/^planted:2 .*not assignable to parameter of type 'string'/)])
  })

  it('have a name, a stage and a check, each its own; and no check is left over', () => {
    for (const { file, line, id, stage } of snippets)
      expect([stage in before, id in checks], `${file}:${line} ${id}, ${stage}`).toEqual([true, true])
    expect(Object.keys(checks).filter((id) => !snippets.some((snippet) => snippet.id === id))).toEqual([])
  })

  it('are the same in both languages, but for their comments', () => {
    const shape = ({ file, id, stage, code }: Snippet) => [file.replace('.zh.md', '.md'), id, stage, bareCode(code)]
    const translated = snippets.filter(({ file }) => existsSync(inRoot(twinOf(file))))
    expect(twins.map(shape)).toEqual(translated.map(shape))
  })

  it('are short: some fifteen lines at most', () => {
    expect(
      snippets.filter(({ id, code }) => id !== 'hello' && code.trim().split('\n').length > 16).map(({ id }) => id)
    ).toEqual([])
  })
})

describe.each(snippets.map((snippet) => [snippet.file, snippet.id, snippet] as const))(
  '%s, block "%s"',
  (_file, id, snippet) => {
    it('does what it says', async () => {
      const scene = new Scene()
      await checks[id]?.(scene, snippet)
      expect(scene.printed).toEqual([])
    })
  }
)
