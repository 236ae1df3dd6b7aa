// npm run token -- …: issues a token; the work is done by server/src/cli/token.ts, bundled when it changed.
import { spawnSync } from 'node:child_process'
import { ensureReady } from './setup.mjs'

ensureReady()
const { build } = await import('./build.mjs')
const { inRoot } = await import('./lib/paths.mjs')
try {
  await build('server', () => {})
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const result = spawnSync(process.execPath, [inRoot('dist', 'server', 'rtm-token.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit'
})
process.exit(result.status ?? 1)
