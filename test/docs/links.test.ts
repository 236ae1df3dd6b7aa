// What the documents name exists.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { rules } from '../../tools/eslint/plugin.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'

const read = (file: string) => readFileSync(inRoot(file), 'utf8')
const pages = [
  'README.md',
  'README.zh.md',
  'docs/api/README.md',
  'docs/api/README.zh.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(inRoot('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
]

/** What GitHub makes of the headings of a page. */
const anchorsOf = (text: string): string[] =>
  [...text.replace(/```[^]*?```/g, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
  )

it.each(pages)('every link of %s leads somewhere', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^(https?:|docs\/images\/)/.test(target))
  const broken = targets.filter((target) => {
    const [file, anchor] = target.split('#') as [string, string?]
    const path = file === '' ? page : join(dirname(page), file)
    return (
      !existsSync(inRoot(path)) || (anchor !== undefined && !anchorsOf(read(path)).includes(decodeURIComponent(anchor)))
    )
  })
  expect(broken).toEqual([])
})

it('CONTRIBUTING has one line for every rule of the linter', () => {
  const named = [...read('CONTRIBUTING.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)
  expect(Object.keys(rules).filter((name) => !named.includes(name))).toEqual([])
})

it('ARCHITECTURE gives a reason for every package', () => {
  const architecture = read('ARCHITECTURE.md')
  const packages = [
    'package.json',
    'test/native/package.json',
    'bench/package.json',
    'test/consumers/vue2/package.json'
  ].flatMap((file) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Record<string, Record<string, string>>
    return Object.keys({ ...dependencies, ...devDependencies })
  })
  expect(
    packages.filter(
      (name) =>
        !architecture.includes(`\`${name}\``) &&
        !(name.startsWith('@dcloudio/') && architecture.includes('`@dcloudio/*`'))
    )
  ).toEqual([])
})

const FILES_OF_A_ROOM = 20

/** The rooms of the server, each with the names of its files. */
const rooms = (): [string, string[]][] => {
  const all = readdirSync(inRoot('server/src'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const names = new Map<string, string[]>()
  for (const { parentPath, name } of all)
    names.set(parentPath, [...(names.get(parentPath) ?? []), name.replace(/\.ts$/, '')])
  return [...names].map(([path, files]) => [relative(inRoot('server/src'), path), files])
}

it('the map of ARCHITECTURE names every file of the server: add a new one to its room there', () => {
  const map = /## The map\n\n```text\n([^`]+)```/.exec(read('ARCHITECTURE.md'))?.[1] ?? ''
  const body = map.slice(map.indexOf('server/src/'), map.indexOf('pages/ '))
  const isNamed = (room: string, name: string) =>
    room === 'commands' ||
    new RegExp(
      `\\b${name
        .replace('-memory', '')
        .replace(/^invitation-(?!s)/, '')
        .replace(/^config-.*/, 'config')}\\b`
    ).test(body)
  expect(rooms().flatMap(([room, names]) => names.filter((name) => !isNamed(room, name)))).toEqual([])
})

it(`no room of the server has more than ${FILES_OF_A_ROOM} files`, () => {
  expect(rooms().filter(([, names]) => names.length > FILES_OF_A_ROOM)).toEqual([])
})

it('no XML comment holds two dashes: parsers refuse the file, and only a fresh machine asks Maven', () => {
  const xml = execFileSync('git', ['ls-files', '*.xml', '*.plist', '*.svg'], { cwd: inRoot('.'), encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '')
  expect(xml.length).toBeGreaterThan(1)
  expect(
    xml.filter((name) => [...read(name).matchAll(/<!--(.*?)-->/gs)].some(([, text]) => text!.includes('--')))
  ).toEqual([])
})
