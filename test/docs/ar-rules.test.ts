// The table of codes in docs/ar-rules.md says what the code does: its numbers are those of the matrix, which every
// runtime has to show, and its rates and limits those of the engine.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import * as limits from '../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { functions } from '../conformance/matrix.ts'
import { tableBelow } from './kit/markdown.ts'

const ON_EVERY_FUNCTION = [101, 102]

interface Row {
  readonly names: readonly string[]
  readonly codes: ReadonlySet<number>
  /** All cells behind the names. */
  readonly text: string
}

/** Numbers that begin a cell or a part of one; what stands in parentheses is no code. */
const codesIn = (cell: string): number[] => {
  const parts = cell.replace(/\([^)]*\)/g, '').split(/[,;]/)
  return parts.flatMap((part) => /^\s*(\d+)\b/.exec(part)?.slice(1).map(Number) ?? [])
}

/** Rows for attributes say in words which functions they are for. */
const inWords = (cell: string): readonly string[] => {
  const owner = /^attributes of (user|channel)s/.exec(cell)?.[1]
  if (owner === undefined) return [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
  const isMeant = (name: string): boolean => /Attributes/.test(name) && /Channel/.test(name) === (owner === 'channel')
  return Object.keys(functions).filter(isMeant)
}

const page = readFileSync(inRoot('docs/ar-rules.md'), 'utf8')
const rows: readonly Row[] = tableBelow(page, 'rule').map(([, names, ...cells]) => ({
  names: inWords(names!),
  codes: new Set(cells.flatMap(codesIn)),
  text: cells.join(' | ')
}))
const rate = (count: number, ms: number): string => `${count} per ${ms / 1000} s`
const withoutARow = ['getSdkVersion'] // it answers 0, and can do nothing else

describe('the codes of docs/ar-rules.md', () => {
  it('name every function once', () => {
    const wanted = Object.keys(functions).filter((name) => !withoutARow.includes(name))
    expect(rows.flatMap(({ names }) => names).sort()).toEqual(wanted.sort())
  })

  it.each(rows)('of $names are those that pages are answered', ({ names, codes }) => {
    const answered = new Set(names.flatMap((name) => functions[name]!.codes))
    const never = new Set(names.flatMap((name) => Object.keys(functions[name]!.never ?? {}).map(Number)))
    const listed = new Set([...codes, ...ON_EVERY_FUNCTION])
    expect(
      [...answered].filter((code) => !listed.has(code)),
      'the page lacks'
    ).toEqual([])
    expect(
      [...codes].filter((code) => !answered.has(code) && !never.has(code)),
      'nobody is answered'
    ).toEqual([])
  })

  it.each([
    ['login', rate(limits.RATE_LOGIN_COUNT, limits.RATE_LOGIN_MS)],
    ['renewToken', rate(limits.RATE_RENEW_COUNT, limits.RATE_RENEW_MS)],
    ['sendMessageToPeer', rate(limits.RATE_MESSAGE_COUNT, limits.RATE_MESSAGE_MS)],
    ['sendChannelMessage', rate(limits.RATE_MESSAGE_COUNT, limits.RATE_MESSAGE_MS)],
    ['join', rate(limits.RATE_JOIN_COUNT, limits.RATE_JOIN_MS)],
    ['join', `the same channel ${rate(limits.RATE_REJOIN_COUNT, limits.RATE_REJOIN_MS)}`],
    ['join', `more than ${limits.MAX_CHANNELS} channels`],
    ['getMembers', rate(limits.RATE_MEMBERS_COUNT, limits.RATE_MEMBERS_MS)],
    ['getChannelMemberCount', rate(limits.RATE_COUNTS_COUNT, limits.RATE_COUNTS_MS)],
    ['getChannelMemberCount', `more than ${limits.MAX_COUNT_IDS} ids`],
    ['queryPeersOnlineStatus', rate(limits.RATE_PRESENCE_COUNT, limits.RATE_PRESENCE_MS)],
    ['queryPeersOnlineStatus', `more than ${limits.MAX_PRESENCE_IDS} ids`],
    ['subscribePeersOnlineStatus', rate(limits.RATE_WATCH_COUNT, limits.RATE_WATCH_MS)],
    ['subscribePeersOnlineStatus', `more than ${limits.MAX_WATCH},`],
    ['queryPeersBySubscriptionOption', rate(limits.RATE_WATCH_COUNT, limits.RATE_WATCH_MS)],
    ['getUserAttributes', `${rate(limits.RATE_USER_WRITE_COUNT, limits.RATE_USER_WRITE_MS)} for changes`],
    ['getUserAttributes', `${limits.RATE_USER_READ_COUNT} for reads`],
    ['getChannelAttributes', `${rate(limits.RATE_CHANNEL_WRITE_COUNT, limits.RATE_CHANNEL_WRITE_MS)} for changes`],
    ['getChannelAttributes', `${limits.RATE_CHANNEL_READ_COUNT} for reads`]
  ])('of %s: %s', (name, words) => {
    expect(rows.find(({ names }) => names.includes(name))?.text).toContain(words)
  })
})
