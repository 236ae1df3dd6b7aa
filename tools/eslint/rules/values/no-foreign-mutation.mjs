import { typedRule, unwrap, variableOf } from '../../rule.mjs'

const changing = new Set([
  'set',
  'delete',
  'clear',
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'add',
  'fill'
])
const fresh = new Set(['ArrayExpression', 'NewExpression'])

// Swift's arrays and maps are values: a parameter cannot be changed, and a local made from a field is a copy.
export default typedRule(
  'Change a collection only as a field of an object (or a local made here): in Swift this changes a copy, or does ' +
    'not compile.',
  ({ context, report, types }) => {
    const isOurs = (object) => {
      const target = unwrap(object)
      if (target.type === 'MemberExpression') return target.computed === false
      if (target.type !== 'Identifier') return false
      const definition = variableOf(context, target)?.defs[0]
      return (
        definition?.type === 'Variable' && definition.node.init != null && fresh.has(unwrap(definition.node.init).type)
      )
    }
    return {
      'CallExpression[callee.type="MemberExpression"]'(node) {
        const { object, property } = node.callee
        if (changing.has(property.name) && types.isCollection(types.of(object)) && !isOurs(object)) report(node)
      },
      'AssignmentExpression[left.type="MemberExpression"]'(node) {
        const { object } = node.left
        if (types.isCollection(types.of(object)) && !isOurs(object)) report(node)
      }
    }
  }
)
