// What npm run rooms finds: each kind of breach, planted in a house of a few files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { look } from '../../tools/rooms/look.mjs'

mkdirSync(inRoot('dist'), { recursive: true })
const base = mkdtempSync(inRoot('dist/rooms-test-'))
afterAll(() => {
  rmSync(base, { recursive: true, force: true })
})

let houses = 0
async function seen(
  files: Readonly<Record<string, string>>
): Promise<{ problems: readonly string[]; picture: string }> {
  const folder = join(base, `house${++houses}`)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return look({
    title: 'house',
    root: relative(inRoot('.'), folder),
    roomOf: (path: string) => path.split('/')[0],
    floors: [['attic'], ['hall', 'kitchen'], ['cellar']],
    only: [{ rooms: ['cellar'], from: ['hall', 'kitchen'] }]
  })
}

const right = {
  'attic/bed.ts': "import { table } from '../hall/table.ts'\nexport const bed = table",
  'hall/table.ts': "import { wine } from '../cellar/wine.ts'\nexport const table = wine",
  'kitchen/pot.ts': 'export const pot = 1',
  'cellar/wine.ts': 'export type Wine = number\nexport const wine: Wine = 1'
}

it('nothing, where every arrow points downward; an arrow that follows from others is not drawn', async () => {
  const { problems, picture } = await seen(right)
  expect(problems).toEqual([])
  expect(picture).toContain('  attic --> hall\n  hall --> cellar\n')
})

it.each([
  [
    'an arrow upward, if only by a type',
    {
      'cellar/wine.ts': "import type { Pot } from '../kitchen/pot.ts'\nexport const wine: Pot = 1",
      'kitchen/pot.ts': 'export type Pot = number'
    },
    ['house: cellar/wine.ts reads kitchen/pot.ts: kitchen does not stand below cellar']
  ],
  [
    'rooms of one floor that know each other',
    { 'hall/table.ts': "import { pot } from '../kitchen/pot.ts'\nexport const table = pot" },
    ['house: hall/table.ts reads kitchen/pot.ts: kitchen does not stand below hall']
  ],
  [
    'a room that only some may read',
    { 'attic/bed.ts': "import { wine } from '../cellar/wine.ts'\nexport const bed = wine" },
    ['house: attic/bed.ts reads cellar/wine.ts: only hall, kitchen may']
  ],
  [
    'two files of one room in a circle, if only by types',
    {
      'hall/table.ts': "import type { Chair } from './chair.ts'\nexport type Table = Chair[]\nexport const table = 1",
      'hall/chair.ts': "import type { Table } from './table.ts'\nexport interface Chair { at: Table }"
    },
    ['house: these read each other in a circle: hall/chair.ts, hall/table.ts']
  ],
  [
    'a file in a room that nobody has named',
    { 'shed/saw.ts': 'export const saw = 1' },
    ['house: shed/saw.ts stands in no room of tools/rooms/floors.mjs']
  ]
] as const)('%s', async (_, change, problems) => {
  expect((await seen({ ...right, ...change })).problems).toEqual(problems)
})
