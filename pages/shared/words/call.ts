// Texts of the call page only.
export const callWords = {
  callTitle: ['rtm calls', 'rtm 呼叫'],
  callLead: ['Call invitations: ring, answer, hang up, on any device.', '呼叫邀请：振铃、应答、挂断，适用于任何设备。'],
  callMe: ['This device', '本设备'],
  callDial: ['Call somebody', '呼叫'],
  callPeer: ['Who', '呼叫对象'],
  callAudio: ['Audio call', '语音呼叫'],
  callVideo: ['Video call', '视频呼叫'],
  callLoginFirst: ['Log in to call and to be called.', '登录后才能呼叫和被呼叫。'],

  callTry: ['How to try it', '试用步骤'],
  callStepLogin: ['Log in here.', '在此登录。'],
  callStepPeer: [
    'Open this page in another window or on another phone as {user}.',
    '在另一个窗口或另一部手机上以 {user} 打开此页面。'
  ],
  callStepCall: [
    'Call each other: accept, refuse, let it ring for 60 s.',
    '互相呼叫：接听、拒绝，或者等它振铃 60 秒。'
  ],
  callStepDevice: [
    'Open it once more as {user}: both devices ring, the first answer counts.',
    '再开一个窗口，以 {user} 登录：两台设备同时振铃，以先应答的为准。'
  ],
  callStepTwoDevices: [
    'Two devices of one user need an app that allows them: everybody who takes part opens this page in that app.',
    '同一用户登录两台设备，需要使用允许多设备的应用：所有参与者都要在该应用中打开此页面。'
  ],
  callStepBreak: [
    'While it rings, cut the network of one side in Diagnostics: what you press meanwhile takes effect when it ' +
      'is back.',
    '振铃时在“诊断”页切断一方的网络：断线期间的操作在恢复后生效。'
  ],
  callLinkPeer: ['Copy link for {user}', '复制 {user} 的链接'],
  callLinkTwoDevices: ['Copy link of that app', '复制该应用的链接'],
  callLinkDevice: ['Copy link for a second device', '复制第二台设备的链接'],
  callCopied: ['Copied: open it in another window.', '已复制：请在另一个窗口中打开。'],

  callIdle: ['No call', '暂无通话'],
  callIdleHint: ['Choose somebody and call. Incoming calls appear here.', '选择对象并呼叫；来电会显示在这里。'],
  callCalling: ['Calling {user}…', '正在呼叫 {user}…'],
  callCallingHint: ['Looking for the device of {user}, up to 30 s', '正在寻找 {user} 的设备，最多 30 秒'],
  callRinging: ['Ringing at {user}', '{user} 正在振铃'],
  callIncoming: ['{user} is calling', '{user} 来电'],
  callIncomingAudio: ['Incoming audio call', '语音来电'],
  callIncomingVideo: ['Incoming video call', '视频来电'],
  callAnswering: ['Connecting with {user}…', '正在接通 {user}…'],
  callAnsweringHint: ['The device of {user} confirms within 5 s', '{user} 的设备将在 5 秒内确认'],
  callTalking: ['In a call with {user}', '正在与 {user} 通话'],
  callSecondsLeft: ['{s} s left', '剩余 {s} 秒'],
  callDuration: ['Duration', '通话时长'],
  callNoMedia: ['Signalling only: connect your media SDK here', '仅有信令：请在此接入你的音视频 SDK'],
  callNoMediaHint: [
    'Both sides now know that the call has begun, and its invitation: {id}',
    '双方都已得知通话开始，对应的邀请为：{id}'
  ],

  callAccept: ['Accept', '接听'],
  callRefuse: ['Refuse', '拒绝'],
  callCancel: ['Cancel', '取消'],
  callHangUp: ['Hang up', '挂断'],
  callAgain: ['Call again', '再次呼叫'],
  callBack: ['Call back', '回拨'],
  callClose: ['Close', '关闭'],

  callPeerHere: ['{user} is online', '{user} 在线'],
  callPeerShaky: ['{user} has lost the connection: waiting for it to come back', '{user} 的连接中断，等待恢复'],
  callPeerUnknown: ['Checking whether {user} is online…', '正在查看 {user} 是否在线…'],
  callCutRinging: [
    'Your connection is broken. What became of the call appears when it is back.',
    '你的连接已中断，恢复后会显示呼叫结果。'
  ],
  callCutTalking: [
    'Your connection is broken. The call continues if it is back within 30 s.',
    '你的连接已中断，30 秒内恢复即可继续通话。'
  ],

  endRefused: ['{user} has refused', '{user} 已拒绝'],
  endRefusedHere: ['You have refused', '你已拒绝'],
  endBusy: ['{user} is in another call', '{user} 正在另一通话中'],
  endBusyHere: ['Missed: you were in another call', '未接：你正在另一通话中'],
  endCancelled: ['Missed: {user} cancelled the call', '未接：{user} 已取消'],
  endCancelledHere: ['You cancelled the call', '你已取消呼叫'],
  endElsewhere: ['Answered on another device of yours', '已在你的另一台设备上处理'],
  endHungUp: ['{user} hung up', '{user} 已挂断'],
  endHungUpHere: ['You hung up', '你已挂断'],
  endLost: ['The connection between you was lost for 30 s', '双方连接中断超过 30 秒'],
  endLoggedOut: ['Ended: this device is no longer logged in', '通话结束：本设备已退出登录'],
  endOffline: ['{user} was offline for 30 s', '{user} 在 30 秒内不在线'],
  endSilent: ['The device of {user} did not answer for 30 s', '{user} 的设备 30 秒内没有响应'],
  endExpired: ['{user} did not answer within 60 s', '{user} 在 60 秒内未接听'],
  endExpiredHere: ['Missed: it rang for 60 s', '未接：振铃 60 秒'],
  endUnconfirmed: [
    'Answered, but your connection was broken and could not confirm it',
    '对方已接听，但你的连接中断，无法确认'
  ],
  endUnconfirmedHere: [
    'The connection of {user} was broken: your answer was not confirmed',
    '{user} 的连接中断，接听未获确认'
  ],
  endCallerAway: ['Answered while your connection was broken', '对方接听时你的连接已中断'],
  endCallerAwayHere: ['The connection of {user} was broken when you answered', '你接听时 {user} 的连接已中断'],
  endCallerGone: ['Missed: {user} has left', '未接：{user} 已离开'],
  endOther: ['The server ended it: {reason}', '服务器结束了呼叫：{reason}'],

  callHistory: ['Calls of this session', '本次登录的通话记录'],
  callHistoryEmpty: ['Calls that you make and receive appear here.', '你拨出和收到的呼叫会显示在这里。'],
  callOut: ['outgoing', '呼出'],
  callIn: ['incoming', '呼入'],
  callMissed: ['missed', '未接'],
  mediaAudio: ['audio', '语音'],
  mediaVideo: ['video', '视频']
} as const satisfies Record<string, readonly [string, string]>
