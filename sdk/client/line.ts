// The engine behind its four functions: calls as promises, events as objects, sends whose outcome comes late.
import { encoded } from './arguments.ts'
import { ALL } from '../engine/context.ts'
import { RtmError } from '../api/error.ts'
import type { Refusal } from '../api/error.ts'
import type { Heard } from './hub.ts'
import type { RtmEngine } from '../engine/engine.ts'
import type { RtmLateOutcome } from '../api/results.ts'

/** An answer or an event of the engine, as it came. */
export type Row = Record<string, unknown>

let opened = 0
// Bundles of one app, each with its own count, may live over one native engine, which may outlive them all.
const bundle = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`

export class Line {
  private readonly handle = `rtm-${bundle}-${++opened}`
  private readonly late = new Map<number, (outcome: RtmLateOutcome) => void>()
  private closed = false

  constructor(
    private readonly engine: RtmEngine,
    appId: string,
    server: string,
    private readonly onEvent: (event: Row, heard?: Heard) => void
  ) {
    engine.open(this.handle, JSON.stringify({ app: appId, server, confirm: 1 }), () => {})
    // An answer reaches the one who awaits it a moment after it came; events wait as long, so that the order stays that
    // of the engine.
    engine.listen(this.handle, (text) => {
      void Promise.resolve().then(() => {
        this.told(JSON.parse(text) as Row)
      })
    })
  }

  /**
   * `call` is the method's name in the interface, `verb` the engine's;
   * `options` are the arguments that may be left out.
   */
  ask<T>(call: string, verb: string, args: Row, read: (answer: Row) => T, options?: object): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new RtmError(call, { why: 'destroyed', message: 'this client was destroyed' }))
        return
      }
      this.engine.call(this.handle, verb, encoded(call, args, options), (text) => {
        const answer = JSON.parse(text) as Row
        if (answer['ok'] === 1) resolve(read(answer))
        else reject(this.failure(call, answer))
      })
    })
  }

  /** Its page has had what the engine has told: up to this number, or all until the answer to the next call. */
  handled(n = ALL): void {
    this.engine.call(this.handle, 'handled', JSON.stringify({ n }), () => {})
  }

  close(): Promise<void> {
    if (this.closed) return Promise.resolve()
    this.closed = true
    return new Promise((resolve) => {
      this.engine.close(this.handle, () => {
        this.settleAll()
        resolve()
      })
    })
  }

  /** The session is over: what is open stays unknown. */
  settleAll(): void {
    for (const settle of this.late.values()) settle('unknown')
    this.late.clear()
  }

  after(ms: number, task: () => void): () => void {
    if (this.engine.after !== undefined) return this.engine.after(ms, task)
    const timer = setTimeout(task, ms)
    return () => {
      clearTimeout(timer)
    }
  }

  private told(event: Row): void {
    const { n, confirm } = event as { n: number; confirm?: number }
    if (event['event'] === 'outcome') {
      this.late.get(n)?.(event['outcome'] as RtmLateOutcome)
      this.late.delete(n)
    } else if (!this.closed)
      this.onEvent(
        event,
        confirm === undefined
          ? confirm
          : () => {
              this.handled(confirm)
            }
      )
  }

  private failure(call: string, answer: Row): RtmError {
    const outcome = answer['outcome']
    if (answer['why'] !== 'timeout' || outcome === undefined) return new RtmError(call, answer as Refusal)
    if (outcome !== 'open') return new RtmError(call, answer as Refusal, Promise.resolve(outcome as RtmLateOutcome))
    return new RtmError(
      call,
      answer as Refusal,
      new Promise((resolve) => {
        this.late.set(answer['n'] as number, resolve)
      })
    )
  }
}
