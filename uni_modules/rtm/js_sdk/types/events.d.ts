// Generated from sdk/api/events.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmError } from './error.js';
import type { RtmAttributeRow, RtmAttributes, RtmLinkFault, RtmState, RtmUserPresence } from './results.js';
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
