import { RuleTester } from 'eslint'
import { describe, it } from 'vitest'
import { rules } from '../../tools/eslint/plugin.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'
import * as utsParser from '../../tools/eslint/uts-parser.mjs'

RuleTester.describe = describe
RuleTester.it = it
RuleTester.itOnly = it.only

const tester = new RuleTester({ languageOptions: { parser: utsParser as never } })
const filename = inRoot('uni_modules/rtm/utssdk/common/tested.uts')
// Written by every invalid case without a number of its own: how often the rule speaks.
type Wrong = string | { code: string; times: number }

export interface Case {
  right: string[]
  wrong: Wrong[]
}

export function check(rule: string, { right, wrong }: Case, wrap = (code: string): string => code): void {
  tester.run(rule, rules[rule] as never, {
    valid: right.map((code) => ({ name: code, code: wrap(code), filename })),
    invalid: wrong.map((each) => {
      const { code, times } = typeof each === 'string' ? { code: each, times: 1 } : each
      return { name: code, code: wrap(code), filename, errors: times }
    })
  })
}

// The body of a method, with one of everything in reach.
export const inside = (body: string): string => `
type Row = { name: string, count: number }
interface Sink { take(text: string): void }
export class Tested {
  list: string[] = []
  numbers: number[] = []
  map: Map<string, number> = new Map<string, number>()
  text: string = ''
  count: number = 0
  on: boolean = false
  maybe: string | null = null
  sink: Sink | null = null
  go(
    o: UTSJSONObject, items: string[], index: Map<string, string[]>, n: number, s: string, f: () => void, g: () => void
  ): void {
    ${body}
  }
  done(): void {}
  size(): number { return this.count }
  later(task: () => void): void { task() }
}`
