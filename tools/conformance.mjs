// The conformance suite on what was built, with one line at its end for whoever reads only that. RTM_SUITE and
// RTM_RUNTIME choose: vitest.config.mts.
import { node } from './lib/run.mjs'

const result = await node(['node_modules/vitest/vitest.mjs', 'run', '--mode', 'conformance'], {
  env: { NO_COLOR: '1' }
})
if (result.code !== 0) {
  console.error(result.output)
  process.exit(1)
}
const [, counts = ''] = /Tests\s+(.*)/.exec(result.output) ?? []
if (!counts.includes('passed')) {
  console.error(`conformance: no scenario was played (RTM_SCENARIO is ${process.env.RTM_SCENARIO ?? 'not set'})`)
  process.exit(1)
}
console.log(`conformance, ${process.env.RTM_SUITE ?? 'builds'}: ${counts}`)
