// Who may come in, and which session they get: a hello is refused,
// resumes one or begins one (sections 2 and 5 of the protocol).
import * as codes from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { membershipOf } from '../channel/memberships.ts'
import { isId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { WIRE_VERSION } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { LoginNode } from './login-node.ts'
import { end } from './endings.ts'
import { enter } from './entering.ts'
import { faultFields } from '../base/faults.ts'
import { comesTooOften, logsInTooOften } from './greeting-rates.ts'
import { type Hello, readHello } from './hello.ts'
import { AHEAD_MOST_MS } from '../invitation/invitation-versions.ts'
import { withOne } from '../base/lists.ts'
import type { Frame } from '../wire/parse.ts'
import { Refusal } from '../wire/refusal.ts'
import { Session, type UserLink, type User } from '../user/user.ts'
import type { SessionRecord } from '../store/sessions.ts'
import { endOfToken } from './token-end.ts'

/** As far as the hello could be read. */
type Who = Pick<Hello, 'app' | 'user'>
const UNREAD: Who = { app: '', user: '' }
const NOBODY: readonly string[] = Object.freeze([])

/** P-HELLO-7: told twice, because some platforms do not report close codes. */
function refuse(link: UserLink, who: Who, code: number, why: string, message: string): void {
  link.node.events.loginRefused?.({ app: who.app, user: who.user, code, why, address: link.wire.address })
  link.push(JSON.stringify({ t: 'refused', code, why, message }))
  link.close(code, why)
}

export async function greet(node: LoginNode, link: UserLink, frame: Frame): Promise<void> {
  let hello: Hello
  try {
    hello = readHello(frame.fields)
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return refuse(link, UNREAD, codes.CLOSE_MALFORMED, fault.why, fault.message) // P-FRAME-11
  }
  // P-HELLO-3
  if (hello.v !== WIRE_VERSION)
    return refuse(link, hello, codes.CLOSE_VERSION, 'version', 'This server speaks version 1. Use a client that does.')
  const app = node.apps.find(hello.app)
  // P-HELLO-5
  if (app === undefined)
    return refuse(link, hello, codes.CLOSE_UNKNOWN_APP, 'unknown_app', 'This server has no such app. Check the app id.')
  if (!isId(hello.user))
    return refuse(
      link,
      hello,
      codes.CLOSE_BAD_USER,
      'bad_user',
      'The user id is not allowed. Use 1 to 64 letters, digits and the allowed signs.'
    )
  if (comesTooOften(node, link, app, hello.user)) return
  const user = node.users.of(app, hello.user)
  try {
    await user.lane.run(() => admit(node, link, user, hello))
  } finally {
    node.users.tidy(user)
  }
}

/** In the lane of the user. */
async function admit(node: LoginNode, link: UserLink, user: User, hello: Hello): Promise<void> {
  if (link.state === 'closed') return
  const record = hello.session === '' ? null : await node.sessions.find(hello.session)
  const mine =
    record !== null && record.user === user.key && node.ids.keyFits(hello.key, record.keyHash)
      ? node.live.get(record.id)
      : undefined
  if (record !== null && mine !== undefined) await resume(node, link, mine, record, hello)
  else await login(node, link, user, record, hello)
}

async function resume(
  node: LoginNode,
  link: UserLink,
  session: Session,
  record: SessionRecord,
  hello: Hello
): Promise<void> {
  const { user } = session
  if (hello.attempt <= record.attempt) return link.abandon(codes.CLOSE_SUPERSEDED, 'older attempt') // P-RESUME-1
  const wasLeased = session.leased
  const trust = wasLeased ? null : await trusted(node, link, user, hello) // P-RESUME-6
  if (!wasLeased && trust === null) return
  if (
    logsInTooOften(node, link, user, hello.channels.filter(({ ch }) => membershipOf(session, ch) === undefined).length)
  )
    return
  if (!(await node.sessions.claim(session.id, hello.attempt)))
    return link.abandon(codes.CLOSE_SUPERSEDED, 'older attempt')
  session.link?.abandon(codes.CLOSE_SUPERSEDED, 'superseded') // P-RESUME-2
  session.leased = true
  if (trust !== null) session.tokenEndsAt = endOfToken(node.clock, trust.expiresAt)
  await node.watchers.hold(session)
  await enter(
    node,
    link,
    session,
    hello,
    {
      key: hello.key, // P-RESUME-3: never rotated
      resumed: wasLeased ? 'full' : 'rejoined',
      why: 'resume'
    },
    await user.inbox.open(session, wasLeased)
  )
}

async function login(
  node: LoginNode,
  link: UserLink,
  user: User,
  record: SessionRecord | null,
  hello: Hello
): Promise<void> {
  const { policy } = user.app
  const trust = await trusted(node, link, user, hello)
  if (trust === null) return
  if (hello.login !== '' && user.sessions.length > 0 && (await isLateCopy(user, hello)))
    return link.abandon(codes.CLOSE_SUPERSEDED, 'older attempt') // P-HELLO-12
  const { last, fenced } = await node.sessions.generations(user.key)
  // P-HELLO-10
  if (hello.auto === 1 && fenced > 0 && hello.generation <= fenced)
    return refuse(
      link,
      hello,
      codes.CLOSE_REPLACED,
      'replaced',
      'This user has logged in elsewhere since. Log in again if that is wanted.'
    )
  if (link.state === 'closed' || logsInTooOften(node, link, user, hello.channels.length)) return
  const now = node.clock.lasting()
  const seen = Math.min(hello.generation, now + AHEAD_MOST_MS) // of a server whose clock was ahead of this one
  const generation = hello.auto === 1 ? seen : Math.max(now, last + 1, seen + 1) // P-HELLO-10
  const session = new Session(node.ids.session(), user, generation, now)
  session.tokenEndsAt = endOfToken(node.clock, trust.expiresAt)
  session.login = hello.login
  const key = node.ids.key()
  await node.sessions.create({
    id: session.id,
    user: user.key,
    keyHash: node.ids.keyHash(key),
    attempt: hello.attempt,
    generation,
    device: hello.device,
    login: hello.login
  })
  // its welcome was lost: the same client goes on here, whatever the policy
  const lost = user.sessions.filter((other) => other.login !== '' && other.login === hello.login)
  const leaving =
    user.sessions.length === 0
      ? NOBODY
      : [
          ...policy.replaced(
            user.sessions.filter((other) => !lost.includes(other)),
            generation
          ),
          ...lost.map(({ id }) => id)
        ]
  let inbox = await user.inbox.open(session, user.isLeased, await inboxStart(user, leaving, hello))
  await node.watchers.hold(session) // before the old one goes: presence does not flicker
  if (leaving.length > 0) {
    for (const other of lost) other.login = ''
    for (const other of [...user.sessions])
      if (leaving.includes(other.id)) await end(node, other, 'replaced', codes.CLOSE_REPLACED, 'replaced') // P-RESUME-7
    inbox = await node.inboxes.open(user.key, session.id)
  }
  session.received = session.handled = inbox.start
  user.sessions = withOne(user.sessions, session)
  node.live.set(session.id, session)
  makeRoom(node)
  await node.sessions.fence(user.key, policy.fence(user.sessions))
  const expired = record === null && hello.auto === 1 && last > 0 && hello.generation === last
  const why = hello.session === '' ? 'login' : expired ? 'expired' : 'unknown' // P-WELCOME-1
  await enter(node, link, session, hello, { key, resumed: 'fresh', why }, inbox)
}

/**
 * More sessions than may be: the one whose link is away for longest ends, as if its time were over. Those with a link
 * are bounded by the connections.
 */
function makeRoom(node: LoginNode): void {
  if (node.live.size <= node.held.sessionsKept) return
  const [longest] = node.away
  if (longest === undefined) return
  node.away.delete(longest)
  const { user } = longest
  user.lane
    .run(() =>
      longest.link === null
        ? end(node, longest, 'lost', codes.CLOSE_SESSION_UNKNOWN, 'session expired')
        : Promise.resolve()
    )
    .catch((fault: unknown) => node.log.error('fault', { where: 'sessions', ...faultFields(fault) }))
    .finally(() => node.users.tidy(user))
}

/**
 * Where a new session begins in the inbox: with what those had not handled whose place it takes (P-RESUME-7); beside
 * others at their end, or at its own cursor (P-RESUME-9).
 */
async function inboxStart(user: User, leaving: readonly string[], hello: Hello): Promise<number> {
  if (user.sessions.length === 0) return 0
  if (leaving.length > 0)
    return Math.min(...user.sessions.filter(({ id }) => leaving.includes(id)).map(({ handled }) => handled))
  const { e, o } = hello.inbox
  if (e === '') return Infinity
  return e === (await user.node.inboxes.find(user.key))?.epoch ? o : 0
}

/** A greeting of a login that has a session already, or of one before it, from a socket that the network held back. */
async function isLateCopy(user: User, hello: Hello): Promise<boolean> {
  for (const { id } of user.sessions) {
    const record = await user.node.sessions.find(id)
    if (record === null) continue
    if (record.login === hello.login ? hello.attempt <= record.attempt : isEarlier(hello.login, record.login))
      return true
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

/** P-HELLO-6. null: they were refused, or are gone. */
async function trusted(
  node: LoginNode,
  link: UserLink,
  user: User,
  hello: Hello
): Promise<{ readonly expiresAt: number } | null> {
  if (!user.app.certificate) return { expiresAt: 0 }
  const verdict = await node.verifier.verify(user.app, user.id, hello.token)
  if (verdict.why === 'ok') return link.state === 'closed' ? null : verdict
  refuse(
    link,
    hello,
    verdict.why === 'token_expired' ? codes.CLOSE_TOKEN_EXPIRED : codes.CLOSE_TOKEN_INVALID,
    verdict.why,
    verdict.message
  )
  return null
}
