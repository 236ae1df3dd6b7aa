// Joining a channel (P-CHANNEL-1, P-CHANNEL-3).
import { countOr, idOf, textOr } from '../wire/fields.ts'
import { leaveOther, membershipOf } from '../channel/memberships.ts'
import { Refusal } from '../wire/refusal.ts'
import { answer, type Request } from './command.ts'

const MODE_MOST = 16

export function join(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { user } = session
  const name = idOf(frame.fields, 'ch')
  textOr(frame.fields, 'mode', MODE_MOST) // version 1 grants `full`, and `count` by itself (P-RESERVED-2)
  const number = countOr(frame.fields, 'j', 0)
  return user.lane.run(async () => {
    if (!session.leased) return
    if (membershipOf(session, name) !== undefined && (await leaveOther(session, name, number)) !== undefined)
      throw new Refusal('already_joined', 'This session is already a member of the channel.')
    if (session.joined.length >= user.app.limits.channels)
      throw new Refusal('too_many_channels', `A session joins at most ${user.app.limits.channels} channels. Leave one first.`)
    if (node.channels.isFull) throw new Refusal('full', 'The server has no room for more channel members. Try again later.')
    session.rates.takeRejoin(name)
    session.rates.take('join')
    await node.channels.of(user.app, name).join(session, number, (granted) => answer(request, granted))
  })
}
