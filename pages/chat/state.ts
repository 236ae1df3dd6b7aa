// What the chat page shows of its one user and his session. Only chat.ts writes it.
import type { LoginState } from '../shared/login/login'
import type { Failure } from './failures'
import type { Conversation, Person } from './rows'

/** Where a person did what failed: there he is told. */
export type Place = 'login' | 'channel' | 'peer' | 'topic' | 'profile' | 'talk'

/** The first fields are those of the login of this window. */
export interface ChatState extends Readonly<
  Pick<LoginState, 'userId' | 'entering' | 'connection' | 'reason' | 'held'>
> {
  conversations: Conversation[]
  openKey: string // the conversation that the person looks at, '' none
  people: Map<string, Person>
  // of several users at once, so they stand in no conversation
  gaps: { key: number; missed: number | null; reason: string }[]
  failure: Failure | null // of the newest thing that the person has done, messages apart
  failureAt: Place
  // the newest message elsewhere than in the open conversation, for who cannot see the counts
  news: { key: string; unread: number } | null
}

export const emptyState = (login: LoginState): ChatState => ({
  get userId() {
    return login.userId
  },
  get entering() {
    return login.entering
  },
  get connection() {
    return login.connection
  },
  get reason() {
    return login.reason
  },
  get held() {
    return login.held
  },
  conversations: [],
  openKey: '',
  people: new Map(),
  gaps: [],
  failure: null,
  failureAt: 'login',
  news: null
})
