// Generated from src/ar/events.ts by npm run sdk: change that file, not this one.
/** 1 disconnected, 2 connecting, 3 connected, 4 reconnecting, 5 ended for good: call logout, then login. */
export type ConnectionState = 1 | 2 | 3 | 4 | 5;
/** 1 login, 2 login succeeded, 3 login failed, 4 login timed out, 5 interrupted, 6 logout, 7 banned by the server, 8 the user logged in elsewhere. */
export type ConnectionReason = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
interface Message {
    readonly text: string;
    /** When the server took it, in milliseconds since 1970. For display: order is the order of events. */
    readonly serverReceivedTs: number;
    /** 1, a text. */
    readonly messageType: 1;
    readonly type: 1;
    /** The same in every delivery of this message. */
    readonly messageId: string;
}
interface Invitation {
    /** Exactly what the caller gave, '' for nothing. */
    readonly content: string;
    /** '' for none. */
    readonly channelId: string;
    readonly invitationId: string;
    /** What the callee said, '' for nothing. */
    readonly response: string;
    readonly getResponse: string;
}
interface LocalInvitation<State extends number> extends Invitation {
    readonly calleeId: string;
    /** 2 received by the callee, 3 accepted, 4 refused, 5 cancelled, 6 failed. */
    readonly state: State;
}
interface RemoteInvitation<State extends number> extends Invitation {
    readonly callerId: string;
    /** 1 received, 3 refused, 4 accepted, 5 cancelled, 6 failed. (3 and 4 are swapped with those of the caller.) */
    readonly state: State;
}
interface Refused {
    /** Of the callee's device, in a word. */
    readonly reason: 'refused' | 'busy';
}
interface LocalFailure extends LocalInvitation<6> {
    /** 1 the callee was not there for 30 s, 2 his engine did not take it within 30 s, 3 nobody answered for 60 s, 4 not logged in. */
    readonly code: 1 | 2 | 3 | 4;
    readonly errorCode: 1 | 2 | 3 | 4;
    /** In a word. */
    readonly reason: string;
}
interface RemoteFailure extends RemoteInvitation<6> {
    /** 1 the caller is gone, 2 he did not confirm the accept within 5 s, 3 nobody answered for 60 s. */
    readonly code: 1 | 2 | 3;
    readonly errorCode: 1 | 2 | 3;
    /** In a word. */
    readonly reason: string;
}
/** The fields of every event, by its name. */
export interface ArRtmEvents {
    /** The link to the server. Between 4 and 3 nothing is lost: what came meanwhile is delivered before what is new. */
    onConnectionStateChanged: {
        readonly state: ConnectionState;
        readonly reason: ConnectionReason;
    };
    /** 30 s are left; call renewToken. */
    onTokenWillExpire: Readonly<Record<never, never>>;
    /** The token is over and the link is lost: renewToken brings the login back. Once per outage and token. */
    onTokenDidExpire: Readonly<Record<never, never>>;
    onPeerMessageReceived: Message & {
        readonly peerId: string;
        /** Whether the server had stored it, because nobody was logged in here. */
        readonly OfflineMessage: boolean;
        readonly isOfflineMessage: boolean;
    };
    onChannelMessageReceived: Message & {
        readonly channelId: string;
        readonly userId: string;
        readonly OfflineMessage: false;
        readonly isOfflineMessage: false;
    };
    /** Ours: messages that cannot be delivered any more, of a channel (peerId is '') or of a peer (channelId is ''). */
    onMessagesMissed: {
        readonly channelId: string;
        readonly peerId: string;
        /** How many; -1 where it is not known. */
        readonly missed: number;
        readonly reason: string;
    };
    /** Of peers subscribed to. state: 0 online, 1 not heard of for 6 s, 2 offline. */
    onPeersOnlineStatusChanged: {
        readonly peersStatus: readonly {
            readonly peerId: string;
            readonly state: 0 | 1 | 2;
        }[];
    };
    onMemberJoined: {
        readonly userId: string;
        readonly channelId: string;
    };
    onMemberLeft: {
        readonly userId: string;
        readonly channelId: string;
    };
    /** At most once a second. */
    onMemberCountUpdated: {
        readonly memberCount: number;
        readonly channelId: string;
    };
    /** All attributes of the channel, when a change asked for it by enableNoticeMembers. */
    onAttributesUpdated: {
        readonly channelId: string;
        readonly attributeList: readonly {
            readonly key: string;
            /** As a text. */
            readonly value: string;
            readonly lastUpdateUid: string;
            readonly lastUpdateUserId: string;
            /** Milliseconds since 1970. */
            readonly lastUpdateTs: number;
        }[];
    };
    /** To the caller: the callee's device rings. */
    onLocalInvitationReceivedByPeer: LocalInvitation<2>;
    onLocalInvitationAccepted: LocalInvitation<3>;
    onLocalInvitationRefused: LocalInvitation<4> & Refused;
    onLocalInvitationCanceled: LocalInvitation<5>;
    onLocalInvitationFailure: LocalFailure;
    /** Ours: follows the failure with code 3 when nobody has answered. */
    onLocalInvitationExpired: LocalFailure;
    /** To the callee: answer with acceptRemoteInvitation or refuseRemoteInvitation. */
    onRemoteInvitationReceived: RemoteInvitation<1>;
    onRemoteInvitationAccepted: RemoteInvitation<4>;
    onRemoteInvitationRefused: RemoteInvitation<3> & Refused;
    onRemoteInvitationCanceled: RemoteInvitation<5>;
    onRemoteInvitationFailure: RemoteFailure;
    /** Ours: follows the failure with code 3 when nobody has answered. */
    onRemoteInvitationExpired: RemoteFailure;
    /** Ours: another device of this user has answered; state says how (2: it accepts, and the caller has not confirmed it yet). */
    onRemoteInvitationAnsweredElsewhere: RemoteInvitation<2 | 3 | 4>;
}
export type ArRtmEventName = keyof ArRtmEvents;
/** Any event; `rtmEvent` says which, and with it what fields there are. */
export type ArRtmEvent = {
    [Name in ArRtmEventName]: {
        readonly rtmEvent: Name;
    } & ArRtmEvents[Name];
}[ArRtmEventName];
export {};
