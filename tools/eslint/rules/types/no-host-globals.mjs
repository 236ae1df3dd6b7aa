import { rule, variableOf } from '../../rule.mjs'

const instead = {
  JSON: 'the Json port',
  Date: 'the Clock port',
  setTimeout: 'the Clock port',
  setInterval: 'the Clock port',
  clearTimeout: 'the Clock port',
  clearInterval: 'the Clock port',
  console: 'the Log port',
  Number: 'parseInt or parseFloat',
  String: 'numberText',
  Boolean: 'a comparison',
  TextEncoder: 'the Bytes port',
  TextDecoder: 'the Bytes port',
  atob: 'the Bytes port',
  btoa: 'the Bytes port',
  encodeURIComponent: 'a function of ours',
  decodeURIComponent: 'a function of ours',
  Set: 'a Map with string keys',
  WeakMap: 'a Map',
  WeakSet: 'a Map',
  Symbol: 'a string',
  Proxy: 'a class',
  Reflect: 'a class',
  Object: 'a class or UTSJSONObject',
  Function: 'an arrow function',
  BigInt: 'a string',
  Infinity: 'a limit',
  NaN: 'isNaN',
  globalThis: 'a port',
  window: 'a port',
  document: 'a port',
  navigator: 'a port',
  process: 'a port',
  uni: 'a port',
  wx: 'a port',
  plus: 'a port',
  require: 'import',
  queueMicrotask: 'the Executor port',
  crypto: 'the Random port',
  Error: 'a code',
  UniError: 'a code',
  WebSocket: 'the Link port',
  fetch: 'a port',
  UTSAndroid: 'a port',
  UTSiOS: 'a port',
  UTSHarmony: 'a port'
}

export default rule('{{name}} is not the same on every target: use {{instead}}.', ({ context, report }) => ({
  Identifier(node) {
    if (!Object.hasOwn(instead, node.name)) return
    const parent = node.parent
    if (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) return
    if (
      ['Property', 'PropertyDefinition', 'MethodDefinition', 'TSPropertySignature', 'TSMethodSignature'].includes(
        parent.type
      ) &&
      parent.key === node
    )
      return
    const variable = variableOf(context, node)
    if (variable !== null && variable.defs.length > 0) return
    report(node, { name: node.name, instead: instead[node.name] })
  },
  "MemberExpression[object.name='Math'][property.name='random']": (node) =>
    report(node, { name: 'Math.random', instead: 'the Random port' })
}))
