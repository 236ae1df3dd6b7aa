// Type check of everything that stock TypeScript can read: the plugin's .uts per target, sdk, server, tests, bench,
// pages. (What the native targets make of the same files is checked by compile-uts.cjs.)
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import ts from 'typescript'
import { forTarget } from './lib/ifdef.mjs'
import { filesUnder, hashOf, isStamped, stamp } from './lib/inputs.mjs'
import { inRoot, root } from './lib/paths.mjs'
import { node } from './lib/run.mjs'
import { programOf, readProject, real, shown, strict, utsFilesUnder } from './lib/uts-program.mjs'

const plugin = 'uni_modules/rtm/utssdk'
const ambient = inRoot('tools/types/uts.d.ts')
const uts = (...folders) => folders.flatMap((folder) => utsFilesUnder(`${plugin}/${folder}`)).map(shown)
const entry = () =>
  [`${plugin}/interface.uts`, `${plugin}/index.uts`]
    .map((file) => inRoot(file))
    .filter(existsSync)
    .map(shown)
const lib = (...names) => names.map((name) => `lib.${name}.d.ts`)

// common/ gets no DOM and no uni: what compiles here cannot name a platform. sdk is shipped as ES2017 with the engine
// inside, so that is all of the language's own library that either may use.
const checks = [
  {
    name: 'common',
    files: () => uts('common'),
    options: { ...strict, lib: lib('es2017') },
    target: 'web',
    own: plugin
  },
  {
    name: 'web entry',
    files: () => [...uts('web'), ...entry()],
    target: 'web',
    own: plugin,
    options: { ...strict, lib: lib('es2017', 'dom', 'dom.iterable') }
  },
  {
    name: 'mini-program entry',
    target: 'mp',
    own: plugin,
    files: () => [...uts('uni'), ...entry(), inRoot('tools/types/mini-program.d.ts')],
    options: { ...strict, lib: lib('es2017'), types: ['@dcloudio/types'] }
  },
  { name: 'sdk', project: 'sdk/tsconfig.json', own: 'sdk' },
  // The test kit runs in Node, and brings the server along.
  { name: 'test kit', project: 'sdk/testing/tsconfig.json', own: 'sdk/testing' },
  // Against the declarations that are shipped, which are read as well: skipLibCheck is off there. Where an error was
  // expected (@ts-expect-error) and none came, that is a problem, too.
  { name: 'type tests', project: 'test/types/tsconfig.json', own: ['test/types', 'uni_modules/rtm/js_sdk'] },
  { name: 'example of an app with tests', project: 'examples/app-test/tsconfig.json', own: 'examples' },
  { name: 'server', project: 'server/tsconfig.json', own: 'server' },
  { name: 'tests and bench', project: 'test/tsconfig.json', own: ['test', 'bench', 'vitest'] }
]

function problemsOf(check) {
  const { files, options } = check.project
    ? readProject(check.project)
    : { files: check.files(), options: check.options }
  if (files.length === 0) return { count: 0, problems: [] }
  const program = programOf({ files: [...files, ambient], options, target: check.target })
  const diagnostics = ts.getPreEmitDiagnostics(program).filter((diagnostic) => belongs(diagnostic, check))
  const own = program.getSourceFiles().filter((file) => !file.fileName.includes('node_modules')).length
  return { count: own, problems: diagnostics.map(lineOf) }
}

// A server or test project sees the plugin's files under its own, stricter options; they are judged by the plugin's
// checks.
function belongs(diagnostic, { own }) {
  if (!diagnostic.file) return true
  const path = relative(root, diagnostic.file.fileName).replaceAll('\\', '/')
  return [own].flat().some((folder) => path.startsWith(folder))
}

function lineOf(diagnostic) {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')
  if (!diagnostic.file) return `TS${diagnostic.code} ${text}`
  const at = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start)
  return (
    `${relative(root, real(diagnostic.file.fileName))}:${at.line + 1}:${at.character + 1} ` +
    `TS${diagnostic.code} ${text}`
  )
}

// vue-tsc resolves modules with its own host, so it gets a copy of the project in which `X.uts` is `X.uts.ts`.
async function checkPages() {
  const mirror = inRoot('dist', 'mirror')
  rmSync(mirror, { recursive: true, force: true })
  for (const file of ['App.vue', 'main.ts', 'tools/types', 'pages', 'uni_modules'].flatMap((path) =>
    filesUnder(path, (name) => /\.(ts|uts|vue)$/.test(name))
  )) {
    const target = `${mirror}/${file.endsWith('.uts') ? shown(file) : file}`
    mkdirSync(dirname(target), { recursive: true })
    if (file.endsWith('.uts')) writeFileSync(target, forTarget(readFileSync(inRoot(file), 'utf8'), 'web'))
    else cpSync(inRoot(file), target)
  }
  const config = JSON.parse(readFileSync(inRoot('tsconfig.json'), 'utf8'))
  writeFileSync(`${mirror}/tsconfig.json`, JSON.stringify({ ...config, include: [...config.include, 'App.vue'] }))
  const result = await node(['node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '--pretty', 'false', '-p', mirror])
  return result.code === 0
    ? []
    : result.output.trim().replaceAll('.uts.ts', '.uts').replaceAll('dist/mirror/', '').split('\n')
}

const inputs = [
  'App.vue',
  'main.ts',
  'examples',
  'tsconfig.json',
  'pages',
  'uni_modules',
  'sdk',
  'server',
  'test',
  'bench',
  'tools',
  'package-lock.json'
]
const hash = hashOf(inputs, (name) => /\.(uts|vue|json|[cm]?[jt]s)$/.test(name))
if (isStamped('typecheck', hash)) {
  console.log('type check: nothing changed since it passed')
  process.exit(0)
}
const pages = checkPages()
let failed = false
let files = 0
const report = (name, problems) => {
  if (problems.length === 0) return
  failed = true
  console.log(`${name}: ${problems.length} problems`)
  for (const problem of problems) console.log(`  ${problem}`)
}
for (const check of checks) {
  const { count, problems } = problemsOf(check)
  files += count
  report(check.name, problems)
}
report('pages', await pages)
if (failed) process.exit(1)
stamp('typecheck', hash)
console.log(`type check: ${files} files in ${checks.length} projects and the pages, TypeScript ${ts.version}`)
