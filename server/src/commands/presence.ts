// Who is online (P-QUERY-2).
import { statesOf } from '../services/presence.ts'
import { idsOf } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

export async function presence(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app } = session.user
  const users = idsOf(frame.fields, 'users', app.limits.presenceIds)
  session.rates.take('presence')
  answer(request, { states: await statesOf(node, app, users) })
}
