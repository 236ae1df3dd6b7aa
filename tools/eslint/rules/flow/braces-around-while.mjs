import { ban } from '../../rule.mjs'
// The UTS compiler puts braces around the one statement of an if or a for, but not of a while: Swift then does not
// compile.
export default ban(
  'Put braces around the body of while: the Swift output has none otherwise.',
  "WhileStatement[body.type!='BlockStatement']",
  "DoWhileStatement[body.type!='BlockStatement']"
)
