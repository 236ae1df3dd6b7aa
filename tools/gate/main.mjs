// The whole gate, called by .ci/run: what npm test plays, then everything that needs a native tool chain. A stage that
// cannot run fails.
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { ensureReady } from '../setup.mjs'

ensureReady()
const { root } = await import('../lib/paths.mjs')
const { seconds } = await import('../lib/run.mjs')
const { playAll, Tally } = await import('./play.mjs')
const { NATIVE, TESTS } = await import('./stages.mjs')

const begun = performance.now()
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
console.log(`ci: ${commit} on Node ${process.version}, ${availableParallelism()} cores`)
const tally = new Tally()
try {
  await playAll(TESTS, tally)
  await playAll(NATIVE, tally)
} catch (error) {
  console.error(`${error.message}\n\nci: failed after ${seconds(begun)}`)
  process.exit(1) // whatever runs beside it ends with this process
}
console.log(`\n${tally.rows.join('\n')}`)
console.log(`ci: all stages passed in ${seconds(begun)}`)
console.log(`${tally.passed} passed, 0 failed`)
