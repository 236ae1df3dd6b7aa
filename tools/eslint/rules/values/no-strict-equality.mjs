import { ban } from '../../rule.mjs'
// Kotlin compares identity (two equal strings or large numbers differ), Swift has no === on values.
export default ban(
  'Use == or !=: === is identity in Kotlin and invalid on Swift values.',
  "BinaryExpression[operator='===']",
  "BinaryExpression[operator='!==']"
)
