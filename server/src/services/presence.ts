// Who is online, asked once or watched.
import type { App } from '../config/apps.ts'
import { Watch, watchOf } from '../presence/watchers.ts'
import type { Session, UserLink } from '../user/user.ts'
import { inboxKey } from '../user/users.ts'
import { Refusal } from '../wire/refusal.ts'
import type { ServiceNode } from './service-node.ts'

/** A user who cannot be reached for a moment still is (P-QUERY-2). */
export async function statesOf(
  node: ServiceNode,
  app: App,
  users: readonly string[]
): Promise<readonly ('online' | 'offline')[]> {
  const states = await node.presence.states(users.map((user) => inboxKey(app, user)))
  return states.map((state) => (state === 'offline' ? 'offline' : 'online'))
}

/** P-WATCH-2. Answers how it stands with each, after which the link hears of every change. */
export async function watch(
  node: ServiceNode,
  link: UserLink,
  { user: { app } }: Session,
  users: readonly string[]
): Promise<ReturnType<Watch['tell']>> {
  const watched = watchOf(link) ?? new Watch(node.watchers, link, app)
  link.watch = watched
  const fresh = new Set(users.filter((user) => !watched.has(user)))
  if (watched.size + fresh.size > app.limits.watch) throw tooManyWatched(app)
  if (fresh.size > node.watchers.room)
    throw new Refusal('full', 'The server has no room for more presence subscriptions. Try again later.')
  await watched.add(users)
  return watched.tell(users)
}

/** P-WATCH-3 */
export function unwatch(link: UserLink, users: readonly string[]): void {
  watchOf(link)?.remove(users)
}

export const tooManyWatched = ({ limits }: App): Refusal =>
  new Refusal(
    'too_many_watched',
    `A client subscribes to at most ${limits.watch} users, in one call and altogether. Unsubscribe from some first.`
  )
