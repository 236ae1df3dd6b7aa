// A message to a channel (P-SEND-4).
import type { Going } from '../base/eventual.ts'
import { toChannel } from '../services/messages.ts'
import type { ServiceNode } from '../services/service-node.ts'
import type { Session, UserLink } from '../user/user.ts'
import { idOf } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import type { CommandNode } from './command.ts'
import { contentOf, message } from './message.ts'

export function pub(node: CommandNode, link: UserLink, session: Session, frame: Frame): Going {
  return message(node, link, session, frame, take)
}

function take(node: ServiceNode, session: Session, n: number, frame: Frame): Going {
  const name = idOf(frame.fields, 'ch')
  const { app } = session.user
  return toChannel(node, app, session, n, name, contentOf(app, frame))
}
