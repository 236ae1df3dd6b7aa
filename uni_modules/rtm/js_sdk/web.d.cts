// Generated from js_sdk/web.ts of the repository by npm run sdk: change that file, not this one.
/** Where the connection stands. `reconnecting`: goes on by itself. `aborted`: for good; log out, and in again. */
export type RtmState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'aborted';
/**
 * Why there is no link to the server, as far as the platform knows. `lost`: it was there and broke. `unknown`: the platform does not say; browsers never do.
 * A newer version may have another word.
 */
export type RtmLinkWhy = 'not_allowed' | 'unknown_host' | 'refused' | 'no_network' | 'redirect' | 'http_status' | 'tls' | 'not_websocket' | 'no_answer' | 'lost' | 'unknown';
/** What is known of a link that did not come about, or broke. */
export interface RtmLinkFault {
    /** A word for the program to decide by. */
    why: RtmLinkWhy | (string & {});
    /** The platform's own text, for developers; may be empty. */
    detail: string;
}
/** Whether a user is there. `unreachable`: not heard of for 6 s, only told by subscriptions; after 30 s it is `offline`. */
export type RtmPresence = 'online' | 'unreachable' | 'offline';
/** One user's presence. */
export interface RtmUserPresence {
    /** Whose. */
    userId: string;
    /** Now. */
    presence: RtmPresence;
}
/** What became of a message to a user: his engine has it, or the server keeps it until he logs in. */
export interface RtmPeerReceipt {
    /** `stored` only where `offline` was asked for. */
    outcome: 'received' | 'stored';
    /** The message's id; the receiver sees the same. */
    messageId: string;
}
/** What became of a message to a channel: the server has taken it, and every member gets it once and in order. */
export interface RtmChannelReceipt {
    /** Always `taken`. */
    outcome: 'taken';
    /** The message's id; the receivers see the same. */
    messageId: string;
}
/**
 * What became of a message after its promise was rejected with `timeout`. `not_sent`: certainly not, send it again. `unknown`: it arrived once or not at all, and nobody will know.
 */
