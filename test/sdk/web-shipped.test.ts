// web.js as it is shipped, in projects that have the folder js_sdk and nothing else of ours: ES modules and CommonJS,
// on a Node that guesses nothing, and for TypeScript in every way that it looks for modules.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { typeProblems } from '../kit/type-problems.ts'

const folder = inRoot('dist/with-web-js')
// Newer ones of Node 20 read what is written as a module as one, wherever it stands, and let require have it: the first
// ones do not.
const asFirst = ['--no-experimental-detect-module', '--no-experimental-require-module'].filter((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag.replace('no-', ''))
)

function project(name: string, manifest: object, files: Record<string, string>): string {
  const place = join(folder, name)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), JSON.stringify(manifest))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text)
  cpSync(inRoot('uni_modules/rtm/js_sdk'), join(place, 'js_sdk'), { recursive: true })
  return place
}

const esm = { name: 'esm', type: 'module' }
let commonjs: object

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'asked'), { recursive: true })
  execFileSync('npm', ['init', '-y'], {
    cwd: join(folder, 'asked'),
    stdio: 'pipe',
    shell: process.platform === 'win32'
  })
  commonjs = JSON.parse(ts.sys.readFile(join(folder, 'asked', 'package.json'))!) as object
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const using = `
let found = ''
try { createRtmClient({ appId: 'short' }) } catch (error) { found = \`\${error instanceof RtmError} \${error.code}\` }
const client = createRtmClient({ appId: '0'.repeat(32), server: 'ws://127.0.0.1:9/rtm', WebSocket: class {} })
console.log(found, client.state)
`
const required = `const { createRtmClient, RtmError } = require('./js_sdk/web.cjs')\n${using}`
const imported = (file: string): string => `import { createRtmClient, RtmError } from './js_sdk/${file}'\n${using}`

describe('on Node, as 20.0 reads files', () => {
  it.each([
    ['a project of npm init requires web.cjs', () => commonjs, 'main.js', required],
    ['a module in a project of npm init imports web.cjs', () => commonjs, 'main.mjs', imported('web.cjs')],
    ['a project of ES modules imports web.js', () => esm, 'main.js', imported('web.js')],
    ['a CommonJS file in a project of ES modules requires web.cjs', () => esm, 'main.cjs', required]
  ])('%s', (name, manifest, file, text) => {
    const place = project(name.replaceAll(' ', '-'), manifest(), { [file]: text })
    const { stdout, stderr } = spawnSync(process.execPath, [...asFirst, file], { cwd: place, encoding: 'utf8' })
    expect([stdout, stderr]).toEqual(['true invalid disconnected\n', ''])
  })
})

describe('for TypeScript, strict and with every declaration looked into', () => {
  const typed = (file: string): string => `
import { createRtmClient, RtmError, type RtmClient } from './js_sdk/${file}'
const WebSocket = class { constructor(readonly url: string) {} }
const client: RtmClient = createRtmClient({ appId: '00000000000000000000000000000000', WebSocket })
client.on('message', ({ text }) => { const one: string = text; void one })
client.sendMessage('bob', 'hello').catch((error: unknown) => {
  if (error instanceof RtmError) error.lateOutcome?.then((outcome) => outcome === 'unknown')
})
`
  const wrong = "client.sendMessage('bob', 7).catch(() => undefined)\n"
  const { CommonJS, ESNext, Node16, NodeNext } = ts.ModuleKind
  const { Bundler, Node10 } = ts.ModuleResolutionKind
  it.each([
    ['node', Node10, CommonJS, 'main.ts', 'web.cjs', false],
    ['node', Node10, ESNext, 'main.ts', 'web.js', true],
    ['bundler', Bundler, ESNext, 'main.ts', 'web.js', true],
    ['bundler', Bundler, ESNext, 'main.ts', 'web.cjs', true],
    ['node16', undefined, Node16, 'main.ts', 'web.cjs', false],
    ['nodenext', undefined, NodeNext, 'main.ts', 'web.cjs', false],
    ['nodenext', undefined, NodeNext, 'main.mts', 'web.cjs', false],
    ['nodenext', undefined, NodeNext, 'main.ts', 'web.js', true],
    ['nodenext', undefined, NodeNext, 'main.cts', 'web.cjs', true]
  ] as const)(
    'moduleResolution %s (%s, module %s), %s that imports %s, type module: %s',
    (resolution, moduleResolution, module, file, from, isEsm) => {
      const place = project(`typed-${resolution}-${module}-${file}-${from}`, isEsm ? esm : commonjs, {
        [file]: typed(from),
        [`wrong-${file}`]: typed(from) + wrong
      })
      const options = { module, ...(moduleResolution === undefined ? {} : { moduleResolution }), isolatedModules: true }
      expect(typeProblems(join(place, file), options)).toEqual([])
      expect(typeProblems(join(place, `wrong-${file}`), options)).toEqual([
        expect.stringContaining("'number' is not assignable to parameter of type 'string'")
      ])
    }
  )
})
