// A call as a small machine: in which phase it is, what can happen, and what it is then. What has no row here changes
// nothing.
import type { RtmInvitationEvent } from '@/uni_modules/rtm/js_sdk/index.js'

// calling: invited, his device has not got it yet. ringing: it has. incoming: it rings here. answering: accepted here,
// not confirmed by the caller yet.
export type Phase = 'calling' | 'ringing' | 'incoming' | 'answering' | 'talking' | 'over'

export type Input =
  | 'rings'
  | 'accepted'
  | 'refused'
  | 'busy'
  | 'cancelled'
  | 'failed'
  | 'elsewhere' // told of the invitation
  | 'accept'
  | 'refuse'
  | 'cancel'
  | 'hangUp' // pressed here
  | 'peerHungUp'
  | 'peerGone'
  | 'loggedOut'

const told: Record<RtmInvitationEvent['state'], Input> = {
  ringing: 'rings',
  accepted: 'accepted',
  refused: 'refused',
  cancelled: 'cancelled',
  failed: 'failed',
  answeredElsewhere: 'elsewhere'
}

/** What an event of the client means. */
export const inputOf = ({ state, reason }: Pick<RtmInvitationEvent, 'state' | 'reason'>): Input =>
  state === 'refused' && reason === 'busy' ? 'busy' : told[state]

// How a call ended; …Here: by this side. Of a failed one it is the reason that the server gives: offline, silent,
// expired and so on.
export type End = string

export interface Row {
  readonly from: readonly Phase[]
  readonly input: Input
  readonly to: Phase
  readonly end?: End // left out where the reason of the event says it
}

const outgoing: readonly Phase[] = ['calling', 'ringing']
const offered: readonly Phase[] = ['incoming', 'answering']
const running: readonly Phase[] = [...outgoing, ...offered, 'talking']

export const rows: readonly Row[] = [
  { from: ['calling'], input: 'rings', to: 'ringing' },
  { from: ['incoming'], input: 'accept', to: 'answering' },
  { from: [...outgoing, 'answering'], input: 'accepted', to: 'talking' },

  { from: outgoing, input: 'refused', to: 'over', end: 'refused' },
  { from: outgoing, input: 'busy', to: 'over', end: 'busy' },
  { from: outgoing, input: 'cancel', to: 'over', end: 'cancelledHere' },
  { from: outgoing, input: 'cancelled', to: 'over', end: 'cancelledHere' },
  { from: offered, input: 'cancelled', to: 'over', end: 'cancelled' },
  { from: ['incoming'], input: 'refuse', to: 'over', end: 'refusedHere' },
  { from: ['incoming'], input: 'busy', to: 'over', end: 'busyHere' },
  { from: offered, input: 'elsewhere', to: 'over', end: 'elsewhere' },
  { from: [...outgoing, ...offered], input: 'failed', to: 'over' },

  { from: ['answering', 'talking'], input: 'hangUp', to: 'over', end: 'hungUpHere' },
  { from: ['talking'], input: 'peerHungUp', to: 'over', end: 'hungUp' },
  { from: ['talking'], input: 'peerGone', to: 'over', end: 'lost' },
  { from: running, input: 'loggedOut', to: 'over', end: 'loggedOut' }
]

export interface Step {
  to: Phase
  end: End
}

export function step(phase: Phase, input: Input, reason = ''): Step | null {
  const row = rows.find(({ from, input: what }) => what === input && from.includes(phase))
  return row === undefined ? null : { to: row.to, end: row.end ?? reason }
}
