// Texts of the diagnostics page only.
export const diagnosticsWords = {
  diagTitle: ['rtm diagnostics', 'rtm 诊断'],
  diagLead: [
    'How is the connection? States, round trips, counters, and a report to send.',
    '连接状况如何？状态、往返时间、计数器，以及可发送的报告。'
  ],
  diagTarget: ['Watched connection', '监测的连接'],
  diagStart: ['Connect', '连接'],
  diagStop: ['Disconnect', '断开'],
  diagOwn: ['Login of this window', '本窗口的登录'],
  diagOwnHint: [
    'Used by Chat and Call. Switch it off to simulate a lost network and see what they do.',
    '由聊天与呼叫页面共用。关闭开关相当于断网，可以看看页面有什么反应。'
  ],
  diagNetwork: ['Network', '网络'],
  diagTestSend: ['Send a test message', '发送测试消息'],
  diagTestHint: ['To this same user: the whole way there and back.', '发给该用户自己，经过完整的往返路径。'],
  diagCopy: ['Copy report', '复制报告'],
  diagCopied: ['Copied', '已复制'],
  diagCopyHint: [
    'Versions, states, counters, round trips and events. No tokens, no message texts.',
    '包含版本、状态、计数器、往返时间和事件；不含 Token 和消息内容。'
  ],

  diagLinks: ['links opened', '已建连接'],
  diagLost: ['links lost', '断开次数'],
  diagSent: ['messages sent', '已发消息'],
  diagReceived: ['received', '已收消息'],
  diagWaiting: ['without outcome', '等待结果'],
  diagCounters: ['Counters', '计数器'],

  diagTrips: ['Round trip to the server', '到服务器的往返时间'],
  diagLast: ['last', '最近'],
  diagMedian: ['median', '中位数'],
  diagMost: ['highest', '最大'],
  diagMs: ['{ms} ms', '{ms} 毫秒'],
  diagNone: ['none yet', '暂无'],
  diagPlotLabel: [
    'Round trips of the last {s} seconds: last {last}, median {median}, highest {most}, link missing {gaps} times',
    '最近 {s} 秒的往返时间：最近 {last}，中位数 {median}，最大 {most}，无连接 {gaps} 次'
  ],
  diagAgo: ['{s} s ago', '{s} 秒前'],
  diagNow: ['now', '现在'],
  diagNoLink: ['no link', '无连接'],
  diagNoSamples: ['Connect to see one bar per second.', '连接后，每秒显示一个柱形。'],

  diagStates: ['States of the connection', '连接状态'],
  diagNoStates: ['States and their reasons appear here.', '状态及其原因会显示在这里。'],
  diagFor: ['for {length}', '持续 {length}'],

  diagLog: ['Events', '事件'],
  diagLogEmpty: ['Events appear here.', '事件会显示在这里。'],
  diagAll: ['All', '全部'],
  diagKindState: ['States', '状态'],
  diagKindMessage: ['Messages', '消息'],
  diagKindDeed: ['Actions', '操作'],
  diagKindProblem: ['Problems', '问题'],

  diagState: ['Connection: {state} ({reason})', '连接：{state}（{reason}）'],
  diagMessage: ['Message from {user}', '收到 {user} 的消息'],
  diagStored: ['Stored message from {user}', '收到 {user} 的离线消息'],
  diagAgain: ['Message from {user}, perhaps delivered before', '收到 {user} 的消息（可能重复）'],
  diagMissed: ['{n} messages missed: {reason}', '缺失 {n} 条消息：{reason}'],
  diagMissedSome: ['Messages missed, how many is not known: {reason}', '缺失消息，数量未知：{reason}'],
  diagTokenSoon: ['The token expires in 30 s', 'Token 将在 30 秒后过期'],
  diagTokenOver: ['The token has expired', 'Token 已过期'],
  diagProblem: ['Refused ({why}): {message}', '被拒绝（{why}）：{message}'],
  diagCut: ['Network switched off', '网络已切断'],
  diagRestored: ['Network switched on', '网络已恢复'],
  diagTest: ['Test message sent', '已发送测试消息'],
  diagTestBack: ['Test message received after {ms} ms', '{ms} 毫秒后收到测试消息']
} as const satisfies Record<string, readonly [string, string]>
