import { defineConfig } from 'vitest/config'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

// The conformance suite on a runtime that a native stage has built and names in RTM_RUNTIME.
export default defineConfig({
  ...utsAsTypeScript,
  test: { include: [process.env['RTM_RUNTIME'] === undefined ? 'test/conformance/{mini,chromium}.ts' : 'test/conformance/native.ts'], pool: 'threads', testTimeout: 60_000, passWithNoTests: false }
})
