// Messages to users and channels, whoever sends them. How it goes is settled under the sender's key (sender.ts).
import { type Going, lastly } from '../base/eventual.ts'
import { membershipOf } from '../channel/memberships.ts'
import type { App } from '../config/apps.ts'
import { settle } from '../user/settle.ts'
import { provePayload } from '../wire/fields.ts'
import type { InboxDraft } from '../store/inboxes.ts'
import { notJoined } from '../wire/refusal.ts'
import type { Sender } from './sender.ts'
import type { ServiceNode } from './service-node.ts'

export interface Content {
  /** The text of one JSON string, proved (P-FRAME-12). */
  readonly text: string
  /** What the sender asked for, as records carry it. */
  readonly flags: number
}

/** Of a text that comes from no frame. */
export function plainContent({ limits }: App, text: string): Content {
  provePayload('text', text, limits.text)
  return { text: JSON.stringify(text), flags: 0 }
}

/**
 * Answered when its outcome is known (P-SEND-4).
 * `offline`: it may wait in the mail of a receiver who is not there (P-MAIL-1).
 */
export function toUser(
  node: ServiceNode,
  app: App,
  sender: Sender,
  n: number,
  to: string,
  content: Content,
  offline: boolean
): Going {
  const draft = draftOf(node, sender, content, n, offline && node.mail.keeps) // P-MAIL-1
  const known = node.users.find(app, to)
  if (known !== undefined) return known.inbox.deliver(draft)
  if (!draft.store) return settle(node, sender.id, n, { outcome: 'offline', i: draft.id }) // P-SEND-5
  return toAbsent(node, app, to, draft)
}

// What seldom happens has functions of its own: closures cost whoever passes the function that makes them.
function toAbsent(node: ServiceNode, app: App, to: string, draft: InboxDraft): Going {
  const receiver = node.users.of(app, to)
  return lastly(
    () => receiver.inbox.deliver(draft),
    () => {
      node.users.tidy(receiver)
    }
  )
}

/** Answered when it is taken (P-SEND-4). An app server need not be a member. */
export function toChannel(
  node: ServiceNode,
  app: App,
  sender: Sender,
  n: number,
  name: string,
  content: Content
): Going {
  if (sender.member === null) return say(node, app, sender, n, name, content)
  const membership = membershipOf(sender.member, name)
  if (membership === undefined) throw notJoined() // P-SEND-8
  return membership.channel.publish(membership, n, draftOf(node, sender, content, n, false))
}

function say(node: ServiceNode, app: App, sender: Sender, n: number, name: string, content: Content): Going {
  const channel = node.channels.of(app, name)
  return lastly(
    () => channel.say(draftOf(node, sender, content, n, false), n),
    () => {
      node.channels.tidy(channel)
    }
  )
}

/**
 * The rate comes last, so that a wrong message costs nothing. What only an inbox asks for (`n`, `store`) is in it from
 * the start: a copy with more fields costs more than these.
 */
function draftOf(
  node: ServiceNode,
  { kind, from, id: session, member }: Sender,
  { text, flags }: Content,
  n: number,
  store: boolean
): InboxDraft {
  member?.rates.take('message') // P-LIMIT-1
  const draft = { id: node.ids.message(), from, session, ts: node.clock.now(), flags, text, n, store }
  return kind === 'user' ? draft : { ...draft, kind }
}
