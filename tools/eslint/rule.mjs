// A rule here is one message and a set of visitors; `types` is null where no program is at hand.
import { typesOf } from './types.mjs'

export function rule(message, create) {
  return {
    meta: { type: 'problem', schema: [], messages: { found: message } },
    create(context) {
      const report = (node, data = {}) => context.report({ node, messageId: 'found', data })
      return create({ context, report, types: typesOf(context) })
    }
  }
}

export function ban(message, ...selectors) {
  return rule(message, ({ report }) =>
    Object.fromEntries(selectors.map((selector) => [selector, (node) => report(node)]))
  )
}

// For rules that can say nothing without types.
export function typedRule(message, create) {
  return rule(message, (tools) => (tools.types === null ? {} : create(tools)))
}

export function variableOf(context, identifier) {
  let scope = context.sourceCode.getScope(identifier)
  while (scope !== null) {
    const variable = scope.set.get(identifier.name)
    if (variable !== undefined) return variable
    scope = scope.upper
  }
  return null
}

export const unwrap = (node) => {
  let inner = node
  while (['TSNonNullExpression', 'TSAsExpression', 'ChainExpression'].includes(inner.type)) inner = inner.expression
  return inner
}
