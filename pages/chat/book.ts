// The conversations and their lines. Everything that changes them comes through here; nothing in here talks to a
// client.
import { emptyConversation, emptyLine, isMessage, keyOf, ROOM } from './rows'
import type { Conversation, Line } from './rows'
import type { PageClock } from '../shared/window/page-clock'

// What is not shown any more waits here to be shown again.
const MAX_OLDER = 5000
const PAGE = 200
// Strangers may write too, and each of them opens a conversation.
const MAX_PEERS = 200

export class Book {
  private lastKey = 0

  /** `conversations`: a reactive list. `onDropped`: an old one had to make room. */
  constructor(
    private readonly conversations: Conversation[],
    private readonly clock: PageClock,
    private readonly onDropped: (conversation: Conversation) => void
  ) {}

  find(kind: Conversation['kind'], id: string): Conversation | null {
    return this.conversations.find((one) => one.key === keyOf(kind, id)) ?? null
  }

  of(kind: Conversation['kind']): Conversation[] {
    return this.conversations.filter((one) => one.kind === kind)
  }

  /** The conversation of this name, begun if there was none. */
  start(kind: Conversation['kind'], id: string): Conversation {
    const found = this.find(kind, id)
    if (found !== null) return found
    this.conversations.push(emptyConversation(kind, id, this.clock.monotonic()))
    const made = this.conversations[this.conversations.length - 1] // as the list gives it: reactive
    if (kind === 'peer') this.makeRoom(made)
    return made
  }

  remove(conversation: Conversation): void {
    const at = this.conversations.findIndex((one) => one.key === conversation.key)
    if (at >= 0) this.conversations.splice(at, 1)
  }

  clear(): void {
    this.conversations.splice(0)
  }

  add(conversation: Conversation, kind: Line['kind'], fields: Partial<Line>): Line {
    const time = fields.time ?? this.clock.now()
    conversation.lines.push(emptyLine(kind, { ...fields, key: ++this.lastKey, time }))
    conversation.at = this.clock.monotonic()
    this.trim(conversation)
    return conversation.lines[conversation.lines.length - 1]
  }

  /**
   * A message came. `isOpen`: the person looks at this conversation. `false`: it came again, after a reload of the
   * window, and its line is there.
   */
  got(conversation: Conversation, fields: Partial<Line>, isOpen: boolean): boolean {
    if (fields.redelivered === true && conversation.lines.some(({ messageId }) => messageId === fields.messageId))
      return false
    this.add(conversation, 'got', fields)
    if (!isOpen) conversation.unread++
    else if (conversation.away) conversation.below++
    return true
  }

  read(conversation: Conversation): void {
    conversation.unread = 0
  }

  /** The person has turned away from its newest lines, or is back at them. */
  look(conversation: Conversation, away: boolean): void {
    conversation.away = away
    if (!away) conversation.below = 0
  }

  /** More of what is not shown, in front of what is. */
  showOlder(conversation: Conversation): void {
    const shown = conversation.older.splice(-PAGE)
    conversation.hidden -= shown.filter(isMessage).length
    conversation.room += shown.length
    conversation.lines.unshift(...shown)
  }

  /** Nobody looks at it: as many lines as ever, the newest. */
  shut(conversation: Conversation): void {
    conversation.room = ROOM
    this.look(conversation, false)
    this.trim(conversation)
  }

  /** As it was kept: what was on its way then is not known now. */
  restore(conversation: Conversation, lines: Partial<Line>[], fields: Partial<Conversation>): void {
    Object.assign(conversation, fields)
    for (const { kind = 'note', ...line } of lines) {
      const isOnItsWay =
        kind === 'own' && (line.outcome === undefined || line.outcome === 'sending' || line.outcome === 'open')
      conversation.lines.push(
        emptyLine(kind, { ...line, key: ++this.lastKey, ...(isOnItsWay ? { outcome: 'unknown' } : {}) })
      )
    }
  }

  /** A new attempt of an own message stands where a new message would. Returns the number of the attempt. */
  attempt(conversation: Conversation, line: Line): number {
    const at = conversation.lines.findIndex((one) => one.key === line.key)
    if (at >= 0 && at < conversation.lines.length - 1) conversation.lines.push(...conversation.lines.splice(at, 1))
    Object.assign(line, {
      outcome: 'sending',
      failure: null,
      late: false,
      time: this.clock.now(),
      attempt: line.attempt + 1
    } satisfies Partial<Line>)
    return line.attempt
  }

  take(conversation: Conversation, line: Line): void {
    conversation.lines = conversation.lines.filter((one) => one.key !== line.key)
  }

  /** What became of an attempt; of an earlier one than the newest nothing is told. */
  settle(line: Line, attempt: number, end: Pick<Line, 'outcome'> & Partial<Pick<Line, 'failure' | 'late'>>): void {
    if (line.attempt === attempt) Object.assign(line, end)
  }

  private trim(conversation: Conversation): void {
    const { lines, older, room } = conversation
    if (lines.length <= room) return
    const moved = lines.splice(0, lines.length - room)
    older.push(...moved)
    conversation.hidden += moved.filter(isMessage).length
    if (older.length <= MAX_OLDER) return
    const dropped = older.splice(0, older.length - MAX_OLDER).filter(isMessage).length
    conversation.hidden -= dropped
    conversation.gone += dropped
  }

  private makeRoom(kept: Conversation): void {
    const peers = this.of('peer')
    if (peers.length <= MAX_PEERS) return
    const oldest = peers.filter((one) => one.key !== kept.key).reduce((a, b) => (b.at < a.at ? b : a))
    this.remove(oldest)
    this.onDropped(oldest)
  }
}
