import { ban } from '../../rule.mjs'
// Swift and ArkTS emit abstract methods without a body; Kotlin and Swift disagree about the constructors of subclasses.
export default ban(
  'Use an interface and composition: abstract classes and subclasses do not come out right in Kotlin and Swift.',
  'ClassDeclaration[abstract=true]',
  'ClassDeclaration[superClass]',
  'ClassExpression',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition'
)
