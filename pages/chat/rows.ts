// What the chat page shows, as rows of data: conversations, their lines, people. Only book.ts, channels.ts and
// people.ts write them; what a person is about to send (draft, keep) is his composer's.
import { markRaw } from 'vue'
import type { RtmPresence } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Failure } from './failures'
import type { Outcome } from './outcomes'

/** `lost`: a member who has been put out by the end of a session, and who wants to be back. */
export type Membership = 'out' | 'joining' | 'in' | 'lost'

export interface Line {
  key: number
  kind: 'own' | 'got' | 'gap' | 'note'
  userId: string // who wrote it, or of whom a note tells
  messageId: string // of what a peer wrote: it may come again, with the same
  text: string
  time: number // by this device for what is own, by the server for what came
  outcome: Outcome // of what is own, as the fields down to attempt
  failure: Failure | null
  late: boolean // its outcome came after the page had been told that there is none yet
  attempt: number // what comes of an earlier attempt counts no more
  offline: boolean // of what came: it had been stored
  redelivered: boolean
  missed: number | null // of a gap; null when nobody can know
  reason: string
  note: Note
}

export type Note = '' | 'joined' | 'left' | 'lost' | 'kicked' | 'topic' | 'topicCleared' | 'put out' | 'back'

export interface Conversation {
  key: string
  kind: 'channel' | 'peer'
  id: string
  lines: Line[] // what is shown, at most `room` of them
  room: number
  older: Line[] // before those, and not shown
  hidden: number // messages among them
  gone: number // messages before those, which are not here any more
  unread: number
  away: boolean // the person looks at older lines than the newest
  below: number // messages that came meanwhile
  draft: string
  keep: boolean // peers: what is sent is stored for who is not there
  at: number // when something last happened, monotonic
  membership: Membership // channels, as the fields below
  members: string[]
  count: number
  topic: string
  topicBy: string // '' not known: it was there before this user
}

export interface Person {
  userId: string
  presence: RtmPresence | '' // '' not known
  seen: boolean // this user has been here, as far as this window knows
  name: string // what he wants to be called, '' nothing
  status: string
}

export const keyOf = (kind: Conversation['kind'], id: string): string => `${kind}:${id}`

/** How many lines of a conversation are shown at once. */
export const ROOM = 500

// Rows that nobody sees are not watched.
export const emptyConversation = (kind: Conversation['kind'], id: string, at: number): Conversation => ({
  key: keyOf(kind, id),
  kind,
  id,
  lines: [],
  room: ROOM,
  older: markRaw([]),
  hidden: 0,
  gone: 0,
  unread: 0,
  away: false,
  below: 0,
  draft: '',
  keep: true,
  at,
  membership: 'out',
  members: [],
  count: 0,
  topic: '',
  topicBy: ''
})

export const emptyLine = (kind: Line['kind'], fields: Partial<Line>): Line => ({
  key: 0,
  kind,
  userId: '',
  messageId: '',
  text: '',
  time: 0,
  outcome: 'sending',
  failure: null,
  late: false,
  attempt: 0,
  offline: false,
  redelivered: false,
  missed: null,
  reason: '',
  note: '',
  ...fields
})

export const emptyPerson = (userId: string): Person => ({ userId, presence: '', seen: false, name: '', status: '' })

const RUN_MS = 120_000

export const isMessage = ({ kind }: Line): boolean => kind === 'own' || kind === 'got'

export interface Item {
  line: Line
  day: boolean // the first of its day
  named: boolean
  timed: boolean
}

/**
 * Lines as they are shown: in a run of messages of one user the first has his name (where that is no news of itself),
 * the last the time.
 */
export const itemsOf = ({ kind, lines }: Pick<Conversation, 'kind' | 'lines'>): Item[] =>
  lines.map((line, i) => {
    const named = kind === 'channel' && line.kind === 'got' && !isRun(lines[i - 1], line)
    return {
      line,
      day: !isSameDay(lines[i - 1], line),
      named,
      timed: line.kind !== 'got' || line.offline || line.redelivered || !isRun(line, lines[i + 1])
    }
  })

const isSameDay = (before: Line | undefined, after: Line): boolean =>
  before !== undefined && new Date(before.time).toDateString() === new Date(after.time).toDateString()

const isRun = (before: Line | undefined, after: Line | undefined): boolean =>
  before?.kind === 'got' &&
  after?.kind === 'got' &&
  before.userId === after.userId &&
  after.time - before.time < RUN_MS &&
  isSameDay(before, after)
