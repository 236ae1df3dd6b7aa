// Builds the Node runtime once for a run.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Runtime } from '../runtime.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export async function nodeRuntime(): Promise<() => Runtime> {
  const outfile = here('../../../dist/conformance/node.mjs')
  await build({
    entryPoints: [here('./node-main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', loader: { '.uts': 'ts' },
    tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } }, external: ['bufferutil', 'utf-8-validate'], logLevel: 'silent',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" }
  })
  return () => new Runtime('Node', { command: process.execPath, args: [outfile] })
}
