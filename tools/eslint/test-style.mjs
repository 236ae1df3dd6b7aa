// One style of test: it('P-SEND-2 A-PEER-4: claim', …).
const titled = (pattern, message) =>
  ['callee.name', 'callee.object.name', 'callee.callee.object.name'].map((who) => ({
    selector: `CallExpression[${who}=/^(it|describe)$/] > Literal.arguments[value=${pattern}]`,
    message
  }))
/** Options of no-restricted-syntax. */
export const testStyle = [
  {
    selector: "ImportDeclaration[source.value='vitest'] > ImportSpecifier[imported.name='test']",
    message: 'it, not test'
  },
  ...titled('/\\([PA]-[A-Z]+-\\d+[^)]*\\)/', 'the rules that a test shows stand in front: P-SEND-2 A-PEER-4: claim'),
  ...titled(
    '/^(?=[PA]-[A-Z]+-\\d)(?!([PA]-[A-Z]+-\\d+ )*[PA]-[A-Z]+-\\d+: )/',
    'a colon stands between rules and claim: P-SEND-2 A-PEER-4: claim'
  )
]
