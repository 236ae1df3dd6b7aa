// Rows in words, in the language of the page.
import { explain } from '../shared/language/explain'
import { isChinese, t } from '../shared/language/language'
import type { Word } from '../shared/language/language'
import type { Tone } from '../shared/language/state-words'
import { failureRow } from './failures'
import type { Failure } from './failures'
import type { Conversation, Line, Note, Person } from './rows'

type People = ReadonlyMap<string, Person>

/** What a user calls himself. His id is shown beside it where it matters who he is: two may choose the same name. */
export const nameOf = (people: People, userId: string): string => people.get(userId)?.name || userId

export const titleOf = (people: People, { kind, id }: Conversation): string =>
  kind === 'channel' ? `#${id}` : nameOf(people, id)

const presences: Record<Person['presence'], { word: Word; tone: Tone }> = {
  online: { word: 'chatPresenceOnline', tone: 'good' },
  unreachable: { word: 'chatPresenceUnreachable', tone: 'wait' },
  offline: { word: 'chatPresenceOffline', tone: 'none' },
  '': { word: 'chatPresenceNone', tone: 'none' }
}
const unseen = { word: 'chatPresenceNever', tone: 'none' } as const
/** A user who is away, and one of whom there was never a sign: his id may be written wrongly. */
export function presenceOf(people: People, userId: string): { word: Word; tone: Tone } {
  const person = people.get(userId)
  return person?.presence === 'offline' && !person.seen ? unseen : presences[person?.presence ?? '']
}

export function membersText({ membership, count }: Conversation): string {
  if (membership === 'in') return count === 1 ? t('chatMemberOne') : t('chatMembersOf', { n: count })
  return t(
    membership === 'joining'
      ? 'chatMembershipJoining'
      : membership === 'lost'
        ? 'chatMembershipLost'
        : 'chatMembershipOut'
  )
}

export const unreadText = (unread: number): string =>
  unread === 1 ? t('chatUnreadOne') : t('chatUnreadMany', { n: unread })

const notes: Record<Exclude<Note, ''>, Word> = {
  joined: 'chatNoteJoined',
  left: 'chatNoteLeft',
  lost: 'chatNoteLost',
  kicked: 'chatNoteKicked',
  topic: 'chatNoteTopic',
  topicCleared: 'chatNoteTopicCleared',
  'put out': 'chatNotePutOut',
  back: 'chatNoteBack'
}
export const noteText = (people: People, { note, userId, text }: Line): string =>
  note === '' ? '' : t(notes[note], { name: nameOf(people, userId), text })

export function failureText(failure: Failure): string {
  const row = failureRow(failure.code)
  if (row === null)
    return explain({
      why: failure.code,
      message: [failure.reason, failure.action].filter((part) => part !== '').join('. ')
    })
  const toDo =
    row.toDo === null ? '' : t(row.toDo, { s: Math.max(1, Math.ceil((failure.retryAfterMs ?? 1000) / 1000)) })
  return [t(row.happened), toDo].filter((part) => part !== '').join(isChinese() ? '' : ' ')
}

/** How many characters of a message are shown before more is asked for. */
export const MAX_SHOWN = 1200

const two = (n: number): string => String(n).padStart(2, '0')

/** Hours and minutes. */
export function clockText(ms: number): string {
  const then = new Date(ms)
  return `${two(then.getHours())}:${two(then.getMinutes())}`
}

const dateText = (then: Date): string => `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`

/** Hours and minutes; of another day that day as well. */
export const timeText = (ms: number, now: number): string =>
  new Date(ms).toDateString() === new Date(now).toDateString()
    ? clockText(ms)
    : `${dateText(new Date(ms))} ${clockText(ms)}`

/** Between the lines of two days: the day that begins. */
export function dayText(ms: number, now: number): string {
  const [then, today] = [new Date(ms), new Date(now)]
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (then.toDateString() === today.toDateString()) return t('chatToday')
  return then.toDateString() === yesterday.toDateString() ? t('chatYesterday') : dateText(then)
}

export const pillText = (below: number): string =>
  below === 0 ? t('chatToNewest') : below === 1 ? t('chatNewOne') : t('chatNewMany', { n: below })

/** What is not shown before the first line. */
export function olderText({ hidden, gone }: Pick<Conversation, 'hidden' | 'gone'>): string {
  if (hidden > 0) return t(hidden === 1 ? 'chatOlderOne' : 'chatOlder', { n: hidden })
  return t(gone === 1 ? 'chatGoneOne' : 'chatGone', { n: gone })
}

const HUES = 3
/** The same colour for the same user on every screen. */
export function hueOf(userId: string): number {
  let sum = 0
  for (let i = 0; i < userId.length; i++) sum = (sum * 11 + userId.charCodeAt(i)) % 9973
  return sum % HUES
}
