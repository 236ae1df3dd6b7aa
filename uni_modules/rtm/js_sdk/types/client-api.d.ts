// Generated from js_sdk/client-api.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmChannel } from './channel-api.js';
import type { RtmClientEvents, RtmSubscription } from './events.js';
import type { RtmAnswerOptions, RtmCancelOptions, RtmInviteOptions, RtmLoginOptions, RtmRefuseOptions, RtmSendOptions } from './options.js';
import type { RtmAttributes, RtmMemberCount, RtmPeerReceipt, RtmState, RtmStats, RtmUserPresence } from './results.js';
/**
 * One user on one server. Made by `createRtmClient`. Every promise that fails is rejected with an `RtmError`.
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
    /** The app. */
    readonly appId: string;
    /** Who is logged in, or logging in; `''` when nobody is. */
    readonly userId: string;
    /** Where the connection stands. */
    readonly state: RtmState;
    /**
     * Logs in, at most 2 times per second. Reconnecting goes on by itself from here, until `logout`.
     *
     * Codes: `invalid`, `busy` (logged in already), `timeout` (6 s), `too_often`, `no_server`, `unknown_app`, `token_invalid`, `token_expired`, `not_authorised`, `aborted`.
     *
     * @param options Who, and the token.
     */
    login(options: RtmLoginOptions): Promise<void>;
    /** Logs out: leaves all channels, ends subscriptions, attributes and invitations. Codes: `not_logged_in`. */
    logout(): Promise<void>;
    /**
     * Replaces the token, at most 2 times per second; with a `tokenProvider` never needed. Codes: `invalid`, `token_invalid`, `token_expired`, `too_often`, `timeout` (5 s), `not_logged_in`.
     *
     * @param token The new one, of the same user and app.
     */
    renewToken(token: string): Promise<void>;
    /** Logs out and frees everything. No event follows, not even when it is called by a listener. Calls after it are rejected with `destroyed`. */
    destroy(): Promise<void>;
    /**
     * Sends a text (at most 32 KB of UTF-8) to a user, at most 60 per second together with channels. It arrives once and in order, whatever links break.
     *
     * Codes: `offline` (nothing was stored), `timeout` (no outcome within 10 s; then `error.lateOutcome` tells it), `full`, `too_often`, `bad_text`, `invalid`, `not_logged_in`.
     *
     * @param userId Who gets it.
     * @param text The message.
     * @param options Whether the server keeps it.
     */
    sendMessage(userId: string, text: string, options?: RtmSendOptions): Promise<RtmPeerReceipt>;
    /**
     * The channel of this name, joined or not: the same object each time, as long as it is joined or listened to. Throws `invalid` for an id that no channel can have.
     *
     * @param channelId Its name: 1 to 64 bytes of the characters that `RtmLoginOptions.userId` lists.
     */
    channel(channelId: string): RtmChannel;
    /**
     * Counts the members of 1 to 32 channels, joined or not, once per second. Codes: `invalid`, `too_many_ids`, `too_often`, `timeout` (5 s), `not_logged_in`.
     *
     * @param channelIds Which channels; the answer has their order.
     */
    getMemberCounts(channelIds: string[]): Promise<RtmMemberCount[]>;
    /**
     * Whether 1 to 256 users are online, at most 10 times per 5 s. Codes: `invalid`, `too_often`, `timeout` (10 s), `not_logged_in`.
     *
     * @param userIds Which users; the answer has their order.
     */
    getPresence(userIds: string[]): Promise<RtmUserPresence[]>;
    /**
     * Tells by the event `presence` from now on who comes and goes, of at most 512 users, until `logout`. Codes: `invalid`, `too_many_watched`, `too_often` (10 per 5 s), `timeout` (10 s), `not_logged_in`.
     *
     * @param userIds Users to add to those subscribed to.
     */
    subscribePresence(userIds: string[]): Promise<void>;
    /**
     * Ends subscriptions. Codes: as `subscribePresence`.
     *
     * @param userIds Users to hear of no longer.
     */
    unsubscribePresence(userIds: string[]): Promise<void>;
    /** The users subscribed to, in that order. Codes: `too_often` (10 per 5 s), `not_logged_in`. */
    getPresenceSubscriptions(): Promise<string[]>;
    /**
     * Replaces all own attributes; `{}` clears them. They end with the login, or 30 s after the link was lost, and are set again when it is back. 16 KB in all.
     *
     * Codes: `invalid`, `attributes_too_large` (nothing changes), `too_often` (10 writes per 5 s), `timeout` (5 s), `not_logged_in`.
     *
     * @param attributes All that there will be.
     */
    setAttributes(attributes: RtmAttributes): Promise<void>;
    /**
     * Adds own attributes, or changes them. Codes: as `setAttributes`.
     *
     * @param attributes Those to add or change; the others stay.
     */
    updateAttributes(attributes: RtmAttributes): Promise<void>;
    /**
     * Deletes own attributes; unknown keys are ignored. Codes: as `setAttributes`.
     *
     * @param keys Names of those to delete.
     */
    deleteAttributes(keys: string[]): Promise<void>;
    /** Deletes all own attributes. Codes: as `setAttributes`. */
    clearAttributes(): Promise<void>;
    /**
     * Reads attributes of a user, all of them or those named. Codes: `user_offline`, `invalid`, `too_often` (40 reads per 5 s), `timeout` (5 s), `not_logged_in`.
     *
     * @param userId Whose; your own as well.
     * @param keys Names of those to read; all of them when left out.
     */
    getUserAttributes(userId: string, keys?: string[]): Promise<RtmAttributes>;
    /**
     * Invites a user to a call and gives the invitation's id at once; the event `invitation` tells what becomes of it. His device has 30 s to get it, then it rings for 60 s.
     *
     * Codes: `invalid`, `already_invited`, `full` (64 of yours run), `not_logged_in`.
     *
     * @param userId Who is called.
     * @param options What the callee is told.
     */
    invite(userId: string, options?: RtmInviteOptions): Promise<string>;
    /**
     * Takes back an invitation to a user. It is over at once: the event comes before the promise is fulfilled, nothing of it comes after, and the next `invite` need not wait. Codes: `unknown_invitation`, `invitation_ended`, `invalid`, `not_logged_in`.
     *
     * @param userId Who was called.
     * @param options A text for the callee, and which invitation.
     */
    cancelInvitation(userId: string, options?: RtmCancelOptions): Promise<void>;
    /**
     * Accepts the invitation of a user; the event `invitation` says when the caller has confirmed it, within 5 s. Codes: `unknown_invitation`, `invitation_ended`, `invitation_accepted`, `invalid`, `not_logged_in`.
     *
     * @param userId Who calls.
     * @param options A text for the caller, and which invitation.
     */
    acceptInvitation(userId: string, options?: RtmAnswerOptions): Promise<void>;
    /**
     * Refuses the invitation of a user. Codes: as `acceptInvitation`.
     *
     * @param userId Who calls.
     * @param options Busy or not, a text for the caller, and which invitation.
     */
    refuseInvitation(userId: string, options?: RtmRefuseOptions): Promise<void>;
    /**
     * Calls `listener` at every event of this kind. Keep what it returns for `off`.
     *
     * @param event Its name, a key of `RtmClientEvents`.
     * @param listener Called with the event, in the order in which events happen.
     */
    on<E extends keyof RtmClientEvents>(event: E, listener: (event: RtmClientEvents[E]) => void): RtmSubscription;
    /**
     * Ends one subscription; once ended already, nothing happens.
     *
     * @param subscription What `on` returned.
     */
    off(subscription: RtmSubscription): void;
    /**
     * Ends all subscriptions to an event, or to all of them.
     *
     * @param event Only this event; all events when left out.
     */
    offAll(event?: keyof RtmClientEvents): void;
    /**
     * As if the network were gone (`true`), until `false`: to try out what your app does then.
     *
     * @param held `true`: no link until `false`.
     */
    hold(held: boolean): Promise<void>;
    /** Figures for a page of diagnostics; asks nothing of the server. */
    getStats(): Promise<RtmStats>;
}
