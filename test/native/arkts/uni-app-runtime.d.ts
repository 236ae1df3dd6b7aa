// DCloud's runtime on HarmonyOS as far as the generated ArkTS asks for it: no package declares it, so this is our
// assumption. The timers are those of OpenHarmony's own declarations, which stand in a module although every file sees
// them.
import type { common } from '@kit.AbilityKit'
import type { clearTimeout as clear, setTimeout as set } from '@internal/full/global'

export declare class UTSJSONObject {
  constructor(fields?: Object)
  [key: string]: any
}
export declare class UTS {
  static readonly JSON: { parse(text: string): any; stringify(value: Object): string }
  static readonly console: { error(...values: any[]): void; warn(...values: any[]): void; log(...values: any[]): void }
  static arrayShift<T>(list: T[]): T | null
  static mapGet<K, V>(map: Map<K, V>, key: K): V | null
}
export declare class UTSHarmony {
  static getUIAbilityContext(): common.Context | null
}
/** Vue's, which the compiler imports for every method of this name (uni-app x). */
export declare function watch(...of: any[]): void

declare global {
  const setTimeout: typeof set
  const clearTimeout: typeof clear
}
