// The plugin as it is published: what tools/rename-plugin.mjs makes of it, which is what the consumers of
// test/consumers use.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, extname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { renamePlugin } from '../../tools/rename-plugin.mjs'

const ID = 'acme-rtm'
const folder = mkdtempSync(join(tmpdir(), 'rtm-published-'))
const copy = join(folder, ID)

const under = (at: string): string[] =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? under(join(at, entry.name)) : [join(at, entry.name)]
  )
const files = (): string[] => under(copy).map((file) => relative(copy, file).replaceAll('\\', '/'))
const read = (file: string): string => readFileSync(join(copy, file), 'utf8')

beforeAll(() => {
  renamePlugin(inRoot('uni_modules/rtm'), copy, ID)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the published plugin', () => {
  it('has what its package.json lists', () => {
    const { files: listed } = JSON.parse(read('package.json')) as { files: string[] }
    expect(files().filter((file) => !listed.some((name) => file === name || file.startsWith(`${name}/`)))).toEqual([])
    for (const entry of ['index', 'js-engine', 'web', 'ar-rtm-module', 'require-native-plugin'])
      expect(files()).toEqual(expect.arrayContaining([`js_sdk/${entry}.js`, `js_sdk/${entry}.d.ts`]))
  })

  it('has nothing of the test kit, which is a package of its own', () => {
    expect(
      files().filter(
        (file) => file.includes('testing') || (file.startsWith('js_sdk/') && read(file).includes('createTestKit'))
      )
    ).toEqual([])
  })

  it('names the plugin by its new id in every import of js_sdk, in examples too', () => {
    expect(files().filter((file) => file.startsWith('js_sdk/') && /uni_modules\/rtm\b/.test(read(file)))).toEqual([])
    expect(read('js_sdk/index.js')).toContain(`from "@/uni_modules/${ID}"`)
    expect(read('js_sdk/index.d.ts')).toContain(`from '@/uni_modules/${ID}/js_sdk/index.js'`)
  })

  it('has every file that js_sdk imports, from its scripts and for its types', () => {
    for (const file of files().filter((name) => name.startsWith('js_sdk/'))) {
      for (const [, path] of read(file).matchAll(/^(?:import|export)\b[^'"]*(?:from )?['"](\.[^'"]+)['"]/gm)) {
        const target = join(dirname(file), path!)
        expect(
          existsSync(join(copy, extname(file) === '.ts' ? target.replace(/\.js$/, '.d.ts') : target)),
          `${file}: ${path}`
        ).toBe(true)
      }
    }
  })
})
