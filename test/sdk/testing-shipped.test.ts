// The kit as it is shipped, where an app author has it: nothing of this repository but the files of the plugin.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import type * as TestingModule from '../../sdk/testing.ts'

const sdk = 'uni_modules/rtm/js_sdk'
/** A project of an app: its own files, and the plugin's folder as the market has it, here what tests need of it. Packages are found above it. */
const project = inRoot('dist/app-with-tests')

beforeAll(() => {
  rmSync(project, { recursive: true, force: true })
  mkdirSync(project, { recursive: true })
  cpSync(inRoot('examples/app-test'), join(project, 'examples/app-test'), { recursive: true })
  cpSync(inRoot(sdk), join(project, sdk), { recursive: true })
})
afterAll(() => { rmSync(project, { recursive: true, force: true }) })

describe('in a project with nothing but the plugin', () => {
  it('the tests of the example pass with the configuration that stands beside them', async () => {
    const vitest = inRoot('node_modules/vitest/vitest.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, [vitest, 'run', '--root', join(project, 'examples/app-test'), '--reporter', 'json'])
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { success: boolean; numPassedTests: number }
    expect(report).toMatchObject({ success: true, numPassedTests: 12 })
  })

  it('the kit imports nothing but the file that all of js_sdk shares, and as CommonJS nothing at all', () => {
    const imported = (file: string): string[] => [...readFileSync(join(project, sdk, file), 'utf8').matchAll(/^import .* from "(.+)";|\brequire\("(.+)"\)/gm)].map(([, path, required]) => path ?? required ?? '')
    expect(new Set(imported('testing.js'))).toEqual(new Set(['./api.js']))
    expect(imported('testing.cjs')).toEqual([])
  })
})

describe('as CommonJS, for Jest', () => {
  it('it is the same kit', async () => {
    const { createTestKit, createRtmClient, RtmError } = createRequire(import.meta.url)(join(project, sdk, 'testing.cjs')) as typeof TestingModule
    const kit = createTestKit()
    const mine = createRtmClient({ ...kit.options })
    await mine.login({ userId: 'me' })
    const alice = await kit.login('alice')
    expect(await alice.sendMessage('me', 'hello')).toMatchObject({ outcome: 'received' })
    expect(await kit.server.say({ userId: 'me', text: 'goodbye' })).toBe('received')
    await kit.server.end('me')
    await kit.settle()
    expect(mine.state).toBe('aborted')
    expect(await mine.sendMessage('alice', 'hello').catch((error: unknown) => error)).toBeInstanceOf(RtmError)
    await kit.close()
  })

  it('the map of modules in jest.config.cjs leads to files that are there', () => {
    const { moduleNameMapper } = createRequire(import.meta.url)(join(project, 'examples/app-test/jest.config.cjs')) as { moduleNameMapper: Record<string, string> }
    const leadsTo = (path: string): string => {
      const [pattern, target] = Object.entries(moduleNameMapper).find(([one]) => new RegExp(one).test(path))!
      return path.replace(new RegExp(pattern), target).replace('<rootDir>', project)
    }
    expect(leadsTo('@/uni_modules/rtm/js_sdk/index.js')).toBe(join(project, sdk, 'testing.cjs'))
    expect(leadsTo('@/uni_modules/rtm/js_sdk/testing.js')).toBe(join(project, sdk, 'testing.cjs'))
    expect(leadsTo('@/uni_modules/rtm/js_sdk/js-engine.js')).toBe(join(project, sdk, 'testing.cjs'))
    expect(existsSync(leadsTo('@/examples/app-test/chat.ts'))).toBe(true)
  })
})
