// The declarations of js_sdk: those that an entry's readers can reach, each entry's beside its script, the others in
// types/. Nothing in them names a file that is not shipped.
import { posix } from 'node:path'
import ts from 'typescript'
import { inRoot, root } from './paths.mjs'
import { inOnePiece } from './sdk-one-piece.mjs'
import { banner, twins } from './sdk-scripts.mjs'
import { programOf, strict } from './uts-program.mjs'

export const compilerOptions = {
  ...strict,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  stripInternal: true,
  newLine: ts.NewLineKind.LineFeed,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: ['@dcloudio/types', 'node'], // the test kit runs in Node
  baseUrl: root,
  paths: { '@/uni_modules/rtm': ['./uni_modules/rtm/utssdk/index.uts'] }
}

// Rooms of the sources that readers of the declarations need not know.
const rooms = /^(api|client|engine)\//

/** file under js_sdk: text. */
export function declarationsOf(folder, names) {
  const files = names.map((name) => inRoot(folder, `${name}.ts`))
  const program = programOf({
    files: [...files, inRoot('tools/types/uts.d.ts')],
    options: compilerOptions,
    target: 'web'
  })
  const emitted = new Map()
  const within = `${inRoot(folder)}/`.replaceAll('\\', '/')
  for (const file of program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(within))) {
    const { diagnostics } = program.emit(
      file,
      (_, text) => emitted.set(file.fileName.slice(within.length), text),
      undefined,
      true
    )
    const problems = [...diagnostics, ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, ' ')
    )
    if (problems.length > 0) throw new Error(`sdk/${file.fileName.slice(within.length)}: ${problems.join('; ')}`)
  }
  const shipped = new Map()
  const placeOf = (source) => (names.includes(source.slice(0, -3)) ? source : `types/${source.replace(rooms, '')}`)
  const ship = (source) => {
    const place = placeOf(source).replace(/\.ts$/, '.d.ts')
    if (shipped.has(place)) return
    shipped.set(place, '')
    let text = emitted.get(source)
    // pos is that of the quote.
    for (const { fileName, pos } of ts.preProcessFile(text).importedFiles.reverse()) {
      const target = posix.join(posix.dirname(source), fileName)
      if (!emitted.has(target))
        throw new Error(`sdk/${source} has ${fileName} in its public types: its readers do not have that file`)
      ship(target)
      const there = posix.relative(posix.dirname(placeOf(source)), placeOf(target)).replace(/\.ts$/, '.js')
      text =
        text.slice(0, pos + 1) + (there.startsWith('.') ? there : `./${there}`) + text.slice(pos + 1 + fileName.length)
    }
    // The star of types came with TypeScript 5; in a declaration the plain one says the same.
    shipped.set(place, banner(source) + text.replace(/^export type \*/gm, 'export *'))
  }
  for (const name of names) ship(`${name}.ts`)
  // A CommonJS twin has its own: TypeScript looks for it under this name, and lets it import nothing that may be an ES
  // module.
  for (const name of twins.filter((one) => names.includes(one)))
    shipped.set(`${name}.d.cts`, banner(`${name}.ts`) + inOnePiece(`${name}.d.ts`, shipped))
  return shipped
}
