// Who wants to be told of whose presence, and no longer (P-WATCH-2, P-WATCH-3). Both are calls of one rate.
import type { App } from '../config/apps.ts'
import * as services from '../services/presence.ts'
import { type Fields, idsOf } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

export async function watch(request: Request): Promise<void> {
  const { node, link, session, frame } = request
  const users = usersOf(frame.fields, session.user.app)
  session.rates.take('watch')
  answer(request, { states: await services.watch(node, link, session, users) })
}

export async function unwatch(request: Request): Promise<void> {
  const { link, session, frame } = request
  const users = usersOf(frame.fields, session.user.app)
  session.rates.take('watch')
  services.unwatch(link, users)
  answer(request, {})
}

function usersOf(fields: Fields, app: App): string[] {
  const { users } = fields
  const { watch: most } = app.limits
  if (Array.isArray(users) && users.length > most) throw services.tooManyWatched(app)
  return idsOf(fields, 'users', most)
}
