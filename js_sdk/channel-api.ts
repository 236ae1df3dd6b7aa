import type { RtmChannelEvents, RtmSubscription } from './events.ts'
import type { RtmNotifyOptions, RtmPublishOptions } from './options.ts'
import type { RtmAttributes, RtmChannelReceipt } from './results.ts'

/**
 * One channel, joined or not. Made by `client.channel`.
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
  /** Its name. */
  readonly id: string
  /** You are a member. Stays true through breaks of the connection. */
  readonly joined: boolean

  /** Joins; 20 channels at once. Codes: `already_joined`, `too_many_channels`, `too_often` (50 per 3 s, the same channel 2 per 5 s), `timeout` (5 s), `not_logged_in`. */
  join(): Promise<void>
  /** Leaves. Listeners stay for the next `join`. Codes: `not_joined`, `timeout` (5 s), `not_logged_in`. */
  leave(): Promise<void>
  /**
   * Sends a text (at most 32 KB of UTF-8) to all other members, at most 60 per second together with users.
   *
   * Codes: `not_joined`, `timeout` (no outcome within 10 s; then `error.lateOutcome` tells it), `too_often`, `bad_text`, `not_logged_in`.
   *
   * @param text The message.
   * @param options How it is sent.
   */
  sendMessage(text: string, options?: RtmPublishOptions): Promise<RtmChannelReceipt>
  /** Who is a member, 512 at random when there are more. Codes: `not_joined`, `too_often` (5 per 2 s), `timeout` (5 s), `not_logged_in`. */
  getMembers(): Promise<string[]>

  /**
   * Reads attributes, all of them or those named; joining is not needed. Codes: `invalid`, `too_often` (10 reads per 5 s), `timeout` (5 s), `not_logged_in`.
   *
   * @param keys Names of those to read; all of them when left out.
   */
  getAttributes(keys?: string[]): Promise<RtmAttributes>
  /**
   * Replaces all attributes; `{}` clears them. They end 120 s after the last member has left. 32 KB in all. Joining is not needed.
   *
   * Codes: `invalid`, `attributes_too_large` (nothing changes), `too_often` (10 writes per 5 s), `timeout` (5 s), `not_logged_in`.
   *
   * @param attributes All that there will be.
   * @param options Whether members are told.
   */
  setAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>
  /**
   * Adds attributes, or changes them. Codes: as `setAttributes`.
   *
   * @param attributes Those to add or change; the others stay.
   * @param options Whether members are told.
   */
  updateAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>
  /**
   * Deletes attributes; unknown keys are ignored. Codes: as `setAttributes`.
   *
   * @param keys Names of those to delete.
   * @param options Whether members are told.
   */
  deleteAttributes(keys: string[], options?: RtmNotifyOptions): Promise<void>
  /**
   * Deletes all attributes. Codes: as `setAttributes`.
   *
   * @param options Whether members are told.
   */
  clearAttributes(options?: RtmNotifyOptions): Promise<void>

  /**
   * Calls `listener` at every event of this kind. Keep what it returns for `off`.
   *
   * @param event Its name, a key of `RtmChannelEvents`.
   * @param listener Called with the event, in the order in which events happen.
   */
  on<E extends keyof RtmChannelEvents>(event: E, listener: (event: RtmChannelEvents[E]) => void): RtmSubscription
  /**
   * Ends one subscription; once ended already, nothing happens.
   *
   * @param subscription What `on` returned.
   */
  off(subscription: RtmSubscription): void
  /**
   * Ends all subscriptions to an event, or to all of them.
   *
   * @param event Only this event; all events when left out.
   */
  offAll(event?: keyof RtmChannelEvents): void
}
