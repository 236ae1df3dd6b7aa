import { rule } from '../../rule.mjs'

export default rule('No #ifdef here: what differs per platform is behind a port.', ({ context }) => ({
  Program() {
    context.sourceCode.lines.forEach((text, index) => {
      if (/^\s*(\/\/|\/\*)\s*#(ifdef|ifndef)/.test(text)) {
        context.report({ loc: { line: index + 1, column: 0 }, messageId: 'found' })
      }
    })
  }
}))
