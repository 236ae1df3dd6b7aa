// What a failure looks like to a page on Android, and how the bridge passes values on that the plugin does not use. The first is the
// generated code's doing; the second is our stand-in, whose behaviour is shown here so that it can be compared with a phone's.
import { describe, expect, it } from 'vitest'
import { onPage } from './page.ts'
import type { Page } from './page.ts'
import type { PageLevel } from './runtimes/bridge.ts'

const of = (page: Page, name: string, type: string) => page.app.other('createInstance', {
  package: 'uts.sdk.modules.probe', name: `${name}ByJs`, params: [{ name: 'value', type, default: 'UTSNull' }]
})

export function pageLevelOnAndroid(name: string, level: PageLevel, numbers: 'doubles' | 'written'): void {
  describe(`page level on Android: ${name}`, () => {
    it('a call returns an empty object', onPage(level, async ({ functions }) => {
      expect(functions['release']!(null, () => {})).toEqual({})
    }))

    it('a function that the plugin does not have throws, by name', onPage(level, async ({ app }) => {
      const missing = app.other('login', { name: 'loginAgainByJs' })
      expect(() => missing({}, () => {})).toThrow(/^method not found:\[uts\.sdk\.modules\.rtm\.IndexKt-loginAgainByJs\]$/)
      expect(() => app.other('login', { class: 'NowhereKt' })({}, () => {})).toThrow('method not found:[uts.sdk.modules.rtm.NowhereKt-loginByJs]')
    }))

    it('null where a text or a callback belongs throws in the page, and the plugin goes on', onPage(level, async (page) => {
      const { open, login } = page.functions
      expect(() => open!(null, '{}', () => {})).toThrow(/^targetMethod error::java\.lang\.NullPointerException.*parameter handle/)
      expect(() => login!({ userId: 'alice' })).toThrow(/^targetMethod error::java\.lang\.NullPointerException.*parameter callback/)
      expect(await page.code('createInstance', {})).toBe(4)
    }))

    it('a value of another kind than the parameter throws in the page, and the plugin goes on', onPage(level, async (page) => {
      const { open, logout, login } = page.functions
      for (const wrong of [() => login!('alice', () => {}), () => logout!(() => {}), () => open!(7, '{}', () => {}), () => login!({}, 'no function')]) {
        expect(wrong).toThrow(/^targetMethod error::java\.lang\.IllegalArgumentException/)
      }
      expect(await page.code('createInstance', {})).toBe(4)
    }))

    it('a fault in the plugin throws in the page', onPage(level, async (page) => {
      expect(() => of(page, 'give', 'string')('no such thing')).toThrow('targetMethod error::java.lang.IllegalStateException: nothing is called no such thing')
    }))

    it('values come back as they went', onPage(level, async (page) => {
      for (const value of [0, 7, -1.5, 2 ** 31, 2 ** 53, 1e300, true, false, '', '漢字 😀 "\\\u0000\u2028', null, [1, [2, null]], { a: 1, b: { c: null } }]) {
        expect(of(page, 'echo', 'any')(value), JSON.stringify(value)).toEqual(value)
      }
    }))

    it('what the plugin sees of them', onPage(level, async (page) => {
      const seen = { whole: { a: 7, b: 2 ** 40, c: 1.5, d: 1e300 }, other: [null, true, 'x', { none: null }] }
      const [int, long, part] = numbers === 'doubles' ? ['Double', 'Double', 'Double'] : ['Integer', 'Long', 'BigDecimal']
      const huge = 'Double'
      expect(of(page, 'kind', 'any')(seen)).toBe(
        `UTSJSONObject {whole: UTSJSONObject {a: ${int}, b: ${long}, c: ${part}, d: ${huge}}, other: UTSArray [null, Boolean, String, UTSJSONObject {none: null}]}`
      )
    }))

    it('an object keeps its nulls; below an array, a map or a typed object they are lost, which the plugin may not let happen', onPage(level, async (page) => {
      const give = of(page, 'give', 'string')
      expect(give('nothing')).toEqual({})
      expect(give('object')).toEqual({ kept: { none: null }, none: null })
      await page.rest()
      expect(page.faults).toEqual([])
      expect(give('array')).toEqual([null, { kept: 1 }])
      expect(give('array in an object')).toEqual({ list: [{ kept: 1 }] })
      expect(give('typed object')).toEqual({ kept: 'yes' })
      expect(give('map')).toEqual({ kept: 5 })
      await page.rest()
      expect(page.faults.splice(0)).toEqual(Array(4).fill('the field none is null and was lost on the bridge'))
      expect(give('error')).toEqual({ name: 'Error', message: 'what happened', stack: expect.any(String) as unknown })
    }))
  })
}
