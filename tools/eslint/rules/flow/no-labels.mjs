import { ban } from '../../rule.mjs'
export default ban(
  'No labels, delete, in, comma or exponent operators: they leak into Kotlin or Swift.',
  'LabeledStatement',
  "UnaryExpression[operator='delete']",
  "BinaryExpression[operator='in']",
  'SequenceExpression',
  "BinaryExpression[operator='**']",
  'WithStatement'
)
