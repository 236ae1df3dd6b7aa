import { rule } from '../../rule.mjs'
// On the JVM 2, 2L and 2.0 are three keys.
export default rule(
  'Map keys are strings: numbers of different kinds are different keys on Android.',
  ({ report }) => ({
    "TSTypeReference[typeName.name='Map'] > TSTypeParameterInstantiation": check(report),
    "NewExpression[callee.name='Map'] > TSTypeParameterInstantiation": check(report)
  })
)

const check = (report) => (node) => {
  if (node.params[0]?.type !== 'TSStringKeyword') report(node)
}
