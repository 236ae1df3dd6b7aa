// What AR-RtmModule promises a page: every function with its codes and the fields of a good answer, every event with
// its fields (docs/ar-rules.md, sections 9 and 10). Scenarios have to show each of them, on every runtime
// (evidence.ts).

export interface FunctionRow {
  readonly codes: readonly number[]
  /** Beside `code`, when all is well. A list's fields stand behind `[]`. */
  readonly answer?: readonly string[]
  /** Codes of the documents that no page is ever answered, and why. */
  readonly never?: Readonly<Record<number, string>>
}

const NEED_INSTANCE = [101]
const NEED_LOGIN = [101, 102]

const reserved = 'reserved in the documents'
const oldCode = 'for receivers or states that this plugin does not have'

const userWrite = { never: { 1: oldCode, 6: 'own attributes belong to who is logged in; without a login it is 102' } }
const userRead = {
  never: { 1: oldCode },
  answer: ['userId', 'userAttributesList', 'rtmAttributes[].key', 'rtmAttributes[].value']
}
const channelRead = {
  never: { 1: oldCode },
  answer: [
    'channelAttributes',
    'rtmChannelAttributes[].key',
    'rtmChannelAttributes[].value',
    'rtmChannelAttributes[].lastUpdateTs',
    'rtmChannelAttributes[].lastUpdateUserId'
  ]
}

export const functions: Readonly<Record<string, FunctionRow>> = {
  createInstance: { codes: [0, 2, 3, 4], never: { 1: 'nothing is done there that can fail' } },
  getSdkVersion: { codes: [0], answer: ['version'] },
  setParameters: { codes: [0, 1] },
  setLogFile: { codes: [0, 1, ...NEED_INSTANCE] },
  setLogFilter: { codes: [0, 1, ...NEED_INSTANCE] },
  setLogFileSize: { codes: [0, ...NEED_INSTANCE] },
  login: {
    codes: [0, 1, 3, 4, 5, 6, 8, 9, 10, ...NEED_INSTANCE],
    never: {
      2: 'this server says more exactly why it refuses a login',
      7: 'who has the right token may log in: there is nothing else to be authorised for'
    }
  },
  renewToken: { codes: [0, 1, 2, 4, 5, 6, ...NEED_LOGIN], never: { 3: reserved } },
  logout: { codes: [0, ...NEED_LOGIN], never: { 1: reserved } },
  release: { codes: [0, ...NEED_INSTANCE] },
  sendMessageToPeer: { codes: [0, 1, 2, 3, 4, 5, 6, 7, ...NEED_LOGIN], never: { 8: oldCode } },
  createChannel: { codes: [0, 1, ...NEED_INSTANCE] },
  join: { codes: [0, 1, 3, 4, 5, 6, 7, 8, ...NEED_LOGIN], never: { 2: reserved } },
  leave: { codes: [0, 1, 3, ...NEED_LOGIN], never: { 2: reserved } },
  channelRelease: { codes: [0, 1, ...NEED_INSTANCE] },
  sendChannelMessage: { codes: [0, 1, 2, 3, 4, ...NEED_LOGIN], never: { 5: 'the number of the web; natively 1' } },
  getMembers: {
    codes: [0, 1, 3, 4, 5, ...NEED_LOGIN],
    answer: ['members[].channelId', 'members[].userId', 'rtmChannelMembers[].channelId', 'rtmChannelMembers[].userId'],
    never: { 2: reserved }
  },
  getChannelMemberCount: {
    codes: [0, 1, 2, 3, 4, 5, ...NEED_LOGIN],
    answer: [
      'memberCounts[].channelId',
      'memberCounts[].count',
      'rtmChannelMemberCounts[].channelID',
      'rtmChannelMemberCounts[].memberCount'
    ]
  },
  queryPeersOnlineStatus: {
    codes: [0, 1, 2, 4, 5, ...NEED_LOGIN],
    answer: ['peerOnlineStatus[].peerId', 'peerOnlineStatus[].state', 'map'],
    never: { 3: reserved }
  },
  subscribePeersOnlineStatus: { codes: [0, 1, 2, 4, 5, 6, ...NEED_LOGIN], never: { 3: reserved } },
  unsubscribePeersOnlineStatus: {
    codes: [0, 2, 4, 5, 6, ...NEED_LOGIN],
    never: { 1: 'nothing of it can fail on this server', 3: reserved }
  },
  queryPeersBySubscriptionOption: { codes: [0, 1, 2, 3, ...NEED_LOGIN], answer: ['peers', 'options'] },
  setLocalUserAttributes: { codes: [0, 2, 3, 4, 5, 7, ...NEED_LOGIN], ...userWrite },
  addOrUpdateLocalUserAttributes: { codes: [0, 2, 3, 4, 5, 7, ...NEED_LOGIN], ...userWrite },
  deleteLocalUserAttributesByKeys: {
    codes: [0, 2, 3, 5, 7, ...NEED_LOGIN],
    never: { ...userWrite.never, 4: 'deleting never makes them more' }
  },
  clearLocalUserAttributes: {
    codes: [0, 2, 5, 7, ...NEED_LOGIN],
    never: { ...userWrite.never, 3: 'it has no arguments', 4: 'clearing never makes them more' }
  },
  getUserAttributes: { codes: [0, 2, 3, 5, 6, 7, ...NEED_LOGIN], ...userRead },
  getUserAttributesByKeys: { codes: [0, 2, 3, 5, 6, 7, ...NEED_LOGIN], ...userRead },
  setChannelAttributes: { codes: [0, 2, 3, 4, 5, 7, ...NEED_LOGIN], never: { 1: oldCode } },
  addOrUpdateChannelAttributes: { codes: [0, 2, 3, 4, 5, 7, ...NEED_LOGIN], never: { 1: oldCode } },
  deleteChannelAttributesByKeys: {
    codes: [0, 2, 3, 5, 7, ...NEED_LOGIN],
    never: { 1: oldCode, 4: 'deleting never makes them more' }
  },
  clearChannelAttributes: {
    codes: [0, 2, 3, 5, 7, ...NEED_LOGIN],
    never: { 1: oldCode, 4: 'clearing never makes them more' }
  },
  getChannelAttributes: { codes: [0, 2, 3, 5, 7, ...NEED_LOGIN], ...channelRead },
  getChannelAttributesByKeys: { codes: [0, 2, 3, 5, 7, ...NEED_LOGIN], ...channelRead },
  setCallEventListener: { codes: [0, ...NEED_INSTANCE] },
  sendLocalInvitation: { codes: [0, 1, 5, ...NEED_LOGIN] },
  cancelLocalInvitation: { codes: [0, 1, 2, 3, ...NEED_LOGIN] },
  acceptRemoteInvitation: { codes: [0, 1, 2, 3, 4, ...NEED_LOGIN] },
  refuseRemoteInvitation: { codes: [0, 1, 2, 3, 4, ...NEED_LOGIN] }
}

