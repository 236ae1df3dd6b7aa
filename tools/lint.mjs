// ESLint over the whole tree, and the ledger of escapes.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { ESLint } from 'eslint'
import { judgeEscapes } from './eslint/escapes.mjs'
import { filesUnder, hashOf, isStamped, stamp } from './lib/inputs.mjs'
import { inRoot, root } from './lib/paths.mjs'

const folders = [
  'App.vue',
  'main.ts',
  'pages',
  'examples',
  'sdk',
  'uni_modules',
  'server',
  'test',
  'bench',
  'tools',
  'vite.config.ts',
  'vitest.config.mts',
  'eslint.config.mjs'
]
const readable = (name) => /\.(uts|vue|json|[cm]?[jt]s)$/.test(name) && !name.endsWith('.d.ts')
const hash = hashOf([...folders, 'package-lock.json'], readable)
if (isStamped('lint', hash)) {
  console.log('lint: nothing changed since it passed')
  process.exit(0)
}

const files = folders
  .flatMap((folder) => filesUnder(folder, readable))
  .filter((file) => /\.(uts|vue|[cm]?[jt]s)$/.test(file) && !file.replaceAll('\\', '/').startsWith('test/dialect/'))
const eslint = new ESLint({ cwd: root, errorOnUnmatchedPattern: false, warnIgnored: false })
const results = await eslint.lintFiles(files)
let count = 0
for (const result of results) {
  for (const message of result.messages) {
    count++
    console.log(
      `${relative(root, result.filePath)}:${message.line ?? 0}:${message.column ?? 0} ${message.ruleId ?? 'parse'} ` +
        `${message.message}`
    )
  }
}
const ledger = JSON.parse(readFileSync(inRoot('tools/eslint/escapes.json'), 'utf8'))
// The tests and rules of the ledger itself contain what it looks for; type tests expect errors, and one that does not
// come is an error; what is made asks the linters of others.
const judged = files
  .filter((file) => !/^(tools[\\/]eslint|test[\\/](lint|types)|uni_modules[\\/]rtm[\\/]js_sdk)/.test(file))
  .map((file) => [file.replaceAll('\\', '/'), readFileSync(inRoot(file), 'utf8')])
for (const problem of judgeEscapes(ledger, judged)) {
  count++
  console.log(problem)
}
if (count > 0) {
  console.log(`lint: ${count} problems`)
  process.exit(1)
}
stamp('lint', hash)
console.log(`lint: ${files.length} files, ${ledger.length} escapes in the ledger`)