export type RtmLateOutcome = 'received' | 'taken' | 'stored' | 'offline' | 'refused' | 'not_sent' | 'unknown';
/** Attributes of a user or a channel. Values keep their type. At most 32 of them, keys of 1 to 32 bytes of visible characters, values of 1 byte to 8 KB as text. */
export type RtmAttributes = Record<string, string | number | boolean>;
/** One attribute of a channel, with its last change. */
export interface RtmAttributeRow {
    /** Its name. */
    key: string;
    /** As it was set. */
    value: string | number | boolean;
    /** Who set it last. */
    userId: string;
    /** When, in milliseconds since 1970, by the server's clock. */
    time: number;
}
/** Members of one channel, counted. */
export interface RtmMemberCount {
    /** Which channel. */
    channelId: string;
    /** 0 for one that does not exist. */
    count: number;
}
/** Figures of one client since it was created, for a page of diagnostics. */
export interface RtmStats {
    /** Newest measured time to the server and back, in milliseconds; null when none was measured on this link yet. */
    roundTripMs: number | null;
    /** Links (sockets) opened so far. */
    links: number;
    /** Links lost so far. */
    lost: number;
    /** Messages given to the server. */
    sent: number;
    /** Messages told to the page. */
    received: number;
    /** Messages sent without an outcome yet. */
    waiting: number;
}
/** The words of failure: `errorActions` says what to do about each. */
export type RtmErrorCode = 'invalid' | 'bad_text' | 'too_large' | 'too_often' | 'timeout' | 'offline' | 'full' | 'no_server' | 'not_logged_in' | 'busy' | 'aborted' | 'unknown_app' | 'not_authorised' | 'bad_user' | 'token_invalid' | 'token_expired' | 'replaced' | 'kicked' | 'version' | 'not_joined' | 'already_joined' | 'too_many_channels' | 'too_many_ids' | 'too_many_watched' | 'attributes_too_large' | 'user_offline' | 'already_invited' | 'unknown_invitation' | 'invitation_ended' | 'invitation_accepted' | 'malformed' | 'unsupported' | 'internal' | 'destroyed';
/** Every code with what to do about it, as the documents list them. */
export declare const errorActions: Readonly<Record<RtmErrorCode, string>>;
/** What the answer of the engine may carry besides its words. */
interface Refusal {
    why?: string;
    message?: string;
    reason?: string;
    action?: string;
    retryAfterMs?: number;
    link?: unknown;
}
/**
 * The one error of this interface: every promise that is rejected is rejected with it.
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
export declare class RtmError extends Error {
    /** A word for the program to decide by. A newer server may have one that is not in the list. */
    readonly code: RtmErrorCode | (string & {});
    /** What happened, in a sentence for developers. */
    readonly reason: string;
    /** What to do about it. */
    readonly action: string;
    /** After how many milliseconds the same call may be made again; null where no limit was hit. */
    readonly retryAfterMs: number | null;
    /** The method that failed. */
    readonly call: string;
    /** Of a message that was rejected with `timeout`: what became of it, as soon as that is known. It is settled at the latest when the client logs out. null for everything else. */
    readonly lateOutcome: Promise<RtmLateOutcome> | null;
    /** Of a `login` that reached no server: why not, as far as the platform knows; `action` then says what to look at. null for everything else. */
    readonly link: RtmLinkFault | null;
    /** @hidden Only a client makes one. */
    constructor(call: string, refusal: Refusal, lateOutcome?: Promise<RtmLateOutcome> | null);
}
/** What `on` returns and `off` takes. */
export interface RtmSubscription {
    /** The event's name. */
    readonly event: string;
    /** Different for each listener of this client or channel. */
    readonly id: number;
}
/** Why the connection is where it is. */
export type RtmStateReason = 'login' | 'login_success' | 'login_failure' | 'login_timeout' | 'interrupted' | 'logout' | 'banned' | 'remote_login' | 'token_renewed' | 'token_expired';
/** The connection has changed. A break that heals within 4 s is not told. */
export interface RtmStateEvent {
    /** Now. */
    state: RtmState;
    /** Before. */
    previous: RtmState;
    /** `remote_login`: the user logged in elsewhere. `banned`: kicked by the server. Another word may come with a newer server. */
    reason: RtmStateReason | (string & {});
    /** Where the link was lost or did not come about: why, as far as the platform knows. null while there is one. */
    link: RtmLinkFault | null;
}
/** A message from a user. */
export interface RtmMessageEvent {
    /** Who sent it. */
    userId: string;
    /** At most 32 KB of UTF-8. */
    text: string;
    /** Unique; the sender has the same. */
    messageId: string;
    /** When the server took it, in milliseconds since 1970, by its clock. */
    time: number;
    /** It had been stored because you were not there. */
    offline: boolean;
    /** It may have been told before, by a session that ended before it said so. */
    redelivered: boolean;
}
/** Why messages are missing. `retention`: more than the server keeps, or too late. `evicted`: pushed out by newer offline messages. `unheard`: dropped here because nobody listened. */
export type RtmMissedReason = 'retention' | 'expired' | 'evicted' | 'epoch' | 'unheard';
/** Messages that will never come: told, instead of silence. */
export interface RtmMissedEvent {
    /** Whose; `''` when they are of several users. */
    userId: string;
    /** How many; null when nobody can know. */
    count: number | null;
    /** Why. Another word may come with a newer server. */
    reason: RtmMissedReason | (string & {});
}
/** Where an invitation stands. `ringing`: the callee's device has it. `answeredElsewhere`: on another device of the same user. */
export type RtmInvitationState = 'ringing' | 'accepted' | 'refused' | 'cancelled' | 'failed' | 'answeredElsewhere';
/** An invitation has changed; after any state but `ringing` nothing follows. */
export interface RtmInvitationEvent {
    /** Your part in it. */
    role: 'caller' | 'callee';
    /** Now. */
    state: RtmInvitationState;
    /** The other user. */
    userId: string;
    /** Unique for this caller. */
    invitationId: string;
    /** What the caller gave; `''` when nothing. */
    channelId: string;
    /** The caller's text, or that of the cancel. */
    content: string;
    /** The callee's text; `''` before there is one. */
    response: string;
    /**
     * Why it was refused (`busy`, `refused`) or failed: `offline` (callee not there for 30 s), `silent` (his device did not answer within 30 s), `expired` (nobody acted for 60 s),
     * `unconfirmed` (accepted, but the caller did not confirm within 5 s), `caller_away` (accepted while the caller was not there, and did not come back in time), `caller_gone` (he logged out or was kicked), `not_logged_in`. `''` otherwise. Another word may come with a newer server.
     */
    reason: string;
}
/** The `tokenProvider` failed, or the server refused what it gave. */
export interface RtmTokenFailure {
    /** What was thrown, or an RtmError of the server's refusal. */
    error: unknown;
}
/** Events of a client, for `client.on`. */
export interface RtmClientEvents {
    /** The connection has changed. */
    state: RtmStateEvent;
    /** A message from a user. Until the first listener is set, messages wait (1,000 of them). */
    message: RtmMessageEvent;
    /** Messages from users that will never come. */
    missed: RtmMissedEvent;
    /** Users of `subscribePresence` who came or went: first all of them, then those that changed. */
    presence: RtmUserPresence[];
    /** A call invitation has changed. Until the first listener is set, events wait. */
    invitation: RtmInvitationEvent;
    /** 30 s before the token's end. With a `tokenProvider` there is nothing to do. */
    tokenWillExpire: Record<string, never>;
    /** The token has ended and the link is gone: `renewToken` brings it back. With a `tokenProvider` there is nothing to do. */
    tokenExpired: Record<string, never>;
    /** The `tokenProvider` failed, or the server refused its token; it is asked again after 5 s. */
    tokenFailed: RtmTokenFailure;
}
/** A message in a channel; your own are not told to you. */
export interface RtmChannelMessageEvent {
    /** Which channel. */
    channelId: string;
    /** Who sent it. */
    userId: string;
    /** At most 32 KB of UTF-8. */
    text: string;
    /** Unique; the sender has the same. */
    messageId: string;
    /** When the server took it, in milliseconds since 1970, by its clock. */
    time: number;
}
/** Another user joined. Not told in channels of more than 512 members. */
export interface RtmMemberEvent {
    /** Which channel. */
    channelId: string;
    /** Who. */
    userId: string;
}
/** Another user left. */
export interface RtmMemberLeftEvent extends RtmMemberEvent {
    /** `left` by himself or logged out, `lost` for 30 s, `kicked` by the server. A page that is loaded again and joins within 6 s is not told. Another word may come with a newer server. */
    reason: 'left' | 'lost' | 'kicked' | (string & {});
}
/** How many members there are; at most once per second, once per 3 s above 512. */
export interface RtmMemberCountEvent {
    /** Which channel. */
    channelId: string;
    /** You included. */
    count: number;
}
/** Attributes of a channel were changed by someone who asked to tell it. */
export interface RtmAttributesEvent {
    /** Which channel. */
    channelId: string;
    /** All of them, as they are now. */
    attributes: RtmAttributes;
    /** The same, with who changed each last and when. */
    rows: RtmAttributeRow[];
}
/** Messages of a channel that will never come: told, instead of silence. */
export interface RtmChannelMissedEvent {
    /** Which channel. */
    channelId: string;
    /** How many; null when nobody can know. */
    count: number | null;
    /** Why. Another word may come with a newer server. */
    reason: RtmMissedReason | (string & {});
}
/** You are no member any more although you did not leave: the server would not take you back after a break. */
export interface RtmChannelLostEvent {
    /** Which channel. */
    channelId: string;
    /** Why, and what to do. */
    error: RtmError;
}
/** Events of a channel, for `channel.on`. */
export interface RtmChannelEvents {
    /** A message of another member. Until the first listener is set, messages wait (1,000 of them). */
    message: RtmChannelMessageEvent;
    /** Another user joined. */
    memberJoined: RtmMemberEvent;
    /** Another user left. */
    memberLeft: RtmMemberLeftEvent;
    /** The number of members; also right after joining. */
    memberCount: RtmMemberCountEvent;
    /** Attributes were changed. */
    attributes: RtmAttributesEvent;
    /** Messages that will never come. */
    missed: RtmChannelMissedEvent;
    /** You are no member any more. */
    lost: RtmChannelLostEvent;
}
/**
 * What a client runs on: the four functions of the plugin for handles. Everything crosses as JSON text, so that it may be a native engine behind a bridge.
 * An app needs this type only to pass an engine on.
 */
