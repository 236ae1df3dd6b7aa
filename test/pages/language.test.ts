import 'vue' // before there is a document: it would take it for a browser's
import { readdirSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'

vi.stubGlobal('uni', { getStorageSync: () => '', setStorageSync: () => {}, getLocale: () => 'en' })
vi.stubGlobal('document', { documentElement: {} })
const { t, toggleLanguage } = await import('../../pages/shared/language/language.ts')

describe('the texts of the pages', () => {
  it('are filled in with what users wrote, whatever signs that holds', () => {
    expect(t('peerSays', { user: '{text}', text: '$& costs {user} $1' })).toBe('{text} to you: $& costs {user} $1')
  })

  it('follow the language', () => {
    expect(t('login')).toBe('Log in')
    toggleLanguage()
    expect(t('login')).toBe('登录')
    toggleLanguage()
  })

  // One of them would take the other's place.
  it('have one meaning for each word, whatever page it is of', async () => {
    const names: string[] = []
    for (const file of readdirSync(inRoot('pages', 'shared', 'words'))) {
      const tables = (await import(inRoot('pages', 'shared', 'words', file))) as Record<string, object>
      for (const table of Object.values(tables)) names.push(...Object.keys(table))
    }
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('speak to their Chinese reader as 你, in the words of the glossary', async () => {
    type Table = Record<string, [string, string]>
    const files = readdirSync(inRoot('pages', 'shared', 'words'))
    const read = await Promise.all(
      files.map(async (file) => (await import(inRoot('pages', 'shared', 'words', file))) as Record<string, Table>)
    )
    const texts = read.flatMap((tables) => Object.values(tables)).flatMap((table) => Object.values(table))
    expect(texts.length).toBeGreaterThan(300)
    expect(texts.filter(([, chinese]) => /您|替身|缺口|链路|演示/.test(chinese))).toEqual([])
    expect(texts.filter(([english, chinese]) => english === chinese)).toEqual([])
  })
})
