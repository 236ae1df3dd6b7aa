// The page code of README.md is compiled against the real entry file, and run over the engine.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { inRoot, root } from '../../tools/lib/paths.mjs'
import { programOf, strict } from '../../tools/lib/uts-program.mjs'
import { ArRig, record, type Frame } from '../kit/engine-kit'

const PLUGIN = '@/uni_modules/rtm'
const snippet = /```ts\n([^`]+)```/.exec(readFileSync(inRoot('README.md'), 'utf8'))?.[1] ?? ''

it('README: the ten lines compile against the functions that pages import', () => {
  const file = inRoot('pages/snippet-of-readme.ts')
  const options = { ...strict, baseUrl: root, paths: { [PLUGIN]: ['./uni_modules/rtm/utssdk/index.uts'] }, lib: ['lib.es2020.d.ts', 'lib.dom.d.ts'] }
  const problemsOf = (text: string) => {
    const program = programOf({ files: [file, inRoot('types/uts.d.ts')], options, target: 'web', texts: new Map([[file, text]]), previous: undefined })
    return ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map((found) => ts.flattenDiagnosticMessageText(found.messageText, ' '))
  }
  expect(snippet).toContain(PLUGIN)
  expect(problemsOf(snippet)).toEqual([])
  expect(problemsOf(snippet.replace('sendChannelMessage({', 'sendChannelMessage(1, {'))).not.toEqual([])
})

it('README: the ten lines log in, join, send, and print what others say', () => {
  const rig = new ArRig()
  type Call = (options: Frame, callback: (result: Frame) => void) => void
  const ar = rig.entry.ar as unknown as Record<string, Call>
  const functions = new Proxy({}, {
    get: (_, name: string) => (...args: Parameters<Call>) => rig.entry.run(() => { ar[name]!(...args) })
  })
  const printed: unknown[][] = []
  const code = ts.transpileModule(snippet, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020 } }).outputText
  new Function('require', 'exports', 'console', code)(() => functions, {}, { log: (...said: unknown[]) => printed.push(said), error: (...said: unknown[]) => printed.push(said) })
  rig.world.drain()
  expect(rig.link.url).toBe('ws://127.0.0.1:7080/rtm')
  rig.greet()
  rig.say({ t: 'ok', id: rig.link.last('join').id, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
  expect(rig.link.last('pub')).toMatchObject({ ch: 'plaza', p: 'hello' })
  rig.say(record(7, 1, { f: 'bob', p: 'hello alice' }))
  expect(printed).toEqual([['bob', 'hello alice']])
})
