// The functions of AR-RtmModule in their own calling convention: arguments, then a callback that is called once, in a
// later turn, in the order in which results are known. Nothing is returned. A missing callback is fine, and so is {}
// before the callback of a function without arguments.
// Codes stand at each function; 101 is "call createInstance first", 102 "not logged in".
// What is too often says so in retryAfterMs.
import type {
  ChannelAttributesAnswer,
  Done,
  InvitationAnswer,
  MemberCountsAnswer,
  MembersAnswer,
  PeersBySubscriptionAnswer,
  PeersOnlineStatusAnswer,
  SendToPeerAnswer,
  UserAttributesAnswer,
  VersionAnswer
} from './answers.ts'
import type {
  AcceptArguments,
  AttributeKeysArguments,
  Attributes,
  CancelArguments,
  ChannelArguments,
  ChannelAttributeKeysArguments,
  ChannelAttributesArguments,
  ChannelAttributesByKeysArguments,
  ChannelsArguments,
  CreateInstanceArguments,
  InviteArguments,
  LogFileArguments,
  LogFileSizeArguments,
  LogFilterArguments,
  LoginArguments,
  NoArguments,
  NoticeArguments,
  PeersArguments,
  RefuseArguments,
  RenewTokenArguments,
  SendToChannelArguments,
  SendToPeerArguments,
  SetParametersArguments,
  SubscriptionOptionArguments,
  UserArguments,
  UserAttributesByKeysArguments
} from './arguments.ts'
import type { ArRtmEvent } from './events.ts'

/**
 * A function with arguments.
 *
 * @param options Its arguments.
 * @param callback Called once with the answer.
 */
export type Call<Arguments, Answer> = (options: Arguments, callback?: (answer: Answer) => void) => void

/** A function without arguments: callback, or {} and callback, or nothing. */
export interface BareCall<Answer> {
  /** @param callback Called once with the answer. */
  (callback?: (answer: Answer) => void): void
  /**
   * @param options Nothing is read from it.
   * @param callback Called once with the answer.
   */
  (options: NoArguments | null, callback?: (answer: Answer) => void): void
}

/** Codes of writing attributes. */
export type WriteOwn = 2 | 3 | 4 | 5 | 7 | 101 | 102

