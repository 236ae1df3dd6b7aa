// The rows of the gate and of the long runs, and the table that they write.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { playAll, StageError, Tally } from '../../tools/gate/play.mjs'
import { withRow } from '../../tools/gate/record.mjs'
import { LONG, NATIVE, TESTS } from '../../tools/gate/stages.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'

interface Stage {
  title: string
  file?: string[]
  command?: string[]
  vitest?: string[]
  builds?: string[]
}
type Stages = (Stage | Stages)[]
const flat = (stages: unknown): Stage[] => [stages].flat(9) as Stage[]
const node = (title: string, code: string): Stage => ({ title, file: ['-e', code] })

describe('the stages', () => {
  const all = [...flat(TESTS), ...flat(NATIVE), ...Object.values(LONG).flatMap(flat)]

  it('have a title each, by which a failure names them', () => {
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
  })

  it('play files that there are', () => {
    const paths = all
      .flatMap(({ file = [], command = [], vitest = [] }) => [...file, ...command, ...vitest])
      .filter((one) => /^(test|tools)\/|^vitest\./.test(one))
    expect(paths.filter((path) => !existsSync(inRoot(path)))).toEqual([])
    expect(paths.length).toBeGreaterThan(30)
  })

  it('outside the gate are told by name in CONTRIBUTING', () => {
    const told = [
      ...readFileSync(inRoot('CONTRIBUTING.md'), 'utf8').matchAll(/^npm run test:everything -- ([a-z -]+?) +#/gm)
    ].flatMap(([, names]) => names!.split(' '))
    expect(told.sort()).toEqual(Object.keys(LONG).sort())
  })
})

describe('playing', () => {
  it('goes on in one lane while another fails, tells all that failed, and stops before what comes after', async () => {
    const said: string[] = []
    const tally = new Tally()
    const stages: Stages = [
      [
        [node('first', 'process.exit(1)'), node('behind it', '')],
        [node('second', 'console.log("fine")')],
        [node('third', 'console.error("why"); process.exit(3)')]
      ],
      node('after', '')
    ]
    const fault = await playAll(stages, tally, (line) => said.push(line)).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(StageError)
    expect((fault as StageError).titles).toEqual(['first', 'third'])
    expect((fault as StageError).message).toContain('why')
    expect(said.map((line) => line.replace(/\(.*/, ''))).toEqual(['  second: fine '])
    expect(tally.passed).toBe(1)
  })

  it('takes a suite without a test for a failure', async () => {
    const none = { title: 'none', vitest: ['test/tools/there-is-none.test.ts', '--passWithNoTests'] }
    await expect(playAll([none], new Tally(), () => {})).rejects.toThrow('none')
  })
})

describe('the table of long runs', () => {
  const page =
    'before\n<!-- long runs: written by npm run test:everything -->\n\n| run |\n| `chaos` | old |\n| `soak` | old ' +
    '|\n\n<!-- long runs: end -->\nafter'

  it('has the newest result of each, and nothing else of the page is touched', () => {
    const made = withRow(withRow(page, '| `chaos` | new |'), '| `busy` | new |')
    expect(made.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      '| `busy` | new |',
      '| `chaos` | new |',
      '| `soak` | old |'
    ])
    expect([made.startsWith('before\n'), made.endsWith('\nafter')]).toEqual([true, true])
    expect(withRow(made, '| `soak` | old |')).toBe(made)
  })

  it('is missed aloud', () => {
    expect(() => withRow('nothing', '| `chaos` |')).toThrow('no table of long runs')
  })
})
