// Inviting a user to a call (P-CALL-1, P-CALL-2). Answered when the server has it; what becomes of it comes as views.
import { MAX_INVITATION_CHANNEL } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import * as invitations from '../services/invitations.ts'
import { idOf, shortTextOr } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

export async function invite(request: Request): Promise<void> {
  const { node, session, frame } = request
  await invitations.invite(node, session, {
    id: idOf(frame.fields, 'i'),
    callee: idOf(frame.fields, 'to'),
    channel: shortTextOr(frame.fields, 'ch', MAX_INVITATION_CHANNEL),
    content: shortTextOr(frame.fields, 'content', session.user.app.limits.invitation)
  })
  answer(request, {})
}
