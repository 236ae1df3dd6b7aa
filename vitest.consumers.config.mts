import { defineConfig } from 'vitest/config'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

// Those who use js_sdk or the test kit, each built or run once. RTM_CONSUMER: one of them alone; `vue2`, which brings 250 MB of its own, is played by .ci/run.
export default defineConfig({
  ...utsAsTypeScript,
  test: {
    include: [`test/consumers/${process.env['RTM_CONSUMER'] ?? '{web,node,nvue,testing}'}.ts`],
    pool: 'threads',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    passWithNoTests: false
  }
})