/** What `uni.requireNativePlugin('AR-RtmModule')` gave. */
export interface ArRtmModule {
  /**
   * Sets the callback for every event. A new one replaces the old one; it survives logout and release. An exception in
   * it does not stop later events.
   *
   * @param callback Called with each event, in the order in which they happen.
   */
  readonly setCallBack: (callback: (event: ArRtmEvent) => void) => void
  /**
   * Makes the instance; later calls in the same turn find it. Codes: 0, 2 there already is one, which stays usable, 3
   * not 32 letters and digits, 4 appId is missing.
   */
  readonly createInstance: Call<CreateInstanceArguments, Done<2 | 3 | 4>>
  /** The version of the plugin; needs no instance. Codes: 0. */
  readonly getSdkVersion: BareCall<VersionAnswer>
  /**
   * Sets the server, before login; takes precedence over configure. Codes: 0, 1 no address in it, an invalid Port, or
   * already logged in.
   */
  readonly setParameters: Call<SetParametersArguments, Done<1>>
  /** Writes the log into a file from here on. Codes: 0, 1 the file cannot be written (the web has no files), 101. */
  readonly setLogFile: Call<LogFileArguments, Done<1 | 101>>
  /** Sets how much is logged. Codes: 0, 1 another filter, 101. */
  readonly setLogFilter: Call<LogFilterArguments, Done<1 | 101>>
  /** Sets the size of a log file; there are two. Codes: 0, 101. */
  readonly setLogFileSize: Call<LogFileSizeArguments, Done<101>>
  /**
   * Logs in: within 6 s, at most 2 calls per second. Events report progress: connecting (2), connected (3). If another
   * user is logged in, they are logged out first, within 2 s.
   * Codes: 0, 1 failed, or no server is set, 3 bad userId, 4 unknown appId, 5 invalid token, 6 the token has expired, 8
   * this user is logged in or logging in, 9 timeout, 10 too often, 101. Never returned here: 2, 7.
   */
  readonly login: Call<LoginArguments, Done<1 | 3 | 4 | 5 | 6 | 8 | 9 | 10 | 101>>
  /**
   * Replaces the token of the login, within 5 s. Codes: 0, 1 failed, 2 no token, 4 too often (2 per second), 5 it has
   * expired, 6 it is not valid for this user and app, 101, 102.
   */
  readonly renewToken: Call<RenewTokenArguments, Done<1 | 2 | 4 | 5 | 6 | 101 | 102>>
  /** Logs out, leaves all channels. Codes: 0, 101, 102. */
  readonly logout: BareCall<Done<101 | 102>>
  /** Frees the instance, after a logout if needed; no event follows the answer. Codes: 0, 101. */
  readonly release: BareCall<Done<101>>
  /**
   * Sends a text to a user.
   * Codes: 0 the receiver's device has it, 1 failed, 2 no outcome within 10 s (it may still arrive), 3 the receiver is
   * offline, 4 stored for the receiver, which is a success, 5 too often (60 per second with channel messages), 6 bad
   * peerId, 7 bad text, 101, 102.
   */
  readonly sendMessageToPeer: Call<SendToPeerArguments, SendToPeerAnswer>
  /** Makes a channel object; an existing one is kept. Codes: 0, 1 bad channelId, 101. */
  readonly createChannel: Call<ChannelArguments, Done<1 | 101>>
  /**
   * Joins a channel made by createChannel, within 5 s. Codes: 0, 1 failed, 3 bad channelId or not created, 4 timeout, 5
   * more than 20 channels, 6 already joined or joining, 7 too often (50 per 3 s), 8 the same channel too often (2 per 5
   * s), 101, 102.
   */
  readonly join: Call<ChannelArguments, Done<1 | 3 | 4 | 5 | 6 | 7 | 8 | 101 | 102>>
  /** Leaves a channel; its object stays. Codes: 0, 1 failed, 3 not joined, 101, 102. */
  readonly leave: Call<ChannelArguments, Done<1 | 3 | 101 | 102>>
  /** Leaves if joined and drops the channel object. Codes: 0, 1 no such object, 101. */
  readonly channelRelease: Call<ChannelArguments, Done<1 | 101>>
  /**
   * Sends a text to all other members. Codes: 0 the server has taken it, 1 failed or not joined, 2 timeout (10 s), 3
   * too often (60 per second with peer messages), 4 bad text, 101, 102.
   */
  readonly sendChannelMessage: Call<SendToChannelArguments, Done<1 | 2 | 3 | 4 | 101 | 102>>
  /**
   * Lists the members of a joined channel. Codes: 0, 1 failed, 3 timeout (5 s), 4 too often (5 per 2 s), 5 not joined,
   * 101, 102.
   */
  readonly getMembers: Call<ChannelArguments, MembersAnswer>
  /**
   * Counts the members of channels, joined or not. Codes: 0, 1 failed, 2 bad ids, 3 too often (1 per second), 4 timeout
   * (5 s), 5 more than 32 ids, 101, 102.
   */
  readonly getChannelMemberCount: Call<ChannelsArguments, MemberCountsAnswer>
  /**
   * Asks who is online. Codes: 0, 1 failed, 2 bad ids, or more than 256, 4 timeout (10 s), 5 too often (10 per 5 s),
   * 101, 102.
   */
  readonly queryPeersOnlineStatus: Call<PeersArguments, PeersOnlineStatusAnswer>
  /**
   * Reports by onPeersOnlineStatusChanged who is online, and then every change, until logout.
   * Codes: 0, 1 failed, 2 bad ids, 4 timeout (10 s), 5 too often (10 per 5 s with unsubscribing), 6 more than 512 ids
   * in this call or altogether, 101, 102.
   */
  readonly subscribePeersOnlineStatus: Call<PeersArguments, Done<1 | 2 | 4 | 5 | 6 | 101 | 102>>
  /**
   * Ends subscriptions, at once and whatever the result. Codes: 0, 2 bad ids, 4 timeout (10 s), 5 too often (10 per 5 s
   * with subscribing), 6 more than 512 ids, 101, 102.
   */
  readonly unsubscribePeersOnlineStatus: Call<PeersArguments, Done<2 | 4 | 5 | 6 | 101 | 102>>
  /**
   * Lists the peers subscribed to. Codes: 0, 1 another option than 0, 2 ended by another login, or the token has
   * expired, 3 too often (10 per 5 s), 101, 102.
   */
  readonly queryPeersBySubscriptionOption: Call<SubscriptionOptionArguments, PeersBySubscriptionAnswer>
  /**
   * Replaces all own attributes with this map, which must not be empty. They end with the login. At most 32, 16 KB in
   * all.
   * Codes: 0, 2 failed, 3 bad attributes, 4 too many or too large (nothing changes), 5 too often (10 writes per 5 s), 7
   * timeout (5 s), 101, 102.
   */
  readonly setLocalUserAttributes: Call<Attributes, Done<WriteOwn>>
  /** Adds to own attributes, or changes them; the map must not be empty. Codes: as setLocalUserAttributes. */
  readonly addOrUpdateLocalUserAttributes: Call<Attributes, Done<WriteOwn>>
  /**
   * Deletes own attributes; unknown keys are ignored. Codes: 0, 2 failed, 3 bad keys, 5 too often, 7 timeout (5 s),
   * 101, 102.
   */
  readonly deleteLocalUserAttributesByKeys: Call<AttributeKeysArguments, Done<2 | 3 | 5 | 7 | 101 | 102>>
  /** Deletes all own attributes. Codes: 0, 2 failed, 5 too often, 7 timeout (5 s), 101, 102. */
  readonly clearLocalUserAttributes: BareCall<Done<2 | 5 | 7 | 101 | 102>>
  /**
   * Reads the attributes of a user, yourself included. Codes: 0, 2 failed, 3 bad userId, 5 too often (40 reads per 5
   * s), 6 the user is not logged in, 7 timeout (5 s), 101, 102.
   */
  readonly getUserAttributes: Call<UserArguments, UserAttributesAnswer>
  /** Reads some attributes of a user; missing ones are left out. Codes: as getUserAttributes, 3 for bad keys, too. */
  readonly getUserAttributesByKeys: Call<UserAttributesByKeysArguments, UserAttributesAnswer>
  /**
   * Replaces all attributes of a channel, joined or not, with a map that must not be empty. They end 120 s after the
   * last member has left. At most 32, 32 KB in all.
   * Codes: 0, 2 failed, 3 bad channelId or attributes, 4 too many or too large (nothing changes), 5 too often (10
   * writes per 5 s), 7 timeout (5 s), 101, 102.
   */
  readonly setChannelAttributes: Call<ChannelAttributesArguments, Done<WriteOwn>>
  /**
   * Adds to the attributes of a channel, or changes them; the map must not be empty. Codes: as setChannelAttributes.
   */
  readonly addOrUpdateChannelAttributes: Call<ChannelAttributesArguments, Done<WriteOwn>>
  /**
   * Deletes attributes of a channel. Codes: 0, 2 failed, 3 bad channelId or keys,
   * 5 too often, 7 timeout (5 s), 101, 102.
   */
  readonly deleteChannelAttributesByKeys: Call<ChannelAttributeKeysArguments, Done<2 | 3 | 5 | 7 | 101 | 102>>
  /**
   * Deletes all attributes of a channel. Codes: 0, 2 failed, 3 bad channelId, 5 too often, 7 timeout (5 s), 101, 102.
   */
  readonly clearChannelAttributes: Call<NoticeArguments, Done<2 | 3 | 5 | 7 | 101 | 102>>
  /**
   * Reads the attributes of a channel, joined or not; an unknown one has none. Codes: 0, 2 failed, 3 bad channelId, 5
   * too often (10 reads per 5 s), 7 timeout (5 s), 101, 102.
   */
  readonly getChannelAttributes: Call<ChannelArguments, ChannelAttributesAnswer>
  /**
   * Reads some attributes of a channel; missing ones are left out. Codes: as getChannelAttributes, 3 for bad keys, too.
   */
  readonly getChannelAttributesByKeys: Call<ChannelAttributesByKeysArguments, ChannelAttributesAnswer>
  /**
   * Turns on the events of call invitations; they go to the callback of setCallBack,
   * this one is called once. Codes: 0, 101.
   */
  readonly setCallEventListener: BareCall<Done<101>>
  /**
   * Invites a user to a call. Returns at once; events report its progress. The callee's device has 30 s to receive it,
   * then it rings for 60 s.
   * Codes: 0, 1 bad calleeId (or one's own), channelId or content, or 64 invitations are running, 5 an invitation to
   * this user is running, 101, 102.
   */
  readonly sendLocalInvitation: Call<InviteArguments, InvitationAnswer<1 | 5 | 101 | 102>>
  /**
   * Cancels the running invitation to a user. Content that is not empty replaces the invitation's in both events.
   * Codes: 0, 1 bad argument, 2 there was none, 3 it is over or accepted, 101, 102.
   */
  readonly cancelLocalInvitation: Call<CancelArguments, InvitationAnswer<1 | 2 | 3 | 101 | 102>>
  /**
   * Accepts the invitation of a user; onRemoteInvitationAccepted confirms it within 5 s. Codes: 0, 1 bad argument, 2
   * unknown, 3 it is over, 4 accepted before, 101, 102.
   */
  readonly acceptRemoteInvitation: Call<AcceptArguments, InvitationAnswer<1 | 2 | 3 | 4 | 101 | 102>>
  /**
   * Refuses the invitation of a user. Codes: 0, 1 bad argument, 2 unknown, 3 it is over, 4 an accept is on its way,
   * 101, 102.
   */
  readonly refuseRemoteInvitation: Call<RefuseArguments, InvitationAnswer<1 | 2 | 3 | 4 | 101 | 102>>
}
