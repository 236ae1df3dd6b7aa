// vitest's `expect` outside of vitest, made of the same parts. tools/build.mjs puts it where the scenarios import it
// from.
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'
import * as chai from 'chai'

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)

/** The one matcher that scenarios put into what they expect. */
const any = (chai.expect as unknown as { any(type: unknown): unknown }).any

export const expect = Object.assign((value: unknown, message?: string): Chai.Assertion => chai.expect(value, message), {
  any
})
