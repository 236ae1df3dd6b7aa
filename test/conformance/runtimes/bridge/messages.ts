// What the page side of the bridge and a native process say to each other: one JSON object a line. A call is what the
// uni-app runtime hands to the native module `UTS-Proxy`, unchanged but for `call`, and what comes back is what that
// module gives to the runtime. Known of Android, assumed of iOS: docs/conformance.md.
import type { Command, Stats } from '../../protocol.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/**
 * Where the function is and what the page passed. A function of the page is its id, a number; an undefined argument is
 * null, an undefined field is not there. `moduleName`, `moduleType` and `nested` come along and are read by nobody
 * here.
 */
export interface BridgeCall {
  /** Android: `uts.sdk.modules.rtm`. iOS: empty. */
  readonly package: string
  /** Android: `IndexKt`. iOS: `UTSSDKModulesRtmIndexSwift`. */
  readonly class: string
  /** Android: `loginByJs`. iOS: `s_loginByJs`. */
  readonly name: string
  readonly type: 'method'
  /** The parameters as written in the plugin; `default` is `UTSNull` where null is allowed. */
  readonly method: readonly { readonly name: string; readonly type: string; readonly default?: string }[]
  /** Whether a callback may be called more than once. The native side gives the same object for the same id then. */
  readonly keepAlive: boolean
  readonly params: readonly unknown[]
}

/**
 * To the native process. `call` counts up from 1. Side commands are those of the suite, and `rest`: answered when all
 * that was begun is done.
 */
export type ToNative =
  | { readonly call: number; readonly args: BridgeCall }
  | Exclude<Command, { do: 'call' }>
  | { readonly id: number; readonly do: 'rest' }

/** One use of a function of the page. `name` is empty for a function that is a parameter itself. */
export interface CallbackMessage {
  readonly type: 'params'
  readonly id: number
  readonly name: string
  readonly keepAlive: true
  readonly params: readonly unknown[]
}

/** The end of a call. A function that returns nothing gives `params: {}`; a failure has `errMsg` and no `params`. */
export interface ReturnMessage {
  readonly type: 'return'
  readonly params?: unknown
  readonly errMsg?: string
}

/**
 * From the native process. Callbacks of a call may come before and after its return, in the order in which they were
 * made.
 */
export type FromNative =
  | { readonly call: number; readonly message: CallbackMessage | ReturnMessage }
  | { readonly id: number; readonly done: 1; readonly stats?: Stats }
  | { readonly fault: string }

export type SideCommand = Without<Exclude<ToNative, { call: number }>, 'id'>
