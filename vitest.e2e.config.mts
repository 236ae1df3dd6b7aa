import { defineConfig } from 'vitest/config'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

// Browser tests: the built pages and the built server, in a real Chromium. Two files are played side by side, each with a server and a browser of its own: alone, one leaves a core idle now and then; two leave 5 % of two cores.
export default defineConfig({
  ...utsAsTypeScript,
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    poolOptions: { forks: { minForks: 1, maxForks: 2 } },
    testTimeout: 600_000, // a test that hangs; each wait ends sooner (test/e2e/kit/visit.ts)
    hookTimeout: 120_000,
    passWithNoTests: false
  }
})