export interface RtmEngine {
    /**
     * Opens a client under a name.
     *
     * @param handle The client's name, chosen by the caller.
     * @param options `{"app", "server"}`.
     * @param done Takes `{"ok": 1}` or `{"ok": 0, "why", "message"}`.
     */
    open(handle: string, options: string, done: (answer: string) => void): void;
    /**
     * Calls a method of a client.
     *
     * @param handle The client's name.
     * @param method What to do.
     * @param args Its arguments, an object.
     * @param done Takes the answer, as `open` does.
     */
    call(handle: string, method: string, args: string, done: (answer: string) => void): void;
    /**
     * Sets the one listener for the events of a client.
     *
     * @param handle The client's name.
     * @param listener Takes each event, an object; replaces the one before. What it gives back is settled when the event has been heard: an engine that outlives the page waits for that.
     */
    listen(handle: string, listener: (event: string) => unknown): void;
    /**
     * Logs out and forgets the name.
     *
     * @param handle The client's name.
     * @param done Takes the answer, as `open` does.
     */
    close(handle: string, done: (answer: string) => void): void;
    /**
     * Runs a task later and returns what takes it back. Without it `setTimeout` is used.
     *
     * @param ms How much later, in milliseconds.
     * @param task What to run.
     */
    after?(ms: number, task: () => void): () => void;
}
/** Why a `tokenProvider` is asked: for a login, 30 s before the end, because the token has ended while there was no link, or because the server refused the one in use. */
export type RtmTokenCause = 'login' | 'expiring' | 'expired' | 'refused';
/**
 * Gives the token of a user: usually one request to your own server. May be asked again at any time.
 *
 * @param userId Whose token.
 * @param cause Why it is needed now.
 */
