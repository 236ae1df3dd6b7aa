// Errors of the typed client, as a person at a chat needs them: what happened, and what to do. Its own words are for
// developers, and stand in where there are none here.
import type { Word } from '../shared/language/language'

export interface Failure {
  code: string
  reason: string
  action: string
  retryAfterMs: number | null
}

/** Whatever was thrown. An RtmError of another copy of the client is as good, so the fields are read, not the class. */
export function failureOf(error: unknown): Failure {
  const { code, reason, action, retryAfterMs, message } = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as Partial<Failure> & { message?: string }
  return {
    code: code ?? 'internal',
    reason: reason ?? message ?? '',
    action: action ?? '',
    retryAfterMs: retryAfterMs ?? null
  }
}

interface FailureRow {
  happened: Word
  toDo: Word | null
  again: boolean // the same call can do better another time
}

const rows: Record<string, FailureRow> = {
  too_often: { happened: 'chatFailTooOften', toDo: 'chatFailTooOftenDo', again: true },
  bad_text: { happened: 'chatFailText', toDo: 'chatFailTextDo', again: false },
  too_large: { happened: 'chatFailText', toDo: 'chatFailTextDo', again: false },
  attributes_too_large: { happened: 'chatFailText', toDo: 'chatFailTextDo', again: false },
  not_joined: { happened: 'chatFailNotJoined', toDo: 'chatFailNotJoinedDo', again: true },
  full: { happened: 'chatFailFull', toDo: 'chatFailFullDo', again: true },
  timeout: { happened: 'chatFailTimeout', toDo: 'chatFailTimeoutDo', again: true },
  not_logged_in: { happened: 'chatFailLoggedOut', toDo: 'chatFailLoggedOutDo', again: true },
  too_many_channels: { happened: 'chatFailChannels', toDo: 'chatFailChannelsDo', again: true },
  bad_user: { happened: 'chatFailUser', toDo: 'chatFailUserDo', again: false },
  unknown_app: { happened: 'chatFailApp', toDo: 'chatFailAppDo', again: false },
  no_server: { happened: 'chatFailNoServer', toDo: 'chatFailNoServerDo', again: false }
}

/** The field of the login that is wrong, '' where it is none of them. */
export function fieldOfFailure({ code, reason }: Failure): 'userId' | 'server' | 'appId' | '' {
  if (code === 'bad_user') return 'userId'
  if (code === 'unknown_app') return 'appId'
  if (code === 'no_server' || code === 'timeout') return 'server'
  if (code !== 'invalid') return ''
  return /^\W*app/i.test(reason) ? 'appId' : /^\W*user/i.test(reason) ? 'userId' : 'server'
}

export const failureRow = (code: string): FailureRow | null => rows[code] ?? null
