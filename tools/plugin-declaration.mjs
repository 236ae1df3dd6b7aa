// node tools/plugin-declaration.mjs: writes uni_modules/rtm/index.d.ts from utssdk/index.uts, which an editor cannot
// read: with it `import { login } from '@/uni_modules/rtm'` is typed in every project.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inRoot } from './lib/paths.mjs'

export const declaration = 'uni_modules/rtm/index.d.ts'

const banner = '// Generated from utssdk/index.uts by tools/plugin-declaration.mjs: change that file, not this one.\n'

/** The exported functions with their doc comments, options as an object and results by their names. */
export function declarationOf(source = readFileSync(inRoot('uni_modules/rtm/utssdk/index.uts'), 'utf8')) {
  const found = [
    ...source.matchAll(
      /^(\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?((?:(?:\/\/ #|@UTSJS).*\n)*)export function (\w+)(\([^{]*?\)): void \{$/gm
    )
  ]
  const wanted = source.match(/^export /gm)?.length ?? 0
  if (found.length !== wanted)
    throw new Error(`${wanted} exports, and ${found.length} functions that a declaration can be made of`)
  const functions = found.map(
    ([, comment = '', , name, parameters]) => `${comment}export declare function ${name}${typed(parameters)}: void\n`
  )
  return banner + functions.join('')
}

/** On one line, however long, with the types that an editor knows. */
const typed = (parameters) =>
  parameters
    .replace(/\n\s*(\)$)?/g, (_, end) => end ?? ' ')
    .replace('( ', '(')
    .replaceAll('UTSJSONObject | null', 'object | null')
    .replaceAll('result: UTSJSONObject', 'result: Readonly<Record<string, any>>')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(inRoot(declaration), declarationOf())
