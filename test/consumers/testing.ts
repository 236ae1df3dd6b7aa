// The test kit as an app author has it: what npm pack makes of the package, installed by npm into projects that have
// nothing else of this repository but the plugin.
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../tools/build.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'
import { typeProblems } from '../kit/type-problems.ts'

const folder = inRoot('dist/consumers/testing')
const plugin = 'uni_modules/rtm/js_sdk'
const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' })

/** A project of an app with the kit installed. Other packages are found above it. */
function project(name: string, manifest: object): string {
  const place = join(folder, name)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, private: true, ...manifest }))
  npm(place, 'install', '--offline', '--save-dev', `../${packed}`)
  return place
}

let packed: string
let app: string
let commonjs: string
let esm: string

beforeAll(async () => {
  await build('testing')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  npm(inRoot('dist/testing'), 'pack', '--pack-destination', folder)
  packed = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  app = project('app', {})
  cpSync(inRoot('examples/app-test'), join(app, 'examples/app-test'), { recursive: true })
  cpSync(inRoot(plugin), join(app, plugin), { recursive: true })
  commonjs = project('commonjs', {})
  esm = project('esm', { type: 'module' })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the package', () => {
  it('has the version of the plugin, and nothing but its own files', () => {
    const versionIn = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    const installed = join(app, 'node_modules/rtm-testing')
    expect(versionIn(join(installed, 'package.json'))).toBe(versionIn(inRoot('uni_modules/rtm/package.json')))
    expect(readdirSync(installed).sort()).toEqual([
      'LICENSE',
      'README.md',
      'index.cjs',
      'index.d.cts',
      'index.d.ts',
      'index.js',
      'package.json'
    ])
  })

  it('imports and requires nothing', () => {
    for (const file of ['index.js', 'index.cjs'])
      expect(readFileSync(join(app, 'node_modules/rtm-testing', file), 'utf8'), file).not.toMatch(
        /^import |\brequire\("|\bimport\("/m
      )
  })
})

describe('in a project with the plugin', () => {
  it('the tests of the example pass with the configuration that stands beside them', async () => {
    const vitest = inRoot('node_modules/vitest/vitest.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, [
      vitest,
      'run',
      '--root',
      join(app, 'examples/app-test'),
      '--reporter',
      'json'
    ])
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { success: boolean; numPassedTests: number }
    expect(report).toMatchObject({ success: true, numPassedTests: 12 })
  })

  it('the map of modules in jest.config.cjs leads to files that are there, and to the kit as CommonJS', () => {
    const required = createRequire(join(app, 'examples/app-test/jest.config.cjs'))
    const { moduleNameMapper } = required('./jest.config.cjs') as { moduleNameMapper: Record<string, string> }
    const leadsTo = (path: string): string => {
      const [pattern, target] = Object.entries(moduleNameMapper).find(([one]) => new RegExp(one).test(path))!
      return path.replace(new RegExp(pattern), target).replace('<rootDir>', app)
    }
    for (const entry of ['index', 'js-engine']) expect(leadsTo(`@/${plugin}/${entry}.js`)).toBe('rtm-testing')
    expect(required.resolve('rtm-testing')).toBe(join(app, 'node_modules/rtm-testing/index.cjs'))
    expect(existsSync(leadsTo('@/examples/app-test/chat.ts'))).toBe(true)
  })
})

const using = `
async function main() {
  const kit = createTestKit()
  const mine = createRtmClient({ ...kit.options })
  await mine.login({ userId: 'me' })
  const alice = await kit.login('alice')
  const { outcome } = await alice.sendMessage('me', 'hello')
  const said = [outcome, await kit.server.say({ userId: 'me', text: 'goodbye' })]
  await kit.server.end('me')
  await kit.settle()
  said.push(mine.state, await mine.sendMessage('alice', 'hello').catch((error) => error instanceof RtmError))
  await kit.close()
  console.log(said.join(' '))
}
main()
`
const names = '{ createTestKit, createRtmClient, RtmError }'

describe('on Node', () => {
  it.each([
    ['a CommonJS project requires it', () => commonjs, 'main.js', `const ${names} = require('rtm-testing')\n${using}`],
    [
      'a module in a CommonJS project imports it',
      () => commonjs,
      'main.mjs',
      `import ${names} from 'rtm-testing'\n${using}`
    ],
    ['a project of ES modules imports it', () => esm, 'main.js', `import ${names} from 'rtm-testing'\n${using}`],
    [
      'a CommonJS file in a project of ES modules requires it',
      () => esm,
      'main.cjs',
      `const ${names} = require('rtm-testing')\n${using}`
    ]
  ])('%s: the same kit', (_, place, file, text) => {
    writeFileSync(join(place(), file), text)
    const { stdout, stderr } = spawnSync(process.execPath, [file], { cwd: place(), encoding: 'utf8' })
    expect([stdout, stderr]).toEqual(['received received aborted true\n', ''])
  })
})

describe('for TypeScript, strict and with every declaration looked into', () => {
  const typed = `
import { createTestKit, RtmError, type RtmClient, type RtmTestKit } from 'rtm-testing'
const kit: RtmTestKit = createTestKit({ limits: { rates: { message: [2, 1000] } } })
const alice: Promise<RtmClient> = kit.login('alice')
alice.catch((error: unknown) => error instanceof RtmError && error.code === 'timeout')
`
  const wrong = 'kit.cut(7)\n'
  const { CommonJS, ESNext, Node16, NodeNext } = ts.ModuleKind
  const { Bundler, Node10 } = ts.ModuleResolutionKind
  it.each([
    ['node', Node10, CommonJS, 'main.ts', false],
    ['bundler', Bundler, ESNext, 'main.ts', true],
    ['node16', undefined, Node16, 'main.ts', false],
    ['nodenext', undefined, NodeNext, 'main.mts', false],
    ['nodenext', undefined, NodeNext, 'main.ts', true],
    ['nodenext', undefined, NodeNext, 'main.cts', true]
  ] as const)(
    'moduleResolution %s (%s, module %s), %s, type module: %s',
    (_, moduleResolution, module, file, isEsm) => {
      const place = isEsm ? esm : commonjs
      writeFileSync(join(place, file), typed)
      writeFileSync(join(place, `wrong-${file}`), typed + wrong)
      const options = { module, ...(moduleResolution === undefined ? {} : { moduleResolution }), isolatedModules: true }
      expect(typeProblems(join(place, file), options, ['rtm-testing'])).toEqual([])
      expect(typeProblems(join(place, `wrong-${file}`), options, ['rtm-testing'])).toEqual([
        expect.stringContaining("'number' is not assignable to parameter of type 'string'")
      ])
    }
  )
})
