import { rule } from '../rule.mjs'

// for-in has no form in Swift; for-of over a Map has untyped entries in Kotlin.
export default rule('{{what}}', ({ report, types }) => ({
  ForInStatement: (node) => report(node, { what: 'No for-in: use forEach of a Map or an index loop.' }),
  ForOfStatement(node) {
    if (types !== null && types.nameOf(types.of(node.right)) !== 'Array') report(node, { what: 'for-of only over arrays: use forEach.' })
  }
}))
