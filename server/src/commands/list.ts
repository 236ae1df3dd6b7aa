// The members of a channel, in pages; of a large one a random page (P-MEMBER-6).
import { countOr, idOf, textOr } from '../wire/fields.ts'
import { membershipOf } from '../channel/memberships.ts'
import { invalid, notJoined } from '../wire/refusal.ts'
import { answer, type Request } from './command.ts'

export async function list(request: Request): Promise<void> {
  const { node, session, frame } = request
  const most = session.user.app.limits.memberList
  const name = idOf(frame.fields, 'ch')
  const after = textOr(frame.fields, 'after', 64)
  const limit = countOr(frame.fields, 'limit', most)
  if (limit < 1 || limit > most) throw invalid('limit', `an integer from 1 to ${most}`)
  const membership = membershipOf(session, name)
  if (membership === undefined) throw notJoined()
  session.rates.take('members')
  const { key } = membership.channel
  const { count: total } = await node.members.state(key)
  if (total > most) answer(request, { users: await node.members.sample(key, limit), total, next: '' })
  else answer(request, await node.members.list(key, after, limit))
}
