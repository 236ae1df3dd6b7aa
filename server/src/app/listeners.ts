// Who listens to the events of a node from its start: its log of sessions, and its totals. Neither wants anything that
// happens with every message.
import type { Events } from '../base/events.ts'
import type { Log } from '../base/log.ts'

export function logSessions(events: Events, log: Log): void {
  events.on('welcomed', ({ user, session, resumed, why }) => {
    log.debug('welcome', { user, session, resumed, why })
  })
  events.on('sessionEnded', ({ user, session, why }) => {
    log.debug('session_ended', { user, session, why })
  })
  events.on('loginRefused', ({ code, why, address }) => {
    const line = { code, why, address }
    if (why === 'too_often')
      log.debug('refused', line) // whoever comes too often must not fill the log
    else log.info('refused', line)
  })
}

/** Since the start of the process. */
export interface Totals {
  readonly logins: number
  /** Links of sessions that went on. */
  readonly resumes: number
  readonly refusedLogins: number
  readonly endedSessions: number
}

export function countTotals(events: Events): Totals {
  const totals = { logins: 0, resumes: 0, refusedLogins: 0, endedSessions: 0 }
  events.on('welcomed', ({ resumed }) => {
    totals[resumed === 'fresh' ? 'logins' : 'resumes']++
  })
  events.on('loginRefused', () => {
    totals.refusedLogins++
  })
  events.on('sessionEnded', () => {
    totals.endedSessions++
  })
  return totals
}
