import ts from 'typescript'
import { typedRule } from '../../rule.mjs'

const methodKind = ts.SyntaxKind.MethodDeclaration

// Closures cannot be compared in Swift; a method used as a value does not compile in Kotlin.
export default typedRule(
  'Functions are not compared or passed as methods: keep them under an id, pass an arrow function.',
  ({ report, types }) => {
    const isFunction = (node) => types.isFunction(types.of(node))
    const isNull = (node) => node.type === 'Literal' && node.value === null
    return {
      BinaryExpression(node) {
        if (node.operator !== '==' && node.operator !== '!=') return
        if (!isNull(node.left) && !isNull(node.right) && isFunction(node.left) && isFunction(node.right)) report(node)
      },
      CallExpression(node) {
        if (
          node.callee.type === 'MemberExpression' &&
          ['indexOf', 'includes'].includes(node.callee.property.name) &&
          node.arguments.some(isFunction)
        )
          report(node)
        for (const argument of node.arguments) {
          if (argument.type === 'MemberExpression' && types.symbolAt(argument)?.valueDeclaration?.kind === methodKind)
            report(argument)
        }
      }
    }
  }
)
