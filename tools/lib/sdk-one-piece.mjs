// A declaration that imports nothing, from one that does: what its files declare, in one. They have to have different
// names.
import { posix } from 'node:path'
import ts from 'typescript'

/** `files`: file: text. Gives the text of `entry` with all that it reaches inside, and exports what `entry` does. */
export function inOnePiece(entry, files) {
  const exported = new Set(exportsOf(entry, files))
  const declared = new Map()
  const pieces = []
  for (const file of reached(entry, files)) {
    const source = parse(file, files)
    for (const statement of source.statements) {
      if (isLink(statement)) continue
      if (ts.isExportAssignment(statement))
        throw new Error(`${file} has a default export: ${entry} cannot be made one piece`)
      for (const name of namesOf(statement)) {
        if (declared.has(name))
          throw new Error(
            `${name} is declared in ${declared.get(name)} and in ${file}: ${entry} cannot be made one piece`
          )
        declared.set(name, file)
      }
      const text = source.text.slice(commentStart(source, statement), statement.end)
      const isOut = namesOf(statement).some((name) => exported.has(name))
      pieces.push(
        isOut
          ? text
          : text.replace(/^export (declare )?/m, (_, word = '') => (ts.isInterfaceDeclaration(statement) ? '' : word))
      )
    }
  }
  const missing = [...exported].filter((name) => !declared.has(name))
  if (missing.length > 0)
    throw new Error(`${entry} exports ${missing.join(', ')} under another name: it cannot be made one piece`)
  // With this line only what says so is exported.
  return `${pieces.join('\n')}\nexport {};\n`
}

const parse = (file, files) => ts.createSourceFile(file, files.get(file), ts.ScriptTarget.ES2022, true)
const isLink = (statement) =>
  ts.isImportDeclaration(statement) || (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined)
const targetOf = (file, statement) =>
  posix.join(posix.dirname(file), statement.moduleSpecifier.text).replace(/\.js$/, '.d.ts')

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.text)
  return statement.name === undefined ? [] : [statement.name.text]
}

// The head of a file is its banner, not a comment of what stands first.
function commentStart(source, statement) {
  const doc = ts.getJSDocCommentsAndTags(statement)[0]
  return doc === undefined ? statement.getStart(source) : doc.pos
}

function reached(entry, files, seen = new Set()) {
  if (seen.has(entry)) return []
  seen.add(entry)
  const links = parse(entry, files).statements.filter(isLink)
  return [...links.flatMap((statement) => reached(targetOf(entry, statement), files, seen)), entry]
}

function exportsOf(file, files) {
  return parse(file, files).statements.flatMap((statement) => {
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause !== undefined &&
      ts.isNamedExports(statement.exportClause)
    )
      return statement.exportClause.elements.map(({ name }) => name.text)
    if (ts.isExportDeclaration(statement))
      return statement.moduleSpecifier === undefined ? [] : exportsOf(targetOf(file, statement), files)
    return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ? namesOf(statement) : []
  })
}
