// The typescript-eslint parser for `.uts`: `#ifdef` blocks of other targets are blanked (the web view is linted), and
// the file is parsed with types, under the name it has in our program. The entry's keepAlive decorators are not
// TypeScript.
import { existsSync, readFileSync } from 'node:fs'
import tseslint from 'typescript-eslint'
import { blankedFor } from '../lib/ifdef.mjs'
import { inRoot } from '../lib/paths.mjs'
import { programOf, real, shown, strict, utsFilesUnder } from '../lib/uts-program.mjs'

const options = { ...strict, lib: ['lib.es2020.d.ts', 'lib.dom.d.ts'] }
const viewOf = (code) => blankedFor(code, 'web').replace(/@UTSJS\.keepAlive/g, (found) => ' '.repeat(found.length))

const texts = new Map()
let files = null
let program = null

const ambient = inRoot('tools/types/uts.d.ts')

// A text outside the plugin (a rule's test, the dialect) gets a small program of its own.
function programFor(file, text) {
  if (!file.includes('/utssdk/') || !existsSync(real(file)))
    return programOf({ files: [file, ambient], options, target: 'web', texts: new Map([[file, text]]) })
  return programOfPlugin(file, text)
}

// Built once; built anew, reusing what did not change, when an editor hands over another text.
function programOfPlugin(file, text) {
  if (files === null) {
    files = ['common', 'js', 'web'].flatMap((folder) => utsFilesUnder(`uni_modules/rtm/utssdk/${folder}`)).map(shown)
    files.push(ambient)
  }
  if (program?.getSourceFile(file)?.text === text) return program
  if (!files.includes(file)) files.push(file)
  for (const each of files) {
    if (!texts.has(each) && each !== ambient) texts.set(each, viewOf(readFileSync(real(each), 'utf8')))
  }
  texts.set(file, text)
  program = programOf({ files: [...files], options, target: 'web', texts, previous: program ?? undefined })
  return program
}

export const meta = { name: 'rtm-uts-parser', version: '1' }

export function parseForESLint(code, parserOptions) {
  const text = viewOf(code)
  const file = shown(parserOptions.filePath)
  return tseslint.parser.parseForESLint(text, { ...parserOptions, filePath: file, programs: [programFor(file, text)] })
}
