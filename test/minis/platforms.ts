// The socket of each mini-program as its documents have it, and where they are silent as the worst that another one
// does. What a document says is named in `from`; nothing of this was seen on a phone.

export interface Platform {
  /** As in `uni build -p mp-<name>`. */
  readonly name: string
  readonly title: string
  /** What its own functions hang on. */
  readonly global: string
  readonly from: string
  /** connectSocket gives a task only when it is asked for one. */
  readonly onRequest?: true
  /** No tasks: functions of the socket for the whole app, and one socket at a time. */
  readonly only?: true
  /** Sockets at once. */
  readonly most: number
  /** 'late': in a turn of its own, after the first text where there is one; 'twice': both at once and late. */
  readonly opens: 'at once' | 'late' | 'twice'
  /** What onMessage is given. */
  readonly message: (text: string) => unknown
  /** What onClose is given; null: it is never called, neither for our own close nor for a cut. */
  readonly closed: ((code: number, reason: string) => unknown) | null
  /** A close before the open does nothing: the socket opens all the same. */
  readonly opensAnyway?: true
  /** What fail is given. */
  readonly refused: (text: string) => unknown
  /** What onNetworkStatusChange is given. */
  readonly network: (usable: boolean) => unknown
  /** Functions that it does not have. */
  readonly lacks: readonly string[]
}

const bytes = (text: string): ArrayBuffer => {
  const { buffer, byteOffset, byteLength } = Buffer.from(text)
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}

const usual = {
  opens: 'at once',
  most: 5,
  lacks: [],
  message: (data: string) => ({ data }),
  closed: (code: number, reason: string) => ({ code, reason }),
  refused: (text: string) => ({ errMsg: `connectSocket:fail ${text}` }),
  network: (isConnected: boolean) => ({ isConnected, networkType: isConnected ? 'wifi' : 'none' })
} as const

export const platforms: readonly Platform[] = [
  { ...usual, name: 'weixin', title: 'WeChat', global: 'wx', from: 'wx.connectSocket, SocketTask: five at once' },
  {
    ...usual,
    name: 'alipay',
    title: 'Alipay',
    global: 'my',
    onRequest: true,
    opens: 'late',
    from:
      'my.connectSocket: a SocketTask with multiple: true only; {data: {data, isBuffer}}, base64 for a buffer; ' +
      'errors as error and errorMessage',
    message: (text) => ({
      data:
        text.length % 2 === 0
          ? { data: text, isBuffer: false }
          : { data: Buffer.from(text).toString('base64'), isBuffer: true }
    }),
    closed: (code, reason) => ({ data: { code, reason } }),
    refused: (errorMessage) => ({ error: 3, errorMessage }),
    network: (isConnected) => ({ isConnected, networkType: isConnected ? 'WIFI' : 'NOTREACHABLE' })
  },
  {
    ...usual,
    name: 'toutiao',
    title: 'Douyin',
    global: 'tt',
    opens: 'twice',
    from:
      'tt.connectSocket: data is a text or an ArrayBuffer, with protocolType and socketType beside it; the code ' +
      'of a close is a text',
    message: (text) => ({ data: bytes(text), protocolType: '', socketType: 'ttnet' }),
    closed: (code, reason) => ({ code: String(code), reason, errMsg: '', protocolType: '', socketType: 'ttnet' })
  },
  {
    ...usual,
    name: 'baidu',
    title: 'Baidu',
    global: 'swan',
    opensAnyway: true,
    from: 'swan.closeSocket: codes are texts in its examples, and a close before the open does nothing',
    closed: (code, reason) => ({ code: String(code), reason })
  },
  {
    ...usual,
    name: 'qq',
    title: 'QQ',
    global: 'qq',
    opens: 'late',
    from: 'uni.connectSocket: five at once; the rest not documented apart',
    closed: (code, reason) => ({ code: String(code), reason })
  },
  {
    ...usual,
    name: 'kuaishou',
    title: 'Kuaishou',
    global: 'ks',
    from:
      'declarations of its mini-games: five at once, a task, a file system, isConnected beside networkType; ' +
      'when it opens is assumed',
    opens: 'late'
  },
  {
    ...usual,
    name: 'lark',
    title: 'Lark',
    global: 'tt',
    from: 'connectSocket: five at once, a task without onError',
    lacks: ['onError'],
    opens: 'twice'
  },
  {
    ...usual,
    name: 'jd',
    title: 'JD',
    global: 'jd',
    only: true,
    most: 1,
    lacks: ['onAppShow', 'onAppHide', 'getFileSystemManager'],
    from:
      'a list of jd.*: one socket at once, functions for the whole app and no task, saved files only, ' +
      'isConnected beside networkType; published SDKs for it use the same functions, and count on no app events'
  },
  {
    ...usual,
    name: 'xhs',
    title: 'Xiaohongshu',
    global: 'xhs',
    from:
      'its demo program: a task, closes with a code, a file system; one at once, opening twice and after a ' +
      'close are assumed',
    most: 1,
    opens: 'twice',
    opensAnyway: true
  }
]

/** No platform is known to be so: what once had to be assumed of some, so that a link is still tried against it. */
export const worst: Platform = {
  ...usual,
  name: '',
  title: 'a platform at its worst',
  global: '',
  from: 'nothing',
  most: 1,
  opens: 'twice',
  closed: null,
  opensAnyway: true,
  lacks: ['onError', 'onAppShow', 'onAppHide'],
  network: (usable) => ({ networkType: usable ? '4g' : 'none' })
}
