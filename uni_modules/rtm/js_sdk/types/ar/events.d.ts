// Generated from sdk/ar/events.ts of the repository by npm run sdk: change that file, not this one.
import type { ChannelAttribute } from './answers.js';
/** 1 disconnected, 2 connecting, 3 connected, 4 reconnecting, 5 ended for good: call logout, then login. */
export type ConnectionState = 1 | 2 | 3 | 4 | 5;
/**
 * 1 login, 2 login succeeded, 3 login failed, 4 login timed out, 5 interrupted, 6 logout, 7 banned by the server, 8 the
 * user logged in elsewhere.
 */
export type ConnectionReason = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
/** What messages of peers and of channels have. */
export interface Message {
    /** What was sent. */
    readonly text: string;
    /** When the server took it, in milliseconds since 1970. For display: order is the order of events. */
    readonly serverReceivedTs: number;
    /** 1, a text. */
    readonly messageType: 1;
    /** The same. */
    readonly type: 1;
    /** The same in every delivery of this message. */
    readonly messageId: string;
}
/** What both sides of an invitation are told. */
export interface Invitation {
    /** Exactly what the caller gave, '' for nothing. */
    readonly content: string;
    /** '' for none. */
    readonly channelId: string;
    /** Names this invitation and no other. */
    readonly invitationId: string;
    /** What the callee said, '' for nothing. */
    readonly response: string;
    /** The same. */
    readonly getResponse: string;
}
/** What the caller is told. */
export interface LocalInvitation<State extends number> extends Invitation {
    /** Who is called. */
    readonly calleeId: string;
    /** 2 received by the callee, 3 accepted, 4 refused, 5 cancelled, 6 failed. */
    readonly state: State;
}
/** What the callee is told. */
export interface RemoteInvitation<State extends number> extends Invitation {
    /** Who calls. */
    readonly callerId: string;
    /** 1 received, 3 refused, 4 accepted, 5 cancelled, 6 failed. (3 and 4 are swapped with those of the caller.) */
    readonly state: State;
}
/** Why it was refused. */
export interface Refused {
    /** Of the callee's device, in a word. */
    readonly reason: 'refused' | 'busy';
}
/** Why an invitation of your own has failed. */
export interface LocalFailure extends LocalInvitation<6> {
    /**
     * 1 the callee was offline for 30 s, 2 the callee's device did not receive it within 30 s, 3 nobody answered for 60
     * s, 4 not logged in.
     */
    readonly code: 1 | 2 | 3 | 4;
    /** The same. */
    readonly errorCode: 1 | 2 | 3 | 4;
    /** In a word. */
    readonly reason: string;
}
/** Why the invitation of another user has failed. */
export interface RemoteFailure extends RemoteInvitation<6> {
    /** 1 the caller is gone, 2 the caller did not confirm the accept within 5 s, 3 nobody answered for 60 s. */
    readonly code: 1 | 2 | 3;
    /** The same. */
    readonly errorCode: 1 | 2 | 3;
    /** In a word. */
    readonly reason: string;
}
/** The connection to the server has changed. */
export interface ConnectionChange {
    /** Now. */
    readonly state: ConnectionState;
    /** Why. */
    readonly reason: ConnectionReason;
}
/** The presence of one peer. */
export interface PeerStatus {
    /** Who. */
    readonly peerId: string;
    /** 0 online, 1 not heard from for 6 s, 2 offline. */
    readonly state: 0 | 1 | 2;
}
/** Of peers subscribed to. */
export interface PeersStatus {
    /** Those that changed. */
    readonly peersStatus: readonly PeerStatus[];
}
/** Who came or went, and where. */
export interface MemberChange {
    /** Who. */
    readonly userId: string;
    /** Which channel. */
    readonly channelId: string;
}
/** How many members a channel has. */
export interface CountChange {
    /** You included. */
    readonly memberCount: number;
    /** Which channel. */
    readonly channelId: string;
}
/** The attributes of a channel. */
export interface AttributesChange {
    /** Which channel. */
    readonly channelId: string;
    /** All of them, as they are now. */
    readonly attributeList: readonly ChannelAttribute[];
}
/** A message from a user. */
export interface PeerMessage extends Message {
    /** Who sent it. */
    readonly peerId: string;
    /** Whether the server had stored it, because nobody was logged in here. */
    readonly OfflineMessage: boolean;
    /** The same. */
    readonly isOfflineMessage: boolean;
}
/** A message in a channel. */
export interface ChannelMessage extends Message {
    /** Which channel. */
    readonly channelId: string;
    /** Who sent it. */
    readonly userId: string;
    /** Channels store none. */
    readonly OfflineMessage: false;
    /** The same. */
    readonly isOfflineMessage: false;
}
/** Messages that can no longer be delivered. */
export interface MissedMessages {
    /** Which channel; '' for those of a peer. */
    readonly channelId: string;
    /** Whose; '' for those of a channel. */
    readonly peerId: string;
    /** How many; -1 if it is not known. */
    readonly missed: number;
    /** Why, in a word. */
    readonly reason: string;
}
/** The fields of every event, by its name. */
export interface ArRtmEvents {
    /**
     * The connection to the server. Nothing is lost between 4 and 3:
     * what was sent meanwhile is delivered before what is new.
     */
    onConnectionStateChanged: ConnectionChange;
    /** The token expires in 30 s; call renewToken. */
    onTokenWillExpire: Readonly<Record<never, never>>;
    /**
     * The token has expired and the connection is lost: call renewToken to get the login back. Once per outage and token.
     */
    onTokenDidExpire: Readonly<Record<never, never>>;
    /** A message from a user. */
    onPeerMessageReceived: PeerMessage;
    /** A message of another member. */
    onChannelMessageReceived: ChannelMessage;
    /** New here: messages that can no longer be delivered, of a channel (peerId is '') or of a peer (channelId is ''). */
    onMessagesMissed: MissedMessages;
    /** The presence of subscribed peers has changed. */
    onPeersOnlineStatusChanged: PeersStatus;
    /** Another user joined. */
    onMemberJoined: MemberChange;
    /** Another user left. */
    onMemberLeft: MemberChange;
    /** At most once a second. */
    onMemberCountUpdated: CountChange;
    /** All attributes of the channel, when a change asked for it by enableNoticeMembers. */
    onAttributesUpdated: AttributesChange;
    /** To the caller: the callee's device rings. */
    onLocalInvitationReceivedByPeer: LocalInvitation<2>;
    /** To the caller: the callee has accepted, and the accept is confirmed. */
    onLocalInvitationAccepted: LocalInvitation<3>;
    /** To the caller: the callee has refused. */
    onLocalInvitationRefused: LocalInvitation<4> & Refused;
    /** To the caller: it is cancelled. */
    onLocalInvitationCanceled: LocalInvitation<5>;
    /** To the caller: it has failed. */
    onLocalInvitationFailure: LocalFailure;
    /** New here: follows the failure with code 3 when nobody has answered. */
    onLocalInvitationExpired: LocalFailure;
    /** To the callee: answer with acceptRemoteInvitation or refuseRemoteInvitation. */
    onRemoteInvitationReceived: RemoteInvitation<1>;
    /** To the callee: the accept is confirmed. */
    onRemoteInvitationAccepted: RemoteInvitation<4>;
    /** To the callee: it is refused. */
    onRemoteInvitationRefused: RemoteInvitation<3> & Refused;
    /** To the callee: the caller has cancelled it. */
    onRemoteInvitationCanceled: RemoteInvitation<5>;
    /** To the callee: it has failed. */
    onRemoteInvitationFailure: RemoteFailure;
    /** New here: follows the failure with code 3 when nobody has answered. */
    onRemoteInvitationExpired: RemoteFailure;
    /**
     * New here: another device of this user has answered; state says how (2: it accepts, and the caller has not confirmed
     * it yet).
     */
    onRemoteInvitationAnsweredElsewhere: RemoteInvitation<2 | 3 | 4>;
}
/** Names of the events. */
export type ArRtmEventName = keyof ArRtmEvents;
/** Any event; `rtmEvent` says which, and with it what fields there are. */
export type ArRtmEvent = {
    [Name in ArRtmEventName]: Named<Name> & ArRtmEvents[Name];
}[ArRtmEventName];
/** An event says which it is. */
export interface Named<Name extends ArRtmEventName> {
    /** Its name. */
    readonly rtmEvent: Name;
}
