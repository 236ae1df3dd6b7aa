// Listeners of a client or a channel, by event. What is about messages waits for its first listener, so that nothing is lost between a login and the line that listens.
import type { RtmSubscription } from './events.ts'

type Listener = (payload: never) => void
interface Row {
  readonly subscription: RtmSubscription
  readonly listener: Listener
}

const WAITING_MOST = 1000

export class Hub<Events extends object> {
  private rows: Row[] = []
  private lastId = 0
  private open = true
  private readonly waiting = new Map<keyof Events, unknown[]>()

  /** `kept`: the events that wait; `onDropped`: one of them waited too long. */
  constructor(kept: Array<keyof Events>, private readonly onDropped: (event: keyof Events, payload: unknown) => void) {
    for (const event of kept) this.waiting.set(event, [])
  }

  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): RtmSubscription {
    const subscription = Object.freeze({ event: String(event), id: ++this.lastId })
    this.rows.push({ subscription, listener: listener as Listener })
    const waited = this.waiting.get(event)
    if (waited !== undefined) {
      this.waiting.delete(event)
      // In a later turn, as every event: the caller has not got its subscription yet.
      if (waited.length > 0) void Promise.resolve().then(() => { for (const payload of waited) this.emit(event, payload as Events[E]) })
    }
    return subscription
  }

  off(subscription: RtmSubscription): void {
    this.rows = this.rows.filter((row) => row.subscription.id !== subscription.id || row.subscription.event !== subscription.event)
  }

  offAll(event?: keyof Events): void {
    this.rows = event === undefined ? [] : this.rows.filter((row) => row.subscription.event !== event)
  }

  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    if (!this.open) return
    const waiting = this.waiting.get(event)
    if (waiting !== undefined) {
      waiting.push(payload)
      if (waiting.length > WAITING_MOST) this.onDropped(event, waiting.shift())
      return
    }
    // A listener may end itself, others, or the client.
    for (const row of this.rows) {
      if (row.subscription.event === event && this.open && this.rows.includes(row)) guarded(row.listener as (payload: Events[E]) => void, payload)
    }
  }

  /** Nothing is told from here on. */
  close(): void {
    this.open = false
    this.rows = []
    this.waiting.clear()
  }
}

// A fault in one listener must not keep the event from the others.
function guarded<T>(listener: (payload: T) => void, payload: T): void {
  try {
    listener(payload)
  } catch (fault) {
    console.error('rtm: a listener failed', fault)
  }
}
