// What a run and a runtime say to each other: one JSON object a line. The runtime is the plugin as it is on one
// platform, with its own links on a real socket and a clock that stands still until told.

export type Options = Readonly<Record<string, unknown>> | null
export type HandleFunction = 'open' | 'call' | 'listen' | 'close'
export type Around = 'foreground' | 'background' | 'network' | 'no network'

/**
 * To a runtime. Every line is answered with `done` and the same id, when what it asks for has begun. Whoever answers
 * `advance` with what it counts saves everybody a question for each step of time.
 */
export type Command =
  | { readonly id: number; readonly do: 'call'; readonly name: string; readonly options: Options }
  | { readonly id: number; readonly do: 'handle'; readonly name: HandleFunction; readonly args: readonly string[] }
  | { readonly id: number; readonly do: 'advance'; readonly ms: number }
  | { readonly id: number; readonly do: 'around'; readonly what: Around }
  /** Its wall clock is set by so much; below 0: back. */
  | { readonly id: number; readonly do: 'jump'; readonly ms: number }
  /** The device sleeps: timers count none of it, the clocks what they count on this platform. */
  | { readonly id: number; readonly do: 'sleep'; readonly ms: number }
  /**
   * The process is stopped: all clocks go on and nothing of it runs. What was due is late, and runs with the next
   * `advance`.
   */
  | { readonly id: number; readonly do: 'stall'; readonly ms: number }
  | { readonly id: number; readonly do: 'stats' }

export interface Stats {
  /** Links that are neither open nor at their end. */
  readonly opening: number
  readonly open: number
  /** Texts of the open links. */
  readonly sent: number
  readonly heard: number
  /** Links and sockets whose end the platform has not told yet, closed ones among them. */
  readonly alive: number
  /** Timers that wait. */
  readonly timers: number
}

/**
 * From a runtime. `result`, `event` and `heard` come whenever the page would be called; what a handle says is JSON text
 * there, and here what it holds.
 */
export type Report =
  | { readonly id: number; readonly done: 1; readonly stats?: Stats }
  | { readonly id: number; readonly result: Readonly<Record<string, unknown>> }
  | { readonly event: Readonly<Record<string, unknown>> }
  | { readonly handle: string; readonly heard: Readonly<Record<string, unknown>> }
  | { readonly fault: string }
