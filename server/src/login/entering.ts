// From a session that is admitted to its welcome (sections 2 and 5 of the protocol).
import type { Hello } from './hello.ts'
import type { LoginNode } from './login-node.ts'
import { placeOfLink } from './greeting-rates.ts'
import type { InboxState } from '../store/inboxes.ts'
import { reenter } from './reentry.ts'
import type { Session, UserLink } from '../user/user.ts'
import { endTold } from './token-end.ts'
import { Watch } from '../presence/watchers.ts'
import { type Welcome, welcomeFrame } from './welcome.ts'

type Granted = Pick<Welcome, 'key' | 'resumed' | 'why'>
const NONE_SENT: Pick<Welcome, 'taken' | 'outcomes'> = { taken: 0, outcomes: [] }

/**
 * The session takes the link, then everything of the session is brought to it.
 * What happens meanwhile follows the welcome.
 */
export async function enter(
  node: LoginNode,
  link: UserLink,
  session: Session,
  hello: Hello,
  granted: Granted,
  state: InboxState
): Promise<void> {
  const { user } = session
  const { heardAt } = session
  session.heardAt = node.clock.lasting()
  session.reachable = true
  if (link.state !== 'closed') {
    session.link = link
    node.away.delete(session)
    session.place = placeOfLink(link, user.app)
    link.session = session
    link.owner?.linkEntered()
    link.pokes = hello.features.includes('poke')
  } else node.away.add(session)
  node.leases.watch(session)
  const isFresh = granted.resumed === 'fresh'
  const { inbox, channels } = await reenter(node, link, session, hello, isFresh, state)
  const watched = hello.watch.slice(0, Math.min(user.app.limits.watch, node.watchers.room)) // P-WATCH-1
  const watch = watched.length === 0 ? null : new Watch(node.watchers, link, user.app)
  if (watch !== null) await (link.watch = watch).add(watched)
  // last: answers of meanwhile are in it
  const { taken, outcomes } = isFresh ? NONE_SENT : await node.sessions.outcomes(session.id, hello.settled)
  node.events.welcomed?.({
    app: user.app.id,
    user: user.id,
    session: session.id,
    resumed: granted.resumed,
    why: granted.why
  })
  const { clock } = node
  const now = clock.now()
  const peers = watch?.tell(watched) ?? null
  const { key, resumed, why } = granted
  const { id, generation, ownChange: own } = session
  const exp = endTold(clock, session.tokenEndsAt) // P-TOKEN-1
  link.open(
    welcomeFrame(user.app, {
      session: id,
      key,
      resumed,
      why,
      generation,
      taken,
      own,
      outcomes,
      now,
      exp,
      features: hello.features,
      inbox,
      channels,
      peers
    })
  )
  await node.calls.welcomed(session, hello.calls, isFresh ? 0 : heardAt)
}
