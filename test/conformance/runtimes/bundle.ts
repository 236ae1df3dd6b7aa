// Makes one file of a runtime, into dist/conformance.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { BuildOptions, Plugin } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const require =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

const shared = {
  bundle: true,
  loader: { '.uts': 'ts' },
  tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } },
  logLevel: 'silent'
} as const

/** Whole at once, because several suites may run at the same time. */
async function made(outfile: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...shared, ...options, write: false })
  const part = `${outfile}.${process.pid}`
  mkdirSync(dirname(outfile), { recursive: true })
  writeFileSync(part, outputFiles![0]!.contents)
  renameSync(part, outfile)
  return outfile
}

export function forNode(name: string, entry: string, plugins: Plugin[] = []): Promise<string> {
  // ws is CommonJS, and two optional speed-ups of it stay outside.
  return made(here(`../../../dist/conformance/${name}.mjs`), {
    entryPoints: [here(entry)],
    plugins,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['bufferutil', 'utf-8-validate'],
    banner: { js: require }
  })
}

export function forPage(name: string, entry: string, plugins: Plugin[]): Promise<string> {
  return made(here(`../../../dist/conformance/${name}.js`), {
    entryPoints: [here(entry)],
    plugins,
    platform: 'browser',
    target: 'es2020',
    format: 'iife'
  })
}

/** The uni-app runtime of app platforms with its Vue, as CommonJS: whoever loads it gives it its globals. */
export function uniAppRuntime(): Promise<string> {
  return made(here('../../../dist/conformance/uni-app.cjs'), {
    entryPoints: [here('./bridge/uni-app.entry.mjs')],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: { vue: '@dcloudio/uni-app-vue/dist/vue.runtime.esm.prod.js' },
    define: { 'process.env.NODE_ENV': '"production"' }
  })
}
