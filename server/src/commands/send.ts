// A message to a user (P-SEND-4).
import type { Going } from '../base/eventual.ts'
import { toUser } from '../services/messages.ts'
import type { ServiceNode } from '../services/service-node.ts'
import type { Session, UserLink } from '../user/user.ts'
import { flagOr, idOf } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import type { CommandNode } from './command.ts'
import { contentOf, message } from './message.ts'

export function send(node: CommandNode, link: UserLink, session: Session, frame: Frame): Going {
  return message(node, link, session, frame, take)
}

function take(node: ServiceNode, session: Session, n: number, frame: Frame): Going {
  const to = idOf(frame.fields, 'to')
  const offline = flagOr(frame.fields, 'store') === 1
  const { app } = session.user
  return toUser(node, app, session, n, to, contentOf(app, frame), offline)
}
