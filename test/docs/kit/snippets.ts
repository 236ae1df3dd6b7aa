// The ts blocks of the documents: found, and compiled together against the declarations that are shipped.
// Before each block stands a comment that no reader sees, with its name and what is there before it: <!-- snippet:
// send, loggedIn -->
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { inRoot, root } from '../../../tools/lib/paths.mjs'
import { programOf, strict } from '../../../tools/lib/uts-program.mjs'

export interface Snippet {
  readonly file: string
  readonly line: number
  readonly id: string
  /** What the block finds: a key of `before`. */
  readonly stage: string
  readonly code: string
}

const client =
  "import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'\n" +
  "const client = createRtmClient({ appId: '00000000000000000000000000000000', server: 'ws://127.0.0.1:7080/rtm' })\n"
const loggedIn = `${client}await client.login({ userId: 'alice' })\n`

/** Lines that stand before a block in the reader's mind. */
export const before: Readonly<Record<string, string>> = {
  nothing: '',
  client,
  loggedIn,
  joined: `${loggedIn}const plaza = client.channel('plaza')\nawait plaza.join()\n`
}

/** What a page has of its own: a place to show something, and a request to its app server. */
const ambient =
  'declare global { function show(...said: unknown[]): void; function fetchToken(userId: string): Promise<string> }\n'
export const pageFunctions = ['show', 'fetchToken']

const block = /(?:<!-- snippet: ([\w-]+), (\w+) -->\n+)?```(?:ts|vue)\n([\s\S]*?)```/g

/** Of a page the script; what a person would press in it is exported, for its check. */
function scriptOf(code: string): string {
  const script = /<script setup lang="ts">\n([^]*?)<\/script>/.exec(code)?.[1]
  if (script === undefined) return code
  const names = [...script.matchAll(/^(?:const|let|(?:async )?function) (\w+)/gm)].map(([, name]) => name)
  return `${script}export { ${names.join(', ')} }\n`
}

export function snippetsOf(file: string, text = readFileSync(inRoot(file), 'utf8')): Snippet[] {
  return [...text.matchAll(block)].map(({ 0: whole, 1: id = '', 2: stage = '', 3: code = '', index }) => ({
    file,
    id,
    stage,
    code: scriptOf(code),
    line: text.slice(0, index + whole.indexOf('```')).split('\n').length
  }))
}

/** The code without its comments and empty lines: what has to be the same in every language. */
export function bareCode(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      removeComments: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true
    }
  })
  return outputText
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')
}

/** What the compiler says about each, as `file:line text`. */
export function problemsOf(snippets: readonly Snippet[]): string[] {
  // Beside the plugin's own files, so that './js_sdk/web.js' leads where it leads a reader who has copied that folder.
  const fileOf = (i: number): string => inRoot(`uni_modules/rtm/snippet-${i}.ts`)
  const headOf = ({ stage }: Snippet): string => `${ambient}${before[stage] ?? ''}`
  const texts = new Map(snippets.map((snippet, i) => [fileOf(i), `${headOf(snippet)}${snippet.code}\nexport {}\n`]))
  const options: ts.CompilerOptions = {
    ...strict,
    baseUrl: root,
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    paths: { '@/uni_modules/rtm': ['./uni_modules/rtm/utssdk/index.uts'], '@/*': ['./*'] }
  }
  const program = programOf({
    files: [...texts.keys(), inRoot('tools/types/uts.d.ts')],
    options,
    target: 'web',
    texts,
    previous: undefined
  })
  return snippets.flatMap((snippet, i) => {
    const source = program.getSourceFile(fileOf(i))!
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((found) => {
      const line = source.getLineAndCharacterOfPosition(found.start ?? 0).line - headOf(snippet).split('\n').length + 2
      return `${snippet.file}:${snippet.line + line} ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`
    })
  })
}
