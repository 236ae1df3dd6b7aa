// From hello to welcome: who may come in, which session he gets, and what is his again (sections 2 and 5 of the protocol).
import * as codes from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { isId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { WIRE_VERSION } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { Core } from '../app/core.ts'
import { end } from './endings.ts'
import { faultFields } from '../base/faults.ts'
import { textFrame } from '../wire/frames.ts'
import { comesTooOften, logsInTooOften, placeOfLink } from './greeting-rates.ts'
import { type Hello, readHello } from './hello.ts'
import type { InboxState } from '../store/inboxes.ts'
import { AHEAD_MOST_MS } from '../invitation/invitation-versions.ts'
import type { Link } from '../link/link.ts'
import { withOne } from '../base/lists.ts'
import type { Frame } from '../wire/parse.ts'
import { Refusal } from '../wire/refusal.ts'
import { reenter } from './reentry.ts'
import { Session } from '../user/session.ts'
import type { SessionRecord } from '../store/sessions.ts'
import { endOfToken, endTold } from './token-end.ts'
import type { User } from '../user/users.ts'
import { Watch } from '../presence/watchers.ts'
import { type Welcome, welcomeFrame } from './welcome.ts'

/** P-HELLO-7: told twice, because some platforms do not report close codes. */
function refuse(link: Link, code: number, why: string, message: string): void {
  link.core.parts.log.info('refused', { code, why, address: link.wire.address })
  link.push(textFrame(JSON.stringify({ t: 'refused', code, why, message })))
  link.close(code, why)
}

export async function greet(link: Link, frame: Frame): Promise<void> {
  const { core } = link
  let hello: Hello
  try {
    hello = readHello(frame.fields)
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return refuse(link, codes.CLOSE_MALFORMED, fault.why, fault.message) // P-FRAME-11
  }
  if (hello.v !== WIRE_VERSION) return refuse(link, codes.CLOSE_VERSION, 'version', 'This server speaks version 1. Use a client that does.') // P-HELLO-3
  const app = core.parts.apps.find(hello.app)
  if (app === undefined) return refuse(link, codes.CLOSE_UNKNOWN_APP, 'unknown_app', 'This server has no such app. Check the app id.') // P-HELLO-5
  if (!isId(hello.user))
    return refuse(link, codes.CLOSE_BAD_USER, 'bad_user', 'The user id is not allowed. Use 1 to 64 letters, digits and the allowed signs.') // P-HELLO-5
  if (comesTooOften(link, app)) return
  const user = core.users.of(app, hello.user)
  try {
    await user.lane.run(() => admit(link, user, hello))
  } finally {
    core.users.tidy(user)
  }
}

/** In the lane of the user. */
async function admit(link: Link, user: User, hello: Hello): Promise<void> {
  const { core } = link
  if (link.state === 'closed') return
  const record = hello.session === '' ? null : await core.sessions.find(hello.session)
  const mine = record !== null && record.user === user.key && core.ids.keyFits(hello.key, record.keyHash) ? core.live.get(record.id) : undefined
  if (record !== null && mine !== undefined) await resume(link, mine, record, hello)
  else await login(link, user, record, hello)
}

async function resume(link: Link, session: Session, record: SessionRecord, hello: Hello): Promise<void> {
  const { core } = link
  const { user } = session
  if (hello.attempt <= record.attempt) return link.abandon(codes.CLOSE_SUPERSEDED, 'older attempt') // P-RESUME-1
  const wasLeased = session.leased
  const trust = wasLeased ? null : await trusted(link, user, hello) // P-RESUME-6
  if (!wasLeased && trust === null) return
  if (logsInTooOften(link, user, hello.channels.filter(({ ch }) => session.membership(ch) === undefined).length)) return
  if (!(await core.sessions.claim(session.id, hello.attempt))) return link.abandon(codes.CLOSE_SUPERSEDED, 'older attempt')
  session.link?.abandon(codes.CLOSE_SUPERSEDED, 'superseded') // P-RESUME-2
  session.leased = true
  if (trust !== null) session.tokenEndsAt = endOfToken(core.parts.clock, trust.expiresAt)
  await core.watchers.hold(session)
  await enter(link, session, hello, {
    key: hello.key, // P-RESUME-3: never rotated
    resumed: wasLeased ? 'full' : 'rejoined',
    why: 'resume',
  }, await user.inbox.open(session, wasLeased))
}

async function login(link: Link, user: User, record: SessionRecord | null, hello: Hello): Promise<void> {
  const { core } = link
  const { policy } = user.app
  const trust = await trusted(link, user, hello)
  if (trust === null) return
  if (hello.login !== '' && user.sessions.length > 0 && (await isLateCopy(user, hello))) return link.abandon(codes.CLOSE_SUPERSEDED, 'older attempt') // P-HELLO-12
  const { last, fenced } = await core.sessions.generations(user.key)
  if (hello.auto === 1 && fenced > 0 && hello.generation <= fenced)
    return refuse(link, codes.CLOSE_REPLACED, 'replaced', 'This user has logged in elsewhere since. Log in again if that is wanted.') // P-HELLO-10
  if (link.state === 'closed' || logsInTooOften(link, user, hello.channels.length)) return
  const now = core.parts.clock.lasting()
  const seen = Math.min(hello.generation, now + AHEAD_MOST_MS) // of a server whose clock was ahead of this one
  const generation = hello.auto === 1 ? seen : Math.max(now, last + 1, seen + 1) // P-HELLO-10
  const session = new Session(core.ids.session(), user, generation, now)
  session.tokenEndsAt = endOfToken(core.parts.clock, trust.expiresAt)
  session.login = hello.login
  const key = core.ids.key()
  await core.sessions.create({ id: session.id, user: user.key, keyHash: core.ids.keyHash(key), attempt: hello.attempt, generation, device: hello.device, login: hello.login })
  const lost = user.sessions.filter((other) => other.login !== '' && other.login === hello.login) // its welcome was lost: the same client goes on here, whatever the policy
  const leaving = user.sessions.length === 0 ? NOBODY : [...policy.replaced(user.sessions, generation), ...lost.map(({ id }) => id)]
  let inbox = await user.inbox.open(session, user.isLeased, await inboxStart(user, leaving, hello))
  await core.watchers.hold(session) // before the old one goes: presence does not flicker
  if (leaving.length > 0) {
    for (const other of lost) other.login = ''
    for (const other of [...user.sessions]) if (leaving.includes(other.id)) await end(core, other, 'replaced', codes.CLOSE_REPLACED, 'replaced') // P-RESUME-7
    inbox = await core.inboxes.open(user.key, session.id)
  }
  session.received = session.handled = inbox.start
  user.sessions = withOne(user.sessions, session)
  core.live.set(session.id, session)
  makeRoom(core)
  await core.sessions.fence(user.key, policy.fence(user.sessions))
  const expired = record === null && hello.auto === 1 && last > 0 && hello.generation === last
  const why = hello.session === '' ? 'login' : expired ? 'expired' : 'unknown' // P-WELCOME-1
  await enter(link, session, hello, { key, resumed: 'fresh', why }, inbox)
}

/** More sessions than may be: the one whose link is away for longest ends, as if its time were over. Those with a link are bounded by the connections. */
function makeRoom(core: Core): void {
  if (core.live.size <= core.held.sessionsKept) return
  const [longest] = core.away
  if (longest === undefined) return
  core.away.delete(longest)
  const { user } = longest
  user.lane
    .run(() => (longest.link === null ? end(core, longest, 'lost', codes.CLOSE_SESSION_UNKNOWN, 'session expired') : Promise.resolve()))
    .catch((fault: unknown) => core.parts.log.error('fault', { where: 'sessions', ...faultFields(fault) }))
    .finally(() => core.users.tidy(user))
}

/** Where a new session begins in the inbox: with what those had not handled whose place it takes (P-RESUME-7); beside others at their end, or at its own cursor (P-RESUME-9). */
async function inboxStart(user: User, leaving: readonly string[], hello: Hello): Promise<number> {
  if (user.sessions.length === 0) return 0
  if (leaving.length > 0) return Math.min(...user.sessions.filter(({ id }) => leaving.includes(id)).map(({ handled }) => handled))
  const { e, o } = hello.inbox
  if (e === '') return Infinity
  return e === (await user.core.inboxes.find(user.key))?.epoch ? o : 0
}

/** A greeting of a login that has a session already, or of one before it, from a socket that the network held back. */
async function isLateCopy(user: User, hello: Hello): Promise<boolean> {
  for (const { id } of user.sessions) {
    const record = await user.core.sessions.find(id)
    if (record === null) continue
    if (record.login === hello.login ? hello.attempt <= record.attempt : isEarlier(hello.login, record.login)) return true
  }
  return false
}

/** Names as `k3v9.2` count the explicit logins of one client. */
const NUMBERED = /^(.*)\.(\d{1,15})$/s

function isEarlier(login: string, other: string): boolean {
  const mine = NUMBERED.exec(login)
  const its = NUMBERED.exec(other)
  return mine !== null && its !== null && mine[1] === its[1] && Number(mine[2]) < Number(its[2])
}

type Granted = Pick<Welcome, 'key' | 'resumed' | 'why'>
const NOBODY: readonly string[] = Object.freeze([])
const NONE_SENT: Pick<Welcome, 'taken' | 'outcomes'> = { taken: 0, outcomes: [] }

/** The session takes the link, then everything of the session is brought to it. What happens meanwhile follows the welcome. */
async function enter(link: Link, session: Session, hello: Hello, granted: Granted, state: InboxState): Promise<void> {
  const { core } = link
  const { user } = session
  const { heardAt } = session
  session.heardAt = core.parts.clock.lasting()
  session.reachable = true
  if (link.state !== 'closed') {
    session.link = link
    core.away.delete(session)
    session.place = placeOfLink(link, user.app)
    link.session = session
    link.owner?.linkEntered()
    link.pokes = hello.features.includes('poke')
  } else core.away.add(session)
  core.leases.watch(session)
  const isFresh = granted.resumed === 'fresh'
  const { inbox, channels } = await reenter(link, session, hello, isFresh, state)
  const watched = hello.watch.slice(0, Math.min(user.app.limits.watch, core.watchers.room)) // P-WATCH-1
  if (watched.length > 0) await (link.watch = new Watch(link, user.app)).add(watched)
  const { taken, outcomes } = isFresh ? NONE_SENT : await core.sessions.outcomes(session.id, hello.settled) // last: answers of meanwhile are in it
  core.parts.log.debug('welcome', { user: user.id, session: session.id, resumed: granted.resumed, why: granted.why })
  const { clock } = core.parts
  const now = clock.now()
  const peers = link.watch?.tell(watched) ?? null
  const { key, resumed, why } = granted
  const { id, generation, ownChange: own } = session
  const exp = endTold(clock, session.tokenEndsAt)
  link.open(welcomeFrame(user.app, { session: id, key, resumed, why, generation, taken, own, outcomes, now, exp, features: hello.features, inbox, channels, peers })) // P-TOKEN-1
  await core.calls.welcomed(session, hello.calls, isFresh ? 0 : heardAt)
}

/** P-HELLO-6. null: he was refused, or is gone. */
async function trusted(link: Link, user: User, hello: Hello): Promise<{ readonly expiresAt: number } | null> {
  if (!user.app.certificate) return { expiresAt: 0 }
  const verdict = await link.core.parts.verifier.verify(user.app, user.id, hello.token)
  if (verdict.why === 'ok') return link.state === 'closed' ? null : verdict
  refuse(link, verdict.why === 'token_expired' ? codes.CLOSE_TOKEN_EXPIRED : codes.CLOSE_TOKEN_INVALID, verdict.why, verdict.message)
  return null
}
