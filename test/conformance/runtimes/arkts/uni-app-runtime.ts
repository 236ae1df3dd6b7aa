// A stand-in for DCloud's runtime on HarmonyOS, as far as the generated ArkTS uses it. Its behaviour is our assumption:
// the real one is on no registry.

/** Objects of JSON, at every depth. */
export class UTSJSONObject {
  [key: string]: unknown
  constructor(from: object = {}) {
    for (const [key, value] of Object.entries(from)) this[key] = value
  }
}

const dressed = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof UTSJSONObject)
    ? new UTSJSONObject(value)
    : value

export const UTS = {
  JSON: {
    parse: (text: string): unknown => JSON.parse(text, dressed) as unknown,
    stringify: (value: unknown): string => JSON.stringify(value)
  },
  console: {
    error: (...values: unknown[]): void => {
      console.error(...values)
    },
    warn: (...values: unknown[]): void => {
      console.error(...values)
    },
    log: (...values: unknown[]): void => {
      console.error(...values)
    }
  },
  arrayShift: <T>(list: T[]): T | null => list.shift() ?? null,
  mapGet: <K, V>(map: Map<K, V>, key: K): V | null => map.get(key) ?? null
}

interface StateCallback {
  onApplicationForeground(): void
  onApplicationBackground(): void
}
export const watchers: StateCallback[] = []

export const UTSHarmony = {
  getUIAbilityContext: () => ({
    getApplicationContext: () => ({
      on: (_what: 'applicationStateChange', callback: StateCallback): void => {
        watchers.push(callback)
      }
    })
  })
}
