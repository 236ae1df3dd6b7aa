// What `send` and `pub` share: the number that rises within the session, and its first outcome for every repeat (P-SEND-1, P-SEND-2).
import { isCount, flagOr, payloadOf } from '../wire/fields.ts'
import type { Link } from '../link/link.ts'
import type { Frame } from '../wire/parse.ts'
import type { RecordDraft } from '../wire/records.ts'
import { invalid, Refusal } from '../wire/refusal.ts'
import * as replies from '../wire/replies.ts'
import type { Session } from '../user/session.ts'
import type { Outcome } from '../store/sessions.ts'
import { settle } from '../user/settle.ts'

const HISTORY = 1

/** Runs `take` for a number that is new; answers every other one with what is known of it. */
export async function message(link: Link, session: Session, frame: Frame, take: (n: number) => Promise<void>): Promise<void> {
  const { n } = frame.fields
  const { core } = link
  if (!isCount(n) || n === 0) return link.push(replies.no(0, invalid('n', 'an integer above 0 that rises within the session')))
  const begun = await core.sessions.begin(session.id, n)
  if (begun === 'open') return // it is answered when its outcome is known
  if (begun === 'forgotten') return link.push(replies.out(n, { outcome: 'unknown' }))
  if (begun !== 'new') return link.push(replies.out(n, begun))
  try {
    await take(n)
  } catch (fault) {
    await settle(core, session.id, n, outcomeOf(link, frame, fault))
  }
}

function outcomeOf(link: Link, frame: Frame, fault: unknown): Outcome {
  if (fault instanceof Refusal) return replies.refused(fault)
  link.core.parts.log.error('fault', { where: frame.t, message: fault instanceof Error ? fault.message : 'unknown' })
  return { outcome: 'unknown' } // it may have been taken
}

/** Proves the fields that both kinds have; the rate comes last, so that a wrong message costs nothing. */
export function draftOf(session: Session, frame: Frame): RecordDraft {
  const { core, app } = session.user
  const text = payloadOf(frame, app.limits.text)
  const flags = flagOr(frame.fields, 'hist') === 1 ? HISTORY : 0 // P-SEND-10
  const now = core.parts.clock.now()
  session.rates.take('message') // P-LIMIT-1
  return { id: core.ids.message(), from: session.user.id, session: session.id, ts: now, flags, text }
}
