// Generated from sdk/web.ts of the repository by npm run sdk: change that file, not this one.
/**
 * The state of the connection. `reconnecting`: it recovers by itself. `aborted`: it has ended for good; log out, then
 * log in again.
 */
export type RtmState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'aborted';
/**
 * Why there is no connection to the server, as far as the platform knows. `lost`: there was one, and it broke.
 * `unknown`: the platform does not say; browsers never do. A newer version may add words.
 */
export type RtmLinkWhy = 'not_allowed' | 'unknown_host' | 'refused' | 'no_network' | 'redirect' | 'http_status' | 'tls' | 'not_websocket' | 'no_answer' | 'lost' | 'unknown';
/** What is known about a connection that failed or broke. */
export interface RtmLinkFault {
    /** A word for your program. */
    why: RtmLinkWhy | (string & {});
    /** The platform's own message, for developers; may be empty. */
    detail: string;
}
/**
 * Whether a user is online. `unreachable`: not heard from for 6 s, reported by subscriptions only;
 * `offline` after 30 s.
 */
export type RtmPresence = 'online' | 'unreachable' | 'offline';
/** The presence of one user. */
export interface RtmUserPresence {
    /** The user. */
    userId: string;
    /** Their current presence. */
    presence: RtmPresence;
}
/** What became of a message to a user: their device has received it, or the server stores it until they log in. */
export interface RtmPeerReceipt {
    /** `stored` only with the option `offline`. */
    outcome: 'received' | 'stored';
    /** The id of the message; the receiver sees the same one. */
    messageId: string;
}
/** What became of a message to a channel: the server has accepted it, and every member gets it once and in order. */
export interface RtmChannelReceipt {
    /** Always `taken`. */
    outcome: 'taken';
    /** The id of the message; the receivers see the same one. */
    messageId: string;
}
/**
 * What became of a message after its promise rejected with `timeout`. `not_sent`: it did not arrive, and you may send
 * it again. `unknown`: it arrived once or not at all, and it is no longer possible to find out.
 */
export type RtmLateOutcome = 'received' | 'taken' | 'stored' | 'offline' | 'refused' | 'not_sent' | 'unknown';
/**
 * Attributes of a user or a channel. Values keep their type. At most 32; keys are 1 to 32 bytes of visible characters,
 * values 1 byte to 8 KB as text.
 */
