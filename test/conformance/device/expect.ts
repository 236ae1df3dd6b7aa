// vitest's `expect` outside of vitest, made of the same parts. tools/build.mjs puts it where the scenarios import it from.
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'
import * as chai from 'chai'

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)

export const expect = (value: unknown, message?: string): Chai.Assertion => chai.expect(value, message)
