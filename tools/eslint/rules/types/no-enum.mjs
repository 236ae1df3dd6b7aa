import { ban } from '../../rule.mjs'
// Kotlin numbers the members by position whatever was written; Swift's enum has no raw value.
export default ban('Use constants or string literals: enum values differ per target.', 'TSEnumDeclaration')
