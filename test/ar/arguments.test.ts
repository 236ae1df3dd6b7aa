// Every function with missing, null, wrong-typed, too long and boundary arguments: function × argument × value → code.
import { describe, expect, it } from 'vitest'
import fc from '../kit/properties.ts'
import { idFrom } from '../../uni_modules/rtm/utssdk/common/ar/arguments.uts'
import { flagOf, numberFrom, wholeText } from '../../uni_modules/rtm/utssdk/common/values.uts'
import { APP, ArRig, type Frame, SERVER } from '../kit/engine-kit'

type Options = Frame | null
type Call = (rig: ArRig, options: Options, callback: (result: Frame) => void) => void
const fn: Record<string, Call> = {
  createInstance: (rig, o, cb) => {
    rig.entry.ar.createInstance(o, cb)
  },
  setParameters: (rig, o, cb) => {
    rig.entry.ar.setParameters(o, cb)
  },
  login: (rig, o, cb) => {
    rig.entry.ar.login(o, cb)
  },
  sendMessageToPeer: (rig, o, cb) => {
    rig.entry.ar.sendMessageToPeer(o, cb)
  },
  createChannel: (rig, o, cb) => {
    rig.entry.ar.createChannel(o, cb)
  },
  join: (rig, o, cb) => {
    rig.entry.ar.join(o, cb)
  },
  leave: (rig, o, cb) => {
    rig.entry.ar.leave(o, cb)
  },
  channelRelease: (rig, o, cb) => {
    rig.entry.ar.channelRelease(o, cb)
  },
  sendChannelMessage: (rig, o, cb) => {
    rig.entry.ar.sendChannelMessage(o, cb)
  },
  getMembers: (rig, o, cb) => {
    rig.entry.ar.getMembers(o, cb)
  },
  getChannelMemberCount: (rig, o, cb) => {
    rig.entry.ar.getChannelMemberCount(o, cb)
  },
  queryPeersOnlineStatus: (rig, o, cb) => {
    rig.entry.ar.presence.query(o, cb)
  }
}
const asks = (name: string, rig: ArRig, options: Options): unknown =>
  rig.code((cb) => {
    fn[name]!(rig, options, cb)
  })
const without = (o: Frame, key: string): Frame => Object.fromEntries(Object.entries(o).filter(([name]) => name !== key))
const WAITS = undefined // accepted: the answer is the server's

const wrongIds: unknown[] = [
  null,
  undefined,
  '',
  true,
  {},
  [],
  ['a'],
  'null',
  'a'.repeat(65),
  'a/b',
  'a"b',
  'ä',
  'a\n',
  '\ud800',
  1.5,
  2 ** 53,
  NaN,
  Infinity,
  1e21
]
const rightIds: unknown[] = ['a', 'a'.repeat(64), ' ', '0', 'Null', ' !#$%&()+-:;<=.>?@[]^_{}|~,', 7, 0, 123456789, 5.0]
const wrongTexts: unknown[] = [
  null,
  undefined,
  5,
  true,
  {},
  [],
  'a'.repeat(32769),
  `${'中'.repeat(10922)}abc`,
  '😀'.repeat(8192) + 'a',
  '\ud800',
  'a\udc00'
]
const rightTexts: unknown[] = [
  '',
  'a',
  'a'.repeat(32768),
  `${'中'.repeat(10922)}ab`,
  '😀'.repeat(8192),
  'null',
  '\u0000'
]
const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `u${i}`)

