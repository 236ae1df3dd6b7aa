// Generated from sdk/ar/arguments.ts of the repository by npm run sdk: change that file, not this one.
/**
 * Users, peers and channels: 1 to 64 bytes of letters, digits, space and !#$%&()+-:;<=.>?@[]^_{}|~, and not the word
 * null. A whole number is taken as its digits.
 */
export type Id = string | number;
/** Nothing is read from it. */
export type NoArguments = Readonly<Record<string, never>>;
/** What `createInstance` takes. */
export interface CreateInstanceArguments {
    /** 32 letters and digits, as in the apps of the server. */
    readonly appId: string;
}
/** What `login` takes. */
export interface LoginArguments {
    /** Who. */
    readonly userId: Id;
    /** '', null or absent for an app without certificate; else a token that your own server has made for this user. */
    readonly token?: string | null;
}
/** What `renewToken` takes. */
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
    /** A whole number from 1 to 65535; 7080 when it is missing. */
    readonly Port?: number | string;
    /** Whether to use wss:// in place of ws://. */
    readonly Wss?: boolean | number;
}
/** The parameters as the vendor's pages for Android give them. */
export interface ParametersText {
    /** Their JSON text. */
    readonly parameters: string;
}
/** The parameters, their JSON text, or an object with that text. */
export type SetParametersArguments = AddressParameters | string | ParametersText;
/** What `setLogFile` takes. */
export interface LogFileArguments {
    /** Absolute, in a directory that exists. In mini-programs below wx.env.USER_DATA_PATH. */
    readonly filePath: string;
}
/** What `setLogFilter` takes. */
export interface LogFilterArguments {
    /** 0 nothing, 0x08 critical, 0x0c errors, 0x0e warnings, 0x0f what happens (until it is set), 0x80f everything. */
    readonly filter: 0 | 0x08 | 0x0c | 0x0e | 0x0f | 0x80f;
}
/** What `setLogFileSize` takes. */
export interface LogFileSizeArguments {
    /** 512 (until it is set) to 10240 KB for each of two files. Another size has no effect. */
    readonly fileSizeInKBytes: number;
}
/** What `sendMessageToPeer` takes. */
export interface SendToPeerArguments {
    /** Who gets it. */
    readonly peerId: Id;
    /** At most 32 KB of UTF-8. */
    readonly text: string | number;
    /** Kept with the message; nothing reads it yet. */
    readonly enableHistoricalMessaging?: boolean;
    /**
     * Whether the server stores it while the peer is not logged in: up to 200 messages, for 7 days. False when absent.
     */
    readonly enableOfflineMessaging?: boolean;
}
/** What functions of one channel take. */
export interface ChannelArguments {
    /** Which channel. */
    readonly channelId: Id;
}
/** What `sendChannelMessage` takes. */
export interface SendToChannelArguments extends ChannelArguments {
    /** At most 32 KB of UTF-8. */
    readonly text: string | number;
    /** Kept with the message; nothing reads it yet. */
    readonly enableHistoricalMessaging?: boolean;
    /** Has no effect in channels. */
    readonly enableOfflineMessaging?: boolean;
}
/** What `getChannelMemberCount` takes. */
export interface ChannelsArguments {
    /** 1 to 32 ids. */
    readonly channelIds: readonly Id[];
}
/** What the functions of online status take. */
export interface PeersArguments {
    /** 1 to 256 ids to query, 1 to 512 to subscribe or unsubscribe. An array or a Set. */
    readonly peerIds: readonly Id[] | ReadonlySet<Id>;
}
/** What `queryPeersBySubscriptionOption` takes. */
export interface SubscriptionOptionArguments {
    /** 0, the online status: there is no other. */
    readonly option?: 0;
}
/**
 * The map itself: {age: 23, name: 'Jerry'}. Keys: 32 bytes of visible characters. Values: 1 byte to 8 KB as text. At
 * most 32 of them.
 */
export type Attributes = Readonly<Record<string, string | number | boolean>>;
/** Attributes, by name. */
export interface AttributeKeysArguments {
    /** 1 to 512 keys. */
    readonly attributeKeys: readonly string[];
}
/** What `getUserAttributes` takes. */
export interface UserArguments {
    /** Who. */
    readonly userId: Id;
}
/** What `getUserAttributesByKeys` takes. */
export interface UserAttributesByKeysArguments extends UserArguments, AttributeKeysArguments {
}
/** What functions that change the attributes of a channel take. */
export interface NoticeArguments extends ChannelArguments {
    /** Whether all members are told by onAttributesUpdated. False when absent. */
    readonly enableNoticeMembers?: boolean;
}
/** What `setChannelAttributes` and `addOrUpdateChannelAttributes` take. */
export interface ChannelAttributesArguments extends NoticeArguments {
    /** The attributes. */
    readonly attributes: Attributes;
}
/** What `deleteChannelAttributesByKeys` takes. */
export interface ChannelAttributeKeysArguments extends NoticeArguments, AttributeKeysArguments {
}
/** What `getChannelAttributesByKeys` takes. */
export interface ChannelAttributesByKeysArguments extends ChannelArguments, AttributeKeysArguments {
}
/** What `sendLocalInvitation` takes. */
export interface InviteArguments {
    /** Who is called. */
    readonly calleeId: Id;
    /** Carried along, at most 64 bytes: nobody joins it by itself. */
    readonly channelId?: Id | null;
    /** At most 8 KB of UTF-8. */
    readonly content?: string | null;
}
/** What `cancelLocalInvitation` takes. */
export interface CancelArguments extends InviteArguments {
    /** This invitation only. */
    readonly invitationId?: string;
}
/** What goes with the answer to an invitation. */
export interface AnswerArguments {
    /** At most 8 KB of UTF-8. */
    readonly response?: string | null;
    /** This invitation only. */
    readonly invitationId?: string;
}
/** Who calls, under the vendor's name. */
export interface CalledBy {
    /** The id of the CALLER. */
    readonly calleeId: Id;
}
/** Who calls, under the right name. */
export interface CallerNamed {
    /** The id of the caller. */
    readonly callerId: Id;
}
/** The vendor calls the id of the CALLER calleeId here; callerId is taken, too. */
export type AcceptArguments = AnswerArguments & (CalledBy | CallerNamed);
/** What `refuseRemoteInvitation` takes. */
export type RefuseArguments = AcceptArguments & {
    /** Stops the ringing of this device only, while the user has others. The caller hears the reason 'busy'. */
    readonly busy?: boolean;
};
