import { rule } from '../../rule.mjs'

// The proxy for pages is made from the text of index.uts: functions written there, nothing else; constants lose their
// quotes.
export default rule(
  'The entry file exports functions only (and types with export *): {{what}} does not reach the pages.',
  ({ report }) => ({
    ExportNamedDeclaration(node) {
      if (node.exportKind === 'type') return
      if (node.declaration === null) report(node, { what: 'a re-export' })
      else if (node.declaration.type !== 'FunctionDeclaration') report(node, { what: 'a constant or class' })
    },
    ExportDefaultDeclaration: (node) => report(node, { what: 'a default export' })
  })
)
