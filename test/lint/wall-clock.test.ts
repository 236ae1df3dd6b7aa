// Who reads the clock on the wall: the rule, its list, and the two platforms whose code no linter of ours reads.
import { readdirSync, readFileSync } from 'node:fs'
import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, it } from 'vitest'
import * as vueParser from 'vue-eslint-parser'
import rtm from '../../tools/eslint/plugin.mjs'
import { stamps } from '../../tools/eslint/rules/files/wall-clock.mjs'
import * as utsParser from '../../tools/eslint/uts-parser.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'
import { check } from './tester.js'

check('wall-clock', {
  right: [
    'export function f(clock: Clock): number { return clock.monotonic() }',
    'export function f(): number { return performance.now() }',
    'export function f(welcome: Frame): number { return welcome.now }',
    'export function f(at: number): any { return new Date(at) }',
    'export function f(now: number): number { return now + 1 }'
  ],
  wrong: [
    'export function f(clock: Clock): number { return clock.now() }',
    'export function f(): number { return Date.now() }',
    'export function f(): any { return new Date() }',
    'export class A { private clock: Clock\n go(): number { return this.clock.now() } }',
    'export const f = Date.now',
    'export function f(parts: Parts): any { return start(parts.clock.now) }',
    'export function f(now: () => number): number { return now() }'
  ]
})

interface Row {
  readonly file: string
  readonly in: string
  readonly for: string
}

/** The places of a file that read wall time, whatever the list says. */
function placesIn(file: string): string[] {
  const listed = stamps.splice(0) as Row[]
  try {
    const parser = file.endsWith('.uts') ? utsParser : file.endsWith('.vue') ? vueParser : tseslint.parser
    const messages = new Linter({ cwd: inRoot('.') }).verify(
      readFileSync(inRoot(file), 'utf8'),
      {
        files: ['**/*.ts', '**/*.uts', '**/*.vue'],
        plugins: { rtm } as never,
        rules: { 'rtm/wall-clock': 'error' },
        languageOptions: {
          parser: parser as never,
          parserOptions: file.endsWith('.vue') ? { parser: tseslint.parser } : {}
        }
      },
      { filename: inRoot(file) }
    )
    return messages.map(({ message }) => message.slice(0, message.indexOf(' reads wall time')).replace(/^this$/, ''))
  } finally {
    stamps.push(...listed)
  }
}

it('every row of wall-clock.json is a place that there is, and says what for', () => {
  const rows = stamps as Row[]
  const found = new Map([...new Set(rows.map(({ file }) => file))].map((file) => [file, placesIn(file)]))
  const idle = rows.filter(
    ({ file, in: place }) => !(place === '*' ? found.get(file)!.length > 0 : found.get(file)!.includes(place))
  )
  expect(idle).toEqual([])
  expect(
    rows.filter((row) => row.for === '' || rows.filter((one) => one.file === row.file && one.in === row.in).length > 1)
  ).toEqual([])
})

it.each([
  ['app-android', '.kt', /currentTimeMillis|Date\(|Calendar|nanoTime|uptimeMillis/],
  ['app-ios', '.swift', /\bDate\(|timeIntervalSince|CFAbsoluteTime|DispatchWallTime|systemUptime/]
])('%s: wall time is read where now() is, and nowhere else', (folder, end, wall) => {
  const places = readdirSync(inRoot(`uni_modules/rtm/utssdk/${folder}`))
    .filter((name) => name.endsWith(end))
    .flatMap((name) => {
      const lines = readFileSync(inRoot(`uni_modules/rtm/utssdk/${folder}/${name}`), 'utf8').split('\n')
      return lines.flatMap((line, i) =>
        wall.test(line)
          ? [`${name}: ${[line, lines[i - 1]].some((one) => /fun(c)? now\(/.test(one ?? '')) ? 'now' : line.trim()}`]
          : []
      )
    })
  expect(places).toEqual([folder === 'app-android' ? 'EngineThread.kt: now' : 'EngineQueue.swift: now'])
})
