// A user's inbox as the node serves it: delivery to the links in step, acknowledgements, and the way back for a link
// that is behind. Everything here runs in the lane of the user.
import { type Going, goOn } from '../base/eventual.ts'
import { faultFields } from '../base/faults.ts'
import { Feed, PORTION, type Source } from '../link/feed.ts'
import type { Due, InboxDraft, InboxItem, InboxOpened, Kept, Lapsed } from '../store/inboxes.ts'
import { NOTHING_BROUGHT, type Brought, type Handled, type Over } from '../store/mail.ts'
import { Batch, type Frame, type Packet } from '../wire/packets.ts'
import * as replies from '../wire/replies.ts'
import { Refusal } from '../wire/refusal.ts'
import type { RecordDraft } from '../wire/records.ts'
import type { App } from '../config/apps.ts'
import type { Lane } from '../base/lane.ts'
import type { LinkSession } from '../link/sink.ts'
import type { UserNode } from './user-node.ts'
import { settle, settleAll, settleStored } from './settle.ts'

const noRoom = (): Refusal =>
  new Refusal(
    'full',
    'This app has no room left on the disk of the server. Try again later, or send it when the receiver is online.'
  )

const noPlace = (): Refusal => new Refusal('full', 'The inbox of the receiver is full. Try again later.')

/** A session as the inbox knows it. */
export interface InboxSession extends LinkSession {
  readonly id: string
  readonly redeliveredTo: number
  sent: number
  received: number
  handled: number
  /** The link in step, if there is one. */
  readonly inboxLink: { push(packet: Packet): void } | null
  inboxFeed: object | null
}

/** Whose inbox it is. */
export interface InboxOwner {
  readonly node: UserNode
  readonly key: string
  readonly id: string
  readonly app: App
  readonly lane: Lane
  readonly isLeased: boolean
  readonly sessions: readonly InboxSession[]
}

export class Inbox implements Source<InboxSession> {
  constructor(private readonly user: InboxOwner) {}

  /** Takes a message for this user. If nobody is there it goes to the mail, or is not taken at all (P-SEND-5). */
  deliver(draft: InboxDraft): Going {
    return this.user.lane.begin(() => {
      const { user } = this
      const { node } = user
      if (!user.isLeased && draft.store) return this.postOf(draft)
      if (!user.isLeased) return settle(node, draft.session, draft.n, { outcome: 'offline', i: draft.id })
      const writing = user.sessions.some((session) => session.inboxLink !== null)
      return goOn(node.inboxes.append(user.key, draft, writing, user.app.limits.inbox), (appended) => {
        if (appended === null) return settle(node, draft.session, draft.n, replies.refused(noPlace())) // P-SEND-7
        this.tellTaken(draft, appended.offset)
        for (const session of user.sessions) {
          const link = session.inboxLink
          if (link === null) continue
          session.sent = appended.offset
          link.push(appended.json)
        }
        return null
      })
    })
  }

  /** P-INBOX-1, P-INBOX-2. The caller has checked that nothing above what was sent is named. */
  acknowledge(session: InboxSession, received: number, handled: number): Going {
    session.received = Math.max(session.received, received)
    session.handled = Math.max(session.handled, handled)
    return this.user.lane.begin(() => this.acknowledged(session, received, handled))
  }

  /** As `acknowledge`, for who is in the lane already. */
  acknowledged(session: InboxSession, received: number, handled: number): Going {
    const { node, key } = this.user
    return goOn(node.inboxes.received(key, session.id, received), (dues) =>
      goOn<unknown>(settleAll(node, dues, 'received'), () =>
        goOn(node.inboxes.handled(key, session.id, handled), (gone) =>
          gone.letters.length + gone.losses.length > 0 ? this.tidyMail(gone) : null
        )
      )
    )
  }

  /** A session of the user opens the inbox. Who had no lease finds his mail in it (P-MAIL-4). */
  async open(session: InboxSession, hadLease: boolean, after = 0): Promise<InboxOpened> {
    const { node, key } = this.user
    const state = await node.inboxes.open(key, session.id, after)
    if (hadLease || !node.mail.keeps) return state
    const waiting = await node.mail.waiting(key, node.clock.lasting(), state.brought)
    if (waiting.letters.length + waiting.losses.length === 0) return state
    await node.inboxes.bring(key, waiting)
    return node.inboxes.open(key, session.id)
  }

  /**
   * The last lease ended: what is flagged goes to the mail; of the rest what was never written is withdrawn, what was
   * written is unknown (P-SEND-5, P-SEND-6, P-MAIL-3).
   */
  async lapse(): Promise<void> {
    const { node, key } = this.user
    await this.settleLapsed(await node.inboxes.lapse(key))
  }

  /**
   * What came of him before his end counts, though it still waits behind it: a login that takes his place begins where
   * he said that he was.
   */
  async close(session: InboxSession, now: number): Promise<void> {
    const { node, key, app } = this.user
    await this.acknowledged(session, session.received, session.handled)
    const closed = await node.inboxes.close(key, session.id, now)
    await this.settleLapsed(closed)
    await this.tidyMail(closed.handled)
    if (node.mail.keeps) await node.mail.trim(key, app.limits.offline, now, await this.brought())
  }

