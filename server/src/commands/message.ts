// What `send` and `pub` share: the number that rises within the session, and its first outcome for every repeat
// (P-SEND-1, P-SEND-2).
import { type Going, goOn } from '../base/eventual.ts'
import type { App } from '../config/apps.ts'
import type { Content } from '../services/messages.ts'
import { attempt } from '../services/sender.ts'
import type { ServiceNode } from '../services/service-node.ts'
import type { Begun } from '../store/sessions.ts'
import type { Session, UserLink } from '../user/user.ts'
import { flagOr, isCount, payloadOf } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import { HISTORY } from '../wire/records.ts'
import { invalid } from '../wire/refusal.ts'
import * as replies from '../wire/replies.ts'
import type { CommandNode } from './command.ts'

type Take = (node: ServiceNode, session: Session, n: number, frame: Frame) => Going

/** Runs `take` for a number that is new; answers every other one with what is known of it. */
export function message(node: CommandNode, link: UserLink, session: Session, frame: Frame, take: Take): Going {
  const { n } = frame.fields
  if (isCount(n) && n > 0)
    return goOn(node.sessions.begin(session.id, n), (begun) =>
      begun === 'new' ? attempt(node, session, n, frame.t, frame, take) : again(link, n, begun)
    )
  link.push(replies.no(0, invalid('n', 'an integer above 0 that rises within the session')))
  return null
}

function again(link: UserLink, n: number, begun: Exclude<Begun, 'new'>): null {
  // one that is open is answered when its outcome is known
  if (begun !== 'open') link.push(replies.out(n, begun === 'forgotten' ? { outcome: 'unknown' } : begun))
  return null
}

/** Proves the fields that both kinds have. */
export function contentOf(app: App, frame: Frame): Content {
  // P-SEND-10
  return { text: payloadOf(frame, app.limits.text), flags: flagOr(frame.fields, 'hist') === 1 ? HISTORY : 0 }
}
