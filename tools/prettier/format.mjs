// npm run format: the whole tree as Prettier writes it (its options stand in package.json, what it leaves alone in
// .prettierignore). Without --write, as a stage of the gate: what is not.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hashOf, isStamped, stamp } from '../lib/inputs.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { isCode, layoutOf } from './layout.mjs'

const listed = ['ls-files', '--cached', '--others', '--exclude-standard']
const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => isCode(file) && existsSync(inRoot(file)))
const hash = hashOf([...files, 'package.json', 'package-lock.json', '.prettierignore'])
const write = process.argv.includes('--write')
if (!write && isStamped('format', hash)) {
  console.log('format: nothing changed since it passed')
  process.exit(0)
}

const problems = []
let count = 0
for (const file of files) {
  const layout = await layoutOf(file)
  if (layout === null) continue
  count++
  const text = readFileSync(inRoot(file), 'utf8')
  if (write) writeFileSync(inRoot(file), await layout.formatted(text))
  else problems.push(...(await layout.problems(text)))
}
if (write) process.exit(0)
for (const problem of problems) console.log(problem)
if (problems.length > 0) {
  console.log(`format: ${problems.length} problems`)
  process.exit(1)
}
stamp('format', hash)
console.log(`format: ${count} files`)
