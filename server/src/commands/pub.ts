// A message to a channel: answered when it is taken (P-SEND-4).
import type { Going } from '../base/eventual.ts'
import { idOf } from '../wire/fields.ts'
import type { Link } from '../link/link.ts'
import type { Frame } from '../wire/parse.ts'
import { notJoined } from '../wire/refusal.ts'
import type { Session } from '../user/session.ts'
import { draftOf, message } from './message.ts'

export function pub(link: Link, session: Session, frame: Frame): Going {
  return message(link, session, frame, (n) => {
    const membership = session.membership(idOf(frame.fields, 'ch'))
    if (membership === undefined) throw notJoined() // P-SEND-8
    return membership.channel.publish(membership, n, draftOf(session, frame))
  })
}
