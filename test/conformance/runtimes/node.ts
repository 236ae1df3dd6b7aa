// Runtimes that are Node processes: built once for a run.
import { Runtime } from '../runtime.ts'
import { forNode } from './bundle.ts'

export async function nodeRuntime(): Promise<() => Runtime> {
  const program = await forNode('node', './node-main.ts')
  return () => new Runtime('Node', { command: process.execPath, args: [program] })
}

/**
 * `built`: the folder of the mini-program. `platform`: as in test/minis/platforms.ts. `plugin`: the native plugin whose
 * functions its pages call, if not ours.
 */
export async function miniRuntime(built: string, platform = 'weixin', plugin?: string): Promise<() => Runtime> {
  const program = await forNode('mini', './mini-main.ts')
  return () =>
    new Runtime('mini-program', {
      command: process.execPath,
      args: [program, built, platform, ...(plugin === undefined ? [] : [plugin])]
    })
}
