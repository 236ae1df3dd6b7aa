// npm run test:everything [-- <name> …]: the long runs, outside the gate, one after the other; all of them, or those
// that are named. Each goes on whatever became of the one before, and what it came to is written into
// docs/conformance.md with its date and the commit that was played; so they may be played on several days. Hours for
// all.
import { seconds } from '../lib/run.mjs'
import { playAll, Tally } from './play.mjs'
import { played, record } from './record.mjs'
import { LONG } from './stages.mjs'

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in LONG))
if (unknown.length > 0) {
  console.error(`test:everything: there is no ${unknown.join(', ')}; there are ${Object.keys(LONG).join(', ')}`)
  process.exit(2)
}
let failed = 0
for (const name of named.length > 0 ? named : Object.keys(LONG)) {
  const began = performance.now()
  const tally = new Tally()
  let result = 'passed'
  try {
    await playAll([LONG[name]].flat(), tally)
  } catch (error) {
    result = `failed: ${error.titles.join(', ')}`
    console.error(error.message)
    failed++
  }
  record({ name, ...played(), took: seconds(began), result })
}
process.exitCode = failed === 0 ? 0 : 1
