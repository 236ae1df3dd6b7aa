// Makes one file of a runtime, into dist/conformance.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const require = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

const shared = {
  bundle: true, loader: { '.uts': 'ts' }, tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } }, logLevel: 'silent'
} as const

export async function forNode(name: string, entry: string, plugins: Plugin[] = []): Promise<string> {
  const outfile = here(`../../../dist/conformance/${name}.mjs`)
  // ws is CommonJS, and two optional speed-ups of it stay outside.
  await build({
    ...shared, entryPoints: [here(entry)], outfile, plugins, platform: 'node', target: 'node20', format: 'esm', external: ['bufferutil', 'utf-8-validate'], banner: { js: require }
  })
  return outfile
}

export async function forPage(name: string, entry: string, plugins: Plugin[]): Promise<string> {
  const outfile = here(`../../../dist/conformance/${name}.js`)
  await build({ ...shared, entryPoints: [here(entry)], outfile, plugins, platform: 'browser', target: 'es2020', format: 'iife' })
  return outfile
}

/** The uni-app runtime of app platforms with its Vue, as CommonJS: whoever loads it gives it its globals. */
export async function uniAppRuntime(): Promise<string> {
  const outfile = here('../../../dist/conformance/uni-app.cjs')
  await build({
    ...shared, entryPoints: [here('./bridge/uni-app.entry.mjs')], outfile, platform: 'node', target: 'node20', format: 'cjs',
    alias: { vue: '@dcloudio/uni-app-vue/dist/vue.runtime.esm.prod.js' }, define: { 'process.env.NODE_ENV': '"production"' }
  })
  return outfile
}
