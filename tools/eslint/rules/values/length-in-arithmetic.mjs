import { rule } from '../../rule.mjs'

const counted = new Set(['length', 'size'])
const comparing = new Set(['<', '<=', '>', '>=', '==', '!='])
const cutting = new Set(['substring', 'slice', 'splice', 'charAt', 'charCodeAt'])
const wrappers = new Set(['TSNonNullExpression', 'ChainExpression'])
const isCount = (node) => node.type === 'MemberExpression' && !node.computed && counted.has(node.property.name)

// A length is an Int in Kotlin (7 / 2 is 3) and in Swift (not a number at all): `zero + s.length` makes it one.
export default rule(
  'A length becomes a number only as `zero + x.{{name}}`; without that only comparisons and substring take it.',
  ({ report }) => ({
    MemberExpression(node) {
      if (!isCount(node)) return
      let at = node
      while (wrappers.has(at.parent.type)) at = at.parent
      const parent = at.parent
      if (parent.type === 'AssignmentExpression' && parent.left === at) return
      if (parent.type === 'CallExpression' && parent.callee === at) return
      if (parent.type === 'BinaryExpression' && comparing.has(parent.operator)) return
      if (
        parent.type === 'BinaryExpression' &&
        parent.operator === '+' &&
        parent.right === at &&
        startsWithNumber(parent.left)
      )
        return
      if (
        parent.type === 'CallExpression' &&
        parent.callee.type === 'MemberExpression' &&
        cutting.has(parent.callee.property.name)
      )
        return
      report(node, { name: node.property.name })
    }
  })
)

function startsWithNumber(node) {
  if (node.type === 'BinaryExpression') return node.operator === '+' && startsWithNumber(node.left)
  return (
    (node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'CallExpression') && !isCount(node)
  )
}
