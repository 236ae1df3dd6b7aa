// Bundles the generated ArkTS (dist/uts/app-harmony) with its stand-ins into one Node program.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'
import { Runtime } from '../runtime.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const GENERATED = here('../../../dist/uts/app-harmony/index.ets')
const standIns: Readonly<Record<string, string>> = {
  '@kit.NetworkKit': here('./arkts/network-kit.ts'), '@dcloudio/uni-app-runtime': here('./arkts/uni-app-runtime.ts'), 'rtm-arkts': GENERATED
}
const NAMES = 'const setTimeout = globalThis.arktsSetTimeout, clearTimeout = globalThis.arktsClearTimeout, Date = globalThis.arktsDate;'

const arkts: Plugin = {
  name: 'arkts',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@kit\.|^@dcloudio\/uni-app-runtime$|^rtm-arkts$/ }, ({ path }) => {
      const standIn = standIns[path]
      return standIn === undefined ? { path, namespace: 'types' } : { path: standIn }
    })
    // Kits of which only types are used.
    onLoad({ filter: /.*/, namespace: 'types' }, () => ({ contents: '' }))
    onLoad({ filter: /\.ets$/ }, ({ path }) => ({ contents: `${NAMES}${readFileSync(path, 'utf8')}`, loader: 'ts' }))
  }
}

export async function arktsRuntime(): Promise<() => Runtime> {
  const outfile = here('../../../dist/conformance/arkts.mjs')
  await build({
    entryPoints: [here('./arkts/main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', plugins: [arkts],
    tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } }, external: ['bufferutil', 'utf-8-validate'], logLevel: 'silent',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" }
  })
  return () => new Runtime('ArkTS', { command: process.execPath, args: [outfile] })
}