interface Sweep {
  readonly name: string
  readonly key: string
  readonly code: number
  readonly good: Frame
  readonly wrong: unknown[]
  readonly right: unknown[]
  readonly answered?: unknown
}
const sweeps: Sweep[] = [
  {
    name: 'createInstance',
    key: 'appId',
    code: 4,
    good: { appId: APP },
    wrong: [null, undefined, '', true, {}, [APP], NaN],
    right: [APP, 'A'.repeat(32), '0'.repeat(32)],
    answered: 0
  },
  {
    name: 'createInstance',
    key: 'appId',
    code: 3,
    good: { appId: APP },
    wrong: ['a'.repeat(31), 'a'.repeat(33), `${'a'.repeat(31)}-`, `${'a'.repeat(31)}é`, 5],
    right: [],
    answered: 0
  },
  { name: 'login', key: 'userId', code: 3, good: { userId: 'alice', token: '' }, wrong: wrongIds, right: rightIds },
  {
    name: 'login',
    key: 'token',
    code: -1,
    good: { userId: 'alice', token: '' },
    wrong: [],
    right: [null, undefined, '', 'T', 5, {}, []]
  },
  {
    name: 'sendMessageToPeer',
    key: 'peerId',
    code: 6,
    good: { peerId: 'bob', text: 'hi' },
    wrong: wrongIds,
    right: rightIds
  },
  {
    name: 'sendMessageToPeer',
    key: 'text',
    code: 7,
    good: { peerId: 'bob', text: 'hi' },
    wrong: wrongTexts,
    right: rightTexts
  },
  {
    name: 'sendChannelMessage',
    key: 'text',
    code: 4,
    good: { channelId: 'room', text: 'hi' },
    wrong: wrongTexts,
    right: rightTexts
  },
  {
    name: 'sendChannelMessage',
    key: 'channelId',
    code: 1,
    good: { channelId: 'room', text: 'hi' },
    wrong: wrongIds,
    right: ['room']
  },
  {
    name: 'createChannel',
    key: 'channelId',
    code: 1,
    good: { channelId: 'room' },
    wrong: wrongIds,
    right: rightIds,
    answered: 0
  },
  {
    name: 'join',
    key: 'channelId',
    code: 3,
    good: { channelId: 'hall' },
    wrong: [...wrongIds, 'never created'],
    right: ['hall']
  },
  { name: 'leave', key: 'channelId', code: 1, good: { channelId: 'room' }, wrong: wrongIds, right: ['room'] },
  {
    name: 'channelRelease',
    key: 'channelId',
    code: 1,
    good: { channelId: 'room' },
    wrong: [...wrongIds, 'never created'],
    right: ['room', 'hall'],
    answered: 0
  },
  { name: 'getMembers', key: 'channelId', code: 1, good: { channelId: 'room' }, wrong: wrongIds, right: ['room'] },
  {
    name: 'getChannelMemberCount',
    key: 'channelIds',
    code: 2,
    good: { channelIds: ['room'] },
    wrong: [null, undefined, [], 'room', 5, {}, [''], ['a', null], [{}], ['a', 'a/b'], [NaN]],
    right: [['a'], many(32), [7], ['never created']]
  },
  {
    name: 'getChannelMemberCount',
    key: 'channelIds',
    code: 5,
    good: { channelIds: ['room'] },
    wrong: [many(33), many(100)],
    right: []
  },
  {
    name: 'queryPeersOnlineStatus',
    key: 'peerIds',
    code: 2,
    good: { peerIds: ['bob'] },
    wrong: [null, undefined, [], 'bob', 5, {}, [''], ['a', null], [{}], ['a', 'a/b'], many(257)],
    right: [['bob'], many(256), [7], ['bob', 'bob']]
  },
  {
    name: 'setParameters',
    key: 'Port',
    code: 1,
    good: { ServerAdd: '127.0.0.1', Port: 7080 },
    answered: 0,
    wrong: [
      21100.5,
      '21100.5',
      0,
      -1,
      65536,
      1e15,
      1e21,
      NaN,
      Infinity,
      '',
      ' 7080',
      '70 80',
      '0x10',
      '+80',
      'http',
      '00',
      '000080',
      true,
      {},
      [],
      [7080]
    ],
    right: [null, undefined, 1, 7080, 7080.0, 65535, '7080', '65535', '080']
  },
  {
    name: 'setParameters',
    key: 'server',
    code: 1,
    good: { server: SERVER },
    wrong: [null, undefined, '', 5, true, {}, []],
    right: [SERVER, 'wss://rtm.example/rtm'],
    answered: 0
  }
]
const made = (name: string): ArRig => {
  if (name === 'createInstance') return new ArRig().listen()
  const rig =
    name === 'login' || name === 'setParameters' ? new ArRig().created() : new ArRig().loggedIn().joined('room')
  if (name === 'join' || name === 'channelRelease') asks('createChannel', rig, { channelId: 'hall' })
  return rig
}
const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text
}

