// What may happen to a call invitation, as rows of data (docs/lifecycle.md section 7 shows the same). Exactly one row
// fits a state, an input and the facts; the first command that decides wins, because all of one caller's invitations
// pass one lane (P-CALL-3).
import { CALL_RING_MS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { isEnded, type Invitation, type InvitationState } from '../store/invitations.ts'
import type { RefusalWord } from '../wire/refusal.ts'

/**
 * `due`: the time that the state waits is over. `gone`: the session that sent it has logged out,
 * or was replaced or kicked.
 */
export type Input = 'ring' | 'accept' | 'refuse' | 'cancel' | 'confirm' | 'due' | 'gone'

/** What a row may ask for beside the state. */
export interface Facts {
  /** The callee had a lease since it was sent. */
  readonly met: boolean
  /** The caller's session that sent it has a lease. */
  readonly here: boolean
  /** The callee is busy, on his last device that still rings. */
  readonly busy: boolean
  /** The caller is away, and has not come back in the lease that he had when that was first known. */
  readonly lapsed: boolean
}

export type Guard = '' | keyof Facts | `not ${keyof Facts}`

export interface Row {
  readonly from: InvitationState
  readonly input: Input
  readonly guard: Guard
  readonly to: InvitationState
  readonly why: string
}

const row = (from: InvitationState, input: Input, guard: Guard, to: InvitationState, why = ''): Row => ({
  from,
  input,
  guard,
  to,
  why
})

export const rows: readonly Row[] = [
  row('sent', 'ring', '', 'ringing'),
  row('sent', 'cancel', '', 'cancelled'),
  row('sent', 'due', 'met', 'failed', 'silent'),
  row('sent', 'due', 'not met', 'failed', 'offline'),
  row('sent', 'gone', '', 'failed', 'caller_gone'),
  row('ringing', 'accept', 'here', 'answering'),
  row('ringing', 'accept', 'not here', 'failed', 'caller_away'),
  row('ringing', 'refuse', 'not busy', 'refused'),
  row('ringing', 'refuse', 'busy', 'refused', 'busy'),
  row('ringing', 'cancel', '', 'cancelled'),
  row('ringing', 'due', '', 'failed', 'expired'),
  row('ringing', 'gone', '', 'failed', 'caller_gone'),
  row('answering', 'confirm', '', 'accepted'),
  row('answering', 'cancel', '', 'cancelled'),
  row('answering', 'due', 'not lapsed', 'failed', 'unconfirmed'),
  row('answering', 'due', 'lapsed', 'failed', 'caller_away'),
  row('answering', 'gone', '', 'failed', 'caller_gone')
]

function fits(guard: Guard, facts: Facts): boolean {
  if (guard === '') return true
  return guard.startsWith('not ') ? !facts[guard.slice(4) as keyof Facts] : facts[guard as keyof Facts]
}

/** null: nothing happens. */
export function step(from: InvitationState, input: Input, facts: Facts): Row | null {
  return rows.find((one) => one.from === from && one.input === input && fits(one.guard, facts)) ?? null
}

/** How long it rings, from when on (P-CALL-4). */
export function ringUntil({ sentAt }: Invitation, now: number, ringFrom: 'ack' | 'sent'): number {
  return (ringFrom === 'sent' ? sentAt : now) + CALL_RING_MS
}

/** The word for who asks for something that cannot happen any more; null when he asks for what he did already. */
export function lateWord(invitation: Invitation, input: Input, login: string): RefusalWord | null {
  const { state, by } = invitation
  if (input === 'ring') return null
  if (input === 'cancel' && state === 'cancelled') return null
  if (input === 'confirm' && state === 'accepted') return null
  if (input === 'accept' && (state === 'answering' || state === 'accepted') && by === login) return null
  if (input === 'refuse' && state === 'refused' && by === login) return null
  return state === 'accepted' || (state === 'answering' && !isEnded(invitation))
    ? 'invitation_accepted'
    : 'invitation_ended'
}
