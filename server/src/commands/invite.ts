// Inviting a user to a call (P-CALL-1, P-CALL-2). Answered when the server has it; what becomes of it comes as views.
import { idOf, shortTextOr } from '../wire/fields.ts'
import { invalid } from '../wire/refusal.ts'
import { INVITATION_CHANNEL_MOST } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { answer, type Request } from './command.ts'

export async function invite(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app, id: caller } = session.user
  const id = idOf(frame.fields, 'i')
  const callee = idOf(frame.fields, 'to')
  if (callee === caller) throw invalid('to', 'another user')
  const channel = shortTextOr(frame.fields, 'ch', INVITATION_CHANNEL_MOST)
  const content = shortTextOr(frame.fields, 'content', app.limits.invitation)
  await node.calls.invite(session, { id, callee, channel, content })
  answer(request, {})
}
