// The conversations and their lines. Everything that changes them comes through here; nothing in here talks to a client.
import { emptyConversation, emptyLine, keyOf } from './rows'
import type { Conversation, Line } from './rows'
import type { PageClock } from '../shared/page-clock'

const LINES_MOST = 500
// Strangers may write too, and each of them opens a conversation.
const PEERS_MOST = 200

export class Book {
  private lastKey = 0

  /** `conversations`: a reactive list. `onDropped`: an old one had to make room. */
  constructor(private readonly conversations: Conversation[], private readonly clock: PageClock, private readonly onDropped: (conversation: Conversation) => void) {}

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
    if (conversation.lines.length > LINES_MOST) conversation.lines.splice(0, conversation.lines.length - LINES_MOST)
    return conversation.lines[conversation.lines.length - 1]
  }

  /** A message came. `isOpen`: the person looks at this conversation. */
  got(conversation: Conversation, fields: Partial<Line>, isOpen: boolean): void {
    this.add(conversation, 'got', fields)
    if (!isOpen) conversation.unread++
  }

  read(conversation: Conversation): void {
    conversation.unread = 0
  }

  /** A new attempt of an own message stands where a new message would. Returns the number of the attempt. */
  attempt(conversation: Conversation, line: Line): number {
    const at = conversation.lines.findIndex((one) => one.key === line.key)
    if (at >= 0 && at < conversation.lines.length - 1) conversation.lines.push(...conversation.lines.splice(at, 1))
    Object.assign(line, { outcome: 'sending', failure: null, late: false, time: this.clock.now(), attempt: line.attempt + 1 } satisfies Partial<Line>)
    return line.attempt
  }

  take(conversation: Conversation, line: Line): void {
    conversation.lines = conversation.lines.filter((one) => one.key !== line.key)
  }

  /** What became of an attempt; of an earlier one than the newest nothing is told. */
  settle(line: Line, attempt: number, end: Pick<Line, 'outcome'> & Partial<Pick<Line, 'failure' | 'late'>>): void {
    if (line.attempt === attempt) Object.assign(line, end)
  }

  private makeRoom(kept: Conversation): void {
    const peers = this.of('peer')
    if (peers.length <= PEERS_MOST) return
    const oldest = peers.filter((one) => one.key !== kept.key).reduce((a, b) => (b.at < a.at ? b : a))
    this.remove(oldest)
    this.onDropped(oldest)
  }
}
