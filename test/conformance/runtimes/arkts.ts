// Bundles the generated ArkTS (dist/uts/app-harmony) with its stand-ins into one Node program.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { Runtime } from '../runtime.ts'
import { forNode } from './bundle.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const GENERATED = here('../../../dist/uts/app-harmony/index.ets')
const standIns: Readonly<Record<string, string>> = {
  '@kit.BasicServicesKit': here('./arkts/basic-services-kit.ts'),
  '@kit.CoreFileKit': here('./arkts/core-file-kit.ts'),
  '@kit.NetworkKit': here('./arkts/network-kit.ts'),
  '@dcloudio/uni-app-runtime': here('./arkts/uni-app-runtime.ts'),
  'rtm-arkts': GENERATED
}
const NAMES =
  'const setTimeout = globalThis.arktsSetTimeout, clearTimeout = globalThis.arktsClearTimeout, ' +
  'Date = globalThis.arktsDate;'

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
  const program = await forNode('arkts', './arkts/main.ts', [arkts])
  return () => new Runtime('ArkTS', { command: process.execPath, args: [program] })
}
