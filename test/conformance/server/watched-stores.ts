// Stores of the server whose methods can be told to fail.
import type { Stores } from '../../../server/src/app/node.ts'

/** The same stores; `called` hears the name of every method, and may throw. */
export function watched(stores: Stores, called: (method: string) => void): Stores {
  const watch = (noun: string, store: object): object =>
    new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        const call = (args: unknown[]): unknown => {
          called(`${noun}.${String(name)}`)
          return Reflect.apply(value, target, args) as unknown
        }
        // pieces are walked, not awaited
        return name === 'dump' ? (...args: unknown[]) => call(args) : async (...args: unknown[]) => call(args)
      }
    })
  return Object.fromEntries(
    Object.entries(stores).map(([noun, store]) => [noun, watch(noun, store as object)])
  ) as unknown as Stores
}
