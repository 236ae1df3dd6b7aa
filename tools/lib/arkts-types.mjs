// Rules of ArkTS that look at types (arkts-rules.mjs).
import ts from 'typescript'

const { SyntaxKind: kind } = ts
const DYNAMIC = 'UTSJSONObject'

const declaredHere = (symbol, file) => symbol?.declarations?.some((one) => one.getSourceFile() === file) ?? false
const isNominal = (type, file) =>
  type.symbol !== undefined &&
  (type.symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0 &&
  declaredHere(type.symbol, file)

function descends(symbol, from, checker) {
  if (symbol === from) return true
  return (symbol.declarations ?? []).some((declaration) =>
    (declaration.heritageClauses ?? []).some((clause) =>
      clause.types.some((base) => {
        const next = checker.getTypeAtLocation(base.expression).symbol ?? checker.getSymbolAtLocation(base.expression)
        return next !== undefined && descends(next, from, checker)
      })
    )
  )
}

export function structural(node, { checker, file }) {
  if (!ts.isExpression(node) || ts.isObjectLiteralExpression(node) || node.kind === kind.NullKeyword) return false
  const wanted = checker.getContextualType(node)
  if (wanted === undefined) return false
  const target = checker.getNonNullableType(wanted)
  const given = checker.getNonNullableType(checker.getTypeAtLocation(node))
  return isNominal(target, file) && isNominal(given, file) && !descends(given.symbol, target.symbol, checker)
}

export function untypedLiteral(node, { checker, file }) {
  if (!ts.isObjectLiteralExpression(node)) return false
  if (ts.isNewExpression(node.parent) && node.parent.expression.getText() === DYNAMIC) return false
  const wanted = ts.isAsExpression(node.parent)
    ? checker.getTypeFromTypeNode(node.parent.type)
    : checker.getContextualType(node)
  if (wanted === undefined) return true
  const { symbol } = checker.getNonNullableType(wanted)
  if (
    symbol === undefined ||
    symbol.name === 'Object' ||
    (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) === 0
  )
    return true
  // A literal of a kit's class is allowed, of one of our own with methods or a constructor it is not.
  return (
    declaredHere(symbol, file) &&
    [...(symbol.members?.values() ?? [])].some(
      (member) => (member.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Constructor)) !== 0
    )
  )
}

export function indexed(node, { checker }) {
  if (!ts.isElementAccessExpression(node)) return false
  const type = checker.getTypeAtLocation(node.expression)
  if (type.symbol?.name === DYNAMIC || (type.flags & ts.TypeFlags.Any) !== 0) return false
  return !checker.isArrayLikeType(type) && !/Array$/.test(type.symbol?.name ?? '')
}

/** A name without a type whose value has none either, unless it was taken out of a dynamic object. */
export function inferredAny(node, { checker }) {
  if (!ts.isVariableDeclaration(node) || node.type !== undefined || node.initializer === undefined) return false
  if ((checker.getTypeAtLocation(node).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0) return false
  let from = node.initializer
  while (ts.isElementAccessExpression(from)) from = from.expression
  return checker.getTypeAtLocation(from).symbol?.name !== DYNAMIC
}
