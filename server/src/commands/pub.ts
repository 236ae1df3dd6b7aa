// A message to a channel: answered when it is taken (P-SEND-4).
import type { Going } from '../base/eventual.ts'
import { membershipOf } from '../channel/memberships.ts'
import { idOf } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import { notJoined } from '../wire/refusal.ts'
import type { Session, UserLink } from '../user/user.ts'
import { draftOf, message } from './message.ts'

export function pub(link: UserLink, session: Session, frame: Frame): Going {
  return message(link, session, frame, (n) => {
    const membership = membershipOf(session, idOf(frame.fields, 'ch'))
    if (membership === undefined) throw notJoined() // P-SEND-8
    return membership.channel.publish(membership, n, draftOf(session, frame))
  })
}
