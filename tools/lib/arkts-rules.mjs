// Rules of ArkTS that TypeScript does not have, under their public names, as far as generated code can break them. Each
// stands with a piece of code that breaks it, which the self-test plants (wholeFile: it is told for line 1). What the
// runtime hands out (UTSJSONObject) is dynamic on purpose and is left alone.
import ts from 'typescript'
import { indexed, inferredAny, structural, untypedLiteral } from './arkts-types.mjs'

const { SyntaxKind: kind } = ts
const is =
  (...kinds) =>
  (node) =>
    kinds.includes(node.kind)
const inPattern = (node) => is(kind.ObjectBindingPattern, kind.ArrayBindingPattern)(node)
const assigns = (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === kind.EqualsToken

const callsLibrary = (node, list) => ts.isCallExpression(node) && list.includes(node.expression.getText())

export const rules = [
  {
    name: 'arkts-no-any-unknown',
    breaks: is(kind.AnyKeyword, kind.UnknownKeyword),
    fault: 'let planted: unknown = 1'
  },
  {
    name: 'arkts-no-any-unknown',
    breaks: inferredAny,
    fault: "const planted = UTS.JSON.parse('1')"
  },
  {
    name: 'arkts-no-structural-typing',
    breaks: structural,
    fault:
      'class Planted { now(): number { return 1 } monotonic(): number { return 1 } ' +
      'after(ms: number, task: () => void): number { return 1 } cancel(id: number): void {} }\n' +
      'const planted: Clock = new Planted()'
  },
  {
    name: 'arkts-no-untyped-obj-literals',
    breaks: untypedLiteral,
    fault: 'const planted = { code: 1 }'
  },
  {
    name: 'arkts-no-obj-literals-as-types',
    breaks: is(kind.TypeLiteral),
    fault: 'let planted: { code: number } | null = null'
  },
  {
    name: 'arkts-no-props-by-index',
    breaks: indexed,
    fault: "function planted(row: StateRow): Object { return row['name'] }"
  },
  {
    name: 'arkts-no-var',
    breaks: (node) => ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0,
    fault: 'var planted: number = 1'
  },
  {
    name: 'arkts-no-delete',
    breaks: is(kind.DeleteExpression),
    fault: "const planted: UTSJSONObject = new UTSJSONObject({})\ndelete planted['code']"
  },
  {
    name: 'arkts-no-in',
    breaks: (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === kind.InKeyword,
    fault: "const planted: boolean = 'code' in new UTSJSONObject({})"
  },
  {
    name: 'arkts-no-for-in',
    breaks: is(kind.ForInStatement),
    fault: 'for (let planted in [1]) {}'
  },
  {
    name: 'arkts-no-func-expressions',
    breaks: is(kind.FunctionExpression),
    fault: 'const planted: () => void = function (): void {}'
  },
  {
    name: 'arkts-no-nested-funcs',
    breaks: (node) => ts.isFunctionDeclaration(node) && !ts.isSourceFile(node.parent),
    fault: 'function planted(): void { function inner(): void {} inner() }'
  },
  {
    name: 'arkts-no-generators',
    breaks: (node) =>
      (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.asteriskToken !== undefined,
    fault: 'function* planted(): Generator<number> { yield 1 }'
  },
  {
    name: 'arkts-no-destruct-decls',
    breaks: (node) => inPattern(node) && ts.isVariableDeclaration(node.parent),
    fault: 'const [planted] = [1]'
  },
  {
    name: 'arkts-no-destruct-params',
    breaks: (node) => inPattern(node) && ts.isParameter(node.parent),
    fault: 'function planted([first]: number[]): number { return first }'
  },
  {
    name: 'arkts-no-destruct-assignment',
    breaks: (node) => assigns(node) && is(kind.ArrayLiteralExpression, kind.ObjectLiteralExpression)(node.left),
    fault: 'let planted: number = 1;\n[planted] = [2]'
  },
  {
    name: 'arkts-no-spread',
    breaks: (node, { checker }) =>
      is(kind.SpreadAssignment)(node) ||
      (ts.isSpreadElement(node) && !checker.isArrayLikeType(checker.getTypeAtLocation(node.expression))),
    fault: "const planted: string[] = [...'text']"
  },
  {
    name: 'arkts-limited-throw',
    breaks: (node, { checker }) =>
      ts.isThrowStatement(node) && !/Error$/.test(checker.typeToString(checker.getTypeAtLocation(node.expression))),
    fault: "function planted(): void { throw 'text' }"
  },
  {
    name: 'arkts-no-types-in-catch',
    breaks: (node) => ts.isCatchClause(node) && node.variableDeclaration?.type !== undefined,
    fault: 'try {} catch (planted: unknown) {}'
  },
  {
    name: 'arkts-no-comma-outside-loops',
    breaks: (node) =>
      ts.isBinaryExpression(node) && node.operatorToken.kind === kind.CommaToken && !ts.isForStatement(node.parent),
    fault: 'let planted: number = 1;\nplanted++, planted++'
  },
  {
    name: 'arkts-no-intersection-types',
    breaks: is(kind.IntersectionType),
    fault: 'type Planted = Clock & Executor'
  },
  {
    name: 'arkts-no-conditional-types',
    breaks: is(kind.ConditionalType),
    fault: 'type Planted<T> = T extends string ? number : string'
  },
  {
    name: 'arkts-no-mapped-types',
    breaks: is(kind.MappedType),
    fault: "type Planted = { [key in 'a']: number }"
  },
  {
    name: 'arkts-no-aliases-by-index',
    breaks: is(kind.IndexedAccessType),
    fault: "type Planted = Clock['now']"
  },
  {
    name: 'arkts-no-ctor-prop-decls',
    breaks: (node) => ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent),
    fault: 'class Planted { constructor(private code: number) {} }'
  },
  {
    name: 'arkts-no-private-identifiers',
    breaks: is(kind.PrivateIdentifier),
    fault: 'class Planted { #code: number = 1 }'
  },
  {
    name: 'arkts-no-definite-assignment',
    breaks: (node) => ts.isPropertyDeclaration(node) && node.exclamationToken !== undefined,
    fault: 'class Planted { code!: number }'
  },
  {
    name: 'arkts-no-polymorphic-unops',
    breaks: (node, { checker }) =>
      ts.isPrefixUnaryExpression(node) &&
      [kind.PlusToken, kind.MinusToken, kind.TildeToken].includes(node.operator) &&
      (checker.getTypeAtLocation(node.operand).flags & ts.TypeFlags.NumberLike) === 0,
    fault: "const planted: number = +'1'"
  },
  {
    name: 'arkts-no-globalthis',
    breaks: (node) => ts.isIdentifier(node) && node.text === 'globalThis',
    fault: 'const planted: Object = globalThis'
  },
  {
    name: 'arkts-no-func-apply-call',
    breaks: (node, { checker }) =>
      ts.isPropertyAccessExpression(node) &&
      ['apply', 'call', 'bind'].includes(node.name.text) &&
      checker.getTypeAtLocation(node.expression).getCallSignatures().length > 0,
    fault: 'function planted(): void {}\nplanted.apply(null)'
  },
  {
    name: 'arkts-no-symbol',
    breaks: (node) => callsLibrary(node, ['Symbol']),
    fault: "const planted: symbol = Symbol('planted')"
  },
  {
    name: 'arkts-limited-stdlib',
    breaks: (node) =>
      callsLibrary(node, [
        'eval',
        'Object.assign',
        'Object.create',
        'Object.defineProperty',
        'Object.setPrototypeOf',
        'Reflect.apply'
      ]),
    fault: 'Object.assign(new UTSJSONObject({}), new UTSJSONObject({}))'
  },
  {
    name: 'arkts-strict-typing',
    wholeFile: true,
    breaks: (node) => ts.isSourceFile(node) && /@ts-(ignore|nocheck|expect-error)/.test(node.text),
    fault: '// @ts' + '-ignore\nconst planted: number = 1'
  }
]
