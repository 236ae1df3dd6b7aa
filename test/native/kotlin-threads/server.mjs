// Bundles and runs busy-server.ts.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const outfile = here('../../../dist/threads/server.mjs')
await build({
  entryPoints: [here('busy-server.ts')], outfile, bundle: true, packages: 'external', platform: 'node', target: 'node20', format: 'esm', loader: { '.uts': 'ts' }, logLevel: 'silent'
})
await import(outfile)
