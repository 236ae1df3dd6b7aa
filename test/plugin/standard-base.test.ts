// Whether HBuilderX asks for a custom base on every run, by the check of DCloud's own compiler, which prints that
// sentence.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'

interface Options {
  id: string
  env: object
  cacheDir: string
  pluginDir: string
  pluginRelativeDir: string
  is_uni_modules: boolean
}
type Check = (playground: 'standard' | 'custom', options: Options) => Promise<{ tips: string; files: string[] }>
// The compilers call exactly these two (their own index), as `checkCompile` before they compile for a playground.
const { checkKotlinCompile, checkSwiftCompile } = createRequire(import.meta.url)(
  '@dcloudio/uni-uts-v1/dist/manifest'
) as { checkKotlinCompile: Check; checkSwiftCompile: Check }

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** What it says of the plugin, with these files in place of its own. */
async function told(check: Check, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), 'rtm-base-'))
  folders.push(project)
  const pluginDir = join(project, 'uni_modules/rtm')
  cpSync(inRoot('uni_modules/rtm'), pluginDir, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(pluginDir, 'utssdk', name)), { recursive: true })
    writeFileSync(join(pluginDir, 'utssdk', name), text)
  }
  const result = await check('standard', {
    id: 'rtm',
    env: {},
    cacheDir: join(project, 'cache'),
    pluginDir,
    pluginRelativeDir: 'uni_modules/rtm',
    is_uni_modules: true
  })
  expect(result.files.length, 'files looked at').toBeGreaterThan(5)
  return result.tips
}

describe.each([
  [
    'Android',
    checkKotlinCompile,
    { 'app-android/AndroidManifest.xml': '<manifest/>' },
    { 'app-android/config.json': '{"dependencies": ["com.squareup.okhttp3:okhttp:3.12.12"]}' }
  ],
  [
    'iOS',
    checkSwiftCompile,
    { 'app-ios/Info.plist': '<plist/>' },
    { 'app-ios/config.json': '{"frameworks": ["Network.framework"]}' }
  ]
])('%s', (_, check, resource, setting) => {
  it('runs in the standard base without a word of a custom one', async () => {
    expect(await told(check)).toBe('')
  })

  it('would be told to take a custom base for one more file or setting', async () => {
    expect(await told(check, resource)).toContain('自定义基座')
    expect(await told(check, setting)).toContain('自定义基座')
  })
})
