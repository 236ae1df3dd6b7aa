// The tables of the guides say what the code says, and both languages say the same.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../server/src/config/apps.ts'
import { inRoot } from '../../tools/lib/paths.mjs'
import { errorActions } from '../../sdk/api/error.ts'
import { shapeOf, tableBelow } from './kit/markdown.ts'

const read = (file: string): string => readFileSync(inRoot(file), 'utf8')
const guides = ['docs/guide.md', 'docs/guide.zh.md']
// A page that has Chinese is a pair by its name: README, and whatever stands in docs.
const inGit = ['ls-files', '-co', '--exclude-standard', '*.zh.md']
const pairs = execFileSync('git', inGit, { cwd: inRoot('.'), encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((name) => [name.replace('.zh.md', '.md'), name] as const)

/** The numbers of a limit, as people say them: [60, 1] for 60 per second, 32 for 32 KB, 7 for 7 days. */
function numbersOf(key: string): number[] {
  const found = key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], defaultLimits)
  if (Array.isArray(found)) return [found[0] as number, (found[1] as number) / 1000]
  const value = found as number
  if (key.endsWith('.ms')) return [value % 86_400_000 === 0 ? value / 86_400_000 : value / 60_000]
  if (key.endsWith('.bytes')) return [value / 1024 / 1024]
  return [value >= 4096 ? value / 1024 : value]
}
const sorted = (numbers: number[]): number[] => numbers.sort((a, b) => a - b)

describe.each(guides)('%s', (file) => {
  it('has every code with what to do: RTM_DOCS=write writes the English table', () => {
    const header = file.includes('.zh') ? '错误码' : 'code'
    const wanted = Object.entries(errorActions).map(([code, action]) => [`\`${code}\``, action])
    if (process.env['RTM_DOCS'] === 'write' && header === 'code') {
      const body = wanted.map((row) => `| ${row.join(' | ')} |`).join('\n')
      writeFileSync(
        inRoot(file),
        read(file).replace(/(\| code \| what to do \|\n\|---\|---\|\n)[^]*?(\n<!-- errors: end)/, `$1${body}\n$2`)
      )
    }
    const rows = tableBelow(read(file), header)
    expect(rows.map(([code]) => code)).toEqual(wanted.map(([code]) => code))
    if (header === 'code') expect(rows).toEqual(wanted)
    else expect(rows.filter(([, action]) => !/[\u4e00-\u9fff]/.test(action!))).toEqual([])
  })

  it('has the limits as the server has them', () => {
    const rows = tableBelow(read(file), file.includes('.zh') ? '限制' : 'limit')
    const named = rows.flatMap(([, shown, keys]) => {
      const wanted = [...keys!.matchAll(/`([\w.]+)`/g)].map(([, key]) => key!)
      expect(sorted([...shown!.replace('UTF-8', '').matchAll(/\d+/g)].map(Number)), keys).toEqual(
        sorted(wanted.flatMap(numbersOf))
      )
      return wanted
    })
    const client = [
      'ping',
      'silent',
      'unreachable',
      'lease',
      'session',
      'attributesMs',
      'idleChannels',
      'retention.leastMessages',
      'retention.leastMs',
      'inbox.messages',
      'inbox.bytes',
      'idleChannelsPerUser',
      'offline.allMessages',
      'offline.allBytes'
    ]
    const all = Object.entries(defaultLimits).flatMap(([key, value]) =>
      typeof value === 'object' ? Object.keys(value).map((name) => `${key}.${name}`) : [key]
    )
    expect(all.filter((key) => !named.includes(key) && !client.includes(key))).toEqual([])
  })
})

it('the pages that users read have Chinese', () => {
  const pages = [
    'features',
    'glossary',
    'guide',
    'hbuilderx',
    'migration',
    'newcomer',
    'projects',
    'server',
    'testing-your-app',
    'api/README'
  ]
  const wanted = ['README.md', ...pages.map((name) => `docs/${name}.md`)]
  expect(pairs.map(([english]) => english)).toEqual(expect.arrayContaining(wanted))
})

// 你 to the reader, and none of the words that were taken from English one by one.
it.each(pairs)('%s: %s speaks to its reader as 你, in words of the trade', (_english, chinese) => {
  expect(read(chinese).match(/您|替身|缺口|线上协议|以最少者为准|带类型的客户端/g) ?? []).toEqual([])
})

it.each(pairs)('%s and %s link to each other at the top', (english, chinese) => {
  const name = (file: string): string => file.slice(file.lastIndexOf('/') + 1)
  const head = (file: string): string => read(file).slice(0, 1500)
  expect(head(english)).toContain(`[中文](${name(chinese)})`)
  expect(head(chinese)).toContain(`[English](${name(english)})`)
})

it.each(pairs)('%s and %s have the same sections, tables and blocks', (english, chinese) => {
  expect(shapeOf(read(chinese))).toEqual(shapeOf(read(english)))
})
