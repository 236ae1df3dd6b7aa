import { typedRule } from '../../rule.mjs'

export default typedRule(
  'A condition must be a boolean (here: {{type}}): compare with null, a length or a number.',
  ({ report, types }) => {
    const check = (node) => {
      if (node === null) return
      if (node.type === 'LogicalExpression' && node.operator !== '??') return
      const type = types.of(node)
      if (!types.isBoolean(type)) report(node, { type: types.checker.typeToString(type) })
    }
    return {
      IfStatement: (node) => check(node.test),
      WhileStatement: (node) => check(node.test),
      DoWhileStatement: (node) => check(node.test),
      ForStatement: (node) => check(node.test),
      ConditionalExpression: (node) => check(node.test),
      "UnaryExpression[operator='!']": (node) => check(node.argument),
      LogicalExpression(node) {
        if (node.operator === '??') return
        check(node.left)
        check(node.right)
      }
    }
  }
)
