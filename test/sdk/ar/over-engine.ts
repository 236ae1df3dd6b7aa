// The functions of AR-RtmModule, and the stand-in for it, over the engine itself: every function of index.uts as
// index.uts has it, taken from its text.
import { readFileSync } from 'node:fs'
import type { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { inRoot } from '../../../tools/lib/paths.mjs'
import { exported, standIn, type StandIn } from './plugin.ts'

type Function = (...given: unknown[]) => unknown
const source = readFileSync(inRoot('uni_modules/rtm/utssdk/index.uts'), 'utf8')

/** What `entry.ar.a.b(options, callback)` of an exported function comes to. */
function bodyOf(name: string, entry: Entry): Function {
  const found = new RegExp(
    `^export function ${name}\\([^{]*\\{\\s*entry\\.run\\(\\(\\) => \\{\\s*entry\\.ar\\.([\\w.]+)\\((.*)\\)\\s*\\}\\)$`,
    'm'
  ).exec(source)
  if (found === null) throw new Error(`index.uts has no ${name} that can be read`)
  const path = found[1]!.split('.')
  const method = path.pop()!
  const takesCallbackOnly = found[2] === 'callback'
  return (options, callback) => {
    entry.run(() => {
      const owner = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], entry.ar) as Record<
        string,
        Function
      >
      owner[method]!(...(takesCallbackOnly ? [callback] : [options, callback]))
    })
  }
}

/** What pages import: the functions of AR-RtmModule, and `call` for the stand-in. */
export const functionsOver = (entry: Entry): Readonly<Record<string, Function>> => ({
  ...Object.fromEntries(exported.filter((name) => name !== 'setCallBack').map((name) => [name, bodyOf(name, entry)])),
  setCallBack: (callback) => {
    entry.run(() => {
      entry.ar.setCallBack(callback as (event: unknown) => void)
    })
  },
  call: (handle, method, args, done) => {
    entry.call(handle as string, method as string, args as string, done as () => void)
  }
})

export async function standInOver(entry: Entry): Promise<StandIn & { memory: Record<string, unknown> }> {
  return { ...(await standIn(functionsOver(entry))), memory: (await import('../../../sdk/ar/memory.ts')).memory }
}
