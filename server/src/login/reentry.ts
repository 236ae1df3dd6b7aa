// Bringing a session's streams to its new link: the inbox from its cursor, the channels that the client wants (P-RESUME-4, P-RESUME-5).
import type { Channel } from '../channel/channel.ts'
import { Feed } from '../link/feed.ts'
import type { Hello } from './hello.ts'
import type { InboxState } from '../store/inboxes.ts'
import type { Link } from '../link/link.ts'
import { leaveOther } from '../channel/membership.ts'
import { epochGap } from '../wire/replies.ts'
import type { Session } from '../user/session.ts'
import type { Welcome, WelcomeChannel } from './welcome.ts'

type Reentry = Pick<Welcome, 'inbox' | 'channels'>

export async function reenter(link: Link, session: Session, hello: Hello, isFresh: boolean, state: InboxState): Promise<Reentry> {
  const inbox = await reenterInbox(link, session, hello, isFresh, state)
  return { inbox, channels: await reenterChannels(link, session, hello, isFresh) }
}

async function reenterInbox(link: Link, session: Session, hello: Hello, isFresh: boolean, state: InboxState): Promise<Reentry['inbox']> {
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
  if (isFresh) session.redeliveredTo = state.written // P-INBOX-3: a link that breaks before the mark does not take it along
  if (start < state.head) {
    const feed = new Feed(link, user.inbox, start)
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
  const [item] = await user.core.inboxes.read(user.key, offset - 1, { messages: 1, bytes: 0 })
  return item === undefined || item.kind !== 'message' || item.to !== offset || item.id === id
}

async function reenterChannels(link: Link, session: Session, hello: Hello, isFresh: boolean): Promise<WelcomeChannel[]> {
  const { user } = session
  const { core } = user
  const wanted = new Set(hello.channels.map((row) => row.ch))
  for (const channel of session.channels()) {
    if (!wanted.has(channel.name)) await leave(session, channel)
  }
  const rows: WelcomeChannel[] = []
  for (const row of hello.channels) {
    const known = session.membership(row.ch)
    const tooMany = rows.length >= user.app.limits.channels
    if (tooMany || (core.channels.isFull && known === undefined)) {
      rows.push({ ch: row.ch, no: tooMany ? 'too_many_channels' : 'full' }) // P-WELCOME-4
      if (known !== undefined) await leave(session, known.channel)
      continue
    }
    const channel = core.channels.of(user.app, row.ch)
    if (known !== undefined) await leaveOther(session, row.ch, row.j)
    const granted = await channel.resume(session, { ...row, ended: isFresh ? hello.session : null }, link)
    rows.push({ ch: row.ch, ...granted })
  }
  return rows
}

async function leave(session: Session, channel: Channel): Promise<void> {
  await channel.leave(session, 'left', () => {})
  session.user.core.channels.tidy(channel)
}
