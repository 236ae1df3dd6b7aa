import { ban } from '../../rule.mjs'
// Becomes a Swift protocol with an associated type, which cannot be used as a type.
export default ban('No generic interface: Swift cannot use it as a type.', 'TSInterfaceDeclaration[typeParameters]')