describe.each(sweeps)('A-CALL-4: $name: $key', ({ name, key, code, good, wrong, right, answered }) => {
  it.each(wrong.map((value) => [show(value), value]))(
    `is ${code} for %s, once, and never within the call`,
    (_, value) => {
      const rig = made(name)
      const frames = rig.links.all.flatMap((link) => link.texts).length
      const options = value === undefined ? without(good, key) : { ...good, [key]: value }
      const answers: Frame[] = []
      rig.entry.run(() => {
        fn[name]!(rig, options, (answer) => {
          answers.push(answer)
        })
      })
      expect(answers).toEqual([])
      rig.advance(30_000)
      expect(answers).toHaveLength(1)
      expect(answers[0]).toMatchObject({ code, message: expect.stringMatching(/./) as string })
      expect(
        rig.links.all
          .flatMap((link) => link.sent)
          .slice(frames)
          .filter(({ t }) => t !== 'ping' && t !== 'hello')
      ).toEqual([])
    }
  )

  it.each(right.map((value) => [show(value), value]))('takes %s', (_, value) => {
    const rig = made(name)
    expect(asks(name, rig, value === undefined ? without(good, key) : { ...good, [key]: value })).toBe(
      answered ?? WAITS
    )
  })
})

describe('no options at all', () => {
  it.each(Object.keys(fn))('A-CALL-10: %s(null) and %s({}) are answered with a code other than 0', (name) => {
    for (const options of [null, {}]) expect(asks(name, made(name), options)).toBeGreaterThan(0)
  })
})

describe('ids and flags', () => {
  it('A-CALL-7: a number is taken as the id it is written as', () => {
    const rig = new ArRig().created()
    asks('login', rig, { userId: 1001, token: '' })
    rig.greet()
    asks('sendMessageToPeer', rig, { peerId: 7.0, text: 'hi' })
    expect([rig.link.last('hello').user, rig.link.last('send').to]).toEqual(['1001', '7'])
  })

  it('A-CALL-7: safe whole numbers are written as they are, everything else is no id', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(wholeText(n)).toBe(String(n))
      })
    )
    fc.assert(
      fc.property(fc.double({ noInteger: true }), (x) => {
        expect(wholeText(x)).toBe('')
      })
    )
    expect([0, -0, 5.0, 1e14, 999_999_999_999_999, 1e15, 2 ** 53 - 1].map(wholeText)).toEqual([
      '0',
      '0',
      '5',
      '100000000000000',
      '999999999999999',
      '1000000000000000',
      '9007199254740991'
    ])
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(idFrom(n)).toBe(String(n))
      })
    )
    expect([2 ** 53, 1e21, -1, -5.0, 0.5, NaN, Infinity, -Infinity].map(wholeText)).toEqual([
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      ''
    ])
  })

  it('A-CALL-8: flags are true, 1 or "true"; a missing one is false', () => {
    expect([true, 1, 'true', 2].map((flag) => flagOf({ flag }, 'flag'))).toEqual([true, true, true, true])
    expect(
      [false, 0, 'false', '', null, undefined, {}, [], 'yes', -1, NaN].map((flag) => flagOf({ flag }, 'flag'))
    ).toEqual(Array(11).fill(false))
    const rig = new ArRig().loggedIn()
    asks('sendMessageToPeer', rig, {
      peerId: 'bob',
      text: 'hi',
      enableHistoricalMessaging: true,
      enableOfflineMessaging: 'true'
    })
    asks('sendMessageToPeer', rig, { peerId: 'bob', text: 'hi' })
    expect(rig.link.of('send').map(({ hist, store }) => [hist, store])).toEqual([
      [1, 1],
      [0, 0]
    ])
  })
  it('a number may be named a boolean: iOS has one class for both', () => {
    expect([true, false, 1, 0, 7].map((value) => numberFrom(value, 9))).toEqual([1, 0, 1, 0, 7])
    expect([null, '1', {}, []].map((value) => numberFrom(value, 9))).toEqual(Array(4).fill(9))
  })

  it('A-CALL-7 A-PRESENCE-2: peers are asked for in the order given, each once', () => {
    const rig = new ArRig().loggedIn()
    asks('queryPeersOnlineStatus', rig, { peerIds: ['b', 'a', 'b', 5, '5'] })
    expect(rig.link.last('presence').users).toEqual(['b', 'a', '5'])
  })
})

