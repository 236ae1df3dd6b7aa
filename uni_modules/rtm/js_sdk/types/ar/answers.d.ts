// Generated from src/ar/answers.ts by npm run sdk: change that file, not this one.
/** It is done. */
export interface Success {
    readonly code: 0;
}
/** It is not done. */
export interface Failure<Code extends number> {
    /** The same condition has another number in each function: see the function. 101: call createInstance first. 102: not logged in. */
    readonly code: Code;
    /** What happened and what to do, in English, for developers. */
    readonly message: string;
    /** After so many milliseconds the call may be made again. There only where calls came too often. */
    readonly retryAfterMs?: number;
}
/** An answer without data. */
export type Done<Code extends number> = Success | Failure<Code>;
export type VersionAnswer = Success & {
    readonly version: string;
};
export interface StoredSuccess {
    /** 0: the engine of the receiver has it. 4: he is not there; the server has stored it until he logs in, which is a success, too. */
    readonly code: 0 | 4;
}
export type SendToPeerAnswer = StoredSuccess | Failure<1 | 2 | 3 | 5 | 6 | 7 | 101 | 102>;
export interface Member {
    readonly channelId: string;
    readonly userId: string;
}
export type MembersAnswer = (Success & {
    /** Without an order; 512 at random when there are more. */
    readonly members: readonly Member[];
    /** The same, under the name of the vendor's first plugin for Android. */
    readonly rtmChannelMembers: readonly Member[];
}) | Failure<1 | 3 | 4 | 5 | 101 | 102>;
export type MemberCountsAnswer = (Success & {
    /** In the order asked, each channel once; a channel without members has 0. */
    readonly memberCounts: readonly {
        readonly channelId: string;
        readonly count: number;
    }[];
    /** The same, under the names of the vendor's plugin for Android. */
    readonly rtmChannelMemberCounts: readonly {
        readonly channelID: string;
        readonly memberCount: number;
    }[];
}) | Failure<1 | 2 | 3 | 4 | 5 | 101 | 102>;
export type PeersOnlineStatusAnswer = (Success & {
    /** In the order asked, each peer once. state: 0 online, 2 offline; 1 is told by the event only. */
    readonly peerOnlineStatus: readonly {
        readonly peerId: string;
        readonly state: 0 | 2;
    }[];
    /** The same as {peerId: whether he is online}, as the vendor's first plugin for Android had it. */
    readonly map: Readonly<Record<string, boolean>>;
}) | Failure<1 | 2 | 4 | 5 | 101 | 102>;
export type PeersBySubscriptionAnswer = (Success & {
    /** The peers subscribed to, in that order. */
    readonly peers: readonly string[];
    /** The same, under the name of the vendor's plugin for Android. */
    readonly options: readonly string[];
}) | Failure<1 | 2 | 3 | 101 | 102>;
/** Values come back in the type that they were set with. */
export type AttributeMap = Readonly<Record<string, string | number | boolean>>;
export type UserAttributesAnswer = (Success & {
    readonly userId: string;
    readonly userAttributesList: AttributeMap;
    /** The same as a list of texts, as the vendor's plugin for Android had it. */
    readonly rtmAttributes: readonly {
        readonly key: string;
        readonly value: string;
    }[];
}) | Failure<2 | 3 | 5 | 6 | 7 | 101 | 102>;
export interface ChannelAttribute {
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
export type ChannelAttributesAnswer = (Success & {
    readonly channelId: string;
    readonly channelAttributes: AttributeMap;
    /** The same with who changed what, and when. */
    readonly rtmChannelAttributes: readonly ChannelAttribute[];
}) | Failure<2 | 3 | 5 | 7 | 101 | 102>;
export type InvitationAnswer<Code extends number> = (Success & {
    /** Names this invitation and no other in later calls and in events. */
    readonly invitationId: string;
}) | Failure<Code>;
