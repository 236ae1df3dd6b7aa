// npm run e2e:busy [-- --times N] [--lanes N] [file …]: plays browser tests again and again while every core but one is
// kept busy, and that one too, for half of the time or by the tests of other lanes. A test that waits for what a person
// would see passes every time; one that counts on a fast machine does not. Outside the gate: hours for all, so each
// file that was played twenty times has a row of its own among the long runs of docs/conformance.md, and they may be
// played on several days. A file takes about 25 s of processor time each time: four lanes keep two cores busy by
// themselves.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { ensureChromium } from '../chromium.mjs'
import { inRoot } from '../lib/paths.mjs'
import { node, seconds } from '../lib/run.mjs'
import { played, record } from './record.mjs'

const FOLDER = 'test/e2e'
const TIMES = 20
const SHOWN_LINES = 40

const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: String(TIMES) }, lanes: { type: 'string', default: '1' } }
})
const [times, lanes] = [Number(values.times), Number(values.lanes)]
const all = readdirSync(inRoot(FOLDER))
  .filter((name) => name.endsWith('.test.ts'))
  .sort()
const files =
  named.length === 0
    ? all
    : all.filter((name) => named.some((one) => basename(name, '.test.ts') === basename(one, '.test.ts')))
if (!(times >= 1) || !(lanes >= 1) || files.length === 0) {
  console.error(`--times and --lanes want a number from 1 on; files are ${all.join(', ')}`)
  process.exit(2)
}

/** Of each 100 ms. */
const BUSY_MS = [
  ...Array.from({ length: Math.max(1, availableParallelism() - 1) }, () => 100),
  ...(lanes === 1 ? [50] : [])
]
const burn =
  'const { workerData: busy } = require("node:worker_threads"); ' +
  'setInterval(() => { const end = performance.now() + busy; while (performance.now() < end); }, 100)'
const burners = BUSY_MS.map((busy) => new Worker(burn, { eval: true, workerData: busy }))
await ensureChromium()
const env = { NO_COLOR: '1' }
let failed = 0

/** All times of one file, one after the other. */
async function play(file) {
  const since = performance.now()
  const faults = []
  for (let i = 1; i <= times; i++) {
    const { code, output } = await node(
      ['node_modules/vitest/vitest.mjs', 'run', '--mode', 'e2e', `${FOLDER}/${file}`],
      { env }
    )
    if (code !== 0) faults.push(`${file}, time ${i}:\n${output.trim().split('\n').slice(-SHOWN_LINES).join('\n')}`)
  }
  failed += faults.length
  const result = `${times - faults.length} of ${times} passed`
  console.log(`${file}: ${result}, ${seconds(since)}`)
  if (times >= TIMES) record({ name: `busy: ${basename(file, '.test.ts')}`, ...played(), took: seconds(since), result })
  for (const fault of faults) console.error(fault)
}

const waiting = [...files]
await Promise.all(
  Array.from({ length: lanes }, async () => {
    while (waiting.length > 0) await play(waiting.shift())
  })
)
await Promise.all(burners.map((one) => one.terminate()))
process.exitCode = failed === 0 ? 0 : 1
