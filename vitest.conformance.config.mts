import { defineConfig } from 'vitest/config'
import { utsAsTypeScript } from './tools/lib/vitest.mjs'

// The conformance suite on what was built. RTM_SCENARIO: only scenarios whose names have this text. RTM_SUITE: `arkts`, after npm run compile; `minis`, after node tools/build.mjs minis; `native`, for a
// runtime that a native stage names in RTM_RUNTIME; `bridge`, for one at the native end of the bridge.
const only = process.env['RTM_SCENARIO']
const suite = process.env['RTM_SUITE'] ?? '{mini,chromium}'

export default defineConfig({
  ...utsAsTypeScript,
  test: { include: [`test/conformance/${suite}.ts`], pool: 'threads', testTimeout: 60_000, passWithNoTests: false, ...(only === undefined ? {} : { testNamePattern: only }) }
})
