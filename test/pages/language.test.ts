import 'vue' // before there is a document: it would take it for a browser's
import { readdirSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'

vi.stubGlobal('uni', { getStorageSync: () => '', setStorageSync: () => {}, getLocale: () => 'en' })
vi.stubGlobal('document', { documentElement: {} })
const { t, toggleLanguage } = await import('../../pages/shared/language.ts')

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
    for (const file of readdirSync(inRoot('pages', 'shared')).filter((name) => /^words.*\.ts$/.test(name))) {
      for (const table of Object.values(await import(inRoot('pages', 'shared', file)) as Record<string, object>)) names.push(...Object.keys(table))
    }
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
