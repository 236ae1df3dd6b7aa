import { typedRule } from '../../rule.mjs'
export default typedRule('Use charAt: s[0] is a Char in Kotlin.', ({ report, types }) => ({
  'MemberExpression[computed=true]'(node) {
    if (types.mayBeString(types.of(node.object))) report(node)
  }
}))
