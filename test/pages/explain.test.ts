// Pages have Chinese for every reason, by its word: one that is new in the client, the engine or the server is missed
// here.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import 'vue' // before there is a document: it would take it for a browser's
import { errorActions } from '../../sdk/api/error.ts'
import { inRoot } from '../../tools/lib/paths.mjs'

vi.stubGlobal('uni', { getStorageSync: () => '', setStorageSync: () => {}, getLocale: () => 'en' })
vi.stubGlobal('document', { documentElement: {} })
const { chinese, explain } = await import('../../pages/shared/language/explain.ts')
const { toggleLanguage } = await import('../../pages/shared/language/language.ts')

const common = 'uni_modules/rtm/utssdk/common'
const engine = readdirSync(inRoot(common), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.uts'))
  .map((file) => readFileSync(inRoot(join(common, file)), 'utf8'))
  .join('\n')
/** Words that the engine refuses with: those written where it refuses, and those of a close code. */
const ofEngine = [...engine.matchAll(/(?:failure\(|refuse\((?:\w+, )?|Codes\(\d\)|\.on\()'(\w+)'/g)].map(
  ([, word]) => word!
)
const ofClose = [...engine.matchAll(/return '(\w+)'/g)]
  .map(([, word]) => word!)
  .filter((word) => ['replaced', 'refused', 'version'].includes(word) || word.startsWith('token_'))
// how an invitation failed: words of the call page
const notToldToPages = ['silent', 'expired', 'unconfirmed', 'caller_away', 'caller_gone', 'unknown']

describe('refusals in Chinese', () => {
  it('are there for every word that the client, the engine and a close code have', () => {
    expect(ofEngine).toEqual(expect.arrayContaining(['invalid', 'not_created', 'full', 'too_many_watched', 'aborted']))
    const words = new Set(
      [...Object.keys(errorActions), ...ofEngine, ...ofClose].filter((word) => !notToldToPages.includes(word))
    )
    expect([...words].filter((word) => chinese[word] === undefined)).toEqual([])
  })

  it('are what a Chinese reader gets, and an English one reads the sentence', () => {
    expect(explain({ why: 'user_offline', message: 'the user is offline' })).toBe('The user is offline')
    toggleLanguage()
    for (const why of Object.keys(errorActions)) expect(explain({ why, message: 'words' })).toMatch(/[\u4e00-\u9fff]/)
    toggleLanguage()
  })
})
