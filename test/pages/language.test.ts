import 'vue' // before there is a document: it would take it for a browser's
import { describe, expect, it, vi } from 'vitest'

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
})