const message = ['text', 'serverReceivedTs', 'messageType', 'type', 'isOfflineMessage', 'OfflineMessage']
const local = ['calleeId', 'content', 'channelId', 'state', 'invitationId', 'response', 'getResponse']
const remote = ['callerId', 'content', 'channelId', 'state', 'invitationId', 'response', 'getResponse']
const failure = ['code', 'errorCode']

/** The fields that a page may rely on; there may be more. */
export const events: Readonly<Record<string, readonly string[]>> = {
  onConnectionStateChanged: ['state', 'reason'],
  onTokenWillExpire: [],
  onTokenDidExpire: [],
  onPeerMessageReceived: ['peerId', ...message],
  onChannelMessageReceived: ['userId', 'channelId', ...message],
  onMessagesMissed: ['channelId', 'peerId', 'missed', 'reason'],
  onPeersOnlineStatusChanged: ['peersStatus[].peerId', 'peersStatus[].state'],
  onMemberJoined: ['userId', 'channelId'],
  onMemberLeft: ['userId', 'channelId'],
  onMemberCountUpdated: ['memberCount', 'channelId'],
  onAttributesUpdated: [
    'channelId',
    ...['key', 'value', 'lastUpdateUid', 'lastUpdateUserId', 'lastUpdateTs'].map((name) => `attributeList[].${name}`)
  ],
  onLocalInvitationReceivedByPeer: local,
  onLocalInvitationAccepted: local,
  onLocalInvitationRefused: local,
  onLocalInvitationCanceled: local,
  onLocalInvitationFailure: [...local, ...failure],
  onLocalInvitationExpired: local,
  onRemoteInvitationReceived: remote,
  onRemoteInvitationAccepted: remote,
  onRemoteInvitationRefused: remote,
  onRemoteInvitationCanceled: remote,
  onRemoteInvitationFailure: [...remote, ...failure],
  onRemoteInvitationExpired: remote,
  onRemoteInvitationAnsweredElsewhere: remote
}
