// Which test files begin first.
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LONGEST, LongestFirst } from '../../tools/lib/sequencer.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'

it.each(LONGEST)('%s is there', (file) => {
  expect(existsSync(inRoot(file))).toBe(true)
})

it('those come in their order, and before all others', async () => {
  const others = ['/somewhere/test/engine/connection/line.test.ts', '/somewhere/test/wire/frames.test.ts']
  const files = [...others, ...LONGEST.map((file) => `/somewhere/${file}`).reverse()].map((moduleId) => ({
    moduleId,
    project: { name: '' }
  }))
  const sequencer = new LongestFirst({
    config: { root: '/somewhere' },
    cache: { getFileStats: () => undefined, getFileTestResults: () => undefined }
  } as never)
  const sorted = (await sequencer.sort(files as never)) as readonly { readonly moduleId: string }[]
  expect(sorted.map(({ moduleId }) => moduleId).slice(0, LONGEST.length)).toEqual(
    LONGEST.map((file) => `/somewhere/${file}`)
  )
  expect(sorted).toHaveLength(files.length)
})
