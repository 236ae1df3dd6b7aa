import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { mutants } from '../../tools/mutation/mutants.mjs'
import { runtimes } from '../../tools/mutation/runtimes.mjs'

interface Mutant {
  name: string
  file: string
  seen: string
  find: string
  replace: string
}
const list = mutants as readonly Mutant[]

describe('the mutants of the mutation check', () => {
  it.each(list)('$name ($file): its text stands there once', ({ file, find, replace }) => {
    expect(readFileSync((inRoot as (path: string) => string)(file), 'utf8').split(find).length - 1).toBe(1)
    expect(replace).not.toBe(find)
  })

  it.each(list)('$name ($file): the runtime that should see it has this file', ({ file, seen }) => {
    const runtime = (runtimes as readonly { name: string; owns(file: string): boolean }[]).find(
      ({ name }) => name === seen
    )
    expect(runtime?.owns(file)).toBe(true)
  })

  it('no two are the same', () => {
    expect(new Set(list.map(({ file, find }) => `${file} ${find}`)).size).toBe(list.length)
  })
})
