// Plants the faults of tools/mutation/mutants.mjs one at a time into a copy of the plugin and asks the conformance
// suite of each runtime.
//   node tools/mutation.mjs              all of them; writes docs/mutation.md
//   node tools/mutation.mjs --again      only those that are new or were not seen where they should be; the others stay
//                                        as the last run left them in dist/mutation.json
//   node tools/mutation.mjs <text>       those whose name or file has this text; writes nothing
// Needs what test/native/kotlin.sh needs.
import { mutants } from './mutation/mutants.mjs'
import { play } from './mutation/play.mjs'
import { known, remember, writeReport } from './mutation/report.mjs'
import { runtimeOf, runtimes } from './mutation/runtimes.mjs'
import { makeScratch, plant, removeScratch } from './mutation/scratch.mjs'
import { seconds } from './lib/run.mjs'

const [text] = process.argv.slice(2)
const isGood = (mutant) => known(mutant)?.runtime === mutant.seen
const isWhole = text === undefined || text === '--again'
const chosen =
  text === undefined
    ? mutants
    : mutants.filter((mutant) => (isWhole ? !isGood(mutant) : `${mutant.name} ${mutant.file}`.includes(text)))
if (chosen.length === 0 && !isWhole) throw new Error(`no mutant has "${text}" in its name or file`)
// With nothing left to plant only the page is written.
const wanted = runtimes.filter(({ name }) => chosen.some(({ seen }) => seen === name))
const begun = performance.now()
const scratch = makeScratch()
process.on('exit', () => {
  removeScratch(scratch)
})
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    process.exit(130)
  })

/** With the fault in place until nobody reads the copy any more. */
async function judge(mutant) {
  const takeOut = plant(scratch, mutant)
  const asked = [...new Set([runtimeOf('Node'), runtimeOf(mutant.seen)])].filter((runtime) => runtime.owns(mutant.file))
  // one plays while the next is built
  const builds = new Map(asked.map((runtime) => [runtime, runtime.build(scratch, mutant)]))
  const result = await firstToSee(asked, builds)
  await Promise.all(builds.values())
  takeOut()
  return result
}

/** The first runtime that sees it, and by what; null when none does. */
async function firstToSee(asked, builds) {
  const green = []
  for (const runtime of asked) {
    const refused = await builds.get(runtime)
    if (refused !== null)
      return { runtime: runtime.name, check: 'it does not compile', why: refused.trim().split('\n')[0], green }
    const found = await play(runtime, scratch)
    if (found !== null) return { runtime: runtime.name, ...found, green }
    green.push(runtime.name)
  }
  return { runtime: null, check: '', why: '', green }
}

for (const runtime of wanted) {
  const started = performance.now()
  const refused = await runtime.prepare(scratch)
  if (refused !== null) throw new Error(`${runtime.name} does not build without a fault:\n${refused}`)
  const found = await play(runtime, scratch)
  if (found !== null) throw new Error(`${runtime.name} is not green without a fault: ${found.check}: ${found.why}`)
  console.log(`${runtime.name}: green without a fault, ${seconds(started)}`)
}

for (const mutant of chosen) {
  const started = performance.now()
  const result = await judge(mutant)
  remember(mutant, result)
  const where =
    result.runtime === null
      ? 'NOT SEEN'
      : `${result.runtime}: ${result.check}${result.runtime === mutant.seen ? '' : ` (WANTED: ${mutant.seen})`}`
  console.log(
    `${seconds(started)}  ${mutant.name} [${mutant.file.split('/').at(-1)}]\n        ${where}\n        ` +
      `${result.why.slice(0, 200)}`
  )
}

const bad = chosen.filter((mutant) => !isGood(mutant))
if (isWhole) writeReport(mutants)
console.log(
  `${chosen.length - bad.length} of ${chosen.length} mutants were seen where they should be, ${seconds(begun)}`
)
process.exit(bad.length === 0 ? 0 : 1)
