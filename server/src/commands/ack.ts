// `r` and `h` ride on any frame (P-INBOX-1), and so does `settled` (P-SEND-11).
import type { Going } from '../base/eventual.ts'
import { isCount } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import { invalid } from '../wire/refusal.ts'
import { no } from '../wire/replies.ts'
import type { Session, UserLink } from '../user/user.ts'

export function acknowledge(link: UserLink, session: Session, frame: Frame): void {
  if (frame.fields['settled'] !== undefined) settle(link, session, frame.fields['settled'])
  const { r = session.received, h = session.handled } = frame.fields
  if (r === session.received && h === session.handled) return
  if (!isCount(r) || r > session.sent) return link.push(no(0, invalid('r', 'an offset that was sent to this session')))
  if (!isCount(h) || h > Math.max(r, session.received))
    return link.push(no(0, invalid('h', 'an offset that was received')))
  if (r <= session.received && h <= session.handled) return // both only rise
  heed(link, 'ack', () => session.user.inbox.acknowledge(session, r, h))
}

function settle(link: UserLink, session: Session, n: unknown): void {
  if (!isCount(n)) return link.push(no(0, invalid('settled', 'the number of a send up to which no outcome is needed')))
  heed(link, 'settled', () => session.user.node.sessions.settled(session.id, n))
}

/** The frame that it rode on does not wait for it. */
function heed(link: UserLink, where: string, task: () => Going): void {
  try {
    task()?.catch((fault: unknown) => link.fault(where, fault))
  } catch (fault) {
    link.fault(where, fault)
  }
}
