// Generated from src/ar/arguments.ts by npm run sdk: change that file, not this one.
/** Users, peers and channels: 1 to 64 bytes of letters, digits, space and !#$%&()+-:;<=.>?@[]^_{}|~, and not the word null. A whole number is taken as its digits. */
export type Id = string | number;
/** Nothing is read from it. */
export type NoArguments = Readonly<Record<string, never>>;
export interface CreateInstanceArguments {
    /** 32 letters and digits, as in the apps of the server. */
    readonly appId: string;
}
export interface LoginArguments {
    readonly userId: Id;
    /** '', null or absent for an app without certificate; else a token that your own server has made for this user. */
    readonly token?: string | null;
}
export interface RenewTokenArguments {
    /** At most 4096 bytes. */
    readonly newToken: string;
}
/** Where the server is: its address, or the vendor's command for a private cloud. */
export interface AddressParameters {
    /** As 'ws://192.168.1.5:7080/rtm' or 'wss://rtm.example.com/rtm'. */
    readonly server?: string;
    /** The vendor's 'ConfPriCloudAddr'; it is not looked at. */
    readonly Cmd?: string;
    /** The host. */
    readonly ServerAdd?: string;
    /** 7080 when it is missing. */
    readonly Port?: number | string;
    /** Whether to use wss:// in place of ws://. */
    readonly Wss?: boolean | number;
}
/** The parameters, their JSON text, or an object with that text. */
export type SetParametersArguments = AddressParameters | string | {
    readonly parameters: string;
};
export interface LogFileArguments {
    /** Absolute, in a directory that exists. In mini-programs below wx.env.USER_DATA_PATH. */
    readonly filePath: string;
}
export interface LogFilterArguments {
    /** 0 nothing, 0x08 critical, 0x0c errors, 0x0e warnings, 0x0f what happens (until it is set), 0x80f everything. */
    readonly filter: 0 | 0x08 | 0x0c | 0x0e | 0x0f | 0x80f;
}
export interface LogFileSizeArguments {
    /** 512 (until it is set) to 10240 KB for each of two files. Another size has no effect. */
    readonly fileSizeInKBytes: number;
}
export interface SendToPeerArguments {
    readonly peerId: Id;
    /** At most 32 KB of UTF-8. */
    readonly text: string | number;
    /** Kept with the message; nothing reads it yet. */
    readonly enableHistoricalMessaging?: boolean;
    /** Whether the server stores it while the peer is not logged in: up to 200 messages, for 7 days. False when absent. */
    readonly enableOfflineMessaging?: boolean;
}
export interface ChannelArguments {
    readonly channelId: Id;
}
export interface SendToChannelArguments extends ChannelArguments {
    /** At most 32 KB of UTF-8. */
    readonly text: string | number;
    readonly enableHistoricalMessaging?: boolean;
    /** Has no effect in channels. */
    readonly enableOfflineMessaging?: boolean;
}
export interface ChannelsArguments {
    /** 1 to 32 ids. */
    readonly channelIds: readonly Id[];
}
export interface PeersArguments {
    /** 1 to 256 ids to query, 1 to 512 to subscribe or unsubscribe. An array or a Set. */
    readonly peerIds: readonly Id[] | ReadonlySet<Id>;
}
export interface SubscriptionOptionArguments {
    /** 0, the online status: there is no other. */
    readonly option?: 0;
}
/** The map itself: {age: 23, name: 'Jerry'}. Keys: 32 bytes of visible characters. Values: 1 byte to 8 KB as text. At most 32 of them. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;
export interface AttributeKeysArguments {
    /** 1 to 512 keys. */
    readonly attributeKeys: readonly string[];
}
export interface UserArguments {
    readonly userId: Id;
}
export interface UserAttributesByKeysArguments extends UserArguments, AttributeKeysArguments {
}
export interface NoticeArguments extends ChannelArguments {
    /** Whether all members are told by onAttributesUpdated. False when absent. */
    readonly enableNoticeMembers?: boolean;
}
export interface ChannelAttributesArguments extends NoticeArguments {
    readonly attributes: Attributes;
}
export interface ChannelAttributeKeysArguments extends NoticeArguments, AttributeKeysArguments {
}
export interface ChannelAttributesByKeysArguments extends ChannelArguments, AttributeKeysArguments {
}
export interface InviteArguments {
    readonly calleeId: Id;
    /** Carried along, at most 64 bytes: nobody joins it by itself. */
    readonly channelId?: Id | null;
    /** At most 8 KB of UTF-8. */
    readonly content?: string | null;
}
export interface CancelArguments extends InviteArguments {
    /** This invitation only. */
    readonly invitationId?: string;
}
interface AnswerArguments {
    /** At most 8 KB of UTF-8. */
    readonly response?: string | null;
    /** This invitation only. */
    readonly invitationId?: string;
}
/** The vendor calls the id of the CALLER calleeId here; callerId is taken, too. */
export type AcceptArguments = AnswerArguments & ({
    readonly calleeId: Id;
} | {
    readonly callerId: Id;
});
export type RefuseArguments = AcceptArguments & {
    /** Stops the ringing of this device only, while the user has others. The caller hears the reason 'busy'. */
    readonly busy?: boolean;
};
export {};
