import { linkIn } from '../client/rows.ts'
import type { RtmLateOutcome, RtmLinkFault } from './results.ts'

/** The error codes: `errorActions` says what to do about each. */
export type RtmErrorCode =
  | 'invalid'
  | 'bad_text'
  | 'too_large'
  | 'too_often'
  | 'timeout'
  | 'offline'
  | 'full'
  | 'no_server'
  | 'not_logged_in'
  | 'busy'
  | 'aborted'
  | 'unknown_app'
  | 'not_authorised'
  | 'bad_user'
  | 'token_invalid'
  | 'token_expired'
  | 'replaced'
  | 'kicked'
  | 'version'
  | 'not_joined'
  | 'already_joined'
  | 'too_many_channels'
  | 'too_many_ids'
  | 'too_many_watched'
  | 'attributes_too_large'
  | 'user_offline'
  | 'already_invited'
  | 'unknown_invitation'
  | 'invitation_ended'
  | 'invitation_accepted'
  | 'malformed'
  | 'unsupported'
  | 'internal'
  | 'destroyed'

/** What to do about each code. */
export const errorActions: Readonly<Record<RtmErrorCode, string>> = {
  invalid: 'Correct the argument named in the reason.',
  bad_text: 'Send a string of at most 32 KB of UTF-8.',
  too_large: 'Send less, or split it.',
  too_often: 'Wait retryAfterMs milliseconds, then call again.',
  timeout: 'Check the address and the network, then call again. For a message, await error.lateOutcome.',
  offline: 'Send it when the user is online, or with offline: true.',
  full: 'Try again later.',
  no_server: 'Pass createRtmClient the address: { server: "wss://host/rtm" }.',
  not_logged_in: 'Await login first.',
  busy: 'Call logout first.',
  aborted: 'Nothing to do: a later call ended this one.',
  unknown_app: 'Use an appId that the server knows.',
  not_authorised: 'Ask the operator of the server to allow this user.',
  bad_user: 'Use 1 to 64 letters, digits or the characters that the docs list.',
  token_invalid: 'Get a token for this user and this app.',
  token_expired: 'Get a new token.',
  replaced: 'Call login again to take over.',
  kicked: 'Call logout; log in again when allowed.',
  version: 'Update the plugin or the server.',
  not_joined: 'Await join first.',
  already_joined: 'Nothing to do: you are a member, or will be.',
  too_many_channels: 'Leave one first.',
  too_many_ids: 'Split the call.',
  too_many_watched: 'Unsubscribe from some first.',
  attributes_too_large: 'Delete some, or set shorter ones.',
  user_offline: 'Call again when the user is online.',
  already_invited: 'Cancel it first.',
  unknown_invitation: 'Nothing to do: it is long over.',
  invitation_ended: 'Nothing to do: it is over.',
  invitation_accepted: 'Nothing to do: it was accepted.',
  malformed: 'Update the plugin.',
  unsupported: 'Update the plugin or the server.',
  internal: 'Try again later, and see the log of the server.',
  destroyed: 'Create a new client.'
}

/** What the answer of the engine may carry besides its words. */
export interface Refusal {
  why?: string
  message?: string
  reason?: string
  action?: string
  retryAfterMs?: number
  link?: unknown
}

/**
 * The one error class of this API: every rejected promise rejects with it.
 *
 * @example
 * ```ts
 * try {
 *   await channel.sendMessage('hello')
 * } catch (error) {
 *   if (error instanceof RtmError && error.code === 'too_often') retryIn(error.retryAfterMs)
 *   else showToUser(error.reason, error.action)
 * }
 * ```
 */
export class RtmError extends Error {
  /** A word for your program. A newer server may use codes that are not in the list. */
  readonly code: RtmErrorCode | (string & {})
  /** What happened, in a sentence for developers. */
  readonly reason: string
  /** What to do about it. */
  readonly action: string
  /** How many milliseconds to wait before the same call may be made again; null if no rate limit was hit. */
  readonly retryAfterMs: number | null
  /** The method that failed. */
  readonly call: string
  /**
   * For a message that failed with `timeout`: await it to learn what happened. It resolves at the latest when the
   * client logs out. null for everything else.
   */
  readonly lateOutcome: Promise<RtmLateOutcome> | null
  /**
   * For a `login` that reached no server: why, as far as the platform knows; `action` then says what to check. null for
   * everything else.
   */
  readonly link: RtmLinkFault | null

  /** @hidden Only a client makes one. */
  constructor(call: string, refusal: Refusal, lateOutcome: Promise<RtmLateOutcome> | null = null) {
    const code = codeOf(refusal.why)
    const link = linkIn(refusal.link)
    // sentences of the server end with a stop
    const reason = (refusal.reason || refusal.message || code).replace(/\.$/, '')
    const action =
      (link === null && (errorActions as Record<string, string | undefined>)[code]) ||
      sentence(refusal.action || 'See the list of codes in the docs')
    super(`${call}: ${reason}. ${action}`)
    // An ES5 compiler between us and the page (Vue 2) breaks the chain of a built-in class.
    Object.setPrototypeOf(this, new.target.prototype)
    this.name = 'RtmError'
    this.code = code
    this.reason = reason
    this.action = action
    this.retryAfterMs = typeof refusal.retryAfterMs === 'number' ? refusal.retryAfterMs : null
    this.call = call
    this.lateOutcome = lateOutcome
    this.link = link
  }
}

// The engine tells two windows of join apart; here retryAfterMs says all.
function codeOf(why: string | undefined): string {
  if (why === undefined || why === '') return 'internal'
  return why === 'too_often_same' ? 'too_often' : why === 'not_initialised' ? 'destroyed' : why
}

// What to do stands in the table, in the words of this interface; the engine's are for codes that it does not have, and
// for links, where it knows more.
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
