import type { RtmChannelEvents, RtmSubscription } from './events.ts'
import type { RtmNotifyOptions, RtmPublishOptions } from './options.ts'
import type { RtmAttributes, RtmChannelReceipt } from './results.ts'

/**
 * One channel, joined or not, made by `client.channel`.
 *
 * @example
 * ```ts
 * const channel = client.channel('plaza')
 * channel.on('message', ({ userId, text }) => { show(userId, text) })
 * await channel.join()
 * await channel.sendMessage('hello')
 * ```
 */
export interface RtmChannel {
  /** The name. */
  readonly id: string
  /** Whether you are a member. Stays true while the connection is broken. */
  readonly joined: boolean

  /**
   * Joins the channel; at most 20 at a time. Codes: `already_joined`, `too_many_channels`, `too_often` (50 per 3 s, the
   * same channel 2 per 5 s), `timeout` (5 s), `not_logged_in`.
   */
  join(): Promise<void>
  /** Leaves the channel. Listeners stay for the next `join`. Codes: `not_joined`, `timeout` (5 s), `not_logged_in`. */
  leave(): Promise<void>
  /**
   * Sends a text (at most 32 KB of UTF-8) to all other members;
   * at most 60 messages per second, including those to users.
   *
   * Codes: `not_joined`, `timeout` (no outcome within 10 s; await `error.lateOutcome` to learn what happened),
   * `too_often`, `bad_text`, `not_logged_in`.
   *
   * @param text The text.
   * @param options How it is sent.
   */
  sendMessage(text: string, options?: RtmPublishOptions): Promise<RtmChannelReceipt>
  /**
   * Lists the members; 512 at random if there are more. Codes: `not_joined`, `too_often` (5 per 2 s),
   * `timeout` (5 s), `not_logged_in`.
   */
  getMembers(): Promise<string[]>

  /**
   * Reads the attributes: all of them, or the ones named. You need not be a member. Codes: `invalid`, `too_often` (10
   * reads per 5 s), `timeout` (5 s), `not_logged_in`.
   *
   * @param keys The names of those to read; all of them if omitted.
   */
  getAttributes(keys?: string[]): Promise<RtmAttributes>
  /**
   * Replaces all attributes; `{}` clears them. They end 120 s after the last member has left. 32 KB in all. You need
   * not be a member.
   *
   * Codes: `invalid`, `attributes_too_large` (nothing changes), `too_often` (10 writes per 5 s),
   * `timeout` (5 s), `not_logged_in`.
   *
   * @param attributes The complete set.
   * @param options Whether members are notified.
   */
  setAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>
  /**
   * Adds or changes attributes. Codes: as `setAttributes`.
   *
   * @param attributes The ones to add or change; the others stay.
   * @param options Whether members are notified.
   */
  updateAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>
  /**
   * Deletes attributes; unknown keys are ignored. Codes: as `setAttributes`.
   *
   * @param keys The names of those to delete.
   * @param options Whether members are notified.
   */
  deleteAttributes(keys: string[], options?: RtmNotifyOptions): Promise<void>
  /**
   * Deletes all attributes. Codes: as `setAttributes`.
   *
   * @param options Whether members are notified.
   */
  clearAttributes(options?: RtmNotifyOptions): Promise<void>

  /**
   * Calls `listener` on every event of this kind. Keep the return value for `off`.
   *
   * @param event The name, a key of `RtmChannelEvents`.
   * @param listener Called with each event, in order.
   */
  on<E extends keyof RtmChannelEvents>(event: E, listener: (event: RtmChannelEvents[E]) => void): RtmSubscription
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
  offAll(event?: keyof RtmChannelEvents): void
}
