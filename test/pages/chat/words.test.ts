import { describe, expect, it, vi } from 'vitest'
import 'vue' // before there is a document: it would take it for a browser's
import { bannerOf } from '../../../pages/chat/banner.ts'
import { failureRow, fieldOfFailure } from '../../../pages/chat/failures.ts'
import { emptyConversation, emptyLine, emptyPerson, itemsOf } from '../../../pages/chat/rows.ts'
import type { Line } from '../../../pages/chat/rows.ts'
import { errorActions } from '../../../sdk/api/error.ts'

vi.stubGlobal('uni', { getStorageSync: () => '', setStorageSync: () => {}, getLocale: () => 'en' })
vi.stubGlobal('document', { documentElement: {} })
const { dayText, failureText, hueOf, nameOf, olderText, pillText, presenceOf, timeText, titleOf } =
  await import('../../../pages/chat/texts.ts')
const { toggleLanguage } = await import('../../../pages/shared/language/language.ts')
const { gapText } = await import('../../../pages/shared/language/gaps.ts')

const failure = (code: string, retryAfterMs: number | null = null) => ({
  code,
  reason: 'what happened',
  action: 'What to do.',
  retryAfterMs
})

describe('the words of the chat', () => {
  it('say of a failure what happened and what to do, for every code there is, in both languages', () => {
    expect(failureText(failure('too_often', 1200))).toBe('Too much at once. Wait 2 s, then try again.')
    expect(failureText(failure('kicked'))).toBe('What happened. What to do.')
    for (const code of Object.keys(errorActions)) expect(failureText(failure(code))).not.toBe('')
    toggleLanguage()
    expect(failureText(failure('not_joined'))).toBe('你不在此频道。加入后再发送。')
    toggleLanguage()
  })

  it('say of a gap how many and why, one as well as several or nobody knows how many', () => {
    expect(gapText(3, 'retention')).toBe('3 messages are missing here: more than the server keeps')
    expect(gapText(1, 'evicted')).toBe('One message is missing here: more was stored than a mailbox holds')
    expect(gapText(null, 'a word of a newer server')).toBe(
      'Messages may be missing here, how many is not known: a word of a newer server'
    )
  })

  it('say the day of what is not of today', () => {
    const noon = new Date(2026, 10, 22, 12, 5).getTime()
    expect(timeText(noon, noon + 3_600_000)).toBe('12:05')
    expect(timeText(noon, noon + 86_400_000)).toBe('2026-11-22 12:05')
  })

  it('say which day begins', () => {
    const at = (...day: [number, number, number, number]) => new Date(...day).getTime()
    const now = at(2026, 2, 1, 9)
    expect(
      [at(2026, 2, 1, 0), at(2026, 1, 28, 23), at(2026, 1, 27, 23), at(2025, 2, 1, 9)].map((ms) => dayText(ms, now))
    ).toEqual(['Today', 'Yesterday', '2026-02-27', '2025-03-01'])
  })

  it('say what is not shown, what is not there any more, and what is new below', () => {
    expect([
      olderText({ hidden: 500, gone: 7 }),
      olderText({ hidden: 1, gone: 0 }),
      olderText({ hidden: 0, gone: 7 }),
      olderText({ hidden: 0, gone: 1 })
    ]).toEqual([
      '500 earlier messages are not shown',
      '1 earlier message is not shown',
      '7 earlier messages are no longer kept',
      '1 earlier message is no longer kept'
    ])
    expect([pillText(0), pillText(1), pillText(3)]).toEqual(['To the newest', '1 new message', '3 new messages'])
  })

  it('tell who is away from who was never seen', () => {
    const people = new Map([
      ['away', { ...emptyPerson('away'), presence: 'offline', seen: true }],
      ['never', { ...emptyPerson('never'), presence: 'offline' }],
      ['unknown', emptyPerson('unknown')]
    ] as const)
    expect(['away', 'never', 'unknown', 'nobody'].map((userId) => presenceOf(people, userId).word)).toEqual([
      'chatPresenceOffline',
      'chatPresenceNever',
      'chatPresenceNone',
      'chatPresenceNone'
    ])
  })

  it('stand at the field of the login that is wrong', () => {
    const of = (code: string, reason = '') => fieldOfFailure({ code, reason, action: '', retryAfterMs: null })
    expect([
      of('bad_user'),
      of('invalid', 'userId must not be empty'),
      of('unknown_app'),
      of('invalid', 'appId must be 32 letters and digits')
    ]).toEqual(['userId', 'userId', 'appId', 'appId'])
    expect([
      of('no_server'),
      of('timeout'),
      of('invalid', 'the address begins with ws:// or wss://'),
      of('token_invalid')
    ]).toEqual(['server', 'server', 'server', ''])
    expect(failureRow('bad_user')).not.toBeNull()
  })

  it('call people as they want, and by their id until that is known', () => {
    const people = new Map([['bob', { ...emptyPerson('bob'), name: 'Bob B.' }]])
    expect([nameOf(people, 'bob'), nameOf(people, 'carol')]).toEqual(['Bob B.', 'carol'])
    expect([
      titleOf(people, emptyConversation('peer', 'bob', 0)),
      titleOf(people, emptyConversation('channel', 'bob', 0))
    ]).toEqual(['Bob B.', '#bob'])
    expect(new Set(['alice', 'bob', 'carol'].map(hueOf)).size).toBe(3)
  })
})

