import { typedRule, unwrap } from '../../rule.mjs'

const counted = new Set(['length', 'size'])
const isCount = (node) => {
  const inner = unwrap(node)
  return inner.type === 'MemberExpression' && !inner.computed && counted.has(inner.property.name)
}

// Every number out of JSON is a Double on Android, and without DCloud's compiler plugin 5.0 == 5 is false there.
export default typedRule(
  'Compare numbers with >= and <= (or a function that does): 5 and 5.0 are not equal on Android.',
  ({ report, types }) => {
    const isNumber = (node) => types.mayBeNumber(types.of(node))
    return {
      BinaryExpression(node) {
        if (node.operator !== '==' && node.operator !== '!=') return
        if (!isNumber(node.left) || !isNumber(node.right)) return
        if (isCount(node.left) && (node.right.type === 'Literal' || isCount(node.right))) return
        report(node)
      },
      SwitchStatement(node) {
        if (isNumber(node.discriminant)) report(node.discriminant)
      },
      'CallExpression[callee.type="MemberExpression"]'(node) {
        if (!['indexOf', 'lastIndexOf', 'includes'].includes(node.callee.property.name) || node.arguments.length === 0)
          return
        if (types.isCollection(types.of(node.callee.object)) && isNumber(node.arguments[0])) report(node)
      }
    }
  }
)
