// Listeners of a client or a channel, by event. What is about messages waits for its first listener, so that nothing is
// lost between a login and the line that listens.
import { RtmError } from '../api/error.ts'
import type { RtmSubscription } from '../api/events.ts'

type Listener = (payload: never) => void
/** Called when a listener has had the event, or was told that it is missing; never when its login ended before. */
export type Heard = () => void
interface Waiting {
  readonly payload: unknown // undefined: nothing to tell, it waits its turn
  readonly heard: Heard
}
interface Row {
  readonly subscription: RtmSubscription
  readonly listener: Listener
}

const MAX_WAITING = 1000
const nothing = (): void => {}

const wrong = (name: string): RtmError => new RtmError('on', { why: 'invalid', message: `${name} is not valid` })

export class Hub<Events extends { message: unknown; missed: unknown }> {
  private rows: Row[] = []
  private lastId = 0
  private dropped = 0 // messages that waited too long
  private telling: Heard = nothing // what is being told just now
  private readonly waiting = new Map<keyof Events, Waiting[]>()

  /**
   * `events`: all there are, and whether they wait; `unheard`: what is told of so many messages that waited too long.
   */
  constructor(
    private readonly events: Readonly<Record<keyof Events, boolean>>,
    private readonly unheard: (count: number) => Events['missed']
  ) {
    for (const event in events) if (events[event]) this.waiting.set(event, [])
  }

  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): RtmSubscription {
    if (!Object.keys(this.events).includes(event as string)) throw wrong('event')
    if (typeof listener !== 'function') throw wrong('listener')
    const subscription = Object.freeze({ event: String(event), id: ++this.lastId })
    this.rows.push({ subscription, listener: listener as Listener })
    const waited = this.waiting.get(event)
    if (waited !== undefined) {
      // In a later turn, as every event: the caller has not got its subscription yet. What comes until then waits
      // behind it.
      void Promise.resolve().then(() => {
        this.waiting.delete(event)
        for (const { payload, heard } of waited.splice(0)) this.emit(event, payload as Events[E], heard)
      })
    }
    if (event === 'message' && this.dropped > 0) {
      this.emit('missed', this.unheard(this.dropped))
      this.dropped = 0
    }
    return subscription
  }

  off(subscription: RtmSubscription): void {
    this.rows = this.rows.filter((row) => row.subscription !== subscription)
  }

  offAll(event?: keyof Events): void {
    this.rows = event === undefined ? [] : this.rows.filter((row) => row.subscription.event !== event)
  }

  emit<E extends keyof Events>(event: E, payload: Events[E] | undefined, heard: Heard = nothing): void {
    const waiting = this.waiting.get(event)
    if (waiting !== undefined && (payload !== undefined || waiting.length > 0)) {
      waiting.push({ payload, heard })
      if (waiting.length > MAX_WAITING) {
        const oldest = waiting.shift()!
        oldest.heard()
        if (event === 'message' && oldest.payload !== undefined) this.dropped++
      }
      return
    }
    this.telling = heard
    // A listener may end itself, others, or the client.
    for (const row of this.rows) {
      if (row.subscription.event === event && payload !== undefined && this.rows.includes(row))
        guarded(row.listener as (payload: Events[E]) => void, payload)
    }
    this.telling = nothing
    heard()
  }

  isHeard(): boolean {
    return this.rows.length > 0
  }

  /**
   * The app ends its login, perhaps from within a listener: that one has had its event. Gives back whether messages
   * that are still to come have a listener.
   */
  finish(): boolean {
    this.telling()
    return this.rows.some(({ subscription }) => subscription.event === 'message')
  }

  /** What waits was for a login that is over. */
  forget(): void {
    for (const waiting of this.waiting.values()) waiting.length = 0
    this.dropped = 0
  }

  /** Nothing is told from here on: its line is closed. */
  close(): void {
    this.finish()
    this.offAll()
    this.forget()
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
