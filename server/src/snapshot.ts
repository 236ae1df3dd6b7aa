// What a graceful stop saves and the next process restores, under the same epochs: a deploy makes no gap (P-STOP-1, P-STREAM-3).
import type { AttributesDump, Verdict } from './attributes.ts'
import type { Core } from './core.ts'
import type { InboxesDump } from './inboxes.ts'
import type { InvitationsDump } from './invitations.ts'
import { withOne } from './lists.ts'
import type { MembersDump } from './members.ts'
import { Replies } from './replied.ts'
import { seatsOf } from './seats.ts'
import { Session } from './session.ts'
import type { SessionsDump } from './sessions.ts'
import type { StreamsDump } from './streams.ts'

/** JSON-serialisable. It contains message text and hashed keys: keep the file private. */
export interface Snapshot {
  readonly version: 1
  readonly savedAt: number
  readonly streams: StreamsDump
  readonly inboxes: InboxesDump
  readonly sessions: SessionsDump
  readonly members: MembersDump
  readonly userAttributes: AttributesDump
  readonly channelAttributes: AttributesDump
  /** Absent in what a server before invitations saved. */
  readonly invitations?: InvitationsDump
  /** Sessions as the node held them. */
  readonly live: readonly LiveDump[]
}

interface LiveDump {
  readonly id: string
  readonly app: string
  readonly user: string
  readonly generation: number
  readonly login?: string
  readonly heardAt: number
  readonly leased: number
  readonly received: number
  readonly handled: number
  readonly redeliveredTo: number
  readonly ownChange: number
  readonly replies: readonly (readonly [w: number, verdict: Verdict])[]
  readonly channels: readonly { readonly ch: string; readonly start: number; readonly j?: number; readonly notices: number }[]
  readonly tokenEndsAt?: number // since 0.2
  /** Of the user, with his first session. Absent where there are none. */
  readonly seats?: readonly { readonly ch: string; readonly session: string }[]
}

export async function snapshot(core: Core): Promise<Snapshot> {
  const live = [...core.live.values()].map(
    (session): LiveDump => ({
      id: session.id,
      app: session.user.app.id,
      user: session.user.id,
      generation: session.generation,
      login: session.login,
      heardAt: session.heardAt,
      leased: session.leased ? 1 : 0,
      received: session.received,
      handled: session.handled,
      redeliveredTo: session.redeliveredTo,
      ownChange: session.ownChange,
      replies: session.replies?.dump() ?? [],
      channels: session.memberships.map(({ channel, start, number }) => ({ ch: channel.name, start, j: number, notices: channel.notices.last })),
      tokenEndsAt: session.tokenEndsAt,
      ...seatsWith(session),
    }),
  )
  return {
    version: 1,
    savedAt: core.parts.clock.now(),
    streams: await core.streams.dump(),
    inboxes: await core.inboxes.dump(),
    sessions: await core.sessions.dump(),
    members: await core.members.dump(),
    userAttributes: await core.userAttributes.dump(),
    channelAttributes: await core.channelAttributes.dump(),
    invitations: await core.invitations.dump(),
    live,
  }
}

function seatsWith(session: Session): Pick<LiveDump, 'seats'> {
  const { user } = session
  if (user.seats.length === 0 || user.sessions[0] !== session) return {}
  return { seats: seatsOf(user).map(({ channel, session: id }) => ({ ch: channel.name, session: id })) }
}

/** Leases begin anew: the time that the server was away is nobody's silence. */
export async function restore(core: Core, saved: Snapshot): Promise<void> {
  await core.streams.load(saved.streams)
  await core.inboxes.load(saved.inboxes)
  await core.sessions.load(saved.sessions)
  await core.members.load(saved.members)
  await core.userAttributes.load(saved.userAttributes)
  await core.channelAttributes.load(saved.channelAttributes)
  await core.invitations.load(saved.invitations ?? [])
  const now = core.parts.clock.now()
  for (const row of saved.live) {
    const app = core.parts.apps.find(row.app)
    if (app === undefined) continue // the app is gone, and with it everybody who could ask
    const user = core.users.of(app, row.user)
    const session = new Session(row.id, user, row.generation, row.leased === 1 ? now : now - (saved.savedAt - row.heardAt))
    session.login = row.login ?? ''
    session.leased = row.leased === 1
    session.received = row.received
    session.handled = row.handled
    session.redeliveredTo = row.redeliveredTo
    session.ownChange = row.ownChange
    if (row.replies.length > 0) session.replies = new Replies(row.replies)
    session.tokenEndsAt = row.tokenEndsAt ?? 0
    user.sessions = withOne(user.sessions, session)
    core.live.set(session.id, session)
    if (session.leased) await core.presence.hold(user.key, session.id)
    for (const { ch, start, j = 0, notices } of row.channels) await core.channels.of(app, ch).restore(session, start, j, notices)
    await core.seats.restore(user, row.seats ?? [])
    core.leases.watch(session)
  }
  await core.calls.begin()
}
