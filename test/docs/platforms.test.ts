// No claim without a run: what the plugin says of platforms is what docs/conformance.md says.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { files, listWith, readmeWith } from '../../tools/platforms.mjs'

const read = (file: string): string => readFileSync(inRoot(file), 'utf8')
const page = read(files.page)

interface Client {
  'uni-app': {
    vue: { vue2: unknown; vue3: unknown }
    web: Record<string, unknown>
    app: Record<string, unknown>
    mp: Record<string, unknown>
    quickapp: Record<string, unknown>
  }
  'uni-app-x': Record<string, Record<string, unknown>>
}
const clientOf = (text: string): Client =>
  (listWith(read(files.list), text) as { uni_modules: { platforms: { client: Client } } }).uni_modules.platforms.client
const withReport = (platform: string, result: string): string =>
  page.replace(
    /^(\| date \|.*\n\|.*\n)/m,
    `$1| 2026-12-01 | ${platform} | Some Phone, 14, 4.84 | standard | ${result} |\n`
  )

// As many as a device plays, and what it leaves out.
const [, played, all] = /^\| a device \|.*\| (\d+) of (\d+)/m.exec(page)!.map(Number) as [number, number, number]
const resultOf = (passed: number, failed = 0): string => `${passed} passed, ${failed} failed, ${all - played} left out`

/** Every key with a claim, as a path. */
function claims(value: unknown, path = ''): string[] {
  if (value === '√') return [path]
  if (typeof value !== 'object' || value === null) return []
  if ('extVersion' in value) return [path]
  return Object.entries(value).flatMap(([name, one]) => claims(one, `${path}/${name}`))
}

describe('the platforms that the plugin claims', () => {
  it('are those that ran: npm run platforms has nothing to change', () => {
    expect(JSON.parse(read(files.list))).toEqual(listWith(read(files.list), page))
    expect(read(files.readme)).toBe(readmeWith(read(files.readme), page))
  })

  it('are no more than Chrome with Vue 3, as long as no device has sent a report', () => {
    if (/^\| 20\d\d-/m.test(page)) return expect(claims(clientOf(page)).length).toBeGreaterThan(2)
    expect(claims(clientOf(page))).toEqual(['/uni-app/vue/vue3', '/uni-app/web/chrome'])
  })

  it('lose Chrome when Chromium does not play all scenarios', () => {
    const less = page.replace(/^(\| Chromium \|.*\|) all \|$/m, '$1 28 of 29 |')
    expect(less).not.toBe(page)
    expect(claims(clientOf(less)).filter((path) => path.includes('web') || path.includes('vue3'))).toEqual([])
    expect(readmeWith(read(files.readme), less)).toContain('| Web（Chrome） | 每次提交都运行部分一致性测试 |')
  })

  it('never gain a platform from a stand-in', () => {
    expect(page).toMatch(/^\| Swift on Linux \|.*\| all \|$/m)
    expect(readmeWith(read(files.readme), page)).toMatch(
      /\| iOS \| 每次提交都运行全部一致性测试（.*模拟.*），尚未真机验证 \|/
    )
  })

  it('gain a platform from a whole report without a failure, and from no other', () => {
    const good = withReport('app-android', resultOf(played))
    expect(claims(clientOf(good))).toEqual(expect.arrayContaining(['/uni-app/app/vue', '/uni-app/app/android']))
    expect(clientOf(good)['uni-app'].app['android']).toMatchObject({ minVersion: '21' })
    expect(readmeWith(read(files.readme), good)).toContain(
      '| Android | 一致性测试通过：Some Phone, 14, 4.84（2026-12-01） |'
    )
    for (const result of [resultOf(played - 1, 1), resultOf(played - 1), `BROKEN OFF: ${resultOf(played)}`, 'fine']) {
      expect(claims(clientOf(withReport('app-android', result))), result).toEqual(claims(clientOf(page)))
    }
  })
})
