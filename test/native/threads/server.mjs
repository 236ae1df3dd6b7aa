// Bundles and runs busy-server.ts, in a file of its own: Kotlin and Swift may be tried at the same time.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const outfile = here(`../../../dist/threads/server-${process.pid}.mjs`)
await build({
  entryPoints: [here('busy-server.ts')],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  loader: { '.uts': 'ts' },
  logLevel: 'silent'
})
try {
  await import(outfile)
} finally {
  rmSync(outfile)
}
