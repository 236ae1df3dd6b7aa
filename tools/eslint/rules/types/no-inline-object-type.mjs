import { ban } from '../../rule.mjs'
export default ban(
  'Give the object type a name: `type X = { … }` (an inline one stops the compiler).',
  ':not(TSTypeAliasDeclaration) > TSTypeLiteral'
)
