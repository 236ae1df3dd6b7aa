// What the chat page shows of its one user and his session. Only chat.ts writes it.
import type { RtmState } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Failure } from './failures'
import type { Conversation, Person } from './rows'

export interface Entrance {
  appId: string
  server: string
  userId: string
}

export interface ChatState {
  userId: string // '' outside
  entering: boolean
  connection: RtmState
  reason: string
  held: boolean // the link was cut by hand
  conversations: Conversation[]
  openKey: string // the conversation that the person looks at, '' none
  people: Map<string, Person>
  gaps: { key: number; missed: number | null; reason: string }[] // of several users at once, so they stand in no conversation
  failure: Failure | null // of the newest thing that the person has done outside a conversation
  news: { key: string; unread: number } | null // the newest message elsewhere than in the open conversation, for who cannot see the counts
}

export const emptyState = (): ChatState => ({
  userId: '', entering: false, connection: 'disconnected', reason: '', held: false, conversations: [], openKey: '', people: new Map(), gaps: [], failure: null, news: null
})
