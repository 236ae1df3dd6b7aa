import { ban } from '../../rule.mjs'
// A call that leaves the argument out does not compile in Kotlin; `b?: boolean` is not even nullable in Swift.
export default ban(
  'No optional parameter or field: write `name: T | null` and say null.',
  ':function > Identifier.params[optional=true]',
  'TSMethodSignature > Identifier.params[optional=true]',
  'TSFunctionType > Identifier.params[optional=true]',
  'TSPropertySignature[optional=true]',
  'PropertyDefinition[optional=true]',
  'TSEmptyBodyFunctionExpression > Identifier.params[optional=true]'
)
