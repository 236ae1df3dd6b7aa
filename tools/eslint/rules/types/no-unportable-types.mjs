import { rule } from '../../rule.mjs'

const utilities = new Set([
  'Record',
  'Partial',
  'Required',
  'Readonly',
  'Pick',
  'Omit',
  'Exclude',
  'Extract',
  'NonNullable',
  'ReturnType',
  'Parameters',
  'ReadonlyArray',
  'ReadonlyMap',
  'Awaited',
  'InstanceType'
])

// None of these has a form in Kotlin or Swift; most of them leak into the output as they stand.
export default rule(
  '{{what}} has no form in Kotlin and Swift: use a named type, an array, a Map or UTSJSONObject.',
  ({ report }) => {
    const no = (what) => (node) => report(node, { what })
    return {
      TSTypeReference(node) {
        if (node.typeName.type === 'Identifier' && utilities.has(node.typeName.name))
          report(node, { what: node.typeName.name })
        if (node.parent.type === 'TSAsExpression' && node.typeName.name === 'const')
          report(node, { what: '"as const"' })
      },
      TSMappedType: no('A mapped type'),
      TSConditionalType: no('A conditional type'),
      TSIntersectionType: no('An intersection type'),
      TSTupleType: no('A tuple'),
      TSUnknownKeyword: no('unknown'),
      TSNeverKeyword: no('never'),
      TSBigIntKeyword: no('bigint'),
      TSSymbolKeyword: no('symbol'),
      TSTypeOperator: no('A type operator'),
      TSTypeQuery: no('typeof as a type'),
      TSIndexedAccessType: no('An indexed access type'),
      TSTypePredicate: no('A type guard'),
      TSSatisfiesExpression: no('satisfies'),
      TSModuleDeclaration: no('A namespace'),
      TSIndexSignature: no('An index signature')
    }
  }
)
