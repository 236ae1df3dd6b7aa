// The command that comes with the plugin and says what a project lacks: run where a reader of the guide runs it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { bindingOf, check } from '../../uni_modules/rtm/check.mjs'
import { tableBelow } from '../docs/kit/markdown.ts'

const folder = mkdtempSync(join(tmpdir(), 'rtm-check-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const V = '3.0.0-4080420251103001'
const LINUX = { platform: 'linux', arch: 'x64', isMusl: false } as const
let made = 0

/** A project with these packages installed, name: version. Gives the plugin's folder in it. */
function project(
  packages: Record<string, string>,
  files: Record<string, unknown> = {},
  plugin = 'src/uni_modules/rtm'
): string {
  const root = join(folder, String(made++))
  const all: Record<string, unknown> = { 'package.json': { dependencies: {} }, 'src/manifest.json': {}, ...files }
  for (const [name, version] of Object.entries(packages)) all[`node_modules/${name}/package.json`] = { name, version }
  for (const [file, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), JSON.stringify(content))
  }
  mkdirSync(join(root, plugin), { recursive: true })
  for (const file of ['check.mjs', 'package.json']) cpSync(inRoot('uni_modules/rtm', file), join(root, plugin, file))
  return join(root, plugin)
}

const todo = (...given: Parameters<typeof check>): string[] => check(...given).problems.map((one) => one.todo)

describe('a project of Vue 3', () => {
  const vite = { '@dcloudio/vite-plugin-uni': V, '@dcloudio/uni-h5': V }

  it('that has everything is told so', () => {
    expect(check(project(vite), ['h5'], LINUX)).toEqual({ kind: 'a project of Vue 3', problems: [] })
  })

  it('needs the UTS compiler and its binding for apps; npm on Linux has to be forced to take that', () => {
    const app = { ...vite, '@dcloudio/uni-app-plus': V }
    expect(todo(project(app), ['app'], LINUX)).toEqual([
      `npm i -D @dcloudio/uni-uts-v1@${V}`,
      `npm i --no-save --force @dcloudio/uts-linux-x64-gnu@${V}`
    ])
    expect(
      todo(project({ ...app, '@dcloudio/uni-uts-v1': V }), ['app'], {
        platform: 'darwin',
        arch: 'arm64',
        isMusl: false
      })
    ).toEqual([`npm i --no-save @dcloudio/uts-darwin-arm64@${V}`])
    expect(
      todo(project({ ...app, '@dcloudio/uni-uts-v1': V, '@dcloudio/uts-linux-x64-gnu': V }), ['app'], LINUX)
    ).toEqual([])
  })

  it('names a platform whose package is missing, by its scripts too: the build would be one for the web', () => {
    expect(
      todo(
        project(vite, {
          'package.json': {
            dependencies: {},
            scripts: { 'build:mp-alipay': 'uni build -p mp-alipay', 'dev:h5': 'uni' }
          }
        })
      )
    ).toEqual([`npm i @dcloudio/uni-mp-alipay@${V}`])
  })

  it('names a package of another version than the compiler', () => {
    expect(todo(project({ ...vite, '@dcloudio/uni-mp-weixin': '3.0.0-1' }), ['mp-weixin'], LINUX)).toEqual([
      `npm i @dcloudio/uni-mp-weixin@${V}`
    ])
  })

  it('names a plugin that lies beside src instead of in it, and a project without packages', () => {
    expect(todo(project(vite, {}, 'uni_modules/rtm'), ['h5'], LINUX)).toEqual(['mv uni_modules/rtm src/uni_modules/'])
    expect(todo(project({}), [], LINUX)).toEqual(['npm install'])
  })
})

describe('other projects', () => {
  it('of Vue 2 need TypeScript and a tsconfig.json', () => {
    const vue2 = { '@dcloudio/vue-cli-plugin-uni': '2.0.2-4080420251103001' }
    expect(todo(project(vue2), ['mp-weixin'])[0]).toBe('npm i @dcloudio/uni-mp-weixin@2.0.2-4080420251103001')
    expect(todo(project(vue2))).toEqual([
      'npm i -D @vue/cli-plugin-typescript@5.0.8',
      'npm i -D typescript@4.5.5',
      expect.stringContaining('> tsconfig.json')
    ])
    expect(
      todo(project({ ...vue2, '@vue/cli-plugin-typescript': '5.0.8', typescript: '4.5.5' }, { 'tsconfig.json': {} }))
    ).toEqual([])
  })

  it('of Vue 2 need the package of a platform in package.json, too: installed alone it is not taken', () => {
    const having = {
      '@dcloudio/vue-cli-plugin-uni': '2.0.2-1',
      '@dcloudio/uni-mp-weixin': '2.0.2-1',
      '@vue/cli-plugin-typescript': '5.0.8',
      typescript: '4.5.5'
    }
    expect(todo(project(having, { 'tsconfig.json': {} }), ['mp-weixin'])).toEqual([
      'npm i @dcloudio/uni-mp-weixin@2.0.2-1'
    ])
    expect(
      todo(
        project(having, {
          'tsconfig.json': {},
          'package.json': { dependencies: { '@dcloudio/uni-mp-weixin': '2.0.2-1' } }
        }),
        ['mp-weixin']
      )
    ).toEqual([])
  })

  it('of Vue 2 need a webpack that has what the compiler of mini-programs takes from it', () => {
    const having = {
      '@dcloudio/vue-cli-plugin-uni': '2.0.2-1',
      '@dcloudio/uni-mp-weixin': '2.0.2-1',
      '@vue/cli-plugin-typescript': '5.0.8',
      typescript: '4.5.5',
      webpack: '5.113.0'
    }
    const files = { 'tsconfig.json': {}, 'package.json': { dependencies: { '@dcloudio/uni-mp-weixin': '2.0.2-1' } } }
    expect(todo(project(having, files), ['mp-weixin', 'h5'])).toContain('npm i -D webpack@5.76.3')
    expect(todo(project(having, files), ['h5'])).not.toContain('npm i -D webpack@5.76.3')
    expect(todo(project(having, { ...files, 'node_modules/webpack/lib/GraphHelpers.js': '' }), ['mp-weixin'])).toEqual(
      []
    )
  })

  it('of HBuilderX need nothing', () => {
    const plugin = join(folder, 'hbuilderx', 'uni_modules', 'rtm')
    mkdirSync(plugin, { recursive: true })
    expect(check(plugin)).toEqual({ kind: 'a project of HBuilderX', problems: [] })
  })
})

it('knows the bindings that exist', () => {
  expect(
    [
      { ...LINUX, isMusl: true },
      { ...LINUX, arch: 'arm64' },
      { platform: 'win32', arch: 'x64', isMusl: false }
    ].map(bindingOf)
  ).toEqual(['@dcloudio/uts-linux-x64-musl', null, '@dcloudio/uts-win32-x64-msvc'])
})

it('is a command: it prints what to do, and its exit code says whether there is something', () => {
  const run = (plugin: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(plugin, 'check.mjs'), ...args], { encoding: 'utf8' })
  const lacking = run(project({ '@dcloudio/vite-plugin-uni': V }), 'mp-weixin')
  expect([lacking.status, lacking.stderr]).toEqual([1, ''])
  expect(lacking.stdout).toContain(`npm i @dcloudio/uni-mp-weixin@${V}`)
  expect(run(project({ '@dcloudio/vite-plugin-uni': V, '@dcloudio/uni-mp-weixin': V }), 'mp-weixin')).toMatchObject({
    status: 0,
    stdout: 'rtm: a project of Vue 3; nothing is missing\n'
  })
})

