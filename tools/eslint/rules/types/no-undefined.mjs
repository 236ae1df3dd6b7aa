import { ban } from '../../rule.mjs'
// There is no undefined in Kotlin and Swift.
export default ban(
  'Use null: there is no undefined in Kotlin or Swift.',
  "Identifier[name='undefined']",
  'TSUndefinedKeyword',
  "UnaryExpression[operator='void']"
)