describe('the lines of a conversation', () => {
  const got = (userId: string, time: number, more: Partial<Line> = {}): Line =>
    emptyLine('got', { userId, time, ...more })
  const marksOf = (kind: 'channel' | 'peer', lines: Line[]): string[] =>
    itemsOf({ ...emptyConversation(kind, 'x', 0), lines }).map(
      ({ named, timed }) => `${named ? 'name' : ''}${timed ? ' time' : ''}`
    )

  it('have a name at the first and a time at the last of what one user says in a run', () => {
    const lines = [
      got('bob', 0),
      got('bob', 1000),
      got('carol', 2000),
      emptyLine('own', { time: 3000 }),
      got('carol', 4000)
    ]
    expect(marksOf('channel', lines)).toEqual(['name', ' time', 'name time', ' time', 'name time'])
  })

  it('are parted where a day begins, and a run ends there', () => {
    const [evening, night] = [new Date(2026, 10, 22, 23, 59, 30).getTime(), new Date(2026, 10, 23, 0, 0, 30).getTime()]
    const items = itemsOf({
      kind: 'channel',
      lines: [got('bob', evening), got('bob', evening + 1000), got('bob', night)]
    })
    expect(items.map(({ day, named, timed }) => [day, named, timed])).toEqual([
      [true, true, false],
      [false, false, true],
      [true, true, true]
    ])
  })

  it('have no names where there is one user only, and a time after two minutes or with a mark', () => {
    expect(
      marksOf('peer', [got('bob', 0), got('bob', 120_000), got('bob', 121_000, { offline: true }), got('bob', 122_000)])
    ).toEqual([' time', '', ' time', ' time'])
  })
})

describe('the banner', () => {
  it('asks for a new login where nothing goes on by itself, and for patience where it does', () => {
    const of = (connection: 'connected' | 'reconnecting' | 'aborted' | 'disconnected', reason = '', held = false) =>
      bannerOf({ connection, reason, held })
    expect(of('connected')).toBeNull()
    expect(of('connected', '', true)).toMatchObject({ word: 'chatBannerHeld', again: false })
    expect(of('reconnecting')).toMatchObject({ word: 'chatBannerReconnecting', again: false })
    expect(of('aborted', 'remote_login', true)).toMatchObject({ word: 'chatBannerReplaced', again: true })
    expect(of('aborted', 'banned')).toMatchObject({ word: 'chatBannerAborted', again: true })
    expect(of('disconnected')).toMatchObject({ word: 'chatBannerOut', again: true })
  })
})
