// Texts of the playground only.
export const playgroundWords = {
  lead: [
    'Two users, one page: cut a link and see that nothing is lost.',
    '一个页面里的两个用户：切断连接，看看消息是否会丢失。'
  ],
  tabTimeline: ['Timeline', '时间线'],
  timelineHint: ['What both sides do and hear appears here, in order.', '双方的操作与事件会按顺序显示在这里。'],
  emptyMessages: ['No messages yet.', '还没有消息。'],
  linkOn: ['on', '接通'],
  linkOff: ['cut', '切断'],
  burst: ['Send 60', '发送 60 条'],
  talk: ['Keep talking', '持续发送'],
  say: ['Say something…', '说点什么…'],
  cutFor: ['cut for {s} s', '已切断 {s} 秒'],

  storyLabel: ['The story in seven steps', '七步体验'],
  story: ['Try it', '试一试'],
  doIt: ['Do it', '执行'],
  working: ['Working…', '进行中…'],
  storyDone: ['That was the whole story. Now play on your own.', '全部完成，接下来请自由体验。'],
  stepLogin: ['Log in', '登录'],
  hintLogin: [
    'Both users log in to the same server, each over a connection of its own.',
    '两个用户登录同一服务器，各用一条连接。'
  ],
  stepJoin: ['Join', '加入频道'],
  hintJoin: [
    'Both join one channel. Each sees the other come, and the count.',
    '双方加入同一频道，彼此看到对方加入和人数变化。'
  ],
  stepTalk: ['Talk', '对话'],
  hintTalk: [
    'Messages in the channel and from user to user, both ways. Each send reports its outcome.',
    '双向发送频道消息和点对点消息，每次发送都有结果。'
  ],
  stepCut: ['Cut a link', '切断连接'],
  hintCut: [
    'Cut the network of {right}, then let {left} send. {right} hears nothing now.',
    '切断 {right} 的网络，再让 {left} 发送消息；{right} 此时收不到。'
  ],
  stepBack: ['Come back', '恢复连接'],
  hintBack: [
    'Switch it on again: what was sent meanwhile arrives, in order, each once.',
    '重新接通：断线期间的消息按顺序补发，不丢失、不重复。'
  ],
  stepOffline: ['Offline after 30 s', '30 秒后离线'],
  hintOffline: [
    'Cut it and wait: for 30 s nobody notices anything. Only then {right} is seen to leave.',
    '切断后等待：30 秒内其他人没有感知，之后才会看到 {right} 离开。'
  ],
  stepGap: ['A gap', '消息缺失'],
  hintGap: [
    'This app keeps 40 messages. 60 are sent while {right} is away, so {right} is told exactly how many are missing.',
    '本应用只保留 40 条消息。{right} 离开期间发送 60 条，恢复后会准确得知缺失了多少条。'
  ],

  ledgerNone: [
    'Send numbered messages to see the check of order and completeness.',
    '发送编号消息后，这里会核对顺序与完整性。'
  ],
  ledgerGood: [
    '{n} numbered messages from {user}: all there, in order, none twice',
    '来自 {user} 的 {n} 条编号消息：完整、有序、无重复'
  ],
  ledgerGap: [
    '{n} numbered messages from {user}: in order, none twice, {missing} missing and announced',
    '来自 {user} 的 {n} 条编号消息：有序、无重复，缺失 {missing} 条（已通知）'
  ],
  ledgerWaiting: ['{n} numbered messages from {user}, more on the way', '来自 {user} 的 {n} 条编号消息，其余仍在途中'],
  ledgerBad: [
    '{n} numbered messages from {user}: {missing} missing, {doubled} duplicated, {reordered} out of order',
    '来自 {user} 的 {n} 条编号消息：缺 {missing}，重复 {doubled}，乱序 {reordered}'
  ],

  tlState: ['connection: {state}', '连接：{state}'],
  tlJoin: ['joined #{channel}', '加入 #{channel}'],
  tlLeave: ['left #{channel}', '离开 #{channel}'],
  tlSees: ['sees {user} join', '看到 {user} 加入'],
  tlSeesLeft: ['sees {user} leave', '看到 {user} 离开'],
  tlSeesLost: ['sees {user} drop out: disconnected for too long', '看到 {user} 掉线'],
  tlCount: ['is told: {n} in #{channel}', '得知 #{channel} 有 {n} 人'],
  tlOnline: ['sees that {user} is online', '看到 {user} 在线'],
  tlOffline: ['sees that {user} is offline', '看到 {user} 离线'],
  tlCut: ['loses the network', '网络已切断'],
  tlRestored: ['has the network back', '网络已恢复'],
  tlSentChannel: ['sends to #{channel}', '向 #{channel} 发送'],
  tlSentPeer: ['sends to {user}', '向 {user} 发送'],
  tlGot: ['gets it from {user}', '收到 {user} 的消息'],
  tlReplayed: ['gets what was missed, from {user}', '收到 {user} 的补发消息'],
  tlOpen: ['has no outcome yet', '暂无发送结果'],
  tlOutcome: ['learns: {outcome}', '得知结果：{outcome}'],
  tlGap: ['is told that {n} are missing', '得知缺失 {n} 条'],
  tlGapUnknown: ['is told that some may be missing', '得知可能有缺失'],
  tlRefused: ['is refused: {what}', '被拒绝：{what}'],
  tlChannelLost: ['lost #{channel}', '已不在 #{channel} 中']
} as const satisfies Record<string, readonly [string, string]>
