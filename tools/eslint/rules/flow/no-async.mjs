import { ban } from '../../rule.mjs'
// On Android an async body changes threads and a rejection never reaches the page; on iOS it ends the app.
export default ban(
  "No async, await or Promise: callbacks on the engine's one thread.",
  ':function[async=true]',
  'AwaitExpression',
  "Identifier[name='Promise']",
  'ForOfStatement[await=true]'
)
