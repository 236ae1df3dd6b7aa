// The functions of index.uts as a record for tests of the stand-in: what they were called with, and the callbacks to
// answer by.
import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import { inRoot } from '../../../tools/lib/paths.mjs'

type Fields = Readonly<Record<string, unknown>>
export type Told = (result: Fields) => void
export interface Called {
  readonly name: string
  readonly options: unknown
  readonly callback: Told
}
type Function = (...given: unknown[]) => unknown
export interface StandIn {
  readonly module: Readonly<Record<string, Function>>
  readonly configure: (setting: { readonly server: string }) => void
}

/** Names of what index.uts exports, but for the four functions of handles. */
export const exported: readonly string[] = [
  ...readFileSync(inRoot('uni_modules/rtm/utssdk/index.uts'), 'utf8').matchAll(/^export function (\w+)/gm)
]
  .map(([, name]) => name!)
  .filter((name) => !['open', 'call', 'listen', 'close'].includes(name))

/** A plugin that writes down how it is called. */
export class ArPlugin {
  readonly calls: Called[] = []
  readonly functions: Readonly<Record<string, Function>> = Object.fromEntries(
    exported.map((name) => [
      name,
      (...given: unknown[]) => {
        const [options, callback] = name === 'setCallBack' ? [null, given[0]] : given
        this.calls.push({ name, options, callback: callback as Told })
      }
    ])
  )

  /** What was said by `call`, for the instance: method and arguments. */
  readonly said: [string, Fields][] = []
  readonly withCall: Readonly<Record<string, Function>> = {
    ...this.functions,
    call: (_handle, method, args) => {
      this.said.push([method as string, JSON.parse(args as string) as Fields])
    }
  }

  get last(): Called {
    return this.calls.at(-1)!
  }
  of(name: string): Called[] {
    return this.calls.filter((call) => call.name === name)
  }
}

/** The stand-in over these functions, fresh: as a page finds it that has just been opened. */
export async function standIn(functions: Readonly<Record<string, Function>>): Promise<StandIn> {
  vi.resetModules()
  vi.doMock('@/uni_modules/rtm', () => ({ call: () => {}, ...functions }))
  const found = await import('../../../sdk/ar-rtm-module.ts')
  return { module: found.default as unknown as StandIn['module'], configure: found.configure }
}
