// The functions of the plugin are typed in other people's projects: a declaration that is made from index.uts stands
// where TypeScript looks for '@/uni_modules/rtm'.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, cpSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { declaration, declarationOf } from '../../tools/plugin-declaration.mjs'

const project = mkdtempSync(join(tmpdir(), 'rtm-stranger-'))
mkdirSync(join(project, 'uni_modules/rtm'), { recursive: true })
cpSync(inRoot(declaration), join(project, declaration))
afterAll(() => {
  rmSync(project, { recursive: true, force: true })
})

/** What strict TypeScript says of a file in a project whose only path is that of every uni-app template. */
function problemsOf(text: string): string[] {
  const file = join(project, 'main.ts')
  writeFileSync(file, text)
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2020,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: false,
    types: [],
    baseUrl: project,
    paths: { '@/*': ['./*'] },
    lib: ['lib.es2020.d.ts']
  }
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

describe('the declaration of the plugin', () => {
  it('is what index.uts makes: node tools/plugin-declaration.mjs', () => {
    expect(readFileSync(inRoot(declaration), 'utf8')).toBe(declarationOf())
  })

  it('has every function that index.uts exports, with its doc comment, and no type of UTS', () => {
    const text = declarationOf()
    const names = [
      ...readFileSync(inRoot('uni_modules/rtm/utssdk/index.uts'), 'utf8').matchAll(/^export function (\w+)/gm)
    ].map(([, name]) => name)
    expect([...text.matchAll(/\*\/\nexport declare function (\w+)/g)].map(([, name]) => name)).toEqual(names)
    expect(text).not.toContain('UTSJSON')
  })

  it('makes a file of somebody else typed, and finds what is wrong in it', () => {
    expect(
      problemsOf(
        "import { login, open, setCallBack } from '@/uni_modules/rtm'\nlogin({ userId: 'alice', token: '' }, " +
          "(result) => { const code: number = result['code']; void code })\n" +
          "setCallBack((event) => { void event['rtmEvent'] })\nopen('h', '{}', (answer) => { answer.trim() })\n"
      )
    ).toEqual([])
    expect(problemsOf("import { login } from '@/uni_modules/rtm'\nlogin('alice', () => {})\n")).toEqual([
      expect.stringContaining('not assignable')
    ])
    expect(problemsOf("import { logIn } from '@/uni_modules/rtm'\nlogIn()\n")).toEqual([
      expect.stringContaining('logIn')
    ])
  })

  it('and all others of the plugin say nothing in a project whose tsconfig.json takes all of src', () => {
    const files = readdirSync(inRoot('uni_modules/rtm'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.d\.c?ts$/.test(name))
      .map((name) => inRoot('uni_modules/rtm', name))
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      skipLibCheck: false,
      types: [],
      lib: ['lib.es2020.d.ts', 'lib.dom.d.ts']
    }
    expect(files.length).toBeGreaterThan(20)
    expect(
      ts
        .getPreEmitDiagnostics(ts.createProgram(files, options))
        .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
    ).toEqual([])
  })

  it('is refused where an export is no function that it understands', () => {
    expect(() => declarationOf('export const x = 1\n')).toThrow(/1 exports, and 0/)
  })
})
