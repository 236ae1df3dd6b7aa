// Texts of the one-user page only.
export const singleWords = {
  singleLead: [
    'The functions of AR-RtmModule, one after the other. Open this page twice, or on a phone beside it.',
    '按顺序调用 AR-RtmModule 的各个函数。可以打开两个窗口，或再用一部手机。'
  ],
  sectionLogin: ['1 Log in', '1 登录'],
  sectionChannel: ['2 Channel', '2 频道'],
  sectionPeer: ['3 Peer', '3 点对点'],
  sectionEvents: ['Events', '事件'],
  memberList: ['Who is in it?', '成员列表'],
  memberCount: ['How many?', '成员数量'],
  presence: ['Online?', '是否在线？'],
  sendChannel: ['Send to channel', '发送到频道'],
  sendPeer: ['Send to peer', '发送给对方'],
  serverNeeded: [
    'On a phone or in a mini-program: ws:// and the address of your computer',
    '在手机或小程序中：填写 ws:// 加电脑地址'
  ],
  nothingYet: ['Answers and events appear here.', '结果和事件将显示在此处。'],
  answerGood: ['{what}: done', '{what}：成功'],
  answerBad: ['{what}: code {code}. {message}', '{what}：错误码 {code}。{message}'],
  answerStored: ['{what}: stored for later', '{what}：已存储，稍后送达'],
  listAnswer: ['In {channel}: {users}', '{channel} 中：{users}'],
  countAnswer: ['{n} in {channel}', '{channel} 中有 {n} 人'],
  peerSays: ['{user} to you: {text}', '{user} 对你说：{text}'],
  channelSays: ['{user} in {channel}: {text}', '{user} 在 {channel} 说：{text}'],
  youToPeer: ['you to {user}: {text}', '你对 {user} 说：{text}'],
  youToChannel: ['you in {channel}: {text}', '你在 {channel} 说：{text}'],
  joinedEvent: ['{user} joined {channel}', '{user} 加入 {channel}'],
  leftEvent: ['{user} left {channel}', '{user} 离开 {channel}'],
  countEvent: ['{channel}: {n} in it now', '{channel}：现有 {n} 人'],
  missedEvent: ['{n} messages missed in {where}: {reason}', '{where} 缺失 {n} 条消息：{reason}'],
  missedUnknown: [
    'Messages missed in {where}, how many is not known: {reason}',
    '{where} 缺失消息，数量未知：{reason}'
  ],
  stateEvent: ['Connection: {state}', '连接：{state}'],
  tokenEvent: ['The token has expired; log in with a new one', 'Token 已过期，请用新的 Token 登录']
} as const satisfies Record<string, readonly [string, string]>
