import { ban } from '../../rule.mjs'
// Swift functions are not marked `throws`; `finally` becomes a defer that a return skips; a typed catch is invalid.
export default ban(
  'No throw, finally or typed catch: answer with a value or a code.',
  'ThrowStatement',
  'TryStatement[finalizer]',
  'CatchClause[param.typeAnnotation]'
)
