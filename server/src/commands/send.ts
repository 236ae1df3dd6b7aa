// A message to a user: answered when its outcome is known (P-SEND-4).
import { type Going, lastly } from '../base/eventual.ts'
import { flagOr, idOf } from '../wire/fields.ts'
import type { CommandNode } from './command.ts'
import type { Frame } from '../wire/parse.ts'
import type { Session, UserLink } from '../user/user.ts'
import { settle } from '../user/settle.ts'
import { draftOf, message } from './message.ts'

export function send(node: CommandNode, link: UserLink, session: Session, frame: Frame): Going {
  return message(link, session, frame, (n) => {
    const to = idOf(frame.fields, 'to')
    const flagged = flagOr(frame.fields, 'store') === 1
    const draft = draftOf(session, frame)
    const { app } = session.user
    const known = node.users.find(app, to)
    if (known !== undefined) return known.inbox.deliver(session, n, draft, flagged)
    if (!flagged) return settle(node, session.id, n, { outcome: 'offline', i: draft.id }) // P-SEND-5
    const receiver = node.users.of(app, to)
    return lastly(() => receiver.inbox.deliver(session, n, draft, flagged), () => { node.users.tidy(receiver) })
  })
}
