// What TypeScript says of a file of somebody who uses us: strict, and every declaration of ours looked into.
import ts from 'typescript'
import { programOf } from '../../tools/lib/uts-program.mjs'

/**
 * What the libraries say of themselves is TypeScript's; every other file is looked into, and the packages that are
 * named.
 */
export function typeProblems(file: string, options: ts.CompilerOptions, packages: readonly string[] = []): string[] {
  const program = programOf({
    files: [file],
    target: 'web',
    texts: new Map(),
    previous: undefined,
    options: {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      types: [],
      strict: true,
      noEmit: true,
      ...options
    }
  })
  const isOwn = ({ fileName }: ts.SourceFile): boolean =>
    !fileName.includes('node_modules') || packages.some((name) => fileName.includes(`node_modules/${name}/`))
  const own = program.getSourceFiles().filter(isOwn)
  if (own.length < 1 + packages.length) return [`${file} does not reach the declarations of ${packages.join(', ')}`]
  const found = own.flatMap((source) => [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source)
  ])
  return [...program.getOptionsDiagnostics(), ...found].map(
    ({ file: where, messageText }) => `${where?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  )
}
