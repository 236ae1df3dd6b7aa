import type { RtmChannel } from './channel-api.ts'
import type { RtmClientEvents, RtmSubscription } from './events.ts'
import type {
  RtmAnswerOptions,
  RtmCancelOptions,
  RtmInviteOptions,
  RtmLoginOptions,
  RtmRefuseOptions,
  RtmSendOptions
} from './options.ts'
import type { RtmAttributes, RtmMemberCount, RtmPeerReceipt, RtmState, RtmStats, RtmUserPresence } from './results.ts'

/**
 * One user on one server, made by `createRtmClient`. Every promise that fails rejects with an `RtmError`.
 *
 * @example
 * ```ts
 * const client = createRtmClient({ appId, server: 'wss://example.com/rtm' })
 * client.on('message', ({ userId, text }) => { show(userId, text) })
 * await client.login({ userId: 'alice' })
 * await client.sendMessage('bob', 'hello', { offline: true })
 * ```
 */
export interface RtmClient {
  /** The id of the app. */
  readonly appId: string
  /** The user who is logged in or logging in; `''` when nobody is. */
  readonly userId: string
  /** The state of the connection. */
  readonly state: RtmState

  /**
   * Logs in, at most 2 times per second. From then on the client reconnects by itself until `logout`.
   *
   * Codes: `invalid`, `busy` (logged in already), `timeout` (6 s), `too_often`, `no_server`, `unknown_app`,
   * `token_invalid`, `token_expired`, `not_authorised`, `aborted`.
   *
   * @param options The user, and their token.
   */
  login(options: RtmLoginOptions): Promise<void>
  /** Logs out: leaves all channels and ends subscriptions, attributes and invitations. Codes: `not_logged_in`. */
  logout(): Promise<void>
  /**
   * Replaces the token, at most 2 times per second. Not needed with a `tokenProvider`. Codes: `invalid`,
   * `token_invalid`, `token_expired`, `too_often`, `timeout` (5 s), `not_logged_in`.
   *
   * @param token The new token, for the same user and app.
   */
  renewToken(token: string): Promise<void>
  /**
   * Logs out and frees everything. No event follows, even when a listener calls it.
   * Later calls reject with `destroyed`.
   */
  destroy(): Promise<void>

  /**
   * Sends a text (at most 32 KB of UTF-8) to a user; at most 60 messages per second, including those to channels. It
   * arrives once and in order, even if connections break.
   *
   * Codes: `offline` (nothing was stored), `timeout` (no outcome within 10 s; await `error.lateOutcome` to learn what
   * happened), `full`, `too_often`, `bad_text`, `invalid`, `not_logged_in`.
   *
   * @param userId The receiver.
   * @param text The text.
   * @param options Whether the server stores it for a user who is offline.
   */
  sendMessage(userId: string, text: string, options?: RtmSendOptions): Promise<RtmPeerReceipt>
  /**
   * Returns the channel with this name, joined or not. It is the same object each time as long as it is joined or
   * listened to. Throws `invalid` if the id is not valid.
   *
   * @param channelId The name: 1 to 64 bytes of the characters listed at `RtmLoginOptions.userId`.
   */
  channel(channelId: string): RtmChannel
  /**
   * Counts the members of 1 to 32 channels, joined or not; once per second. Codes: `invalid`, `too_many_ids`,
   * `too_often`, `timeout` (5 s), `not_logged_in`.
   *
   * @param channelIds The channels; the result has the same order.
   */
  getMemberCounts(channelIds: string[]): Promise<RtmMemberCount[]>

  /**
   * Tells whether 1 to 256 users are online; at most 10 times per 5 s. Codes: `invalid`, `too_often`,
   * `timeout` (10 s), `not_logged_in`.
   *
   * @param userIds The users; the result has the same order.
   */
  getPresence(userIds: string[]): Promise<RtmUserPresence[]>
  /**
   * Subscribes to the presence of users, at most 512, until `logout`; the event `presence` reports it. Codes:
   * `invalid`, `too_many_watched`, `too_often` (10 per 5 s), `timeout` (10 s), `not_logged_in`.
   *
   * @param userIds Users to add to the subscriptions.
   */
  subscribePresence(userIds: string[]): Promise<void>
  /**
   * Ends presence subscriptions. Codes: as `subscribePresence`.
   *
   * @param userIds Users to remove from the subscriptions.
   */
  unsubscribePresence(userIds: string[]): Promise<void>
  /** Lists the subscribed users, in the order of subscription. Codes: `too_often` (10 per 5 s), `not_logged_in`. */
  getPresenceSubscriptions(): Promise<string[]>

