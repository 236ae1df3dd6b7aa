// The first page of the API reference in both languages: the ways in, and every member and event in one sentence.
// English is what the doc comments say.

// Each entry in Chinese.
const entries = {
  index: "用于 uni-app 页面：`import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'`。",
  'js-engine': '用于基座中没有插件原生部分的 App 页面，与 [index.js](index.md) 配合使用。',
  web: '用于普通网页与 Node：同样的客户端，内置引擎。包含 [index.js](index.md) 的全部导出，并增加以下内容。',
  'ar-rtm-module': "用于原来调用 `uni.requireNativePlugin('AR-RtmModule')` 的页面：把那一行改为导入它。",
  'require-native-plugin':
    "在 `main` 中导入一次，Web 与小程序的 `uni.requireNativePlugin('AR-RtmModule')` " +
    '就会返回 [ar-rtm-module.js](ar-rtm-module.md) 的函数。',
  testing: '用于测试你自己的应用的软件包，不需要网络。'
}

const attributes = {
  setAttributes: '替换全部属性；`{}` 表示清空。',
  updateAttributes: '添加或修改属性，其余属性不变。',
  deleteAttributes: '删除指定的属性；不存在的键会被忽略。',
  clearAttributes: '清空属性。'
}
const listening = {
  on: '监听某种事件；返回值用于 `off`。',
  off: '取消一个监听。',
  offAll: '取消某种事件的全部监听；省略参数时取消所有事件的监听。'
}

const sections = [
  {
    part: 'RtmClient',
    title: ['Client', '客户端'],
    chinese: {
      appId: '应用的 ID。',
      userId: "已登录或正在登录的用户；没有登录时为 `''`。",
      state: '连接状态。',
      login: '登录，每秒最多 2 次；此后自动重连，直到 `logout`。',
      logout: '退出登录：离开所有频道，订阅、属性与邀请随之结束。',
      renewToken: '更新 Token，每秒最多 2 次；使用 `tokenProvider` 时不需要调用。',
      destroy: '退出登录并释放全部资源，之后不再触发任何事件。',
      sendMessage: '向用户发送文本，最长 32 KB；与频道消息合计每秒最多 60 条。',
      channel: '返回该名称的频道对象，无论是否已加入；同一名称返回同一对象。',
      getMemberCounts: '查询 1 到 32 个频道的成员数，每秒 1 次。',
      getPresence: '查询 1 到 256 个用户是否在线，每 5 秒最多 10 次。',
      subscribePresence: '订阅用户的在线状态，由 `presence` 事件通知；最多 512 个用户，直到 `logout`。',
      unsubscribePresence: '取消订阅。',
      getPresenceSubscriptions: '返回已订阅的用户。',
      ...attributes,
      getUserAttributes: '读取某个用户的属性，可以只读取指定的键。',
      invite: '向用户发起呼叫邀请，立即返回邀请的 ID；结果由 `invitation` 事件通知。',
      cancelInvitation: '取消自己发出的邀请。',
      acceptInvitation: '接受邀请；主叫在 5 秒内确认后，由 `invitation` 事件通知。',
      refuseInvitation: '拒绝邀请。',
      ...listening,
      hold: '模拟断网（`true`），直到 `false`；用来测试应用的表现。',
      getStats: '供诊断页面使用的统计数据，不会向服务器发送请求。'
    }
  },
  {
    part: 'RtmChannel',
    title: ['Channel', '频道'],
    chinese: {
      id: '频道名称。',
      joined: '是否为频道成员；断线期间保持为 true。',
      join: '加入频道；最多同时加入 20 个。',
      leave: '离开频道；监听保留，供下次 `join` 使用。',
      sendMessage: '向其他所有成员发送文本，最长 32 KB；与点对点消息合计每秒最多 60 条。',
      getMembers: '返回频道成员；超过 512 人时随机返回其中 512 人。',
      getAttributes: '读取频道属性，可以只读取指定的键；不需要加入频道。',
      ...attributes,
      ...listening
    }
  },
  {
    part: 'RtmClientEvents',
    title: ['Events of a client', '客户端事件'],
    chinese: {
      state: '连接状态发生变化。',
      message: '收到用户的消息；设置第一个监听之前的消息会暂存，最多 1,000 条。',
      missed: '有来自用户的消息无法再送达。',
      presence: '所订阅用户的在线状态：先给出全部，之后只给出变化。',
      invitation: '呼叫邀请发生变化；设置第一个监听之前的事件会暂存。',
      tokenWillExpire: 'Token 将在 30 秒后到期；使用 `tokenProvider` 时无需处理。',
      tokenExpired: 'Token 已到期且连接已断开，调用 `renewToken` 即可恢复；使用 `tokenProvider` 时无需处理。',
      tokenFailed: '`tokenProvider` 失败，或其 Token 被服务器拒绝；5 秒后会再次调用。'
    }
  },
  {
    part: 'RtmChannelEvents',
    title: ['Events of a channel', '频道事件'],
    chinese: {
      message: '收到其他成员的消息；设置第一个监听之前的消息会暂存，最多 1,000 条。',
      memberJoined: '其他用户加入频道。',
      memberLeft: '其他用户离开频道。',
      memberCount: '成员数量；加入频道后也会立即通知。',
      attributes: '频道属性发生变化。',
      missed: '有频道消息无法再送达。',
      lost: '你已不是频道成员。'
    }
  }
]

