// A message to a user: answered when its outcome is known (P-SEND-4).
import { flagOr, idOf } from '../fields.ts'
import type { Link } from '../link.ts'
import type { Frame } from '../parse.ts'
import type { Session } from '../session.ts'
import { settle } from '../settle.ts'
import { draftOf, message } from './message.ts'

export function send(link: Link, session: Session, frame: Frame): Promise<void> {
  const { core } = link
  return message(link, session, frame, (n) => {
    const to = idOf(frame.fields, 'to')
    flagOr(frame.fields, 'store')
    const draft = draftOf(session, frame)
    const receiver = core.users.find(session.user.app, to)
    if (receiver === undefined) return settle(core, session.id, n, { outcome: 'offline', i: draft.id }) // P-SEND-5
    return receiver.inbox.deliver(session, n, draft)
  })
}
