// Questions to the type checker, in the words of the rules.
import ts from 'typescript'

export function typesOf(context) {
  const services = context.sourceCode.parserServices
  if (!services?.program) return null
  const checker = services.program.getTypeChecker()
  const of = (node) => services.getTypeAtLocation(node)
  const parts = (type) => (type.isUnion() ? type.types : [type])
  const all = (flags) => (type) => parts(type).every((part) => (part.flags & flags) !== 0)
  const some = (flags) => (type) => parts(type).some((part) => (part.flags & flags) !== 0)
  const nameOf = (type) => type.getSymbol()?.getName() ?? ''
  return {
    of,
    checker,
    parts,
    nameOf,
    isAny: some(ts.TypeFlags.Any | ts.TypeFlags.Unknown),
    isNever: some(ts.TypeFlags.Never),
    isBoolean: all(ts.TypeFlags.BooleanLike),
    isString: all(ts.TypeFlags.StringLike),
    isNumber: all(ts.TypeFlags.NumberLike),
    mayBeString: some(ts.TypeFlags.StringLike),
    mayBeNumber: some(ts.TypeFlags.NumberLike),
    mayBeNull: some(ts.TypeFlags.Null | ts.TypeFlags.Undefined),
    isFunction: (type) => parts(type).some((part) => part.getCallSignatures().length > 0),
    isCollection: (type) => parts(type).some((part) => ['Array', 'ReadonlyArray', 'Map', 'Set'].includes(nameOf(part))),
    symbolAt: (node) => services.getSymbolAtLocation(node),
    declaredType(node) {
      const symbol = services.getSymbolAtLocation(node)
      return symbol ? checker.getTypeOfSymbol(symbol) : null
    }
  }
}