/** README.md and README.zh.md, and each member that has no Chinese or is no longer there. */
export function startPages(ways, index) {
  const tables = sections
    .map((section) => ({ ...section, english: membersOf(index, section.part) }))
    .filter(({ english }) => english.size > 0)
  const holes = tables.flatMap(({ part, chinese, english }) => [
    ...[...english.keys()]
      .filter((name) => chinese[name] === undefined)
      .map((name) => `${part}.${name} has no Chinese in tools/lib/api-start.mjs`),
    ...Object.keys(chinese)
      .filter((name) => !english.has(name))
      .map((name) => `${part}.${name} of tools/lib/api-start.mjs is no member`)
  ])
  const page = (at, words) =>
    [
      `# ${words.title}`,
      words.other,
      words.lead,
      [
        ...ways.map(([name, text]) => wayTo(name, words.colon, at === 0 ? lower(text) : entries[name])),
        words.codes
      ].join('\n'),
      ...tables.flatMap(({ part, title, chinese, english }) => [
        `## ${title[at]}`,
        words.all(part),
        [words.header, '|---|---|', ...rowsOf(english, (name, text) => (at === 0 ? text : (chinese[name] ?? '')))].join(
          '\n'
        )
      ]),
      ''
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  return {
    pages: [
      ['README.md', page(0, english)],
      ['README.zh.md', page(1, chinese)]
    ],
    holes
  }
}

const english = {
  title: 'API',
  other: '[中文](README.zh.md)',
  lead: 'Written by `npm run api` from the doc comments of sdk; the same text appears in your editor.',
  colon: ': ',
  codes: '- [codes](codes.md): what `RtmError.code` may be',
  all: (part) => `Arguments, results and codes: [\`${part}\`](index.md#${part.toLowerCase()}).`,
  header: '| name | in short |'
}

const chinese = {
  title: 'API',
  other: '[English](README.md)',
  lead: '本页由 `npm run api` 生成。详细说明为英文，与编辑器中显示的文档注释相同；用法与示例见[使用指南](../guide.zh.md)。',
  colon: '：',
  codes: '- [codes](codes.md)：`RtmError.code` 的全部取值，中文见[使用指南](../guide.zh.md#错误)。',
  all: (part) => `参数、返回值与错误码：[\`${part}\`](index.md#${part.toLowerCase()})。`,
  header: '| 名称 | 说明 |'
}

/** What is imported: a file of js_sdk, or the package. */
export const nameOf = (name) => (name === 'testing' ? 'rtm-testing' : `${name}.js`)
const wayTo = (name, colon, said) => `- [${nameOf(name)}](${name}.md)${colon}${said}`
const rowsOf = (members, said) => [...members].map(([name, text]) => `| \`${name}\` | ${said(name, text)} |`)
const lower = (text) => text.replace(/^\w/, (letter) => letter.toLowerCase())
const firstSentence = (text) => /^.*?[.;](?= |$)/.exec(text)?.[0].replace(/;$/, '.') ?? text

/** The members of an interface as its page has them, each with its first sentence. */
function membersOf(index, part) {
  const at = index.indexOf(`\n### ${part}\n`)
  if (at < 0) return new Map()
  const text = index.slice(at + 5).split(/\n##?#? /)[0]
  const properties = text.split('\n#### Methods')[0].matchAll(/^\| `(\w+)` \|.*\| (.*) \|$/gm)
  const methods = text.matchAll(/^##### (\w+)\(\)\n\n```ts\n[^`]*```\n\n(.*)/gm)
  return new Map([...properties, ...methods].map(([, name, said]) => [name, firstSentence(said)]))
}
