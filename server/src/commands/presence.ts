// Who is online. A user who cannot be reached for a moment still is (P-QUERY-2).
import { idsOf } from '../wire/fields.ts'
import { inboxKey } from '../user/users.ts'
import { answer, type Request } from './command.ts'

export async function presence(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app } = session.user
  const users = idsOf(frame.fields, 'users', app.limits.presenceIds)
  session.rates.take('presence')
  const states = await node.presence.states(users.map((user) => inboxKey(app, user)))
  answer(request, { states: states.map((state) => (state === 'offline' ? 'offline' : 'online')) })
}
