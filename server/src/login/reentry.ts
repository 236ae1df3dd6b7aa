// Bringing a session's streams to its new link: the inbox from its cursor, the channels that the client wants
// (P-RESUME-4, P-RESUME-5).
import type { Channel } from '../channel/channel.ts'
import { Feed } from '../link/feed.ts'
import type { Hello } from './hello.ts'
import type { InboxState } from '../store/inboxes.ts'
import type { LoginNode } from './login-node.ts'
import { channelsOf, leaveOther, membershipOf } from '../channel/memberships.ts'
import { epochGap } from '../wire/replies.ts'
import type { Session, UserLink } from '../user/user.ts'
import type { Welcome, WelcomeChannel } from './welcome.ts'

type Reentry = Pick<Welcome, 'inbox' | 'channels'>

export async function reenter(
  node: LoginNode,
  link: UserLink,
  session: Session,
  hello: Hello,
  isFresh: boolean,
  state: InboxState
): Promise<Reentry> {
  const inbox = await reenterInbox(link, session, hello, isFresh, state)
  return { inbox, channels: await reenterChannels(node, link, session, hello, isFresh) }
}

async function reenterInbox(
  link: UserLink,
  session: Session,
  hello: Hello,
  isFresh: boolean,
  state: InboxState
): Promise<Reentry['inbox']> {
  const { user } = session
  const { e, o, i, h } = hello.inbox
  const fits = e === state.epoch && o <= state.written && (await isSameRecord(session, o, i))
  const start = Math.max(state.floor, session.handled, fits ? o : 0)
  if (fits) {
    // P-RESUME-4
    session.received = Math.max(session.received, o)
    session.handled = Math.max(session.handled, Math.min(o, h))
    await user.inbox.acknowledged(session, o, Math.min(o, h))
  }
  session.sent = start
  // P-INBOX-3: a link that breaks before the mark does not take it along
  if (isFresh) session.redeliveredTo = state.written
  if (start < state.head) {
    const feed = new Feed<Session>(link, user.inbox, start)
    if (session.link === link) {
      session.inboxFeed = feed
      link.follow(feed)
    }
  }
  if (e !== '' && !fits) return { e: state.epoch, o: start, gap: epochGap(start) } // P-GAP-2, P-GAP-5
  return { e: state.epoch, o: start } // P-WELCOME-6
}

/** P-RECORD-5: the same offset with another id is divergence. What is deleted already cannot be compared. */
async function isSameRecord(session: Session, offset: number, id: string): Promise<boolean> {
  if (offset === 0 || id === '') return true
  const { user } = session
  const [item] = await user.node.inboxes.read(user.key, offset - 1, { messages: 1, bytes: 0 })
  return item === undefined || item.kind !== 'message' || item.to !== offset || item.id === id
}

async function reenterChannels(
  node: LoginNode,
  link: UserLink,
  session: Session,
  hello: Hello,
  isFresh: boolean
): Promise<WelcomeChannel[]> {
  const { user } = session
  const wanted = new Set(hello.channels.map((row) => row.ch))
  for (const channel of channelsOf(session)) {
    if (!wanted.has(channel.name)) await leave(node, session, channel)
  }
  const rows: WelcomeChannel[] = []
  for (const row of hello.channels) {
    const known = membershipOf(session, row.ch)
    const tooMany = rows.length >= user.app.limits.channels
    if (tooMany || (node.channels.isFull && known === undefined)) {
      rows.push({ ch: row.ch, no: tooMany ? 'too_many_channels' : 'full' }) // P-WELCOME-4
      if (known !== undefined) await leave(node, session, known.channel)
      continue
    }
    const channel = node.channels.of(user.app, row.ch)
    if (known !== undefined) await leaveOther(session, row.ch, row.j)
    const granted = await channel.resume(session, { ...row, ended: isFresh ? hello.session : null }, link)
    rows.push({ ch: row.ch, ...granted })
  }
  return rows
}

async function leave(node: LoginNode, session: Session, channel: Channel): Promise<void> {
  await channel.leave(session, 'left', () => {})
  node.channels.tidy(channel)
}
