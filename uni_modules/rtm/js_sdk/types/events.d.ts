// Generated from js_sdk/events.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmError } from './error.js';
import type { RtmAttributeRow, RtmAttributes, RtmLinkFault, RtmState, RtmUserPresence } from './results.js';
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
