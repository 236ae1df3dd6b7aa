// `npm run newcomers` takes minutes and the network, so it is not in the gate. What it plays is looked at here: the
// ways of the documents are whole, the same in both languages, and a way that goes wrong fails.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { endAll, runLines, serve } from '../../tools/newcomers/commands.mjs'
import { kinds } from '../../tools/newcomers/kinds.mjs'
import { recorded } from '../../tools/newcomers/record.mjs'
import { stepsOf } from '../../tools/newcomers/way.mjs'

type Step = Readonly<Record<string, unknown>> & { readonly kind: string; readonly at: string }

const folder = mkdtempSync(join(tmpdir(), 'rtm-newcomers-'))
afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(kinds.map(({ name, page }) => [name, page]))('the way of %s in %s', (name, page) => {
  const steps = stepsOf(page, name) as Step[]

  it('begins with a folder, makes files, installs packages, and ends in a message', () => {
    const lines = steps.flatMap((step) => (step['lines'] as string[] | undefined) ?? [])
    expect(lines.filter((line) => /^(mkdir|npm create) /.test(line)).length).toBeGreaterThan(0)
    expect(lines.filter((line) => /^npm install\b/.test(line)).length).toBe(1)
    expect(lines.filter((line) => /^cp -r \.\.\/rtm\/uni_modules\/rtm/.test(line)).length).toBe(1)
    expect(
      steps.filter(({ kind, prints }) => kind === 'windows' || (kind === 'commands' && prints !== '')).length
    ).toBeGreaterThan(0)
  })

  it('is the same in Chinese, step by step', () => {
    const bare = (all: Step[]) => all.map((step) => ({ ...step, at: '' }))
    expect(bare(stepsOf(page.replace('.md', '.zh.md'), name) as Step[])).toEqual(bare(steps))
  })
})

describe('a way that is read', () => {
  const read = (text: string): Step[] =>
    stepsOf('page.md', 'x', `# Page\n\n<!-- way: x -->\n${text}\n<!-- way: end -->\n`) as Step[]

  it('says where its steps stand', () => {
    expect(
      read('```sh\nls\n```\n\nThe file:\n\n<!-- file: a/b.ts -->\n<!-- snippet: b, nothing -->\n```ts\nexport {}\n```')
    ).toEqual([
      { kind: 'commands', lines: ['ls'], makes: [], prints: '', lacks: false, at: 'page.md:4' },
      { kind: 'file', path: 'a/b.ts', content: 'export {}\n', at: 'page.md:12' }
    ])
  })

  it('is refused with a block that a reader has to do something with and the tool has not, and without an end', () => {
    expect(() => read('```ts\nexport {}\n```')).toThrow('page.md:4: a block that is neither')
    expect(() => stepsOf('page.md', 'y', '<!-- way: y -->')).toThrow('no way "y"')
  })
})

describe('a command of a way', () => {
  const run = (lines: string[], more: object = {}) =>
    runLines({ lines, makes: [], prints: '', lacks: false, at: 'page.md:4', ...more }, folder) as Promise<string>

  it('leads into the folder that it names', async () => {
    expect(await run(['mkdir in', 'cd in', 'echo hello'], { prints: 'hello' })).toBe(join(folder, 'in'))
  })

  it.each([
    ['ends with another code', ['exit 3'], {}, 'ended with 3, and not with 0'],
    ['is said to lack something, and does not', ['true'], { lacks: true }, 'ended with 0, and not with 1'],
    [
      'warns of a file of ours',
      ['echo "src/uni_""modules/rtm/index.uts (4:9): not exported"'],
      {},
      'names a file of ours: uni_modules/rtm/index.uts (4:9)'
    ],
    ['makes nothing of what it should', ['true'], { makes: ['dist/index.html'] }, 'did not make'],
    ['prints something else', ['echo stored'], { prints: 'received' }, 'and not "received"'],
    ['goes into a folder that is not there', ['cd nowhere'], {}, 'there is no']
  ])('that %s fails, with its place in the document', async (_what, lines, more, why) => {
    await expect(run(lines, more)).rejects.toThrow(new RegExp(`^page\\.md:4: [^]*${why.replace(/[()]/g, '\\$&')}`))
  })

  it('that lists files of ours with their sizes says nothing against them', async () => {
    await run(['echo "modules by path ./src/uni_""modules/rtm/js_sdk/*.js 62.6 KiB 4 modules"'])
  })

  it('has to make its files anew: an old one does not count', async () => {
    await run(['echo old > made'])
    await expect(run(['true'], { makes: ['made'] })).rejects.toThrow('did not make')
    expect(existsSync(join(folder, 'made'))).toBe(false)
  })

  it('that serves prints its address and ends when told to; one that ends by itself fails', async () => {
    const server = await serve(
      {
        command: 'echo "Local: http://localhost:5174/"; exec tail -f /dev/null',
        address: 'http://localhost:5173/',
        at: 'page.md:4'
      },
      folder
    )
    expect([server.address, server.complaint()]).toEqual(['http://localhost:5174/', null])
    await server.stop()
    await expect(
      serve({ command: 'echo no', address: 'http://localhost:5173/', at: 'page.md:4' }, folder)
    ).rejects.toThrow('ended, and printed no address')
  })
})

it('what came out goes into the row of its kind, and nowhere else', () => {
  const table = '| kind | first |\n|---|---|\n| `react` | none yet |\n| `node` | 3 |\n'
  expect(recorded(table, 'react', ['12', '30'])).toBe(
    '| kind | first |\n|---|---|\n| `react` | 12 | 30 |\n| `node` | 3 |\n'
  )
  expect(() => recorded(table, 'vue', ['12'])).toThrow('no row begins with `vue`')
})