describe('what is no id is told by its kind', () => {
  const words = (userId: unknown): string => {
    const rig = new ArRig().created()
    const answers: Frame[] = []
    rig.entry.run(() => {
      fn['login']!(rig, { userId }, (answer) => {
        answers.push(answer)
      })
    })
    rig.advance(10)
    return String(answers[0]!['message'])
  }

  it('words about letters are for texts only', () => {
    expect([undefined, null, 1.5, 2 ** 53, true, {}, []].map(words)).toEqual(
      [
        'userId is missing',
        'userId is missing',
        ...Array<string>(2).fill('userId is a number that is not whole, or too large to be exact'),
        'userId is a boolean',
        'userId is an object',
        'userId is an object'
      ].map((reason) => `${reason}; an id is a string or a whole number`)
    )
    expect(words('中文')).toMatch(/^userId must be 1 to 64 letters/)
    expect(words('')).toBe('userId is missing or empty')
  })
})

describe('setParameters', () => {
  it.each<[Frame, string]>([
    [{ server: 'ws://h:1/rtm' }, 'ws://h:1/rtm'],
    [{ parameters: '{"server":"ws://h:1/rtm"}' }, 'ws://h:1/rtm'],
    [{ Cmd: 'ConfPriCloudAddr', ServerAdd: 'host', Port: 9080 }, 'ws://host:9080/rtm'],
    [{ ServerAdd: 'host' }, 'ws://host:7080/rtm'],
    [{ ServerAdd: 'host', Port: '443', Wss: true }, 'wss://host:443/rtm'],
    [{ parameters: '{"Cmd":"ConfPriCloudAddr","ServerAdd":"10.0.0.1","Port":7080,"Wss":0}' }, 'ws://10.0.0.1:7080/rtm']
  ])('A-INSTANCE-4: %j dials %s', (options, url) => {
    const rig = new ArRig(undefined, '').created()
    expect(asks('setParameters', rig, options)).toBe(0)
    asks('login', rig, { userId: 'alice' })
    expect(rig.link.url).toBe(url)
  })

  it.each<Frame>([
    { parameters: '{bad' },
    { parameters: '[]' },
    { parameters: '{}' },
    { parameters: '' },
    { Cmd: 'ConfPriCloudAddr' },
    { parameters: '{"parameters":"{\\"server\\":5}"}' }
  ])('A-INSTANCE-4 A-CODE-18: %j has no address: 1', (options) => {
    expect(asks('setParameters', new ArRig().created(), options)).toBe(1)
  })

  it('A-INSTANCE-4: may come before createInstance, between logins, and not after login', () => {
    const rig = new ArRig(undefined, '').listen()
    expect(asks('setParameters', rig, { server: 'ws://one/' })).toBe(0)
    asks('createInstance', rig, { appId: APP })
    asks('login', rig, { userId: 'alice' })
    expect([rig.link.url, asks('setParameters', rig, { server: 'ws://two/' })]).toEqual(['ws://one/', 1])
    rig.ask((cb) => {
      rig.entry.ar.logout(cb)
    })
    expect(asks('setParameters', rig, { server: 'ws://two/' })).toBe(0)
    rig.advance(1000)
    asks('login', rig, { userId: 'alice' })
    expect(rig.link.url).toBe('ws://two/')
  })

  it('A-INSTANCE-4: without an address login fails, and the message says what to set', () => {
    const rig = new ArRig(undefined, '').created()
    const answers = rig.ask((cb) => {
      rig.entry.ar.login({ userId: 'alice' }, cb)
    })
    expect(answers).toEqual([{ code: 1, message: expect.stringContaining('setParameters') as string }])
    expect(rig.links.all).toEqual([])
  })
})
