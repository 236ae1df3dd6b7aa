// What one side shows in its list: messages it sent with what became of them, messages it got, and the places where
// some are missing.
import { pageClock } from '../shared/window/page-clock'
import type { Outcome } from '../shared/language/outcome-words'
import type { Answer, ClientEvent } from './handles'

export interface Message {
  key: number
  kind: 'sent' | 'got' | 'gap'
  channel: string // '' for a message from user to user
  who: string // the sender of what was got, the receiver of what was sent to a user
  text: string
  at: number // monotonic
  outcome: Outcome
  refusal: Answer | null
  late: boolean // the outcome came after the caller had been told that there is none yet
  n: number // number of the send, by which a late outcome finds it
  delay: number // seconds between the server's taking and the arrival here; 0 when there was no wait worth telling
  redelivered: boolean
  missed: number | null // of a gap; null when the server cannot know
  reason: string
}

const KEPT = 1000
const REPLAY_MS = 1500
let lastKey = 0

function message(kind: Message['kind'], fields: Partial<Message>): Message {
  return {
    key: ++lastKey,
    kind,
    channel: '',
    who: '',
    text: '',
    at: pageClock.monotonic(),
    outcome: 'waiting',
    refusal: null,
    late: false,
    n: 0,
    delay: 0,
    redelivered: false,
    missed: 0,
    reason: '',
    ...fields
  }
}

export const sentMessage = (channel: string, who: string, text: string): Message =>
  message('sent', { channel, who, text })

// A record does not say whether it was replayed, so the page goes by the clock: taken before this side was back, or
// long ago.
export function gotMessage(event: ClientEvent, backAt: number): Message {
  const taken = event.time ?? 0
  const waited = pageClock.now() - taken
  return message('got', {
    channel: event.channel ?? '',
    who: event.from ?? '',
    text: event.text ?? '',
    redelivered: event.redelivered === 1,
    delay: waited > REPLAY_MS || taken < backAt ? Math.max(1, Math.round(waited / 1000)) : 0
  })
}

export const gapMessage = (event: ClientEvent): Message =>
  message('gap', {
    channel: event.channel ?? '',
    who: event.peer ?? '',
    missed: (event.missed ?? -1) < 0 ? null : event.missed,
    reason: event.reason ?? ''
  })

export function settle(item: Message, answer: Answer): void {
  item.n = answer.n ?? 0
  if (answer.outcome !== undefined) item.outcome = answer.outcome as Outcome
  else item.outcome = answer.why === 'offline' ? 'offline' : 'refused'
  if (item.outcome === 'refused') item.refusal = answer
}

export function settleLate(list: readonly Message[], event: ClientEvent): Message | null {
  const item = list.find((one) => one.outcome === 'open' && one.n === event.n)
  if (item === undefined) return null
  item.outcome = event.outcome as Outcome
  item.late = true
  return item
}

export function keep(list: Message[], item: Message): void {
  list.push(item)
  if (list.length > KEPT) list.splice(0, list.length - KEPT)
}
