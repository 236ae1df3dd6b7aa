// The API reference: what is committed is what the doc comments make, and it has no hole.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiNow } from '../../tools/api.mjs'
import { apiPages } from '../../tools/lib/api-pages.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'

const scratch = 'dist/api-test'

/** The holes in the reference of these declarations. */
async function holesIn(declarations: string): Promise<string[]> {
  mkdirSync(inRoot(scratch), { recursive: true })
  writeFileSync(inRoot(scratch, 'index.d.ts'), declarations)
  return (await apiPages(scratch, ['index'])).holes
}

afterAll(() => {
  rmSync(inRoot(scratch), { recursive: true, force: true })
})

describe('docs/api', () => {
  let now: Awaited<ReturnType<typeof apiNow>>
  beforeAll(async () => {
    now = await apiNow()
  }, 60_000)

  it('is what the doc comments make, without a hole: npm run api', () => {
    expect(now.holes).toEqual([])
    expect([...now.wrong, ...now.left]).toEqual([])
  })

  it('names every event with its object, and every code', () => {
    const page = now.pages.get('index.md')!
    for (const event of [
      'state',
      'message',
      'missed',
      'presence',
      'invitation',
      'tokenWillExpire',
      'memberJoined',
      'memberCount',
      'lost'
    ])
      expect(page).toMatch(new RegExp(`^\\| \`${event}\` \\|`, 'm'))
    for (const code of ['too_often', 'not_joined', 'unknown_app'])
      expect(now.pages.get('codes.md')).toContain(`| \`${code}\` |`)
  })

  it('has links that lead somewhere, and no path of a machine', () => {
    const anchors = (text: string): string[] =>
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
        title!
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-')
      )
    for (const [file, text] of now.pages) {
      for (const [, page, anchor] of text.matchAll(/\]\(([\w-]+\.md)?#?([\w-]*)\)/g)) {
        const target = now.pages.get(page ?? file)
        expect(target, `${file}: ${page}`).toBeDefined()
        if (anchor !== '') expect(anchors(target!), `${file}: ${page ?? ''}#${anchor}`).toContain(anchor)
      }
      expect(text).not.toContain(inRoot())
    }
  })
})

describe('a hole', () => {
  it('is told of an export, a member, a parameter, an event, and a type that is used and not exported', async () => {
    const holes = await holesIn(`
      /** What it does. @param one A number. */
      export declare function told(one: number): void
      export declare const bare: number
      /** What it does. @param one A number. */
      export declare function half(one: number, two: number): void
      /** Events. */
      export interface Events {
        message: string
        /** Heard. */
        other: string
      }
      /** Has a method. */
      export interface Thing {
        /** Does it. */
        on(event: string): void
      }
      interface Hidden {}
      /** Has it. */
      export declare const value: Hidden
    `)
    expect(holes.map((hole) => /^(?:index\.)?([\w.]+)/.exec(hole)?.[1]).sort()).toEqual([
      'Events.message',
      'Hidden',
      'Thing.on.event',
      'bare',
      'half.two'
    ])
  }, 60_000)
})
