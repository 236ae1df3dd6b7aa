// Runtimes that are Node processes: built once for a run.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Runtime } from '../runtime.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

async function bundled(name: string, entry: string): Promise<string> {
  const outfile = here(`../../../dist/conformance/${name}.mjs`)
  await build({
    entryPoints: [here(entry)], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', loader: { '.uts': 'ts' },
    tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } }, external: ['bufferutil', 'utf-8-validate'], logLevel: 'silent',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" }
  })
  return outfile
}

export async function nodeRuntime(): Promise<() => Runtime> {
  const program = await bundled('node', './node-main.ts')
  return () => new Runtime('Node', { command: process.execPath, args: [program] })
}

/** `built`: the folder of the mini-program. */
export async function miniRuntime(built: string): Promise<() => Runtime> {
  const program = await bundled('mini', './mini-main.ts')
  return () => new Runtime('mini-program', { command: process.execPath, args: [program, built] })
}