export type RtmAttributes = Record<string, string | number | boolean>;
/** One attribute of a channel, with its last change. */
export interface RtmAttributeRow {
    /** The name. */
    key: string;
    /** The value, as it was set. */
    value: string | number | boolean;
    /** The user who set it last. */
    userId: string;
    /** The time of that change by the server's clock, in milliseconds since 1970. */
    time: number;
}
/** The number of members of one channel. */
export interface RtmMemberCount {
    /** The channel. */
    channelId: string;
    /** The number; 0 if the channel does not exist. */
    count: number;
}
/** Figures of one client since it was created, for a diagnostics page. */
export interface RtmStats {
    /** The latest round-trip time to the server, in milliseconds; null if none was measured on this connection yet. */
    roundTripMs: number | null;
    /** Connections opened so far. */
    links: number;
    /** Connections lost so far. */
    lost: number;
    /** Messages sent to the server. */
    sent: number;
    /** Messages delivered to the page. */
    received: number;
    /** Messages sent that have no outcome yet. */
    waiting: number;
}
/** The error codes: `errorActions` says what to do about each. */
export type RtmErrorCode = 'invalid' | 'bad_text' | 'too_large' | 'too_often' | 'timeout' | 'offline' | 'full' | 'no_server' | 'not_logged_in' | 'busy' | 'aborted' | 'unknown_app' | 'not_authorised' | 'bad_user' | 'token_invalid' | 'token_expired' | 'replaced' | 'kicked' | 'version' | 'not_joined' | 'already_joined' | 'too_many_channels' | 'too_many_ids' | 'too_many_watched' | 'attributes_too_large' | 'user_offline' | 'already_invited' | 'unknown_invitation' | 'invitation_ended' | 'invitation_accepted' | 'malformed' | 'unsupported' | 'internal' | 'destroyed';
/** What to do about each code. */
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
export declare class RtmError extends Error {
    /** A word for your program. A newer server may use codes that are not in the list. */
    readonly code: RtmErrorCode | (string & {});
    /** What happened, in a sentence for developers. */
    readonly reason: string;
    /** What to do about it. */
    readonly action: string;
    /** How many milliseconds to wait before the same call may be made again; null if no rate limit was hit. */
    readonly retryAfterMs: number | null;
    /** The method that failed. */
    readonly call: string;
    /**
     * For a message that failed with `timeout`: await it to learn what happened. It resolves at the latest when the
     * client logs out. null for everything else.
     */
    readonly lateOutcome: Promise<RtmLateOutcome> | null;
    /**
     * For a `login` that reached no server: why, as far as the platform knows; `action` then says what to check. null for
     * everything else.
     */
    readonly link: RtmLinkFault | null;
    /** @hidden Only a client makes one. */
    constructor(call: string, refusal: Refusal, lateOutcome?: Promise<RtmLateOutcome> | null);
}
/** What `on` returns and `off` takes. */
export interface RtmSubscription {
    /** The name of the event. */
    readonly event: string;
    /** Unique among the listeners of this client or channel. */
    readonly id: number;
}
/** Why the state of the connection has changed. */
export type RtmStateReason = 'login' | 'login_success' | 'login_failure' | 'login_timeout' | 'interrupted' | 'logout' | 'banned' | 'remote_login' | 'token_renewed' | 'token_expired';
/** The state of the connection has changed. A break that recovers within 4 s is not reported. */
export interface RtmStateEvent {
    /** The new state. */
    state: RtmState;
    /** The state before. */
    previous: RtmState;
    /** `remote_login`: the user logged in elsewhere. `banned`: kicked by the server. A newer server may add words. */
    reason: RtmStateReason | (string & {});
    /** While there is no connection: why, as far as the platform knows. null otherwise. */
    link: RtmLinkFault | null;
}
/** A message from a user. */
export interface RtmMessageEvent {
    /** The sender. */
    userId: string;
    /** The text, at most 32 KB of UTF-8. */
    text: string;
    /** The unique id of the message; the sender sees the same one. */
    messageId: string;
    /** When the server accepted it by its own clock, in milliseconds since 1970. */
    time: number;
    /** The server had stored it because you were offline. */
    offline: boolean;
    /** It may have been delivered before, in a session that ended before it could confirm that. */
    redelivered: boolean;
}
/**
 * Why messages are missing. `retention`: more than the server keeps, or too late. `expired`: too old, or you were away
 * for too long. `evicted`: pushed out by newer offline messages. `epoch`: the server lost its memory. `unheard`:
 * dropped here because there was no listener.
 */
export type RtmMissedReason = 'retention' | 'expired' | 'evicted' | 'epoch' | 'unheard';
/** Messages are missing and will never arrive. */
export interface RtmMissedEvent {
    /** The sender; `''` if there are several. */
    userId: string;
    /** The number of messages; null if it is not known. */
    count: number | null;
    /** Why. A newer server may add words. */
    reason: RtmMissedReason | (string & {});
}
/**
 * The state of an invitation. `ringing`: the callee's device has received it. `answeredElsewhere`: on another device of
 * the same user.
 */
