import { rule } from '../../rule.mjs'
export default rule('A boolean cannot be null: Swift makes it a plain Bool.', ({ report }) => ({
  TSUnionType(node) {
    const kinds = node.types.map((type) => type.type)
    if (kinds.includes('TSBooleanKeyword') && kinds.includes('TSNullKeyword')) report(node)
  }
}))
