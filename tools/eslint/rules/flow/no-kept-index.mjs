import { rule } from '../../rule.mjs'

const searching = new Set(['indexOf', 'lastIndexOf', 'findIndex', 'search'])
const wrappers = new Set(['TSNonNullExpression', 'TSAsExpression', 'ChainExpression'])
const operators = new Set(['>=', '<=', '>', '<', '+', '-', '*', '/'])

// In Swift the answer is an Int, which is no number of UTS: it can be compared and reckoned with, not kept, returned or
// passed.
export default rule(
  'Compare or reckon with the answer of {{name}} where it is asked: in Swift it is an Int, and no number can hold it.',
  ({ report }) => ({
    CallExpression(node) {
      const { callee } = node
      if (callee.type !== 'MemberExpression' || callee.computed || !searching.has(callee.property.name)) return
      let at = node
      while (wrappers.has(at.parent.type)) at = at.parent
      const { parent } = at
      if (parent.type !== 'BinaryExpression' || !operators.has(parent.operator))
        report(node, { name: callee.property.name })
    }
  })
)
