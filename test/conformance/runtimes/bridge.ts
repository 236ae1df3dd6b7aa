// Page level: the built app on the uni-app runtime, with a native process at the other end of the bridge.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Runtime } from '../runtime.ts'
import type { Program } from '../runtime.ts'
import { forNode, uniAppRuntime } from './bundle.ts'
import type { AppFiles } from './bridge/app.ts'

const dist = (path: string): string => fileURLToPath(new URL(`../../../dist/${path}`, import.meta.url))
const SERVICE = dist('build/app/app-service.js')
const OLD_PAGES = dist('old-pages/app/app-service.js')

export interface PageLevel {
  readonly files: AppFiles
  readonly program: Program
  readonly worker: string
  readonly runtime: () => Runtime
}

/** The app of examples/old-pages in place of ours. */
export function oldPagesOn(level: PageLevel): PageLevel {
  if (!existsSync(OLD_PAGES)) throw new Error('the old pages are not built: run node tools/build.mjs old-pages-app')
  return { ...level, files: { ...level.files, service: OLD_PAGES } }
}

export async function built(name: string, program: Program, platform: AppFiles['platform']): Promise<PageLevel> {
  if (!existsSync(SERVICE)) throw new Error('the app is not built: run node tools/build.mjs app')
  const [framework, worker, main] = await Promise.all([
    uniAppRuntime(),
    forNode('bridge-worker', './bridge/native-worker.ts'),
    forNode('bridge', './bridge/main.ts')
  ])
  const files: AppFiles = { framework, service: SERVICE, platform }
  return {
    files,
    program,
    worker,
    runtime: () =>
      new Runtime(name, { command: process.execPath, args: [main, JSON.stringify([files, program, worker])] })
  }
}
