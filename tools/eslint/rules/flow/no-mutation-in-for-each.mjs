import { rule } from '../../rule.mjs'

const changing = new Set(['set', 'delete', 'clear', 'push', 'pop', 'shift', 'unshift', 'splice', 'add'])

// Android throws ConcurrentModificationException. Put a new collection into the field and walk the old one.
export default rule(
  '"{{what}}" is changed inside its own forEach: walk the old one after putting a new one in its place.',
  ({ context, report }) => ({
    'CallExpression[callee.type="MemberExpression"]'(node) {
      if (!changing.has(node.callee.property.name)) return
      const target = context.sourceCode.getText(node.callee.object)
      for (let at = node.parent; at; at = at.parent) {
        if (
          at.type !== 'CallExpression' ||
          at.callee.type !== 'MemberExpression' ||
          at.callee.property.name !== 'forEach'
        )
          continue
        if (context.sourceCode.getText(at.callee.object) === target) report(node, { what: target })
      }
    }
  })
)
