import { ban } from '../../rule.mjs'
// for-in has no form in Swift. for-of over a Map is untyped in Kotlin, and over an array it needs a runtime that older
// bases lack.
export default ban('Use an index loop or forEach.', 'ForInStatement', 'ForOfStatement')