export type RtmInvitationState = 'ringing' | 'accepted' | 'refused' | 'cancelled' | 'failed' | 'answeredElsewhere';
/** The state of an invitation has changed. Every state except `ringing` is final. */
export interface RtmInvitationEvent {
    /** Your role. */
    role: 'caller' | 'callee';
    /** The new state. */
    state: RtmInvitationState;
    /** The other user. */
    userId: string;
    /** The id of the invitation, unique for this caller. */
    invitationId: string;
    /** What the caller passed; `''` if nothing. */
    channelId: string;
    /** The caller's text, or the text of the cancellation. */
    content: string;
    /** The callee's text; `''` if there is none yet. */
    response: string;
    /**
     * Why it was refused (`busy`, `refused`) or failed: `offline` (the callee was offline for 30 s), `silent` (their
     * device did not respond within 30 s), `expired` (nobody answered for 60 s),
     * `unconfirmed` (accepted, but the caller did not confirm within 5 s), `caller_away` (accepted while the caller was
     * disconnected and did not come back in time), `caller_gone` (the caller logged out or was kicked), `not_logged_in`.
     * `''` otherwise. A newer server may add words.
     */
    reason: string;
}
/** The `tokenProvider` failed, or the server refused its token. */
export interface RtmTokenFailure {
    /** What it threw, or an RtmError with the server's refusal. */
    error: unknown;
}
/** The events of a client, for `client.on`. */
export interface RtmClientEvents {
    /** The state of the connection has changed. */
    state: RtmStateEvent;
    /** A message from a user. Messages wait for the first listener, up to 1,000. */
    message: RtmMessageEvent;
    /** Messages from users are missing and will never arrive. */
    missed: RtmMissedEvent;
    /** The presence of subscribed users: first of all of them, then of those that changed. */
    presence: RtmUserPresence[];
    /** The state of a call invitation has changed. Events wait for the first listener. */
    invitation: RtmInvitationEvent;
    /** The token expires in 30 s. With a `tokenProvider` there is nothing to do. */
    tokenWillExpire: Record<string, never>;
    /**
     * The token has expired and the connection is lost: call `renewToken` to get it back. With a `tokenProvider` there is
     * nothing to do.
     */
    tokenExpired: Record<string, never>;
    /** The `tokenProvider` failed, or the server refused its token; it is called again after 5 s. */
    tokenFailed: RtmTokenFailure;
}
/** A message in a channel; you do not get your own. */
export interface RtmChannelMessageEvent {
    /** The channel. */
    channelId: string;
    /** The sender. */
    userId: string;
    /** The text, at most 32 KB of UTF-8. */
    text: string;
    /** The unique id of the message; the sender sees the same one. */
    messageId: string;
    /** When the server accepted it by its own clock, in milliseconds since 1970. */
    time: number;
}
/** Another user has joined. Not reported in channels of more than 512 members. */
export interface RtmMemberEvent {
    /** The channel. */
    channelId: string;
    /** The user. */
    userId: string;
}
/** Another user has left. */
export interface RtmMemberLeftEvent extends RtmMemberEvent {
    /**
     * `left`: they left or logged out. `lost`: disconnected for 30 s. `kicked`: by the server. A page that reloads and
     * joins again within 6 s is not reported. A newer server may add words.
     */
    reason: 'left' | 'lost' | 'kicked' | (string & {});
}
/** The number of members; at most once per second, once per 3 s above 512. */
export interface RtmMemberCountEvent {
    /** The channel. */
    channelId: string;
    /** The number, including you. */
    count: number;
}
/** Attributes of a channel have changed, and the change asked to notify members. */
export interface RtmAttributesEvent {
    /** The channel. */
    channelId: string;
    /** All attributes as they are now. */
    attributes: RtmAttributes;
    /** The same, with the user and the time of each last change. */
    rows: RtmAttributeRow[];
}
/** Messages of a channel are missing and will never arrive. */
export interface RtmChannelMissedEvent {
    /** The channel. */
    channelId: string;
    /** The number of messages; null if it is not known. */
    count: number | null;
    /** Why. A newer server may add words. */
    reason: RtmMissedReason | (string & {});
}
/** You are no longer a member although you did not leave: the server did not let you rejoin after a break. */
export interface RtmChannelLostEvent {
    /** The channel. */
    channelId: string;
    /** Why, and what to do. */
    error: RtmError;
}
/** The events of a channel, for `channel.on`. */
export interface RtmChannelEvents {
    /** A message from another member. Messages wait for the first listener, up to 1,000. */
    message: RtmChannelMessageEvent;
    /** Another user has joined. */
    memberJoined: RtmMemberEvent;
    /** Another user has left. */
    memberLeft: RtmMemberLeftEvent;
    /** The number of members; also reported right after joining. */
    memberCount: RtmMemberCountEvent;
    /** Attributes have changed. */
    attributes: RtmAttributesEvent;
    /** Messages are missing and will never arrive. */
    missed: RtmChannelMissedEvent;
    /** You are no longer a member. */
    lost: RtmChannelLostEvent;
}
/**
 * What a client runs on: the four functions of the plugin for handles. Everything crosses as JSON text, so that it may
 * be a native engine behind a bridge. An app needs this type only to pass an engine on.
 */
