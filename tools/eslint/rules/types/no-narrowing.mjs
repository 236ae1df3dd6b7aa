import { typedRule } from '../../rule.mjs'

const transparent = new Set(['TSNonNullExpression', 'TSAsExpression'])
const DECLARES =
  /Function|TSMethodSignature|TSParameterProperty|TSPropertySignature|PropertyDefinition|MethodDefinition|Import|Export/
const isNull = (node) => node.type === 'Literal' && node.value === null

// Swift does not narrow: after the check the value is still optional.
export default typedRule(
  'Write "{{text}}!" after the null check: Swift does not narrow.',
  ({ context, report, types }) => {
    const check = (node) => {
      const parent = node.parent
      if (transparent.has(parent.type)) return
      if (parent.type === 'AssignmentExpression' && parent.left === node) return
      if (parent.type === 'UnaryExpression' && parent.operator === 'typeof') return
      if (parent.type === 'BinaryExpression' && (isNull(parent.left) || isNull(parent.right))) return
      if (parent.type === 'BinaryExpression' && parent.operator === 'instanceof') return
      if (parent.type === 'MemberExpression' && parent.object === node && parent.optional) return
      if (parent.type === 'CallExpression' && parent.callee === node && parent.optional) return
      const declared = types.declaredType(node)
      if (declared === null || types.isAny(declared) || !types.mayBeNull(declared)) return
      const here = types.of(node)
      if (types.mayBeNull(here) || types.isNever(here)) return
      report(node, { text: context.sourceCode.getText(node) })
    }
    return {
      Identifier(node) {
        const parent = node.parent
        if (parent.type === 'VariableDeclarator' && parent.id === node) return
        if (parent.type === 'MemberExpression' && parent.property === node) return
        if (DECLARES.test(parent.type)) return
        if (parent.type === 'Property' && parent.key === node) return
        check(node)
      },
      MemberExpression(node) {
        if (!node.computed && !node.optional) check(node)
      }
    }
  }
)
