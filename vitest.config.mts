import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tools/lib/sequencer.mjs'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

// Everything that needs neither a browser nor a native tool chain. Own file, so that the uni plugin is not loaded.
export default defineConfig({
  ...utsAsTypeScript,
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/native/**', 'node_modules/**'],
    sequence: { sequencer: LongestFirst },
    pool: 'threads',
    poolOptions: { threads: { minThreads: 1, maxThreads: 2 } },
    testTimeout: 20_000,
    passWithNoTests: false
  }
})