export interface RtmEngine {
    /**
     * Opens a client under a name.
     *
     * @param handle The client's name, chosen by the caller.
     * @param options `{"app", "server", "confirm"}`. confirm 1: what the events with a number `confirm` tell is handled
     * when `handled` is called.
     * @param done Takes `{"ok": 1}` or `{"ok": 0, "why", "message"}`.
     */
    open(handle: string, options: string, done: (answer: string) => void): void;
    /**
     * Calls a method of a client.
     *
     * @param handle The client's name.
     * @param method What to do. `handled` with `{"n"}`: the page has had all up to the event with this number.
     * @param args Its arguments, an object.
     * @param done Takes the answer, as `open` does.
     */
    call(handle: string, method: string, args: string, done: (answer: string) => void): void;
    /**
     * Sets the one listener for the events of a client.
     *
     * @param handle The client's name.
     * @param listener Takes each event, an object; replaces the one before.
     */
    listen(handle: string, listener: (event: string) => void): void;
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
/**
 * Why a `tokenProvider` is called: for a login, 30 s before the token expires, because it expired while there was no
 * connection, or because the server refused it.
 */
export type RtmTokenCause = 'login' | 'expiring' | 'expired' | 'refused';
/**
 * Returns a token for a user, usually by a request to your own server. May be called again at any time.
 *
 * @param userId The user.
 * @param cause Why a token is needed now.
 */
export type RtmTokenProvider = (userId: string, cause: RtmTokenCause) => string | Promise<string>;
/** Options of `createRtmClient`. */
export interface RtmClientOptions {
    /**
     * The id of the app: 32 letters and digits. Users of different apps cannot reach each other. The server of `npm
     * start` has `'00000000000000000000000000000000'`.
     */
    appId: string;
    /**
     * The address of the server, `ws://host:port/rtm` or `wss://…`. May be omitted on the web: then it is the server that
     * the page came from.
     */
    server?: string;
    /**
     * Called whenever a token is needed: at a login without `token`, 30 s before the token expires, and after it has
     * expired. An app without a certificate needs none.
     *
     * @example
     * ```ts
     * const client = createRtmClient({ appId, tokenProvider: async (userId) => (await fetchToken(userId)).token })
     * ```
     */
    tokenProvider?: RtmTokenProvider;
    /**
     * The engine to run on; the plugin's by default. `jsEngine` of `js-engine.js` runs in JavaScript on every platform; a
     * test kit has its own.
     */
    engine?: RtmEngine;
}
/** Options of `login`. */
export interface RtmLoginOptions {
    /**
     * 1 to 64 bytes of letters, digits, spaces and ``! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,``; not the word
     * `null`.
     */
    userId: string;
    /** If omitted, the `tokenProvider` is called. An app without a certificate needs neither. */
    token?: string;
}
/** How a message to a user is sent. */
export interface RtmSendOptions {
    /**
     * Whether the server stores the message for a user who is offline:
     * 200 messages per user, for 7 days. `false` by default.
     */
    offline?: boolean;
    /** Marks the message for a history; there is no call to read one yet. `false` by default. */
    history?: boolean;
}
/** How a message to a channel is sent. */
export interface RtmPublishOptions {
    /** Marks the message for a history; there is no call to read one yet. `false` by default. */
    history?: boolean;
}
/** How the attributes of a channel are changed. */
export interface RtmNotifyOptions {
    /** Whether all members, including you, get the event `attributes`. `false` by default. */
    notify?: boolean;
}
/** What an invitation carries. */
export interface RtmInviteOptions {
    /** Passed on to the callee, at most 64 bytes of UTF-8; nobody is joined to it automatically. */
    channelId?: string;
    /** Your own text for the callee, at most 8 KB of UTF-8. */
    content?: string;
}
/** How an invitation is cancelled. */
export interface RtmCancelOptions {
    /** Replaces the content of the invitation in the events of both sides, at most 8 KB. */
    content?: string;
    /** Only this invitation; if omitted, the newest one to this user. */
    invitationId?: string;
}
/** How an invitation is answered. */
export interface RtmAnswerOptions {
    /** Your own text for the caller, at most 8 KB of UTF-8. */
    response?: string;
    /** Only this invitation; if omitted, the newest one from this user. */
    invitationId?: string;
}
/** How an invitation is refused. */
export interface RtmRefuseOptions extends RtmAnswerOptions {
    /**
     * You are in another call: the caller gets `busy`, and with several devices only this one stops ringing.
     * `false` by default.
     */
    busy?: boolean;
}
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
    readonly id: string;
    /** Whether you are a member. Stays true while the connection is broken. */
    readonly joined: boolean;
    /**
     * Joins the channel; at most 20 at a time. Codes: `already_joined`, `too_many_channels`, `too_often` (50 per 3 s, the
     * same channel 2 per 5 s), `timeout` (5 s), `not_logged_in`.
     */
    join(): Promise<void>;
    /** Leaves the channel. Listeners stay for the next `join`. Codes: `not_joined`, `timeout` (5 s), `not_logged_in`. */
    leave(): Promise<void>;
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
    sendMessage(text: string, options?: RtmPublishOptions): Promise<RtmChannelReceipt>;
    /**
     * Lists the members; 512 at random if there are more. Codes: `not_joined`, `too_often` (5 per 2 s),
     * `timeout` (5 s), `not_logged_in`.
     */
    getMembers(): Promise<string[]>;
    /**
     * Reads the attributes: all of them, or the ones named. You need not be a member. Codes: `invalid`, `too_often` (10
     * reads per 5 s), `timeout` (5 s), `not_logged_in`.
     *
     * @param keys The names of those to read; all of them if omitted.
     */
    getAttributes(keys?: string[]): Promise<RtmAttributes>;
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
    setAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>;
    /**
     * Adds or changes attributes. Codes: as `setAttributes`.
     *
     * @param attributes The ones to add or change; the others stay.
     * @param options Whether members are notified.
     */
    updateAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void>;
    /**
     * Deletes attributes; unknown keys are ignored. Codes: as `setAttributes`.
     *
     * @param keys The names of those to delete.
     * @param options Whether members are notified.
     */
    deleteAttributes(keys: string[], options?: RtmNotifyOptions): Promise<void>;
    /**
     * Deletes all attributes. Codes: as `setAttributes`.
     *
     * @param options Whether members are notified.
     */
    clearAttributes(options?: RtmNotifyOptions): Promise<void>;
    /**
     * Calls `listener` on every event of this kind. Keep the return value for `off`.
     *
     * @param event The name, a key of `RtmChannelEvents`.
     * @param listener Called with each event, in order.
     */
    on<E extends keyof RtmChannelEvents>(event: E, listener: (event: RtmChannelEvents[E]) => void): RtmSubscription;
    /**
     * Ends one subscription; does nothing if it has already ended.
     *
     * @param subscription What `on` returned.
     */
    off(subscription: RtmSubscription): void;
    /**
     * Ends all subscriptions to one event, or to all events.
     *
     * @param event The event; all events if omitted.
     */
    offAll(event?: keyof RtmChannelEvents): void;
}
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
    readonly appId: string;
    /** The user who is logged in or logging in; `''` when nobody is. */
    readonly userId: string;
    /** The state of the connection. */
    readonly state: RtmState;
    /**
     * Logs in, at most 2 times per second. From then on the client reconnects by itself until `logout`.
     *
     * Codes: `invalid`, `busy` (logged in already), `timeout` (6 s), `too_often`, `no_server`, `unknown_app`,
     * `token_invalid`, `token_expired`, `not_authorised`, `aborted`.
     *
     * @param options The user, and their token.
     */
    login(options: RtmLoginOptions): Promise<void>;
    /** Logs out: leaves all channels and ends subscriptions, attributes and invitations. Codes: `not_logged_in`. */
    logout(): Promise<void>;
    /**
     * Replaces the token, at most 2 times per second. Not needed with a `tokenProvider`. Codes: `invalid`,
     * `token_invalid`, `token_expired`, `too_often`, `timeout` (5 s), `not_logged_in`.
     *
     * @param token The new token, for the same user and app.
     */
    renewToken(token: string): Promise<void>;
    /**
     * Logs out and frees everything. No event follows, even when a listener calls it.
     * Later calls reject with `destroyed`.
     */
    destroy(): Promise<void>;
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
    sendMessage(userId: string, text: string, options?: RtmSendOptions): Promise<RtmPeerReceipt>;
    /**
     * Returns the channel with this name, joined or not. It is the same object each time as long as it is joined or
     * listened to. Throws `invalid` if the id is not valid.
     *
     * @param channelId The name: 1 to 64 bytes of the characters listed at `RtmLoginOptions.userId`.
     */
    channel(channelId: string): RtmChannel;
    /**
     * Counts the members of 1 to 32 channels, joined or not; once per second. Codes: `invalid`, `too_many_ids`,
     * `too_often`, `timeout` (5 s), `not_logged_in`.
     *
     * @param channelIds The channels; the result has the same order.
     */
    getMemberCounts(channelIds: string[]): Promise<RtmMemberCount[]>;
    /**
     * Tells whether 1 to 256 users are online; at most 10 times per 5 s. Codes: `invalid`, `too_often`,
     * `timeout` (10 s), `not_logged_in`.
     *
     * @param userIds The users; the result has the same order.
     */
    getPresence(userIds: string[]): Promise<RtmUserPresence[]>;
    /**
     * Subscribes to the presence of users, at most 512, until `logout`; the event `presence` reports it. Codes:
     * `invalid`, `too_many_watched`, `too_often` (10 per 5 s), `timeout` (10 s), `not_logged_in`.
     *
     * @param userIds Users to add to the subscriptions.
     */
    subscribePresence(userIds: string[]): Promise<void>;
    /**
     * Ends presence subscriptions. Codes: as `subscribePresence`.
     *
     * @param userIds Users to remove from the subscriptions.
     */
    unsubscribePresence(userIds: string[]): Promise<void>;
    /** Lists the subscribed users, in the order of subscription. Codes: `too_often` (10 per 5 s), `not_logged_in`. */
    getPresenceSubscriptions(): Promise<string[]>;
    /**
     * Replaces all attributes of this user; `{}` clears them. They end with the login, or 30 s after the connection was
     * lost, and are set again when it is back. 16 KB in all.
     *
     * Codes: `invalid`, `attributes_too_large` (nothing changes), `too_often` (10 writes per 5 s),
     * `timeout` (5 s), `not_logged_in`.
     *
     * @param attributes The complete set.
     */
    setAttributes(attributes: RtmAttributes): Promise<void>;
    /**
     * Adds or changes attributes of this user. Codes: as `setAttributes`.
     *
     * @param attributes The ones to add or change; the others stay.
     */
    updateAttributes(attributes: RtmAttributes): Promise<void>;
    /**
     * Deletes attributes of this user; unknown keys are ignored. Codes: as `setAttributes`.
     *
     * @param keys The names of those to delete.
     */
    deleteAttributes(keys: string[]): Promise<void>;
    /** Deletes all attributes of this user. Codes: as `setAttributes`. */
    clearAttributes(): Promise<void>;
    /**
     * Reads the attributes of a user: all of them, or the ones named. Codes: `user_offline`, `invalid`, `too_often` (40
     * reads per 5 s), `timeout` (5 s), `not_logged_in`.
     *
     * @param userId The user; you may read your own.
     * @param keys The names of those to read; all of them if omitted.
     */
    getUserAttributes(userId: string, keys?: string[]): Promise<RtmAttributes>;
    /**
     * Invites a user to a call and resolves with the invitation's id at once; the event `invitation` reports its
     * progress. Their device has 30 s to receive it, then it rings for 60 s.
     *
     * Codes: `invalid`, `already_invited`, `full` (64 of yours are running), `not_logged_in`.
     *
     * @param userId The callee.
     * @param options What the callee receives with it.
     */
    invite(userId: string, options?: RtmInviteOptions): Promise<string>;
    /**
     * Cancels an invitation to a user. It is over at once: the event comes before the promise resolves, nothing follows,
     * and you may call `invite` again right away. Codes: `unknown_invitation`,
     * `invitation_ended`, `invalid`, `not_logged_in`.
     *
     * @param userId The callee.
     * @param options A text for the callee, and which invitation.
     */
    cancelInvitation(userId: string, options?: RtmCancelOptions): Promise<void>;
    /**
     * Accepts an invitation from a user; the event `invitation` reports when the caller has confirmed it, within 5 s.
     * Codes: `unknown_invitation`, `invitation_ended`, `invitation_accepted`, `invalid`, `not_logged_in`.
     *
     * @param userId The caller.
     * @param options A text for the caller, and which invitation.
     */
    acceptInvitation(userId: string, options?: RtmAnswerOptions): Promise<void>;
    /**
     * Refuses an invitation from a user. Codes: as `acceptInvitation`.
     *
     * @param userId The caller.
     * @param options Whether you are busy, a text for the caller, and which invitation.
     */
    refuseInvitation(userId: string, options?: RtmRefuseOptions): Promise<void>;
    /**
     * Calls `listener` on every event of this kind. Keep the return value for `off`.
     *
     * @param event The name, a key of `RtmClientEvents`.
     * @param listener Called with each event, in order.
     */
    on<E extends keyof RtmClientEvents>(event: E, listener: (event: RtmClientEvents[E]) => void): RtmSubscription;
    /**
     * Ends one subscription; does nothing if it has already ended.
     *
     * @param subscription What `on` returned.
     */
    off(subscription: RtmSubscription): void;
    /**
     * Ends all subscriptions to one event, or to all events.
     *
     * @param event The event; all events if omitted.
     */
    offAll(event?: keyof RtmClientEvents): void;
    /**
     * Simulates a lost network (`true`) until `false`, to test how your app behaves.
     *
     * @param held `true`: no connection until `false`.
     */
    hold(held: boolean): Promise<void>;
    /** Returns figures for a diagnostics page; sends nothing to the server. */
    getStats(): Promise<RtmStats>;
}
/**
 * Makes a client on an engine. `createRtmClient` of each entry is this, with the engine that it brings; an app calls
 * that one.
 *
 * @hidden
 */
export declare function clientOn(options: RtmClientOptions, engine: RtmEngine): RtmClient;
/** A WebSocket class like that of browsers. */
export interface RtmWebSocketClass {
    /**
     * Opens a socket.
     *
     * @param url The address, `ws://` or `wss://`.
     */
    new (url: string): unknown;
}
/** Options of `createRtmClient` of `web.js`. */
export interface RtmWebClientOptions extends RtmClientOptions {
    /** The WebSocket class to use where there is none built in, as in Node 20: the one of the package `ws`. */
    WebSocket?: RtmWebSocketClass;
}
/**
 * Makes a client for a page without uni-app, or for Node. Throws an RtmError with code `invalid` if the options are not
 * valid. Nothing is sent before `login`.
 *
 * @param options The app, the server, and where tokens and sockets come from.
 *
 * @example
 * ```ts
 * import WebSocket from 'ws'
 * import { createRtmClient } from './web.js'
 * const server = 'ws://127.0.0.1:7080/rtm'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server, WebSocket })
 * ```
 */
export declare function createRtmClient(options: RtmWebClientOptions): RtmClient;
export {};
