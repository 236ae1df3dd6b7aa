import { rule } from '../../rule.mjs'

// Kotlin and Swift have one variable for the whole loop: closures made in it all see its last value.
export default rule(
  'A closure captures the loop variable "{{name}}": copy it to a const inside the loop.',
  ({ context, report }) => {
    const check = (declaration) => {
      if (declaration?.type !== 'VariableDeclaration') return
      for (const variable of context.sourceCode.getDeclaredVariables(declaration)) {
        for (const reference of variable.references) {
          if (reference.from.variableScope !== variable.scope.variableScope)
            report(reference.identifier, { name: variable.name })
        }
      }
    }
    return {
      ForStatement: (node) => check(node.init),
      ForOfStatement: (node) => check(node.left)
    }
  }
)
