// The style of tests, as the linter of the tests holds it.
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { testStyle } from '../../tools/eslint/test-style.mjs'

const refusals = (code: string): number =>
  new Linter().verify(code, { rules: { 'no-restricted-syntax': ['error', ...testStyle] } }).length

describe('a test', () => {
  it.each([
    "it('P-SEND-2: claim', () => {})",
    "it('P-SEND-2 A-PEER-4: claim', () => {})",
    "it('claim, without a rule', () => {})",
    "it.each([1])('P-SEND-2: %s', () => {})",
    "import { describe, it } from 'vitest'"
  ])('may be %s', (code) => {
    expect(refusals(code)).toBe(0)
  })

  it.each([
    "it('claim (P-SEND-2)', () => {})",
    "it('claim (P-SEND-2, A-PEER-4), and more', () => {})",
    "describe('noun (A-PEER-4)', () => {})",
    "it.each([1])('%s (P-SEND-2)', () => {})",
    "it('P-SEND-2 claim', () => {})",
    "it('P-SEND-2, A-PEER-4: claim', () => {})",
    "import { test } from 'vitest'"
  ])('may not be %s', (code) => {
    expect(refusals(code)).toBe(1)
  })
})
