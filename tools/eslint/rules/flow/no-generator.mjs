import { ban } from '../../rule.mjs'
export default ban('No generators.', ':function[generator=true]', 'YieldExpression')
