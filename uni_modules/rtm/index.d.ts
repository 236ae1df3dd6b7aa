// Generated from utssdk/index.uts by tools/plugin-declaration.mjs: change that file, not this one.
/**
 * Sets the callback for every event (objects with `rtmEvent`). A new call replaces the old callback; it survives logout
 * and release. (Its argument is `any` as that of listen: Android keeps both under a number, which may mean the other
 * one when JavaScript has begun again.)
 */
export declare function setCallBack(callback: (result: any) => void): void
/**
 * Makes the instance. options: {appId: 32 letters and digits}.
 * Codes: 0, 2 an instance exists (and stays usable), 3 appId is not 32 characters, 4 appId is missing.
 */
export declare function createInstance(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/** Returns the version of the plugin; needs no instance. Answer: version. Codes: 0. */
export declare function getSdkVersion(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Sets the server before login. options: {server: 'ws://host:7080/rtm'}, or the vendor's {Cmd, ServerAdd, Port, Wss}.
 * Port: a whole number from 1 to 65535, as a number or text; 7080 if it is absent.
 * Codes: 0, 1 no address found, an invalid Port, or already logged in.
 */
export declare function setParameters(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Writes the log into a file from here on. options: {filePath: absolute, in a directory that exists}. When it is full
 * it is renamed to filePath + '.1', in place of an older one. In mini-programs filePath is in wx.env.USER_DATA_PATH;
 * the web has no log files.
 * Codes: 0, 1 the file cannot be written, 101 no instance.
 */
export declare function setLogFile(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Sets how much is logged. options: {filter: 0 nothing, 0x08 critical, 0x0c errors, 0x0e warnings, 0x0f what happens
 * (default), 0x80f everything}.
 * Codes: 0, 1 another filter, 101 no instance.
 */
export declare function setLogFilter(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Sets the size of a log file; there are two. options: {fileSizeInKBytes: 512 (default) to 10240; another size has no
 * effect}.
 * Codes: 0, 101 no instance.
 */
export declare function setLogFileSize(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Logs in. options: {userId: 1 to 64 bytes, token: '' for an app without certificate}. Deadline 6 s, at most 2 calls
 * per second.
 * Codes: 0, 1 failed, 2 rejected, 3 bad userId, 4 unknown appId, 5 invalid token, 6 token expired, 7 not authorised, 8
 * this user is logged in or logging in, 9 timeout, 10 too often, 101 no instance. A login as another user replaces the
 * one who is logged in: open calls are settled, no more of their events are sent, they are logged out (within 2 s), and
 * then the login begins.
 */
export declare function login(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Replaces the token of the login: at once if there is a connection, otherwise with the next one, which is tried at
 * once. After onTokenDidExpire it restores the login. options: {newToken: at most 4096 bytes}. Deadline 5 s.
 * Codes: 0, 1 failed, 2 no token, 4 too often (2/s), 5 it has expired,
 * 6 it is not valid for this user and app, 101, 102.
 */
export declare function renewToken(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/** Logs out, leaves all channels. Codes: 0, 101 no instance, 102 not logged in. */
export declare function logout(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/** Frees the instance, after a logout if needed; no event follows the answer. Codes: 0, 101 no instance. */
export declare function release(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Turns on the events of call invitations (onLocalInvitation…, onRemoteInvitation…); they go to the callback of
 * setCallBack. Until then they are kept, as long as their invitation lives.
 * Called back once. Codes: 0, 101 no instance.
 */
export declare function setCallEventListener(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Invites a user to a call. options: {calleeId: 1 to 64 bytes, channelId: at most 64 bytes, carried along, or absent,
 * content: at most 8 KB of UTF-8, or absent}. Returns at once, even while reconnecting; events report its progress. The
 * callee's device has 30 s to receive it, then it rings for 60 s. Answer: invitationId. Codes: 0, 1 bad calleeId (or
 * your own), channelId or content, or 64 are running, 5 one to this callee is running, 101, 102.
 */
export declare function sendLocalInvitation(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Cancels the running invitation to a user. options: {calleeId, content: at most 8 KB, replaces the invitation's in
 * both events if it is not empty, or absent, invitationId: only this one, or absent}. Codes: 0, 1 bad argument, 2 never
 * started, 3 ended or accepted, 101, 102.
 */
export declare function cancelLocalInvitation(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Accepts the invitation of a user. options: {calleeId or callerId: the id of the CALLER, response: at most 8 KB, or
 * absent, invitationId: only this one, or absent}. It takes effect when the caller's device has confirmed it (event,
 * within 5 s). Codes: 0, 1 bad argument, 2 unknown, 3 ended, 4 accepted before, 101, 102.
 */
export declare function acceptRemoteInvitation(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Refuses the invitation of a user. options: as for acceptRemoteInvitation, and busy: true stops only this device from
 * ringing, if the user has others. Codes: 0, 1 bad argument, 2 unknown, 3 ended, 4 an accept is on its way, 101, 102.
 */
export declare function refuseRemoteInvitation(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Sends a text to a user. options: {peerId, text: at most 32 KB of UTF-8, enableHistoricalMessaging,
 * enableOfflineMessaging}.
 * Codes: 0 the peer's device has it, 1 failed, 2 no outcome within 10 s, 3 peer offline, 4 stored by the server until
 * the next login (enableOfflineMessaging; a success), 5 too often (60/s with channel messages),
 * 6 bad peerId, 7 bad text, 101, 102.
 */
export declare function sendMessageToPeer(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Makes a channel object. options: {channelId: 1 to 64 bytes}. An existing one is kept. Codes: 0, 1 bad channelId, 101.
 */
export declare function createChannel(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Joins a channel made by createChannel. options: {channelId}. Deadline 5 s.
 * Codes: 0, 1 failed, 3 bad channelId or not created, 4 timeout, 5 more than 20 channels, 6 already joined or joining,
 * 7 too often (50 per 3 s), 8 the same channel too often (2 per 5 s), 101, 102.
 */
export declare function join(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/** Leaves a channel; the object stays. options: {channelId}. Codes: 0, 1 failed, 3 not joined, 101, 102. */
export declare function leave(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/** Leaves if joined and drops the channel object. options: {channelId}. Codes: 0, 1 no such object, 101. */
export declare function channelRelease(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Sends a text to all other members. options: {channelId, text: at most 32 KB of UTF-8, enableHistoricalMessaging}.
 * Codes: 0 the server has taken it, 1 failed or not joined, 2 timeout (10 s), 3 too often (60/s with peer messages), 4
 * bad text, 101, 102.
 */
export declare function sendChannelMessage(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Lists the members of a joined channel (512 at random when there are more). options: {channelId}. Answer: members
 * [{channelId, userId}].
 * Codes: 0, 1 failed, 3 timeout (5 s), 4 too often (5 per 2 s), 5 not joined, 101, 102.
 */
export declare function getMembers(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Counts the members of channels, joined or not. options: {channelIds: 1 to 32 ids}. Answer: memberCounts [{channelId,
 * count}].
 * Codes: 0, 1 failed, 2 bad ids, 3 too often (1/s), 4 timeout (5 s), 5 more than 32 ids, 101, 102.
 */
export declare function getChannelMemberCount(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Replaces all own attributes. attributes: **the map itself**, {key: text, number or boolean}, not empty (to delete
 * all: clearLocalUserAttributes). They end with the login, or 30 s after the link was lost. On Android a key whose
 * value is null does not reach the plugin: it counts as absent. Limits: key 32 bytes of visible characters, value 1
 * byte to 8 KB as text, 32 entries, 16 KB in all.
 * Codes: 0, 2 failed, 3 bad attributes, 4 too many or too large (nothing changes), 5 too often (10 writes per 5 s), 7
 * timeout (5 s; then nothing has changed in the end), 101, 102.
 */
export declare function setLocalUserAttributes(attributes: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Adds to own attributes, or changes them. attributes: the map itself, not empty. Null values, limits and codes:
 * as setLocalUserAttributes.
 */
export declare function addOrUpdateLocalUserAttributes(attributes: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Deletes own attributes. options: {attributeKeys: 1 to 512 keys; unknown ones are ignored}. Codes: 0, 2, 3 bad keys, 5
 * too often, 7 timeout, 101, 102.
 */
export declare function deleteLocalUserAttributesByKeys(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/** Deletes all own attributes. Codes: 0, 2 failed, 5 too often, 7 timeout, 101, 102. */
export declare function clearLocalUserAttributes(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Reads the attributes of a user, yourself included. options: {userId}. Answer: userAttributesList {key: value as it
 * was set}, rtmAttributes [{key, value as text}].
 * Codes: 0, 2 failed, 3 bad userId, 5 too often (40 reads per 5 s), 6 not logged in, 7 timeout (5 s), 101, 102.
 */
export declare function getUserAttributes(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Reads some attributes of a user. options: {userId, attributeKeys: 1 to 512 keys; missing ones are left out}. Answer
 * and codes: as getUserAttributes, 3 for bad keys, too.
 */
export declare function getUserAttributesByKeys(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Replaces all attributes of a channel, joined or not. options: {channelId, attributes: {key: text, number or boolean},
 * not empty (to delete all: clearChannelAttributes), enableNoticeMembers: true notifies all members}. On Android a key
 * whose value is null does not reach the plugin: it counts as absent. They end 120 s after the last member has left or,
 * without members, after the last write. Limits: as setLocalUserAttributes, but 32 KB in all.
 * Codes: 0, 2 failed, 3 bad channelId or attributes, 4 too many or too large (nothing changes), 5 too often (10 writes
 * per 5 s), 7 timeout (5 s), 101, 102.
 */
export declare function setChannelAttributes(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Adds to the attributes of a channel, or changes them; attributes must not be empty. Options, null values, limits and
 * codes: as setChannelAttributes.
 */
export declare function addOrUpdateChannelAttributes(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Deletes attributes of a channel. options: {channelId, attributeKeys: 1 to 512 keys, enableNoticeMembers}. Codes: 0,
 * 2, 3 bad channelId or keys, 5, 7, 101, 102.
 */
export declare function deleteChannelAttributesByKeys(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Deletes all attributes of a channel. options: {channelId, enableNoticeMembers}. Codes: 0, 2 failed, 3 bad channelId,
 * 5, 7, 101, 102.
 */
export declare function clearChannelAttributes(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Reads the attributes of a channel, joined or not; an unknown one has none. options: {channelId}.
 * Answer: channelAttributes {key: value as it was set}, rtmChannelAttributes [{key, value as text, lastUpdateUserId,
 * lastUpdateTs}].
 * Codes: 0, 2 failed, 3 bad channelId, 5 too often (10 reads per 5 s), 7 timeout (5 s), 101, 102.
 */
export declare function getChannelAttributes(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Reads some attributes of a channel. options: {channelId, attributeKeys: 1 to 512 keys; missing ones are left out}.
 * Answer and codes: as getChannelAttributes, 3 for bad keys, too.
 */
export declare function getChannelAttributesByKeys(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Asks who is online. options: {peerIds: 1 to 256 ids}. Answer: peerOnlineStatus [{peerId, state: 0 online, 2
 * offline}].
 * Codes: 0, 1 failed, 2 bad ids, 4 timeout (10 s), 5 too often (10 per 5 s), 101, 102.
 */
export declare function queryPeersOnlineStatus(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Reports the presence of users by onPeersOnlineStatusChanged {peersStatus: [{peerId, state: 0 online, 1 unreachable
 * for 6 s, 2 offline}]}: first, after the answer, the state of each of these peers; then every change, and after a
 * reconnect what changed meanwhile. Until logout.
 * options: {peerIds: 1 to 512 ids}.
 * Codes: 0, 1 failed, 2 bad ids, 4 timeout (10 s), 5 too often (10 per 5 s, with unsubscribe), 6 more than 512 ids, in
 * one call or altogether, 101, 102.
 */
export declare function subscribePeersOnlineStatus(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Ends subscriptions, at once and whatever the result; ids without one are ignored. options: {peerIds: 1 to 512 ids}.
 * Codes: 0, 1 failed, 2 bad ids, 4 timeout (10 s), 5 too often (10 per 5 s, with subscribe),
 * 6 more than 512 ids, 101, 102.
 */
export declare function unsubscribePeersOnlineStatus(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Lists the peers subscribed to, in that order. options: {option: 0, the online status; 0 when it is missing}. Answer:
 * peers [ids].
 * Codes: 0, 1 another option, 2 logged in elsewhere, kicked, or the token has expired,
 * 3 too often (10 per 5 s), 101, 102.
 */
export declare function queryPeersBySubscriptionOption(options: object | null, callback: (result: Readonly<Record<string, any>>) => void): void
/**
 * Opens another client under a name of your choice. options: JSON text {"app", "server", "context", "confirm"}. The
 * answer is JSON text {"ok": 1} or {"ok": 0, "why", "message"}. context: on app the plugin outlives JavaScript (an
 * update, a reload). Whoever gives the id of their life of JavaScript, the same for all of it, answers the event
 * {"event": "probe"} by the method here ({"context"}). When another context opens something, clients of one that does
 * not answer within 2 s are ended in silence. confirm 1, or a context: a message is handled when the method handled
 * ({"n"}) has said so, of all events up to the one with this number `confirm`; say it before a logout, too. What was
 * not handled comes again to the next login of this user, or is told there as missed.
 */
export declare function open(handle: string, options: string, done: (answer: string) => void): void
/**
 * Calls a method of a client. args and the answer are JSON text: {"ok": 1, …}, or {"ok": 0, "why": a word, "message":
 * what happened and what to do; "reason", "action": the two apart, where there is something to do}. Methods: login
 * ({"user", "token"}), renew ({"token"}), logout; send ({"to", "text", "offline", "historical"}), publish ({"channel",
 * "text", "historical"}); join, leave, members ({"channel"}), counts ({"channels"}); presence, watch, unwatch
 * ({"users"}), watched; setAttributes, mergeAttributes ({"attributes"}), deleteAttributes ({"keys"}), clearAttributes,
 * userAttributes ({"user", "keys"}); setChannelAttributes, mergeChannelAttributes, deleteChannelAttributes,
 * clearChannelAttributes (the same with "channel", "notify"), channelAttributes ({"channel", "keys"}); invite,
 * cancelInvite ({"to", "content"}; "channel" to invite), accept, refuse ({"from", "response"}; "busy" to refuse), each
 * but invite with "invitationId" if one alone is meant; hold ({"held": 1}: simulates a lost network, {"held": 0}: ends
 * that);
 * stats, also without a login: {"phase": state of the client, "roundTrip": ms of the newest measured one, -1 while
 * there is none, "links": opened since open, "lost": of them, "sent": messages given to the server, "received":
 * messages the listener was told, "waiting": sends without an outcome yet}.
 */
export declare function call(handle: string, method: string, args: string, done: (answer: string) => void): void
/**
 * Sets the listener for the events of a client, as JSON text that names its handle; what names another one is to be
 * ignored. A new call replaces it.
 */
export declare function listen(handle: string, listener: (event: any) => void): void
/** Logs the client out and forgets the name; no event follows the answer. */
export declare function close(handle: string, done: (answer: string) => void): void
