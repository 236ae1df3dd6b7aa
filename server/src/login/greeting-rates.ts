// How often somebody may come in (P-LIMIT-3): an address, before anything is known of who it is, then the user. What a
// greeting joins counts as joins.
import * as codes from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import type { App } from '../config/apps.ts'
import type { LoginNode } from './login-node.ts'
import type { UserLink, User } from '../user/user.ts'
import { placeKey, takeGreeting, takeOf } from '../user/rates.ts'
import { Refusal } from '../wire/refusal.ts'

/** Over which those who were sent away come back. */
const AGAIN_JITTER_MS = 1000

/** In an app with a certificate a user is who he says, so his own rates are enough. */
export const placeOfLink = (link: UserLink, app: App): string => (app.certificate ? '' : placeKey(app, link.wire.place))

/** True: nobody looks at what the greeting says, he has been sent away. */
export function comesTooOften(node: LoginNode, link: UserLink, app: App, user: string): boolean {
  try {
    takeGreeting(node.rateBook, placeKey(app, link.wire.place), app.limits)
    return false
  } catch (fault) {
    return sentAway(link, app, user, fault)
  }
}

/**
 * The same of the user, once it is proved who he is: nobody can use up the logins of another. `joins`: channels that he
 * comes into by this greeting.
 */
export function logsInTooOften(node: LoginNode, link: UserLink, { app, key, id }: User, joins: number): boolean {
  const place = placeOfLink(link, app)
  try {
    takeOf(node.rateBook, key, place, app.limits, 'login')
    if (joins > 0) takeOf(node.rateBook, key, place, app.limits, 'join', Math.min(joins, app.limits.channels))
    return false
  } catch (fault) {
    return sentAway(link, app, id, fault)
  }
}

/** `moved` tells a client of any age when to come back, the code that it may. */
function sentAway(link: UserLink, app: App, user: string, fault: unknown): true {
  if (!(fault instanceof Refusal)) throw fault
  const { why, message, retryAfterMs } = fault
  link.node.events.loginRefused?.({ app: app.id, user, code: codes.CLOSE_TOO_OFTEN, why, address: link.wire.address })
  link.push(JSON.stringify({ t: 'moved', after: retryAfterMs, jitter: AGAIN_JITTER_MS }))
  link.push(JSON.stringify({ t: 'refused', code: codes.CLOSE_TOO_OFTEN, why, message, retryAfterMs }))
  link.close(codes.CLOSE_TOO_OFTEN, why)
  return true
}
