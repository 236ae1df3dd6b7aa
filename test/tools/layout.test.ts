// npm run format, file by file: what Prettier and the width ask of code, UTS and languages that Prettier does not know.
import { describe, expect, it } from 'vitest'
import { isCode, layoutOf } from '../../tools/prettier/layout.mjs'

const problems = async (file: string, text: string): Promise<string[]> => (await layoutOf(file))!.problems(text)

describe('layout', () => {
  it('of TypeScript is what Prettier writes', async () => {
    expect(await problems('server/src/a.ts', "export const a = 'b'\n")).toEqual([])
    expect(await problems('server/src/a.ts', 'export const a = "b";\n')).toEqual([
      'server/src/a.ts: not as Prettier writes it (npm run format)'
    ])
    expect(await (await layoutOf('server/src/a.ts'))!.formatted('export const a = "b";\n')).toBe(
      "export const a = 'b'\n"
    )
  })

  it('of UTS is that of TypeScript, and decorators of functions stay as they are', async () => {
    const text = '// #ifdef APP\n@UTSJS.keepAlive\n// #endif\nexport function f(): void {}\n'
    expect(await problems('uni_modules/rtm/utssdk/a.uts', text)).toEqual([])
    expect(await (await layoutOf('uni_modules/rtm/utssdk/a.uts'))!.formatted(text.replace('{}', '{ }'))).toBe(text)
  })

  it('has no line over 120 characters, which no formatter breaks: comments, titles, other languages', async () => {
    const long = `// ${'x'.repeat(118)}\n`
    for (const file of ['a.ts', 'a.vue', 'a.kt', 'a.swift', 'a.sh', '.ci/run']) {
      const text = file === 'a.vue' ? `<script>\n${long}</script>\n` : `\n${long}`
      expect([isCode(file), (await problems(file, text)).at(-1)]).toEqual([
        true,
        `${file}:2: 121 of at most 120 characters`
      ])
    }
  })

  it('is not asked of prose, data, what is made, and the samples of the dialect', async () => {
    expect(['README.md', 'pages.json'].filter(isCode)).toEqual([])
    for (const file of ['uni_modules/rtm/js_sdk/web.js', 'test/dialect/right/a.uts'])
      expect(await layoutOf(file)).toBe(null)
  })
})
