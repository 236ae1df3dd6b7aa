// npm test: everything that needs no native tool chain, stage by stage; stops at the first stage that fails. What is
// played stands in gate/stages.mjs. Only node: modules and setup.mjs at the top, because on a clean clone nothing else
// is there yet.
import { ensureReady } from './setup.mjs'

ensureReady()
const { seconds } = await import('./lib/run.mjs')
const { playAll, Tally } = await import('./gate/play.mjs')
const { TESTS } = await import('./gate/stages.mjs')

const begun = performance.now()
const tally = new Tally()
try {
  await playAll(TESTS, tally)
} catch (error) {
  console.error(`\nnpm test: ${error.message} after ${seconds(begun)}`)
  process.exit(1)
}
console.log(`\nAll stages passed in ${seconds(begun)}.`)
console.log(`${tally.passed} passed, 0 failed`)
