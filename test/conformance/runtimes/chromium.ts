// The plugin as the web build sees it, bundled for a page of Chromium.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { chromium } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../../tools/chromium.mjs'
import { forTarget } from '../../../tools/lib/ifdef.mjs'
import { Runtime } from '../runtime.ts'
import { forPage } from './bundle.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const utsForWeb: Plugin = {
  name: 'uts-for-web',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.uts$/ }, ({ path }) => ({
      contents: (forTarget as (code: string, target: string) => string)(readFileSync(path, 'utf8'), 'web'),
      loader: 'ts'
    }))
  }
}

export interface Browser {
  /** A page of its own. */
  runtime(): Runtime
  close(): Promise<void>
}

/** One browser for all: starting one takes longer than most scenarios. */
export async function chromiumBrowser(): Promise<Browser> {
  const script = await forPage('chromium', './chromium-page.ts', [utsForWeb])
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('no Chromium: run node tools/chromium.mjs')
  const browser = await chromium.launchServer({ executablePath, args: chromiumFlags, host: '127.0.0.1' })
  return {
    runtime: () =>
      new Runtime(
        'Chromium',
        { command: process.execPath, args: [here('./chromium-main.mjs'), script, browser.wsEndpoint()] },
        false
      ),
    close: () => browser.close()
  }
}
