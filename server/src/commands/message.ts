// What `send` and `pub` share: the number that rises within the session, and its first outcome for every repeat (P-SEND-1, P-SEND-2).
import { type Going, goOn } from '../base/eventual.ts'
import type { Outcome } from '../wire/outcomes.ts'
import { isCount, flagOr, payloadOf } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import type { RecordDraft } from '../wire/records.ts'
import { invalid, Refusal } from '../wire/refusal.ts'
import * as replies from '../wire/replies.ts'
import type { Session, UserLink } from '../user/user.ts'
import type { Begun } from '../store/sessions.ts'
import { settle } from '../user/settle.ts'

const HISTORY = 1

/** Runs `take` for a number that is new; answers every other one with what is known of it. */
export function message(link: UserLink, session: Session, frame: Frame, take: (n: number) => Going): Going {
  const { n } = frame.fields
  if (isCount(n) && n > 0) return goOn(session.user.node.sessions.begin(session.id, n), (begun) => (begun === 'new' ? taken(link, session, frame, n, take) : again(link, n, begun)))
  link.push(replies.no(0, invalid('n', 'an integer above 0 that rises within the session')))
  return null
}

function taken(link: UserLink, session: Session, frame: Frame, n: number, take: (n: number) => Going): Going {
  const failed = (fault: unknown): Going => settle(session.user.node, session.id, n, outcomeOf(link, frame, fault))
  try {
    const going = take(n)
    return going === null ? null : going.catch(failed)
  } catch (fault) {
    return failed(fault)
  }
}

function again(link: UserLink, n: number, begun: Exclude<Begun, 'new'>): null {
  if (begun !== 'open') link.push(replies.out(n, begun === 'forgotten' ? { outcome: 'unknown' } : begun)) // one that is open is answered when its outcome is known
  return null
}

function outcomeOf(link: UserLink, frame: Frame, fault: unknown): Outcome {
  if (fault instanceof Refusal) return replies.refused(fault)
  link.node.log.error('fault', { where: frame.t, message: fault instanceof Error ? fault.message : 'unknown' })
  return { outcome: 'unknown' } // it may have been taken
}

/** Proves the fields that both kinds have; the rate comes last, so that a wrong message costs nothing. */
export function draftOf(session: Session, frame: Frame): RecordDraft {
  const { node, app } = session.user
  const text = payloadOf(frame, app.limits.text)
  const flags = flagOr(frame.fields, 'hist') === 1 ? HISTORY : 0 // P-SEND-10
  const now = node.clock.now()
  session.rates.take('message') // P-LIMIT-1
  return { id: node.ids.message(), from: session.user.id, session: session.id, ts: now, flags, text }
}
