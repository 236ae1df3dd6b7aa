// How long an accept waits for the confirmation of the caller's engine (P-CALL-4, P-CALL-13): 5 s in which he can hear
// of it. While he is known to be away they do not run; they count from his welcome. What bounds that is fixed when he
// is first known to be away, so that a link that comes and goes makes nothing longer:
// his lease of then, and the ring time.
import type { Invitation } from '../store/invitations.ts'
import { CALL_CONFIRM_MS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

/** What the server knows of the session that sent an invitation. */
export interface Reach {
  /** It has no link, or nothing was heard of it for so long that it is unreachable (P-LIFE-3). */
  readonly away: boolean
  /** When its lease is over if nothing is heard of it from now on. */
  readonly leaseUntil: number
  /** When it is known to be away if nothing is heard of it from now on. */
  readonly reachableUntil: number
  readonly silentMs: number
}

export type Waiting = Pick<Invitation, 'ringUntil' | 'confirmUntil' | 'awayUntil'>

/** The callee has accepted. */
export function accepted({ ringUntil }: Waiting, { away, leaseUntil }: Reach, now: number): Waiting {
  return away
    ? { ringUntil, confirmUntil: 0, awayUntil: leaseUntil }
    : { ringUntil, confirmUntil: now + CALL_CONFIRM_MS, awayUntil: 0 }
}

/** The caller is back; `leaseUntil` as it was while he was away. */
export function returned(waiting: Waiting, leaseUntil: number, now: number): Waiting {
  const { ringUntil, confirmUntil } = waiting
  const awayUntil = waiting.awayUntil === 0 ? leaseUntil : waiting.awayUntil
  const isInTime = now < Math.min(ringUntil, awayUntil)
  return {
    ringUntil,
    awayUntil,
    confirmUntil: isInTime ? Math.max(confirmUntil, Math.min(now + CALL_CONFIRM_MS, ringUntil)) : confirmUntil
  }
}

/** The time is over, as far as one knew: what is known now. */
export function lookedAt(waiting: Waiting, { away, leaseUntil }: Reach): Waiting {
  return away && waiting.awayUntil === 0 ? { ...waiting, awayUntil: leaseUntil } : waiting
}

/** When it is over, or has to be looked at again. */
export function waitsUntil(
  { ringUntil, confirmUntil, awayUntil }: Waiting,
  { away, reachableUntil, silentMs }: Reach
): number {
  if (away) return Math.max(confirmUntil, Math.min(ringUntil, awayUntil))
  // an engine that is there pings meanwhile
  return silentMs < CALL_CONFIRM_MS ? confirmUntil : Math.max(confirmUntil, reachableUntil)
}

/** It is over because the caller has not come back in his lease, and not because he has not confirmed. */
export function isLapsed({ ringUntil, awayUntil }: Waiting, { away }: Reach, now: number): boolean {
  return away && awayUntil > 0 && awayUntil <= now && awayUntil <= ringUntil
}
