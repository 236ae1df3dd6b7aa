// Wall time is set by hours, by its owner or by the network. What is measured or waited for goes by `monotonic()`; the
// clock on the wall is read for stamps and claims only, each place of which is a row of wall-clock.json: which file, in
// what, and what for.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { inRoot, root } from '../../../lib/paths.mjs'
import { rule } from '../../rule.mjs'

export const stamps = JSON.parse(readFileSync(inRoot('tools/eslint/wall-clock.json'), 'utf8'))

const nameOf = (node) => node?.name ?? node?.property?.name ?? ''
const steady = (node) => /^(performance|DispatchTime)$/.test(nameOf(node))

// Date.now, new Date(), clock.now(), and now() or clock.now handed on.
function readsWall(node) {
  if (node.type === 'NewExpression') return nameOf(node.callee) === 'Date' && node.arguments.length === 0
  if (node.type === 'CallExpression')
    return node.arguments.length === 0 && node.callee.type === 'Identifier' && node.callee.name === 'now'
  if (node.computed || node.property.name !== 'now' || steady(node.object)) return false
  const isCalled = node.parent.type === 'CallExpression' && node.parent.callee === node
  return isCalled ? node.parent.arguments.length === 0 : /(^Date|clock)$/i.test(nameOf(node.object))
}

/** The nearest thing around it that has a name: `Class.method`, a function, a constant. */
export function placeOf(node) {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type === 'MethodDefinition' || at.type === 'PropertyDefinition')
      return `${at.parent.parent.id?.name ?? ''}.${nameOf(at.key)}`
    if (at.type === 'FunctionDeclaration') return at.id.name
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier' && (isFunction(at.init) || isTop(at)))
      return at.id.name
  }
  return ''
}
const isFunction = (node) => node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression'
const isTop = ({ parent }) => ['Program', 'ExportNamedDeclaration'].includes(parent.parent.type)

export default rule(
  '{{place}} reads wall time: measure and wait by monotonic(), or name the stamp or claim in ' +
    'tools/eslint/wall-clock.json',
  ({ context, report }) => {
    const file = relative(root, context.filename).replaceAll('\\', '/')
    const look = (node) => {
      if (!readsWall(node)) return
      const place = placeOf(node)
      if (!stamps.some((row) => row.file === file && (row.in === place || row.in === '*')))
        report(node, { place: place === '' ? 'this' : place })
    }
    return { NewExpression: look, CallExpression: look, MemberExpression: look }
  }
)
