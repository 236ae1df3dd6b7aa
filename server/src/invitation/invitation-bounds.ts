// How many invitations may run: one to each callee, and 64 of a user on either side (P-CALL-2, P-CALL-12).
import type { InvitationNode } from './invitation-node.ts'
import { isEnded } from '../store/invitations.ts'
import { Refusal } from '../wire/refusal.ts'
import type { User } from '../user/user.ts'
import { MAX_INVITATIONS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

const full = (whose: string): Refusal =>
  new Refusal('full', `${whose} has ${MAX_INVITATIONS} running invitations. Wait until one has ended.`)

/** In the lane of the caller. Throws a refusal. */
export async function mayInvite({ invitations }: InvitationNode, { app, id }: User, callee: string): Promise<void> {
  if (await invitations.isFull())
    throw new Refusal('full', 'The server has no room for more call invitations. Try again later.')
  const running = (await invitations.ofUser(app.id, id)).filter((row) => row.caller === id && !isEnded(row))
  if (running.some((row) => row.callee === callee))
    throw new Refusal('already_invited', 'An invitation to this user is already running. Cancel it first.')
  if (running.length >= MAX_INVITATIONS) throw full('The caller')
  const atCallee = (await invitations.ofUser(app.id, callee)).filter((row) => row.callee === callee && !isEnded(row))
  if (atCallee.length >= MAX_INVITATIONS) throw full('The callee')
}
