// Leaving a channel (P-CHANNEL-3, P-CHANNEL-4).
import { idOf } from '../wire/fields.ts'
import { membershipOf } from '../channel/memberships.ts'
import { notJoined } from '../wire/refusal.ts'
import { answer, type Request } from './command.ts'

export function leave(request: Request): Promise<void> {
  const { node, session, frame } = request
  const name = idOf(frame.fields, 'ch')
  return session.user.lane.run(async () => {
    const membership = membershipOf(session, name)
    if (membership === undefined) throw notJoined()
    await membership.channel.leave(session, 'left', () => answer(request, {}))
    node.channels.tidy(membership.channel)
  })
}
