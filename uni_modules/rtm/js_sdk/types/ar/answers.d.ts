// Generated from sdk/ar/answers.ts of the repository by npm run sdk: change that file, not this one.
/** It is done. */
export interface Success {
    /** Done. */
    readonly code: 0;
}
/** It is not done. */
export interface Failure<Code extends number> {
    /**
     * The same condition has another number in each function: see the function. 101: call createInstance first. 102: not
     * logged in.
     */
    readonly code: Code;
    /** What happened and what to do, in English, for developers. */
    readonly message: string;
    /** After so many milliseconds the call may be made again. There only where calls came too often. */
    readonly retryAfterMs?: number;
}
/** An answer without data. */
export type Done<Code extends number> = Success | Failure<Code>;
/** What `getSdkVersion` answers. */
export type VersionAnswer = Success & {
    /** As in the changelog, `0.1.0`. */
    readonly version: string;
};
/** Received, or stored. */
export interface StoredSuccess {
    /**
     * 0: the receiver's device has it. 4: the receiver is offline, and the server has stored it until the next login,
     * which is a success, too.
     */
    readonly code: 0 | 4;
}
/** What `sendMessageToPeer` answers. */
export type SendToPeerAnswer = StoredSuccess | Failure<1 | 2 | 3 | 5 | 6 | 7 | 101 | 102>;
/** A user in a channel. */
export interface Member {
    /** Which channel. */
    readonly channelId: string;
    /** Which user. */
    readonly userId: string;
}
/** What `getMembers` answers. */
export type MembersAnswer = (Success & {
    /** In no particular order; 512 at random if there are more. */
    readonly members: readonly Member[];
    /** The same, under the name of the vendor's first plugin for Android. */
    readonly rtmChannelMembers: readonly Member[];
}) | Failure<1 | 3 | 4 | 5 | 101 | 102>;
/** The number of members of one channel. */
export interface MemberCount {
    /** Which channel. */
    readonly channelId: string;
    /** How many; 0 for a channel that does not exist. */
    readonly count: number;
}
/** The same, under the names of the vendor's plugin for Android. */
export interface AndroidMemberCount {
    /** Which channel. */
    readonly channelID: string;
    /** How many. */
    readonly memberCount: number;
}
/** What `getChannelMemberCount` answers. */
export type MemberCountsAnswer = (Success & {
    /** In the order of the query, each channel once; a channel without members has 0. */
    readonly memberCounts: readonly MemberCount[];
    /** The same, under the names of the vendor's plugin for Android. */
    readonly rtmChannelMemberCounts: readonly AndroidMemberCount[];
}) | Failure<1 | 2 | 3 | 4 | 5 | 101 | 102>;
/** The presence of one peer. */
export interface PeerOnlineStatus {
    /** Who. */
    readonly peerId: string;
    /** 0 online, 2 offline; only the event reports 1. */
    readonly state: 0 | 2;
}
/** What `queryPeersOnlineStatus` answers. */
export type PeersOnlineStatusAnswer = (Success & {
    /** In the order of the query, each peer once. */
    readonly peerOnlineStatus: readonly PeerOnlineStatus[];
    /** The same as {peerId: whether the peer is online}, as in the vendor's first plugin for Android. */
    readonly map: Readonly<Record<string, boolean>>;
}) | Failure<1 | 2 | 4 | 5 | 101 | 102>;
/** What `queryPeersBySubscriptionOption` answers. */
export type PeersBySubscriptionAnswer = (Success & {
    /** The peers subscribed to, in that order. */
    readonly peers: readonly string[];
    /** The same, under the name of the vendor's plugin for Android. */
    readonly options: readonly string[];
}) | Failure<1 | 2 | 3 | 101 | 102>;
/** Values keep the type that they were set with. */
export type AttributeMap = Readonly<Record<string, string | number | boolean>>;
/** One attribute of a user. */
export interface UserAttribute {
    /** Its name. */
    readonly key: string;
    /** As a text. */
    readonly value: string;
}
/** What `getUserAttributes` and `getUserAttributesByKeys` answer. */
export type UserAttributesAnswer = (Success & {
    /** Which user. */
    readonly userId: string;
    /** The attributes. */
    readonly userAttributesList: AttributeMap;
    /** The same as a list of texts, as the vendor's plugin for Android had it. */
    readonly rtmAttributes: readonly UserAttribute[];
}) | Failure<2 | 3 | 5 | 6 | 7 | 101 | 102>;
/** One attribute of a channel, with its last change. */
export interface ChannelAttribute {
    /** Its name. */
    readonly key: string;
    /** As a text. */
    readonly value: string;
    /** Who changed it last. */
    readonly lastUpdateUid: string;
    /** The same. */
    readonly lastUpdateUserId: string;
    /** When, in milliseconds since 1970, by the server's clock. */
    readonly lastUpdateTs: number;
}
/** What `getChannelAttributes` and `getChannelAttributesByKeys` answer. */
export type ChannelAttributesAnswer = (Success & {
    /** Which channel. */
    readonly channelId: string;
    /** The attributes. */
    readonly channelAttributes: AttributeMap;
    /** The same with who changed what, and when. */
    readonly rtmChannelAttributes: readonly ChannelAttribute[];
}) | Failure<2 | 3 | 5 | 7 | 101 | 102>;
/** What the functions of call invitations answer. */
export type InvitationAnswer<Code extends number> = (Success & {
    /** Names this invitation and no other in later calls and in events. */
    readonly invitationId: string;
}) | Failure<Code>;
