import { rule } from '../../rule.mjs'

// Swift's keywords are not escaped by the compiler; NSObject has hash and description of its own.
const keywords = new Set([
  'as',
  'associatedtype',
  'defer',
  'deinit',
  'extension',
  'fallthrough',
  'fileprivate',
  'func',
  'guard',
  'inout',
  'internal',
  'is',
  'nil',
  'operator',
  'precedencegroup',
  'private',
  'protocol',
  'public',
  'repeat',
  'rethrows',
  'self',
  'struct',
  'subscript',
  'throws',
  'where',
  'Any',
  'Self'
])
const members = new Set(['init', 'hash', 'description', 'self', 'Type', 'Protocol'])

export default rule('"{{name}}" means something else in Swift: choose another name.', ({ report }) => {
  const check = (names) => (node) => {
    if (node?.type === 'Identifier' && names.has(node.name)) report(node, { name: node.name })
  }
  const local = check(keywords)
  const member = check(members)
  const functionLike = (node) => {
    local(node.id)
    node.params.forEach((param) => local(param.type === 'AssignmentPattern' ? param.left : param))
  }
  return {
    VariableDeclarator: (node) => local(node.id),
    FunctionDeclaration: functionLike,
    FunctionExpression: functionLike,
    ArrowFunctionExpression: functionLike,
    TSMethodSignature: (node) => {
      member(node.key)
      node.params.forEach(local)
    },
    TSFunctionType: (node) => node.params.forEach(local),
    MethodDefinition: (node) => member(node.key),
    PropertyDefinition: (node) => member(node.key),
    TSPropertySignature: (node) => member(node.key)
  }
})
