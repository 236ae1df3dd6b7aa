// What outlives a reload of this window: whose it is, his conversations with their newest lines, and what he was about
// to write.
import type { Entrance } from '../shared/login/login'
import { emptyLine, isMessage } from './rows'
import type { Conversation, Line, Person } from './rows'
import type { ChatState } from './state'

const VERSION = 1
const LINES_KEPT = 200
const MAX_TEXT = 1_000_000 // characters of all lines together; a browser keeps five millions of a window

type Fields = Pick<
  Conversation,
  'kind' | 'id' | 'unread' | 'draft' | 'keep' | 'topic' | 'topicBy' | 'gone' | 'membership'
>
type KeptPerson = Pick<Person, 'userId' | 'seen' | 'name' | 'status'>

export interface Kept {
  openKey: string
  people: KeptPerson[]
  conversations: { fields: Fields; lines: Partial<Line>[] }[]
}

/** `linesMost`: fewer where a browser has no room. */
export function textOfKept(
  who: Entrance,
  { openKey, conversations, people }: Pick<ChatState, 'openKey' | 'conversations' | 'people'>,
  linesMost = LINES_KEPT
): string {
  let room = MAX_TEXT
  const counts = new Map<string, number>()
  for (const { key, lines } of [...conversations].sort((a, b) => b.at - a.at)) {
    let count = 0
    while (count < Math.min(linesMost, lines.length) && (room -= lines[lines.length - 1 - count].text.length) > 0)
      count++
    counts.set(key, count)
  }
  const named = new Set([who.userId, ...conversations.filter(({ kind }) => kind === 'peer').map(({ id }) => id)])
  return JSON.stringify({
    version: VERSION,
    who,
    openKey,
    people: [...people.values()]
      .filter(({ userId }) => named.has(userId))
      .map(({ userId, seen, name, status }): KeptPerson => ({ userId, seen, name, status })),
    conversations: conversations.map((one) => ({
      fields: fieldsOf(one, counts.get(one.key)!),
      lines: newest(one.lines, counts.get(one.key)!).map(briefly)
    }))
  })
}

/** What was kept for this user of this app and server; null when there is nothing, or it is another's. */
export function keptOf(text: string, who: Entrance): Kept | null {
  try {
    const kept = JSON.parse(text) as Kept & { version: number; who: Entrance }
    return kept.version === VERSION && isSameEntrance(kept.who, who) ? kept : null
  } catch {
    return null
  }
}

export const isSameEntrance = (a: Entrance, b: Entrance): boolean =>
  a.appId === b.appId && a.server === b.server && a.userId === b.userId

const newest = (lines: Line[], count: number): Line[] => lines.slice(lines.length - count)

function fieldsOf(
  { kind, id, unread, draft, keep, topic, topicBy, membership, lines, hidden, gone }: Conversation,
  count: number
): Fields {
  const unkept = lines.slice(0, lines.length - count).filter(isMessage).length
  return {
    kind,
    id,
    unread,
    draft,
    keep,
    topic,
    topicBy,
    gone: gone + hidden + unkept,
    membership: membership === 'out' ? 'out' : 'lost'
  }
}

// Most fields of most lines are what an empty line has.
function briefly(line: Line): Partial<Line> {
  const empty = emptyLine(line.kind, {})
  const told = Object.entries(line).filter(
    ([name, value]) => name !== 'key' && name !== 'attempt' && value !== empty[name as keyof Line]
  )
  return { ...Object.fromEntries(told), kind: line.kind, ...(line.kind === 'own' ? { outcome: line.outcome } : {}) }
}
