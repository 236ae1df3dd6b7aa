// The types of the stand-in say what every runtime is shown to do: codes and fields are those of the conformance
// matrix, function by function.
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../../tools/lib/paths.mjs'
import { compilerOptions } from '../../../tools/lib/sdk-declarations.mjs'
import { programOf } from '../../../tools/lib/uts-program.mjs'
import { events, functions } from '../../conformance/matrix.ts'
import { exported } from './plugin.ts'

const file = inRoot('sdk/ar-rtm-module.ts')
const program = programOf({
  files: [file, inRoot('tools/types/uts.d.ts')],
  options: compilerOptions,
  target: 'web',
  texts: undefined,
  previous: undefined
})
const checker = program.getTypeChecker()
const source = program.getSourceFile(file)!
const declared = new Map(
  checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).map((symbol) => [symbol.name, symbol])
)

/** A type by its name, or that of a value. */
const resolved = (name: string): ts.Type => {
  const given = declared.get(name)!
  const symbol = (given.flags & ts.SymbolFlags.Alias) === 0 ? given : checker.getAliasedSymbol(given)
  return (symbol.flags & ts.SymbolFlags.Value) === 0
    ? checker.getDeclaredTypeOfSymbol(symbol)
    : checker.getTypeOfSymbol(symbol)
}
const typeOf = (symbol: ts.Symbol): ts.Type => checker.getNonNullableType(checker.getTypeOfSymbol(symbol))
const alternatives = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type])
const module = resolved('ArRtmModule')

/** What the callback of a function is called with. */
function answersOf(name: string): ts.Type[] {
  const [signature] = typeOf(module.getProperty(name)!).getCallSignatures()
  const callback = typeOf(signature!.parameters.at(-1)!)
  return alternatives(typeOf(callback.getCallSignatures()[0]!.parameters[0]!))
}
const codesOf = (answer: ts.Type): number[] =>
  alternatives(typeOf(answer.getProperty('code')!)).map((type) => (type as ts.NumberLiteralType).value)

/** Names of fields; those of a list's rows behind []. */
function fieldsOf(type: ts.Type): string[] {
  return type.getProperties().flatMap((field) => {
    const [row] = checker.isArrayType(typeOf(field)) ? checker.getTypeArguments(typeOf(field) as ts.TypeReference) : []
    return row === undefined || row.getProperty('charAt') !== undefined
      ? [field.name]
      : fieldsOf(row).map((name) => `${field.name}[].${name}`)
  })
}
const missing = (wanted: readonly string[], found: readonly string[]): string[] =>
  wanted.filter((name) => !found.includes(name))

/** Whether anything that a page can reach from here is any. */
function anyIn(type: ts.Type, seen = new Set<ts.Type>()): boolean {
  if ((type.flags & ts.TypeFlags.Any) !== 0) return true
  if (seen.has(type)) return false
  seen.add(type)
  const parts = [
    ...type.getCallSignatures().flatMap((one) => [...one.parameters.map(typeOf), one.getReturnType()]),
    ...(type.isUnionOrIntersection() ? type.types : [])
  ]
  const isOurs = (symbol: ts.Symbol): boolean =>
    (symbol.declarations ?? []).every((one) => one.getSourceFile().fileName.includes('/sdk/'))
  return [...parts, ...type.getProperties().filter(isOurs).map(typeOf)].some((part) => anyIn(part, seen))
}

describe('the types of the stand-in', () => {
  it('has every function of index.uts, each with a doc comment that names its codes', () => {
    const names = module.getProperties().map(({ name }) => name)
    expect(names.sort()).toEqual([...exported].sort())
    for (const symbol of module.getProperties()) {
      const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker))
      expect(comment, symbol.name).not.toBe('')
      if (symbol.name !== 'setCallBack') expect(comment, symbol.name).toContain('Codes: ')
    }
  })

  it('gives each function the codes that it is ever answered', () => {
    for (const [name, { codes }] of Object.entries(functions))
      expect(
        answersOf(name)
          .flatMap(codesOf)
          .sort((a, b) => a - b),
        name
      ).toEqual([...codes].sort((a, b) => a - b))
  })

  it('gives a good answer its data, and a bad one a message instead', () => {
    for (const [name, { answer = [] }] of Object.entries(functions)) {
      const [good, bad] = [true, false].map((isGood) =>
        answersOf(name).filter((type) => codesOf(type).includes(0) === isGood)
      )
      expect(missing(answer, good!.flatMap(fieldsOf)), name).toEqual([])
      for (const type of bad!) expect(fieldsOf(type).sort(), name).toEqual(['code', 'message', 'retryAfterMs'])
    }
  })

  it('has every event with its fields, and no other', () => {
    const map = resolved('ArRtmEvents')
    expect(
      map
        .getProperties()
        .map(({ name }) => name)
        .sort()
    ).toEqual(Object.keys(events).sort())
    for (const [name, fields] of Object.entries(events))
      expect(missing(fields, fieldsOf(typeOf(map.getProperty(name)!))), name).toEqual([])
    expect(alternatives(resolved('ArRtmEvent'))).toHaveLength(Object.keys(events).length)
  })

  it('says any nowhere', () => {
    expect([...declared.keys()].filter((name) => anyIn(resolved(name)))).toEqual([])
  })
})
