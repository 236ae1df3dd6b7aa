// A whole view of an invitation, the same for both sides and all of their sessions (P-CALL-5).
import type { Invitation } from '../store/invitations.ts'

export function viewFrame({
  id,
  caller,
  callee,
  channel,
  content,
  version,
  state,
  response,
  why,
  by,
  dueAt
}: Invitation): string {
  const ends = dueAt > 0 ? { ends: dueAt } : {} // P-CALL-15
  return JSON.stringify({
    t: 'call',
    i: id,
    from: caller,
    to: callee,
    ch: channel,
    content,
    v: version,
    state,
    response,
    why,
    by,
    ...ends
  })
}

/** For a session that takes one for running which this server does not know (P-CALL-8). */
export function unknownFrame(id: string, caller: string): string {
  return JSON.stringify({
    t: 'call',
    i: id,
    from: caller,
    to: '',
    ch: '',
    content: '',
    v: 0,
    state: 'unknown',
    response: '',
    why: 'unknown',
    by: ''
  })
}
