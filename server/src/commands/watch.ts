// Who wants to be told of whose presence, and no longer (P-WATCH-2, P-WATCH-3). Both are calls of one rate.
import type { Limits } from '../config/apps.ts'
import { type Fields, idsOf } from '../wire/fields.ts'
import { Refusal } from '../wire/refusal.ts'
import { Watch, watchOf } from '../presence/watchers.ts'
import { answer, type Request } from './command.ts'

export async function watch(request: Request): Promise<void> {
  const { node, link, session, frame } = request
  const { app } = session.user
  const users = usersOf(frame.fields, app.limits)
  session.rates.take('watch')
  const watched = watchOf(link) ?? new Watch(node.watchers, link, app)
  link.watch = watched
  const fresh = new Set(users.filter((user) => !watched.has(user)))
  if (watched.size + fresh.size > app.limits.watch) throw tooMany(app.limits)
  if (fresh.size > node.watchers.room) throw new Refusal('full', 'The server has no room for more presence subscriptions. Try again later.')
  await watched.add(users)
  answer(request, { states: watched.tell(users) })
}

export async function unwatch(request: Request): Promise<void> {
  const { link, session, frame } = request
  const users = usersOf(frame.fields, session.user.app.limits)
  session.rates.take('watch')
  watchOf(link)?.remove(users)
  answer(request, {})
}

function usersOf(fields: Fields, limits: Limits): string[] {
  const { users } = fields
  if (Array.isArray(users) && users.length > limits.watch) throw tooMany(limits)
  return idsOf(fields, 'users', limits.watch)
}

const tooMany = (limits: Limits): Refusal =>
  new Refusal('too_many_watched', `A client subscribes to at most ${limits.watch} users, in one call and altogether. Unsubscribe from some first.`)