describe.each([
  ['docs/guide.md', 'what you see'],
  ['docs/guide.zh.md', '现象']
])('%s', (page, header) => {
  const text = readFileSync(inRoot(page), 'utf8')
  const app = { '@dcloudio/vite-plugin-uni': V, '@dcloudio/uni-h5': V }

  it('has a command that npx runs as it is, without the network, in a project without what apps need', () => {
    const command = /`(npx \.\/\S+) app mp-weixin`/.exec(text)![1]!
    // Of npm itself, when it runs the tests: what it set for this project is not for that one.
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
      npm_config_cache: join(folder, 'npm'),
      npm_config_offline: 'true'
    }
    const run = spawnSync(`${command} app`, { cwd: join(project(app), '../../..'), encoding: 'utf8', shell: true, env })
    expect([run.status, run.stderr]).toEqual([1, ''])
    expect(run.stdout).toContain('rtm: a project of Vue 3; 3 to do')
    expect(run.stdout).toContain(`npm i @dcloudio/uni-app-plus@${V}`)
  })

  it('has a row for everything that the command finds for apps, mini-programs and Vue 2', () => {
    const rows = tableBelow(text, header).map(([, what]) => what)
    const vue2 = todo(project({ '@dcloudio/vue-cli-plugin-uni': '2.0.2-1', webpack: '5.113.0' }), ['mp-weixin']).filter(
      (command) => command.startsWith('npm ')
    )
    const found = [...todo(project(app), ['app'], LINUX), ...vue2]
    expect(found.length).toBe(7)
    for (const command of found)
      expect(rows, command).toContainEqual(expect.stringContaining(/ (@?[\w/-]+@)/.exec(command)![1]))
  })
})
