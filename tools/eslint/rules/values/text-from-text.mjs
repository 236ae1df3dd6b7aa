import { typedRule } from '../../rule.mjs'

const inNumberText = (node) => {
  for (let at = node; at; at = at.parent) {
    if (at.type === 'FunctionDeclaration') return at.id?.name === 'numberText'
  }
  return false
}

// 404 + ' text' prints 404.0 on Android, 'a' + n does not compile in Swift, a nullable part prints Optional(…) there.
export default typedRule(
  'Text is made from text only (here: {{type}}): numbers go through numberText, null is replaced first.',
  ({ report, types }) => {
    const check = (node) => {
      const type = types.of(node)
      if (!types.isString(type) && !inNumberText(node)) report(node, { type: types.checker.typeToString(type) })
    }
    return {
      BinaryExpression(node) {
        if (node.operator !== '+') return
        if (!types.mayBeString(types.of(node.left)) && !types.mayBeString(types.of(node.right))) return
        check(node.left)
        check(node.right)
      },
      "AssignmentExpression[operator='+=']"(node) {
        if (types.mayBeString(types.of(node.left))) check(node.right)
      },
      TemplateLiteral: (node) => node.expressions.forEach(check),
      "CallExpression[callee.property.name='toString']"(node) {
        if (types.mayBeNumber(types.of(node.callee.object))) check(node.callee.object)
      }
    }
  }
)
