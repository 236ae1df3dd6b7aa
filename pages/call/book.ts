// The calls of this session as rows, newest last, and which of them is on the screen. `move` is the only writer of a
// call's phase.
import { step } from './machine'
import type { PageClock } from '../shared/window/page-clock'
import type { End, Input, Phase } from './machine'

export interface Call {
  key: number
  id: string // of the invitation; '' until the engine has given one
  peer: string
  outgoing: boolean
  video: boolean
  phase: Phase
  end: End
  at: number // the time of day that is shown
  rangAt: number // from here on monotonic, 0 for not yet
  talkedAt: number
  overAt: number
  presence: string // of the other side during the call: online, unreachable, '' not known
}

export interface Book {
  calls: Call[]
  shown: number // the key of the call on the screen, 0 for none
}

export const RING_MS = 60_000 // how long the server lets it ring
const KEPT = 50
let lastKey = 0

export const emptyBook = (): Book => ({ calls: [], shown: 0 })

export const isOver = (call: Call): boolean => call.phase === 'over'

export const shownCall = ({ calls, shown }: Book): Call | null => calls.find(({ key }) => key === shown) ?? null

// At most one runs: a second one is refused as busy.
export const runningCall = ({ calls }: Book): Call | null => calls.find((call) => !isOver(call)) ?? null

export const callOf = ({ calls }: Book, peer: string, id: string, outgoing: boolean): Call | null =>
  calls.find((call) => call.id === id && call.peer === peer && call.outgoing === outgoing) ?? null

export function enter(
  book: Book,
  fields: Pick<Call, 'id' | 'peer' | 'outgoing' | 'video'>,
  { now, monotonic }: PageClock
): Call {
  const call: Call = {
    ...fields,
    key: ++lastKey,
    phase: fields.outgoing ? 'calling' : 'incoming',
    end: '',
    at: now(),
    rangAt: fields.outgoing ? 0 : monotonic(),
    talkedAt: 0,
    overAt: 0,
    presence: ''
  }
  book.calls.push(call)
  if (book.calls.length > KEPT) book.calls.splice(0, book.calls.length - KEPT)
  return book.calls[book.calls.length - 1]
}

export function drop(book: Book, call: Call): void {
  book.calls = book.calls.filter(({ key }) => key !== call.key)
}

// Says whether anything changed: what comes late or twice changes nothing.
export function move(call: Call, input: Input, now: number, reason = ''): boolean {
  const next = step(call.phase, input, reason)
  if (next === null) return false
  call.phase = next.to
  call.end = next.end
  if (next.to === 'ringing') call.rangAt = now
  if (next.to === 'talking') call.talkedAt = now
  if (next.to === 'over') call.overAt = now
  return true
}

// Seconds that it may ring yet. It may be less where the link was broken when it began.
export const secondsLeft = ({ rangAt }: Call, now: number): number =>
  Math.min(RING_MS / 1000, Math.max(0, Math.ceil((rangAt + RING_MS - now) / 1000)))

export const talkedMs = ({ talkedAt, overAt }: Call, now: number): number =>
  talkedAt === 0 ? 0 : Math.max(0, (overAt === 0 ? now : overAt) - talkedAt)

const missedEnds: readonly End[] = ['cancelled', 'expired', 'caller_gone', 'busyHere']
export const isMissed = ({ outgoing, end }: Call): boolean => !outgoing && missedEnds.includes(end)
