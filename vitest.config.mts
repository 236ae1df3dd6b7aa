// vitest run: the tests, everything that needs neither a browser nor a native tool chain.
// vitest run --mode conformance, consumers or e2e: the suites below, on what was built.
// A file of its own beside vite.config.ts, so that the plugin of uni-app is not loaded.
import { defineConfig, type UserConfig } from 'vitest/config'
import { LongestFirst } from './tools/lib/sequencer.mjs'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

const {
  RTM_SUITE: runtimes = '{mini,chromium}',
  RTM_SCENARIO: scenario,
  RTM_CONSUMER: consumers = '{web,node,nvue,testing}'
} = process.env

const SUITES: Record<string, UserConfig['test']> = {
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/native/**', 'node_modules/**'],
    sequence: { sequencer: LongestFirst },
    pool: 'threads',
    poolOptions: { threads: { minThreads: 1, maxThreads: 2 } },
    testTimeout: 20_000
  },

  // RTM_SCENARIO: only scenarios whose names have this text. RTM_SUITE: `arkts`, after npm run compile; `minis`, after
  // node tools/build.mjs minis; `native`, for a runtime that a native stage names in RTM_RUNTIME; `bridge`, for one at
  // the native end of the bridge.
  conformance: {
    include: [`test/conformance/${runtimes}.ts`],
    pool: 'threads',
    testTimeout: 60_000,
    ...(scenario === undefined ? {} : { testNamePattern: scenario })
  },

  // Those who use js_sdk or the test kit, each built or run once. RTM_CONSUMER: one of them alone; `vue2`, which brings
  // 250 MB of its own, is played by .ci/run.
  consumers: {
    include: [`test/consumers/${consumers}.ts`],
    pool: 'threads',
    testTimeout: 120_000,
    hookTimeout: 300_000
  },

  // Browser tests: the built pages and the built server, in a real Chromium. Three files are played side by side, each
  // with a server and a browser of its own: much of what they wait for is real time (leases, retries).
  e2e: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    poolOptions: { forks: { minForks: 1, maxForks: 3 } },
    testTimeout: 600_000, // a test that hangs; each wait ends sooner (test/e2e/kit/visit.ts)
    hookTimeout: 120_000
  }
}

export default defineConfig(({ mode }) => {
  const suite = SUITES[mode]
  if (suite === undefined) throw new Error(`--mode is one of ${Object.keys(SUITES).join(', ')}`)
  return { ...utsAsTypeScript, test: { ...suite, passWithNoTests: false } }
})
