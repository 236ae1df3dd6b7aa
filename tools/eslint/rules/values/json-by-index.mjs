import { typedRule } from '../../rule.mjs'
// On web and mini-programs a UTSJSONObject has no methods; in Swift it has no fields.
export default typedRule("Read a UTSJSONObject by index: o['{{name}}'].", ({ report, types }) => ({
  'MemberExpression[computed=false]'(node) {
    if (types.nameOf(types.of(node.object)) === 'UTSJSONObject') report(node, { name: node.property.name })
  }
}))