  /** In the lane. Letters and losses whose time is over (P-MAIL-5). */
  async expire(over: Over, now: number): Promise<void> {
    await this.user.node.mail.expire(over, now, await this.brought())
  }

  private async postOf({ n, store: _, ...draft }: InboxDraft): Promise<void> {
    const letter = await this.post(draft, { session: draft.session, n, id: draft.id })
    if (letter !== null) this.tellTaken(draft, 0)
    else await settle(this.user.node, draft.session, n, replies.refused(noRoom()))
  }

  /** Before it is on the disk, where it goes there. */
  private tellTaken(message: RecordDraft, offset: number): void {
    const { node, app, id: user } = this.user
    node.events.messageTaken?.({ app: app.id, to: { user }, offset, message })
  }

  /** P-MAIL-2: answered when it is on the disk, and nobody waits for that in the lane. */
  private async post(draft: RecordDraft, due: Due | null): Promise<number | null> {
    const { node, key, app } = this.user
    const { offline } = app.limits
    // `ts` is wall time, and may be an hour off; the mail counts from it
    const room = { ...offline, ms: offline.ms + node.clock.lasting() - draft.ts }
    const letter = await node.mail.put(key, draft, room, await this.brought())
    if (due !== null && letter !== null) settleStored(node, due)
    return letter
  }

  /**
   * The app has used up its share of the disk. What was written stays in the inbox and is tried again at its end; of
   * the rest the sender hears, or the receiver, if the sender was answered already.
   */
  private async turnAway({ draft, due, offset }: Kept): Promise<void> {
    const { node, key } = this.user
    if (offset > 0 && due === null) return
    if (due !== null)
      await (offset > 0
        ? settleAll(node, [due], 'unknown')
        : settle(node, due.session, due.n, replies.refused(noRoom()))) // P-SEND-6
    else await node.mail.miss(key, draft.from, node.clock.lasting(), await this.brought())
  }

  private async brought(): Promise<Brought> {
    return (await this.user.node.inboxes.find(this.user.key))?.brought ?? NOTHING_BROUGHT
  }

  private async settleLapsed({ withdrawn, unknown, kept }: Lapsed): Promise<void> {
    const { node, key } = this.user
    for (const one of kept) {
      const { draft, due, offset } = one
      try {
        const letter = await this.post(draft, due)
        if (letter === null) await this.turnAway(one)
        else if (offset > 0) await node.inboxes.mailed(key, offset, letter)
      } catch (fault) {
        node.log.error('fault', { where: 'mail', ...faultFields(fault) })
        if (due !== null) await settleAll(node, [due], 'unknown')
      }
    }
    await settleAll(node, withdrawn, 'offline')
    await settleAll(node, unknown, 'unknown')
  }

  private async tidyMail(handled: Handled): Promise<void> {
    if (handled.letters.length + handled.losses.length > 0) await this.user.node.mail.remove(this.user.key, handled)
  }

  catchUp(feed: Feed<InboxSession>): Promise<boolean> {
    return this.user.lane.run(async () => {
      const { node, key } = this.user
      const { link } = feed
      const { session } = link
      if (feed.ended || session === null) return true
      const items = await node.inboxes.read(key, feed.cursor, PORTION)
      if (feed.ended) return true
      if (items.length > 0) link.push(framesOf(items, feed, session.redeliveredTo))
      await node.inboxes.written(key, feed.cursor)
      session.sent = Math.max(session.sent, feed.cursor)
      const state = await node.inboxes.find(key)
      if (!feed.ended && state !== null && feed.cursor < state.head && items.length > 0) return false
      if (session.inboxFeed === feed) session.inboxFeed = null
      return true
    })
  }
}

/** Moves the feed's cursor past the items. */
function framesOf(items: readonly InboxItem[], feed: Feed, redeliveredTo: number): Packet {
  const frames: Frame[] = []
  let i = 0
  while (i < items.length) {
    const first = items[i]!
    const from = Math.max(first.from, feed.cursor + 1)
    if (first.kind === 'hole') {
      const { to, count, by, id } = first
      if (first.why === 'withdrawn') frames.push(replies.skip(0, from, to, 'withdrawn'))
      else frames.push(replies.gap(0, { from, to, count, why: first.why, by, id })) // P-GAP-3
      feed.cursor = to
      i++
      continue
    }
    const again = first.to <= redeliveredTo
    let last = i
    while (
      last + 1 < items.length &&
      items[last + 1]!.kind === 'message' &&
      items[last + 1]!.to <= redeliveredTo === again
    )
      last++
    const to = items[last]!.to
    frames.push(again ? replies.redelivery(from, to) : replies.replay(0, from, to)) // P-INBOX-3
    for (; i <= last; i++) {
      const item = items[i]!
      if (item.kind === 'message') frames.push(item.json)
    }
    feed.cursor = to
  }
  return new Batch(frames)
}
