// The members of a channel, in pages (P-MEMBER-6).
import { members } from '../services/channels.ts'
import { countOr, idOf, textOr } from '../wire/fields.ts'
import { invalid } from '../wire/refusal.ts'
import { answer, type Request } from './command.ts'

const MAX_ID = 64

export async function list(request: Request): Promise<void> {
  const { node, session, frame } = request
  const most = session.user.app.limits.memberList
  const name = idOf(frame.fields, 'ch')
  const after = textOr(frame.fields, 'after', MAX_ID)
  const limit = countOr(frame.fields, 'limit', most)
  if (limit < 1 || limit > most) throw invalid('limit', `an integer from 1 to ${most}`)
  answer(request, await members(node, session, name, after, limit))
}
