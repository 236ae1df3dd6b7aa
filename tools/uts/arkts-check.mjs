// node tools/uts/arkts-check.mjs [--self-test]: the generated ArkTS against the declarations of OpenHarmony's kits that
// DCloud's package brings, and against rules of ArkTS that TypeScript does not have. TypeScript checks it, strictly:
// ArkTS is nearly TypeScript. The real ArkTS compiler has the last word.
import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { rules } from '../lib/arkts-rules.mjs'
import { inRoot } from '../lib/paths.mjs'
import { seconds } from '../lib/run.mjs'

const kits = inRoot('node_modules', '@dcloudio', 'uni-uts-v1', 'lib', 'uts', 'types', 'uni-x', 'app-harmony', 'ohos')
const runtime = inRoot('test', 'native', 'arkts', 'uni-app-runtime.d.ts')
const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  target: ts.ScriptTarget.ES2021,
  lib: ['lib.es2021.d.ts'],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  baseUrl: kits,
  paths: {
    '@kit.*': ['kits/@kit.*.d.ts'],
    '@ohos.*': ['api/@ohos.*.d.ts'],
    '@internal/*': ['api/@internal/*.d.ts'],
    '@dcloudio/uni-app-runtime': [runtime],
    '@dcloudio/uni-app-x-runtime': [runtime]
  }
}
const host = ts.createCompilerHost(options)
const shown = new Map()
const fromDisk = { fileExists: host.fileExists, getSourceFile: host.getSourceFile }
// Declarations are parsed once for all programs.
const parsed = new Map()
host.fileExists = (name) => shown.has(name) || fromDisk.fileExists(name)
host.getSourceFile = (name, ...rest) => {
  if (shown.has(name)) return ts.createSourceFile(name, shown.get(name), options.target, true)
  if (!parsed.has(name)) parsed.set(name, fromDisk.getSourceFile(name, ...rest))
  return parsed.get(name)
}

let last
/** Problems as {line, rule, text}. The file is shown to TypeScript as `.ts`. */
function check(path, text) {
  const name = `${path}.ts`
  shown.clear()
  shown.set(name, text)
  const program = (last = ts.createProgram([name], options, host, last))
  const file = program.getSourceFile(name)
  const at = (position) => file.getLineAndCharacterOfPosition(position).line + 1
  const problems = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file)
  ].map((found) => ({
    line: found.file === file ? at(found.start) : 0,
    rule: `TS${found.code}`,
    text: ts.flattenDiagnosticMessageText(found.messageText, ' ')
  }))
  const context = { checker: program.getTypeChecker(), file }
  const visit = (node) => {
    for (const rule of rules) {
      if (rule.breaks(node, context))
        problems.push({
          line: at(node.getStart()),
          rule: rule.name,
          text: node.getText().slice(0, 80).replace(/\s+/g, ' ')
        })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return problems
}

// Each is one change of the generated text, found by TypeScript with this code.
const typeFaults = [
  { title: 'an event that the kit does not have', from: "socket.on('open'", to: "socket.on('opened'", rule: 'TS2769' },
  { title: 'a call that the kit does not have', from: 'socket.connect(url', to: 'socket.dial(url', rule: 'TS2339' },
  {
    title: 'a field that the kit does not have',
    from: 'result.code, result.reason',
    to: 'result.code, result.text',
    rule: 'TS2339'
  },
  { title: 'a wrong argument for the kit', from: 'socket.send(text,', to: 'socket.send(this.epoch,', rule: 'TS2345' },
  {
    title: 'a network event that the kit does not have',
    from: "network.on('netLost'",
    to: "network.on('netGone'",
    rule: 'TS2769'
  },
  {
    title: 'an application event that the kit does not have',
    from: "'applicationStateChange'",
    to: "'applicationChange'",
    rule: 'TS2769'
  },
  { title: 'a timer that is no number', from: 'clearTimeout(id)', to: "clearTimeout('' + id)", rule: 'TS2345' },
  {
    title: 'a wrong type between our own classes',
    from: 'new HarmonyLinks(clock)',
    to: 'new HarmonyLinks(executor)',
    rule: 'TS2345'
  },
  { title: 'null where none may be', from: 'this.socket = socket;', to: 'this.listener = null;', rule: 'TS2322' }
]

/**
 * All faults at once, so that one program serves: those of types where they belong, those of the rules below the text,
 * under names of their own.
 */
function selfTest(path, text) {
  let planted = text
  const wanted = []
  const lineOf = (end) => planted.slice(0, end).split('\n').length
  for (const { title, from, to, rule } of typeFaults) {
    if (planted.split(from).length !== 2) return [`${title}: its place is not in the generated text exactly once`]
    const line = lineOf(planted.indexOf(from))
    planted = planted.replace(from, to)
    wanted.push({ title, rule, first: line, last: line })
  }
  rules.forEach(({ name, fault, wholeFile }, index) => {
    const first = lineOf() + 1
    planted += `\n${fault.replace(/[pP]lanted/g, `$&${index}`)}`
    wanted.push({ title: fault, rule: name, first: wholeFile ? 1 : first, last: lineOf() })
  })
  const found = check(path, planted)
  return wanted
    .filter(({ rule, first, last }) => !found.some((one) => one.rule === rule && one.line >= first && one.line <= last))
    .map(({ title, rule }) => `${rule} was not found: ${title}`)
}

const started = performance.now()
const files = ['app-harmony', 'app-harmony-x'].map((folder) => inRoot('dist', 'uts', folder, 'index.ets'))
for (const path of files) {
  if (!existsSync(path)) {
    console.error(`${path} is not there: run npm run compile`)
    process.exit(1)
  }
}
const self = process.argv[2] === '--self-test'
const problems = self
  ? selfTest(files[0], readFileSync(files[0], 'utf8'))
  : files.flatMap((path) =>
      check(path, readFileSync(path, 'utf8')).map(
        ({ line, rule, text }) => `${path.slice(inRoot().length + 1)}:${line} ${rule} ${text}`
      )
    )
if (problems.length > 0) {
  console.log(problems.join('\n'))
  console.log(`arkts: ${problems.length} problems`)
  process.exit(1)
}
const names = new Set(rules.map(({ name }) => name)).size
console.log(
  self
    ? `arkts: ${typeFaults.length + rules.length} planted faults were found, each where it stands, ${seconds(started)}`
    : `arkts: ${files.length} files against the kits' declarations and ${names} rules of ArkTS, 0 problems, ` +
        `${seconds(started)}`
)
