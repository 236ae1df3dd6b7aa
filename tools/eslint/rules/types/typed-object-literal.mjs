import { rule } from '../../rule.mjs'

// A literal without a written type becomes a UTSJSONObject in Kotlin and Swift, whatever TypeScript infers.
export default rule('Give the object a type: `const x: T = { … }` or `{ … } as T`.', ({ report }) => ({
  ObjectExpression(node) {
    let at = node
    while (
      at.parent.type === 'Property' ||
      at.parent.type === 'ObjectExpression' ||
      at.parent.type === 'ArrayExpression'
    )
      at = at.parent
    const parent = at.parent
    if (parent.type === 'TSAsExpression') return
    if (parent.type === 'VariableDeclarator' && parent.id.typeAnnotation) return
    if (parent.type === 'PropertyDefinition' && parent.typeAnnotation) return
    report(node)
  }
}))
