// What this page and the test host (npm start -- --conformance) say to each other: one JSON object a message. The
// scenarios and their judge are over there; the page calls the plugin as it is told and tells what came back.

/** To the page: what to do now. Answered with `done` and the same id. */
export interface Command {
  readonly id: number
  readonly do: string
  readonly name?: string
  readonly options?: Readonly<Record<string, unknown>> | null
  /** Of a function for handles. */
  readonly args?: readonly string[]
}

/** From the page. `result`, `event` and `heard` come whenever the plugin calls back. */
export type Report =
  | { readonly id: number; readonly done: 1 }
  | { readonly id: number; readonly result: Readonly<Record<string, unknown>> }
  | { readonly event: Readonly<Record<string, unknown>> }
  | { readonly handle: string; readonly heard: Readonly<Record<string, unknown>> }
  | { readonly fault: string }

/**
 * From the page, once: begin. `server` is the address of the host as this device reaches it; `only` are numbers of
 * scenarios, none for all.
 */
export interface Start {
  readonly start: 1
  readonly server: string
  readonly only: readonly number[]
}

export interface Planned {
  readonly number: number
  readonly name: string
  /** Why it is not played here, or nothing. */
  readonly why: string
}

/** To the page: how far the run is. */
export type News =
  | { readonly plan: readonly Planned[] }
  | { readonly playing: number }
  | { readonly verdict: number; readonly ok: 0 | 1; readonly reason: string; readonly ms: number }
  | { readonly over: 1; readonly ms: number }
  | { readonly refused: string }
