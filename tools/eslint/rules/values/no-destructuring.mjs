import { ban } from '../../rule.mjs'
export default ban(
  'No destructuring: name the fields one by one (Swift has no such form).',
  'ObjectPattern',
  'ArrayPattern'
)
