// A new token for a session that goes on (P-TOKEN-3).
import { MAX_TOKEN } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { renewToken } from '../services/users.ts'
import { textOf } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

export async function renew(request: Request): Promise<void> {
  const { node, session, frame } = request
  const exp = await renewToken(node, session, textOf(frame.fields, 'token', MAX_TOKEN))
  answer(request, { now: node.clock.now(), ...(exp === 0 ? {} : { exp }) })
}
