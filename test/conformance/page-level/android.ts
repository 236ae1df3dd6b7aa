// What a failure looks like to a page on Android, and how the bridge passes values on that the plugin does not use. The
// first is the generated code's doing; the second is our stand-in, which does what was seen of the real bridge.
import { describe, expect, it } from 'vitest'
import { onPage } from './page.ts'
import type { Page } from './page.ts'
import type { PageLevel } from '../runtimes/bridge.ts'

const of = (page: Page, name: string, type: string) =>
  page.app.other('createInstance', {
    package: 'uts.sdk.modules.probe',
    name: `${name}ByJs`,
    params: [{ name: 'value', type, default: 'UTSNull' }]
  })

export function pageLevelOnAndroid(name: string, level: PageLevel): void {
  describe(`page level on Android: ${name}`, () => {
    it(
      'a call returns an empty object',
      onPage(level, async ({ functions }) => {
        expect(functions['release']!(null, () => {})).toEqual({})
      })
    )

    it(
      'a function that the plugin does not have throws, by name',
      onPage(level, async ({ app }) => {
        const missing = app.other('login', { name: 'loginAgainByJs' })
        expect(() => missing({}, () => {})).toThrow(
          /^method not found:\[uts\.sdk\.modules\.rtm\.IndexKt-loginAgainByJs\]$/
        )
        expect(() => app.other('login', { class: 'NowhereKt' })({}, () => {})).toThrow(/^error: .+ not found\.$/)
      })
    )

    it(
      'null where a text or a callback belongs throws in the page, and the plugin goes on',
      onPage(level, async (page) => {
        const { open, login } = page.functions
        expect(() => open!(null, '{}', () => {})).toThrow(
          /^targetMethod error::java\.lang\.NullPointerException.*parameter handle/
        )
        expect(() => login!({ userId: 'alice' })).toThrow(
          /^targetMethod error::java\.lang\.NullPointerException.*parameter callback/
        )
        expect(await page.code('createInstance', {})).toBe(4)
      })
    )

    it(
      'a value of another kind than the parameter throws in the page, and the plugin goes on',
      onPage(level, async (page) => {
        const { open, logout, login } = page.functions
        for (const wrong of [() => open!(7, '{}', () => {}), () => login!({}, 'no function')])
          expect(wrong).toThrow(/^targetMethod error::java\.lang\.IllegalArgumentException/)
        for (const wrong of [() => login!('alice', () => {}), () => login!([1], () => {}), () => logout!(() => {})])
          expect(wrong).toThrow(/^com\.alibaba\.fastjson\.JSONException/)
        expect(await page.code('createInstance', {})).toBe(4)
      })
    )

    it(
      'options may come as the text of an object',
      onPage(level, async (page) => {
        await page.ready()
        expect(await page.code('setParameters', '{"server":"ws://127.0.0.1:9/rtm"}')).toBe(0)
        expect(await page.code('setParameters', '{"server":7}')).toBe(1)
      })
    )

    it(
      'the text UTSNull is null where it is a parameter itself',
      onPage(level, async (page) => {
        expect(() => page.functions['open']!('UTSNull', '{}', () => {})).toThrow(
          /^targetMethod error::java\.lang\.NullPointerException.*parameter handle/
        )
        expect(of(page, 'kind', 'any')({ kept: 'UTSNull' })).toBe('UTSJSONObject {kept: String}')
      })
    )

    it(
      'a fault in the plugin throws in the page',
      onPage(level, async (page) => {
        expect(() => of(page, 'give', 'string')('no such thing')).toThrow(
          'targetMethod error::java.lang.IllegalStateException: nothing is called no such thing'
        )
      })
    )

    it(
      'values come back as they went, but for fields that are null',
      onPage(level, async (page) => {
        const echo = of(page, 'echo', 'any')
        for (const value of [
          0,
          7,
          -1.5,
          2 ** 31,
          2 ** 53,
          1e300,
          true,
          false,
          '',
          '漢字 😀 "\\\u0000\u2028',
          null,
          [1, [2, null]],
          { a: 1, b: { c: 'x' } }
        ]) {
          expect(echo(value), JSON.stringify(value)).toEqual(value)
        }
        expect([echo({ n: null }), echo({ a: [null, { n: null }], b: { n: null, c: 1 } })]).toEqual([
          {},
          { a: [null, {}], b: { c: 1 } }
        ])
      })
    )

    it(
      'what the plugin sees of them: numbers of every kind, keys in no order',
      onPage(level, async (page) => {
        const seen = {
          i: 7,
          l: 2 ** 40,
          p: 1.5,
          huge: 1e300,
          below: { i: 7, p: 1.5, huge: 1e300 },
          other: [null, true, 'x', 5, { none: null }]
        }
        expect(of(page, 'kind', 'any')(seen)).toBe(
          'UTSJSONObject {other: UTSArray [null, Boolean, String, Double, UTSJSONObject {}], below: UTSJSONObject ' +
            '{huge: BigDecimal, p: Double, i: Double}, huge: BigDecimal, p: BigDecimal, l: Long, i: Integer}'
        )
        expect([7, 2 ** 40, 1.5].map((one) => of(page, 'kind', 'any')(one))).toEqual(['Integer', 'Long', 'BigDecimal'])
      })
    )

    it(
      'an object keeps its nulls on the way to the page, in an array too; a map or a typed object loses them',
      onPage(level, async (page) => {
        const give = of(page, 'give', 'string')
        expect(give('nothing')).toEqual({})
        expect(give('object')).toEqual({ kept: { none: null }, none: null })
        expect(give('array')).toEqual([null, { kept: 1, none: null }])
        expect(give('array in an object')).toEqual({ list: [{ kept: 1, none: null }] })
        await page.rest()
        expect(page.faults).toEqual([])
        expect(give('typed object')).toEqual({ kept: 'yes' })
        expect(give('map')).toEqual({ kept: 5 })
        await page.rest()
        expect(page.faults.splice(0)).toEqual(Array(2).fill('the field none is null and was lost on the bridge'))
        expect(give('error')).toEqual({ name: 'Error', message: 'what happened', stack: expect.any(String) as unknown })
      })
    )
  })
}
