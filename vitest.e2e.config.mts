import { defineConfig } from 'vitest/config'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

// Browser tests: the built pages and the built server, in a real Chromium. One file at a time on a small machine.
export default defineConfig({
  ...utsAsTypeScript,
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    poolOptions: { forks: { singleFork: true } },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    passWithNoTests: false
  }
})
