// Errors of the typed client, as a person at a chat needs them: what happened, and what to do. Its own words are for developers, and stand in where there are none here.
import type { Word } from '../shared/language'

export interface Failure {
  code: string
  reason: string
  action: string
  retryAfterMs: number | null
}

/** Whatever was thrown. An RtmError of another copy of the client is as good, so the fields are read, not the class. */
export function failureOf(error: unknown): Failure {
  const { code, reason, action, retryAfterMs, message } = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Partial<Failure> & { message?: string }
  return { code: code ?? 'internal', reason: reason ?? message ?? '', action: action ?? '', retryAfterMs: retryAfterMs ?? null }
}

interface FailureRow {
  happened: Word
  toDo: Word | null
  again: boolean // the same call can do better another time
}

const rows: Record<string, FailureRow> = {
  too_often: { happened: 'failTooOften', toDo: 'failTooOftenDo', again: true },
  bad_text: { happened: 'failText', toDo: 'failTextDo', again: false },
  too_large: { happened: 'failText', toDo: 'failTextDo', again: false },
  attributes_too_large: { happened: 'failText', toDo: 'failTextDo', again: false },
  not_joined: { happened: 'failNotJoined', toDo: 'failNotJoinedDo', again: true },
  full: { happened: 'failFull', toDo: 'failFullDo', again: true },
  timeout: { happened: 'failTimeout', toDo: 'failTimeoutDo', again: true },
  not_logged_in: { happened: 'failLoggedOut', toDo: 'failLoggedOutDo', again: true },
  too_many_channels: { happened: 'failChannels', toDo: 'failChannelsDo', again: true },
  bad_user: { happened: 'failUser', toDo: 'failUserDo', again: false },
  unknown_app: { happened: 'failApp', toDo: 'failAppDo', again: false },
  no_server: { happened: 'failNoServer', toDo: 'failNoServerDo', again: false }
}

export const failureRow = (code: string): FailureRow | null => rows[code] ?? null
