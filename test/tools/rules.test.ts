import { describe, expect, it } from 'vitest'
import { judge } from '../../tools/rules.mjs'

const protocol = `
- **[P-HELLO-1]** First frame.
- **[P-HELLO-2]** Deadline.
- **[P-LATER-1]** *(reserved)* Nothing yet.
- **[P-SEND-3]** A word is *(reserved)*, the rule is not.
`
const test = (name: string): [string, string] => ['test/a.test.ts', `// P-HELLO-2\nit('${name}', () => {})`]

describe('counting protocol rules', () => {
  it('finds rules without a test and without code; a comment in a test proves nothing', () => {
    const result = judge(protocol, [test('P-HELLO-1 greets first')], [['a.uts', 'go() // P-HELLO-1 P-SEND-3']])
    expect(result.untested).toEqual(['P-HELLO-2', 'P-SEND-3'])
    expect(result.unimplemented).toEqual(['P-HELLO-2'])
  })

  it('asks nothing of reserved rules', () => {
    expect(judge(protocol, [], []).untested).not.toContain('P-LATER-1')
  })

  it('does not take P-HELLO-12 for P-HELLO-1, and reports what does not exist', () => {
    const result = judge(protocol, [test('P-HELLO-12 is another rule')], [])
    expect(result.untested).toContain('P-HELLO-1')
    expect(result.unknown).toHaveLength(1)
  })

  it('does not let two rules have one number', () => {
    expect(judge(`${protocol}- **[P-HELLO-2]** Another.\n`, [], []).unknown).toEqual([expect.stringContaining('has P-HELLO-2 2 times')])
  })
})