export type RtmTokenProvider = (userId: string, cause: RtmTokenCause) => string | Promise<string>;
/** What `createRtmClient` takes. */
export interface RtmClientOptions {
    /** The app: 32 letters and digits. Users of different apps never meet. `npm start` knows `'00000000000000000000000000000000'`. */
    appId: string;
    /** Address of the server, `ws://host:port/rtm` or `wss://…`. May be left out on the web: then it is the server that gave out the page. */
    server?: string;
    /**
     * Asked for a token whenever one is needed: at a login without `token`, 30 s before the token's end, and when it has ended. An app without a certificate needs none.
     *
     * @example
     * ```ts
     * const client = createRtmClient({ appId, tokenProvider: async (userId) => (await fetchToken(userId)).token })
     * ```
     */
    tokenProvider?: RtmTokenProvider;
    /** The engine to run on: the plugin's, unless said. `jsEngine` of `js-engine.js` runs in JavaScript on every platform; a test kit has its own. */
    engine?: RtmEngine;
}
/** What `login` takes. */
export interface RtmLoginOptions {
    /** 1 to 64 bytes of letters, digits, spaces and ``! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,``; not the word `null`. */
    userId: string;
    /** Left out: the `tokenProvider` is asked; without one there is none, which is right for an app without a certificate. */
    token?: string;
}
/** How a message to a user is sent. */
export interface RtmSendOptions {
    /** Kept by the server for a user who is not there: 200 messages per user, 7 days. `false` unless said. */
    offline?: boolean;
    /** Marks the message to be kept in a history; there is no call to read one yet. `false` unless said. */
    history?: boolean;
}
/** How a message to a channel is sent. */
export interface RtmPublishOptions {
    /** Marks the message to be kept in a history; there is no call to read one yet. `false` unless said. */
    history?: boolean;
}
/** How the attributes of a channel are changed. */
export interface RtmNotifyOptions {
    /** Tells all members, the changing one included, by the event `attributes`. `false` unless said. */
    notify?: boolean;
}
/** What goes with an invitation. */
export interface RtmInviteOptions {
    /** Carried along for the callee, at most 64 bytes of UTF-8; nobody joins it by this. */
    channelId?: string;
    /** Your own text for the callee, at most 8 KB of UTF-8. */
    content?: string;
}
/** How an invitation is cancelled. */
export interface RtmCancelOptions {
    /** Takes the place of the invitation's content in both events, at most 8 KB. */
    content?: string;
    /** Only this invitation; left out: the newest to this user. */
    invitationId?: string;
}
/** How an invitation is answered. */
export interface RtmAnswerOptions {
    /** Your own text for the caller, at most 8 KB of UTF-8. */
    response?: string;
    /** Only this invitation; left out: the newest from this user. */
    invitationId?: string;
}
/** How an invitation is refused. */
export interface RtmRefuseOptions extends RtmAnswerOptions {
    /** In another call: the caller hears `busy`, and with several devices only this one stops ringing. `false` unless said. */
    busy?: boolean;
}
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
    readonly id: string;
    /** You are a member. Stays true through breaks of the connection. */
    readonly joined: boolean;
    /** Joins; 20 channels at once. Codes: `already_joined`, `too_many_channels`, `too_often` (50 per 3 s, the same channel 2 per 5 s), `timeout` (5 s), `not_logged_in`. */
    join(): Promise<void>;
    /** Leaves. Listeners stay for the next `join`. Codes: `not_joined`, `timeout` (5 s), `not_logged_in`. */
    leave(): Promise<void>;
    /**
     * Sends a text (at most 32 KB of UTF-8) to all other members, at most 60 per second together with users.
     *
     * Codes: `not_joined`, `timeout` (no outcome within 10 s; then `error.lateOutcome` tells it), `too_often`, `bad_text`, `not_logged_in`.
     *
     * @param text The message.
     * @param options How it is sent.
     */
    sendMessage(text: string, options?: RtmPublishOptions): Promise<RtmChannelReceipt>;
    /** Who is a member, 512 at random when there are more. Codes: `not_joined`, `too_often` (5 per 2 s), `timeout` (5 s), `not_logged_in`. */
    getMembers(): Promise<string[]>;
    /**
     * Reads attributes, all of them or those named; joining is not needed. Codes: `invalid`, `too_often` (10 reads per 5 s), `timeout` (5 s), `not_logged_in`.
     *
     * @param keys Names of those to read; all of them when left out.
     */
    getAttributes(keys?: string[]): Promise<RtmAttributes>;
    /**
     * Replaces all attributes; `{}` clears them. They end 120 s after the last member has left. 32 KB in all. Joining is not needed.
     *
     * Codes: `invalid`, `attributes_too_large` (nothing changes), `too_often` (10 writes per 5 s), `timeout` (5 s), `not_logged_in`.
     *
     * @param attributes All that there will be.
     * @param options Whether members are told.
     */
    setAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>;
    /**
     * Adds attributes, or changes them. Codes: as `setAttributes`.
     *
     * @param attributes Those to add or change; the others stay.
     * @param options Whether members are told.
     */
    updateAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>;
    /**
     * Deletes attributes; unknown keys are ignored. Codes: as `setAttributes`.
     *
     * @param keys Names of those to delete.
     * @param options Whether members are told.
     */
    deleteAttributes(keys: string[], options?: RtmNotifyOptions): Promise<void>;
    /**
     * Deletes all attributes. Codes: as `setAttributes`.
     *
     * @param options Whether members are told.
     */
    clearAttributes(options?: RtmNotifyOptions): Promise<void>;
    /**
     * Calls `listener` at every event of this kind. Keep what it returns for `off`.
     *
     * @param event Its name, a key of `RtmChannelEvents`.
     * @param listener Called with the event, in the order in which events happen.
     */
    on<E extends keyof RtmChannelEvents>(event: E, listener: (event: RtmChannelEvents[E]) => void): RtmSubscription;
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
    offAll(event?: keyof RtmChannelEvents): void;
}
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
/**
 * Makes a client on an engine. `createRtmClient` of each entry is this, with the engine that it brings; an app calls that one.
 *
 * @hidden
 */
export declare function clientOn(options: RtmClientOptions, engine: RtmEngine): RtmClient;
/** A class of sockets as browsers have it. */
export interface RtmWebSocketClass {
    /**
     * Opens a socket.
     *
     * @param url Its address, `ws://` or `wss://`.
     */
    new (url: string): unknown;
}
/** What `createRtmClient` of `web.js` takes. */
export interface RtmWebClientOptions extends RtmClientOptions {
    /** The WebSocket to use where there is none, as in Node 20: that of the package `ws`. */
    WebSocket?: RtmWebSocketClass;
}
/**
 * Makes a client for a page without uni-app, or for Node. Throws an RtmError with code `invalid` for options that cannot be right. Nothing is sent before `login`.
 *
 * @param options The app, the server, and where tokens and sockets come from.
 *
 * @example
 * ```ts
 * import WebSocket from 'ws'
 * import { createRtmClient } from './web.js'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server: 'ws://127.0.0.1:7080/rtm', WebSocket })
 * ```
 */
export declare function createRtmClient(options: RtmWebClientOptions): RtmClient;
export {};
