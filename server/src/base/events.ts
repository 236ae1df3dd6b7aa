// What happened, told by the nouns as plain data to whoever asked. Nobody does by default: who tells asks first
// (`events.memberLeft?.(…)`), so that what nobody wants to hear is not even made.
import { faultFields } from './faults.ts'
import type { Log } from './log.ts'

interface Of {
  readonly app: string
}

interface OfUser extends Of {
  readonly user: string
}

interface OfSession extends OfUser {
  readonly session: string
}

interface OfChannel extends Of {
  readonly channel: string
}

export interface TakenMessage {
  readonly id: string
  readonly from: string
  /** Absent: a user. */
  readonly kind?: string
  readonly ts: number
  readonly flags: number
  /** The text of one JSON string: not for the log. */
  readonly text: string
}

export interface EventMap {
  /** A link has its welcome: of a new session, or of one that goes on (P-WELCOME-1). */
  readonly welcomed: OfSession & {
    readonly resumed: 'full' | 'rejoined' | 'fresh'
    readonly why: 'login' | 'resume' | 'expired' | 'unknown'
  }
  /** Nobody comes in. `app` and `user` are what was asked for, as far as that could be read: '' otherwise. */
  readonly loginRefused: OfUser & { readonly code: number; readonly why: string; readonly address: string }
  readonly sessionEnded: OfSession & { readonly why: 'left' | 'lost' | 'kicked' | 'closed' | 'replaced' }
  /** The user came, cannot be reached for a moment, or went, with all their sessions. */
  readonly presenceChanged: OfUser & { readonly state: 'online' | 'unreachable' | 'offline' }
  /** The first member came on this node, or the last one went. */
  readonly channelBegan: OfChannel
  readonly channelEnded: OfChannel
  readonly memberJoined: OfChannel & { readonly user: string }
  readonly memberLeft: OfChannel & { readonly user: string; readonly why: 'left' | 'lost' | 'kicked' | 'closed' }
  /** It has a place now: in a channel, in an inbox, or in the mail of a user who is not there. */
  readonly messageTaken: Of & {
    readonly to: { readonly channel: string } | { readonly user: string }
    readonly offset: number
    readonly message: TakenMessage
  }
  /** What became of a send, as its sender hears it. */
  readonly outcome: {
    readonly session: string
    readonly n: number
    readonly outcome: string
    readonly id: string
    readonly why: string
  }
  /** The whole invitation, as both sides are shown it. */
  readonly invitationChanged: Of & {
    readonly caller: string
    readonly callee: string
    readonly id: string
    readonly state: string
    readonly why: string
    readonly version: number
  }
  /** A request, or a message, was refused (section 10 of the protocol). */
  readonly refused: OfSession & { readonly request: string; readonly why: string }
}

export type EventName = keyof EventMap
export type Listener<N extends EventName> = (event: EventMap[N]) => void

/** null: nobody listens. */
export type Told = { readonly [N in EventName]: Listener<N> | null }

export interface Events extends Told {
  /** From now on. Answers how it ends. A listener that throws is logged, and nobody else notices. */
  on<N extends EventName>(name: N, listener: Listener<N>): () => void
}

const NAMES: Readonly<Record<EventName, true>> = {
  welcomed: true,
  loginRefused: true,
  sessionEnded: true,
  presenceChanged: true,
  channelBegan: true,
  channelEnded: true,
  memberJoined: true,
  memberLeft: true,
  messageTaken: true,
  outcome: true,
  invitationChanged: true,
  refused: true
}

type Mutable = { -readonly [N in EventName]: Listener<N> | null }

export function eventsOf(log: Log): Events {
  const told = Object.fromEntries(Object.keys(NAMES).map((name) => [name, null])) as unknown as Mutable
  const listeners = new Map<EventName, Set<Listener<never>>>()

  function tell<N extends EventName>(name: N, event: EventMap[N]): void {
    for (const listener of [...listeners.get(name)!]) {
      try {
        ;(listener as Listener<N>)(event)
      } catch (fault) {
        log.error('fault', { where: `listener of ${name}`, ...faultFields(fault) })
      }
    }
  }

  function on<N extends EventName>(name: N, listener: Listener<N>): () => void {
    const all = listeners.get(name) ?? new Set()
    listeners.set(name, all.add(listener))
    const port = told as Record<EventName, unknown>
    port[name] = (event: EventMap[N]) => {
      tell(name, event)
    }
    return () => {
      all.delete(listener)
      if (all.size === 0) port[name] = null
    }
  }

  return Object.assign(told, { on })
}
