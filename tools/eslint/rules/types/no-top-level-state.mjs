import { rule } from '../../rule.mjs'

const declarations = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSEnumDeclaration',
  'TSDeclareFunction'
])

// Swift has no statements at the top of a file, and it runs initialisers whenever it likes.
export default rule('At the top of a file only declarations: {{what}}.', ({ report }) => ({
  Program(node) {
    for (const statement of node.body) {
      const inner =
        statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement
      if (inner.type === 'ExportNamedDeclaration' || declarations.has(inner.type)) continue
      if (inner.type === 'VariableDeclaration') {
        if (inner.kind !== 'const') report(inner, { what: 'changing state belongs to an object' })
      } else {
        report(inner, { what: 'a statement has no form in Swift' })
      }
    }
  }
}))
