// What a graceful stop saves and the next process restores, under the same epochs: a deploy makes no gap (P-STOP-1,
// P-STREAM-3). It is a row of pieces, made while they are written and taken in while they are read, so neither end
// holds the whole of it.
import type { Verdict } from '../store/attributes.ts'
import { membershipsOf } from '../channel/memberships.ts'
import type { Core } from './core.ts'
import type { Stores } from '../store/stores.ts'
import { withOne } from '../base/lists.ts'
import { Replies } from '../user/replied.ts'
import type { Saves, StorePiece } from '../store/saved.ts'
import { Session } from '../user/user.ts'
import { endOfToken, endTold } from '../login/token-end.ts'

/** It contains message text and hashed keys: keep it private. */
export type Snapshot = AsyncIterable<StorePiece>

const STORES = [
  'streams',
  'inboxes',
  'sessions',
  'members',
  'userAttributes',
  'channelAttributes',
  'invitations'
] as const
type SavedStore = (typeof STORES)[number]
const LIVE = 'live'

/** A session as the node held it. */
export interface SavedLive {
  readonly id: string
  readonly app: string
  readonly user: string
  readonly generation: number
  readonly login: string
  readonly silentFor: number
  readonly leased: number
  readonly received: number
  readonly handled: number
  readonly redeliveredTo: number
  readonly ownChange: number
  readonly replies: readonly (readonly [w: number, verdict: Verdict])[]
  readonly channels: readonly {
    readonly ch: string
    readonly start: number
    readonly j?: number
    readonly notices: number
  }[]
  /** A claim, by the wall; 0: nothing ends. */
  readonly tokenEndsAt: number
  /** Of the user, with his first session. Absent where there are none. */
  readonly seats?: readonly { readonly ch: string; readonly session: string }[]
}

export async function* snapshot(core: Core): AsyncGenerator<StorePiece> {
  const now = core.clock.lasting()
  for (const store of STORES) for await (const { row, records } of core[store].dump(now)) yield { store, row, records }
  for (const session of core.live.values()) yield { store: LIVE, row: savedLive(core, session, now), records: [] }
}

function savedLive(core: Core, session: Session, now: number): SavedLive {
  const { id, user, generation, login, received, handled, redeliveredTo, ownChange } = session
  return {
    id,
    app: user.app.id,
    user: user.id,
    generation,
    login,
    silentFor: now - session.heardAt,
    leased: session.leased ? 1 : 0,
    received,
    handled,
    redeliveredTo,
    ownChange,
    replies: session.replies?.dump() ?? [],
    channels: membershipsOf(session).map(({ channel, start, number }) => ({
      ch: channel.name,
      start,
      j: number,
      notices: channel.notices.last
    })),
    tokenEndsAt: endTold(core.clock, session.tokenEndsAt),
    ...seatsWith(core, session)
  }
}

function seatsWith(core: Core, session: Session): Pick<SavedLive, 'seats'> {
  const { user } = session
  const seats = user.sessions[0] === session ? core.seats.of(user) : []
  return seats.length === 0
    ? {}
    : { seats: seats.map(({ channel, session: id }) => ({ ch: channel.name, session: id })) }
}

/**
 * Leases begin anew: the time that the server was away is nobody's silence.
 * Sessions come last, when what they hold is there.
 */
export async function restore(core: Core, saved: Snapshot): Promise<void> {
  const now = core.clock.lasting()
  for await (const { store, row, records } of saved) {
    if (store === LIVE) await restoreLive(core, row as SavedLive, now)
    else if (isStore(store))
      await (core[store] as Stores[SavedStore] & Saves<never>).load({ row: row as never, records }, now)
    else throw new Error(`nobody knows what is saved under ${store}`)
  }
  await core.calls.begin()
}

const isStore = (name: string): name is SavedStore => (STORES as readonly string[]).includes(name)

async function restoreLive(core: Core, row: SavedLive, now: number): Promise<void> {
  const app = core.apps.find(row.app)
  if (app === undefined) return // the app is gone, and with it everybody who could ask
  const user = core.users.of(app, row.user)
  const session = new Session(row.id, user, row.generation, row.leased === 1 ? now : now - row.silentFor)
  session.login = row.login
  session.leased = row.leased === 1
  session.received = row.received
  session.handled = row.handled
  session.redeliveredTo = row.redeliveredTo
  session.ownChange = row.ownChange
  if (row.replies.length > 0) session.replies = new Replies(row.replies)
  session.tokenEndsAt = endOfToken(core.clock, row.tokenEndsAt)
  user.sessions = withOne(user.sessions, session)
  core.live.set(session.id, session)
  core.away.add(session)
  if (session.leased) await core.presence.hold(user.key, session.id)
  for (const { ch, start, j = 0, notices } of row.channels)
    await core.channels.of(app, ch).restore(session, start, j, notices)
  await core.seats.restore(user, row.seats ?? [])
  core.leases.watch(session)
}
