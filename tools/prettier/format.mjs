// npm run format: Prettier over the whole tree (its options stand in package.json, what it leaves alone in
// .prettierignore).
// Without --write, as a stage of the gate: every file is as Prettier writes it, and no line of code is longer than 120
// characters, those included that a formatter cannot break: comments, titles of tests, texts.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { check, format, getFileInfo, resolveConfig } from 'prettier'
import { hashOf, isStamped, stamp } from '../lib/inputs.mjs'
import { inRoot, root } from '../lib/paths.mjs'

const write = process.argv.includes('--write')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8'
})
  .split('\n')
  .filter((file) => existsSync(inRoot(file)) && /\.([cm]?[jt]s|uts|vue|kt|swift|java|sh)$/.test(file))
const hash = hashOf([
  ...files,
  'package.json',
  'package-lock.json',
  '.prettierignore',
  'tools/prettier/uts.mjs',
  'tools/prettier/format.mjs'
])
if (!write && isStamped('format', hash)) {
  console.log('format: nothing changed since it passed')
  process.exit(0)
}

const options = await resolveConfig(inRoot('package.json'))
const problems = []
let count = 0
for (const file of files) {
  const { ignored, inferredParser } = await getFileInfo(file, {
    ignorePath: inRoot('.prettierignore'),
    plugins: options.plugins
  })
  if (ignored) continue
  count++
  const text = readFileSync(inRoot(file), 'utf8')
  if (inferredParser !== null) {
    const settings = { ...options, filepath: file }
    if (write) writeFileSync(inRoot(file), await format(text, settings))
    else if (!(await check(text, settings))) problems.push(`${file}: not as Prettier writes it (npm run format)`)
  }
  for (const [i, line] of text.split('\n').entries()) {
    if (line.length > options.printWidth)
      problems.push(`${file}:${i + 1}: ${line.length} characters; ` + `${options.printWidth} are the limit`)
  }
}
if (write) process.exit(0)
for (const problem of problems) console.log(problem)
if (problems.length > 0) {
  console.log(`format: ${problems.length} problems`)
  process.exit(1)
}
stamp('format', hash)
console.log(`format: ${count} files`)
