// A new token for a session that goes on (P-TOKEN-3). What it says of the end is remembered; nothing ends when the token does.
import { TOKEN_MOST } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { textOf } from '../wire/fields.ts'
import { endOfToken } from '../login/token-end.ts'
import { Refusal } from '../wire/refusal.ts'
import { answer, type Request } from './command.ts'

export async function renew(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app, id } = session.user
  const { clock, verifier } = node
  const token = textOf(frame.fields, 'token', TOKEN_MOST)
  session.rates.take('renew') // P-LIMIT-1
  const verdict = await verifier.verify(app, id, token)
  if (verdict.why !== 'ok') throw new Refusal(verdict.why, verdict.message)
  session.tokenEndsAt = endOfToken(clock, verdict.expiresAt)
  answer(request, { now: clock.now(), ...(verdict.expiresAt === 0 ? {} : { exp: verdict.expiresAt }) })
}