  /**
   * Replaces all attributes of this user; `{}` clears them. They end with the login, or 30 s after the connection was
   * lost, and are set again when it is back. 16 KB in all.
   *
   * Codes: `invalid`, `attributes_too_large` (nothing changes), `too_often` (10 writes per 5 s),
   * `timeout` (5 s), `not_logged_in`.
   *
   * @param attributes The complete set.
   */
  setAttributes(attributes: RtmAttributes): Promise<void>
  /**
   * Adds or changes attributes of this user. Codes: as `setAttributes`.
   *
   * @param attributes The ones to add or change; the others stay.
   */
  updateAttributes(attributes: RtmAttributes): Promise<void>
  /**
   * Deletes attributes of this user; unknown keys are ignored. Codes: as `setAttributes`.
   *
   * @param keys The names of those to delete.
   */
  deleteAttributes(keys: string[]): Promise<void>
  /** Deletes all attributes of this user. Codes: as `setAttributes`. */
  clearAttributes(): Promise<void>
  /**
   * Reads the attributes of a user: all of them, or the ones named. Codes: `user_offline`, `invalid`, `too_often` (40
   * reads per 5 s), `timeout` (5 s), `not_logged_in`.
   *
   * @param userId The user; you may read your own.
   * @param keys The names of those to read; all of them if omitted.
   */
  getUserAttributes(userId: string, keys?: string[]): Promise<RtmAttributes>

  /**
   * Invites a user to a call and resolves with the invitation's id at once; the event `invitation` reports its
   * progress. Their device has 30 s to receive it, then it rings for 60 s.
   *
   * Codes: `invalid`, `already_invited`, `full` (64 of yours are running), `not_logged_in`.
   *
   * @param userId The callee.
   * @param options What the callee receives with it.
   */
  invite(userId: string, options?: RtmInviteOptions): Promise<string>
  /**
   * Cancels an invitation to a user. It is over at once: the event comes before the promise resolves, nothing follows,
   * and you may call `invite` again right away. Codes: `unknown_invitation`,
   * `invitation_ended`, `invalid`, `not_logged_in`.
   *
   * @param userId The callee.
   * @param options A text for the callee, and which invitation.
   */
  cancelInvitation(userId: string, options?: RtmCancelOptions): Promise<void>
  /**
   * Accepts an invitation from a user; the event `invitation` reports when the caller has confirmed it, within 5 s.
   * Codes: `unknown_invitation`, `invitation_ended`, `invitation_accepted`, `invalid`, `not_logged_in`.
   *
   * @param userId The caller.
   * @param options A text for the caller, and which invitation.
   */
  acceptInvitation(userId: string, options?: RtmAnswerOptions): Promise<void>
  /**
   * Refuses an invitation from a user. Codes: as `acceptInvitation`.
   *
   * @param userId The caller.
   * @param options Whether you are busy, a text for the caller, and which invitation.
   */
  refuseInvitation(userId: string, options?: RtmRefuseOptions): Promise<void>

  /**
   * Calls `listener` on every event of this kind. Keep the return value for `off`.
   *
   * @param event The name, a key of `RtmClientEvents`.
   * @param listener Called with each event, in order.
   */
  on<E extends keyof RtmClientEvents>(event: E, listener: (event: RtmClientEvents[E]) => void): RtmSubscription
  /**
   * Ends one subscription; does nothing if it has already ended.
   *
   * @param subscription What `on` returned.
   */
  off(subscription: RtmSubscription): void
  /**
   * Ends all subscriptions to one event, or to all events.
   *
   * @param event The event; all events if omitted.
   */
  offAll(event?: keyof RtmClientEvents): void

  /**
   * Simulates a lost network (`true`) until `false`, to test how your app behaves.
   *
   * @param held `true`: no connection until `false`.
   */
  hold(held: boolean): Promise<void>
  /** Returns figures for a diagnostics page; sends nothing to the server. */
  getStats(): Promise<RtmStats>
}
