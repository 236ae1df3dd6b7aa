// The plugin as the web build sees it, bundled for a page of Chromium.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { forTarget } from '../../../tools/lib/ifdef.mjs'
import { Runtime } from '../runtime.ts'
import { forPage } from './bundle.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const utsForWeb: Plugin = {
  name: 'uts-for-web',
  setup: ({ onLoad }) => { onLoad({ filter: /\.uts$/ }, ({ path }) => ({ contents: (forTarget as (code: string, target: string) => string)(readFileSync(path, 'utf8'), 'web'), loader: 'ts' })) }
}

export async function chromiumRuntime(): Promise<() => Runtime> {
  const script = await forPage('chromium', './chromium-page.ts', [utsForWeb])
  return () => new Runtime('Chromium', { command: process.execPath, args: [here('./chromium-main.mjs'), script] }, false)
}
