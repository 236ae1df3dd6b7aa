// Which file does what. Messages are keyed by `n`, everything else by `id`.
import type { Going } from '../base/eventual.ts'
import { faultFields } from '../base/faults.ts'
import { DiskFault } from '../store/disk-fault.ts'
import { isCount } from '../wire/fields.ts'
import type { Frame } from '../wire/parse.ts'
import { invalid, Refusal } from '../wire/refusal.ts'
import * as replies from '../wire/replies.ts'
import type { Session, UserLink } from '../user/user.ts'
import { bye } from './bye.ts'
import { call } from './call.ts'
import type { Command, Request } from './command.ts'
import type { CommandNode } from './command.ts'
import { counts } from './counts.ts'
import { getattrs } from './getattrs.ts'
import { invite } from './invite.ts'
import { join } from './join.ts'
import { leave } from './leave.ts'
import { list } from './list.ts'
import { presence } from './presence.ts'
import { pub } from './pub.ts'
import { renew } from './renew.ts'
import { send } from './send.ts'
import { setattrs } from './setattrs.ts'
import { unwatch, watch } from './watch.ts'

const commands: ReadonlyMap<string, Command> = new Map([
  ['join', join],
  ['leave', leave],
  ['list', list],
  ['counts', counts],
  ['setattrs', setattrs],
  ['getattrs', getattrs],
  ['presence', presence],
  ['watch', watch],
  ['unwatch', unwatch],
  ['renew', renew],
  ['invite', invite],
  ['call', call],
  ['bye', bye]
])

/** null: done. A promise: the next frame of the link waits for it. */
export function dispatch(node: CommandNode, link: UserLink, session: Session, frame: Frame): Going {
  switch (frame.t) {
    case 'pub':
      return pub(node, link, session, frame)
    case 'send':
      return send(node, link, session, frame)
    case 'ack':
      return null
    case 'ping':
      link.push(replies.pong(link.node.clock.now())) // P-LIFE-1, P-LIFE-7
      return null
    default:
      return request(node, link, session, frame)
  }
}

function request(node: CommandNode, link: UserLink, session: Session, frame: Frame): Promise<void> | null {
  const { id } = frame.fields
  const command = commands.get(frame.t)
  // P-FRAME-2: a frame of a later version that wants no answer
  if (command === undefined && id === undefined) return null
  if (!isCount(id) || id <= link.lastId) {
    link.push(replies.no(0, invalid('id', 'an integer above 0 that rises within the link'))) // P-FRAME-6
    return null
  }
  link.lastId = id
  // P-FRAME-4
  if (command === undefined) {
    link.push(
      replies.no(id, new Refusal('unsupported', `Version 1 has no request ${shown(frame.t)}. Check the features.`))
    )
    return null
  }
  return run(command, { node, link, session, frame, id })
}

async function run(command: Command, request: Request): Promise<void> {
  const { link, session, frame, id } = request
  try {
    await command(request)
  } catch (fault) {
    if (fault instanceof Refusal) {
      const { app, id: user } = session.user
      link.node.events.refused?.({ app: app.id, user, session: session.id, request: frame.t, why: fault.why })
      return link.push(replies.no(id, fault)) // P-FRAME-11
    }
    if (fault instanceof DiskFault)
      return link.push(
        replies.no(
          id,
          new Refusal('internal', 'The disk of the server failed, and nothing was changed. Try again later.')
        )
      )
    link.node.log.error('fault', { where: frame.t, ...faultFields(fault) })
    link.push(replies.no(id, new Refusal('internal', 'The server failed. Try again later; its log says more.')))
  }
}

function shown(t: string): string {
  return /^[a-z]{1,20}$/.test(t) ? t : 'of that name'
}
