// The guide to the test kit shows code that runs: the files of examples/app-test, and pieces of its tests. Both
// languages show the same.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTestKit } from '../../sdk/testing.ts'
import { inRoot } from '../../tools/lib/paths.mjs'

const read = (file: string): string => readFileSync(inRoot(file), 'utf8')
const codeIn = (page: string): string[] =>
  [...read(page).matchAll(/```(?:ts|js)\n([^]*?)```/g)].map(([, code]) => code!)
const tests = read('examples/app-test/chat.test.ts')
const regions = new Map(
  [...tests.matchAll(/\/\/ #region (\w+)\n([^]*?)\/\/ #endregion/g)].map(([, name, code]) => [name!, code!])
)
const pages = ['docs/testing-your-app.md', 'docs/testing-your-app.zh.md']

describe.each(pages)('%s', (page) => {
  it('shows the two files of configuration, and every piece of the tests once', () => {
    const running = [
      ...['vitest.config.mts', 'jest.config.cjs'].map((file) => read(`examples/app-test/${file}`)),
      ...regions.values()
    ]
    expect(codeIn(page).sort()).toEqual(running.sort())
  })

  it('has a row and a test for every verb of the kit, and a row for everything else it can do', () => {
    const kit = createTestKit()
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(kit)).filter(
      (name) => !['constructor', 'look', 'sessionsOf'].includes(name)
    )
    const text = read(page)
    const rows = [...text.matchAll(/^\| `(?:await )?(?:kit\.)?(\w+)\(/gm)].map(([, name]) => name!)
    const verbs = methods.filter(
      (name) => !['client', 'login', 'token', 'now', 'settle', 'advance', 'close'].includes(name)
    )
    expect(methods.filter((name) => !rows.includes(name) && name !== 'close')).toEqual([])
    expect(verbs.filter((name) => ![...regions.values()].some((code) => code.includes(`kit.${name}(`)))).toEqual([])
    expect(verbs.filter((name) => !new RegExp(`^### .*\\b${name}\\b`, 'm').test(text))).toEqual([])
    expect(text).toContain('kit.close()')
  })
})

it('both languages show the same code, in the same order', () => {
  expect(codeIn(pages[1]!)).toEqual(codeIn(pages[0]!))
})
