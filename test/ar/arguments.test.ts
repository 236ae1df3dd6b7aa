// Every function with missing, null, wrong-typed, too long and boundary arguments: function × argument × value → code.
import { describe, expect, it } from 'vitest'
import { APP, ArRig, type Frame, SERVER } from '../kit/engine-kit'
import { asks, fn } from './kit/options'

const without = (o: Frame, key: string): Frame => Object.fromEntries(Object.entries(o).filter(([name]) => name !== key))
const WAITS = undefined // accepted: the answer is the server's

const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `u${i}`)
const none: unknown[] = [null, undefined, true, {}, []]
const wrongNumbers: unknown[] = [1.5, 2 ** 53, NaN, Infinity, 1e21]
const wrongIds = [...none, '', ['a'], 'null', 'a'.repeat(65), 'a/b', 'a"b', 'ä', 'a\n', '\ud800', ...wrongNumbers]
const rightIds: unknown[] = ['a', 'a'.repeat(64), ' ', '0', 'Null', ' !#$%&()+-:;<=.>?@[]^_{}|~,', 7, 0, 123456789, 5.0]
const tooLong = ['a'.repeat(32769), `${'中'.repeat(10922)}abc`, '😀'.repeat(8192) + 'a']
const wrongTexts = [...none, 5, ...tooLong, '\ud800', 'a\udc00']
const longest = ['a'.repeat(32768), `${'中'.repeat(10922)}ab`, '😀'.repeat(8192)]
const rightTexts = ['', 'a', ...longest, 'null', '\u0000']
const wrongAppIds = ['a'.repeat(31), 'a'.repeat(33), `${'a'.repeat(31)}-`, `${'a'.repeat(31)}é`, 5]
const rightAppIds = [APP, 'A'.repeat(32), '0'.repeat(32)]
const wrongNames: unknown[] = [null, undefined, [], 5, {}, [''], ['a', null], [{}], ['a', 'a/b']]
const rightCounts: unknown[] = [['a'], many(32), [7], ['never created']]
const rightPeers: unknown[] = [['bob'], many(256), [7], ['bob', 'bob']]
const portNumbers = [21100.5, 0, -1, 65536, 1e15, 1e21, NaN, Infinity]
const portTexts = ['21100.5', '', ' 7080', '70 80', '0x10', '+80', 'http', '00', '000080']
const rightPorts = [null, undefined, 1, 7080, 7080.0, 65535, '7080', '65535', '080']

const APP_ID = { appId: APP }
const ME = { userId: 'alice', token: '' }
const PEER = { peerId: 'bob', text: 'hi' }
const POST = { channelId: 'room', text: 'hi' }
const ROOM = { channelId: 'room' }
const HALL = { channelId: 'hall' }
const COUNTS = { channelIds: ['room'] }
const PEERS = { peerIds: ['bob'] }
const ADDRESS = { ServerAdd: '127.0.0.1', Port: 7080 }

interface Sweep {
  readonly name: string
  readonly key: string
  readonly code: number
  readonly good: Frame
  readonly wrong: unknown[]
  readonly right: unknown[]
  readonly answered?: unknown
}
/** `wrong` values of `key` among `good` options are `code`; `right` ones are `answered`, if not by the server. */
const sweep = (
  name: string,
  key: string,
  code: number,
  good: Frame,
  wrong: unknown[],
  right: unknown[],
  answered?: unknown
): Sweep => ({ name, key, code, good, wrong, right, answered })
const sweeps: Sweep[] = [
  sweep('createInstance', 'appId', 4, APP_ID, [null, undefined, '', true, {}, [APP], NaN], rightAppIds, 0),
  sweep('createInstance', 'appId', 3, APP_ID, wrongAppIds, [], 0),
  sweep('login', 'userId', 3, ME, wrongIds, rightIds),
  sweep('login', 'token', -1, ME, [], [null, undefined, '', 'T', 5, {}, []]),
  sweep('sendMessageToPeer', 'peerId', 6, PEER, wrongIds, rightIds),
  sweep('sendMessageToPeer', 'text', 7, PEER, wrongTexts, rightTexts),
  sweep('sendChannelMessage', 'text', 4, POST, wrongTexts, rightTexts),
  sweep('sendChannelMessage', 'channelId', 1, POST, wrongIds, ['room']),
  sweep('createChannel', 'channelId', 1, ROOM, wrongIds, rightIds, 0),
  sweep('join', 'channelId', 3, HALL, [...wrongIds, 'never created'], ['hall']),
  sweep('leave', 'channelId', 1, ROOM, wrongIds, ['room']),
  sweep('channelRelease', 'channelId', 1, ROOM, [...wrongIds, 'never created'], ['room', 'hall'], 0),
  sweep('getMembers', 'channelId', 1, ROOM, wrongIds, ['room']),
  sweep('getChannelMemberCount', 'channelIds', 2, COUNTS, [...wrongNames, 'room', [NaN]], rightCounts),
  sweep('getChannelMemberCount', 'channelIds', 5, COUNTS, [many(33), many(100)], []),
  sweep('queryPeersOnlineStatus', 'peerIds', 2, PEERS, [...wrongNames, 'bob', many(257)], rightPeers),
  sweep('setParameters', 'Port', 1, ADDRESS, [...portNumbers, ...portTexts, true, {}, [], [7080]], rightPorts, 0),
  sweep('setParameters', 'server', 1, { server: SERVER }, [...none, '', 5], [SERVER, 'wss://rtm.example/rtm'], 0)
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
      rig.entry.run(() => fn[name]!(rig, options, (answer) => answers.push(answer)))
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
    rig.ask((cb) => rig.entry.ar.logout(cb))
    expect(asks('setParameters', rig, { server: 'ws://two/' })).toBe(0)
    rig.advance(1000)
    asks('login', rig, { userId: 'alice' })
    expect(rig.link.url).toBe('ws://two/')
  })

  it('A-INSTANCE-4: without an address login fails, and the message says what to set', () => {
    const rig = new ArRig(undefined, '').created()
    const answers = rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    expect(answers).toEqual([{ code: 1, message: expect.stringContaining('setParameters') as string }])
    expect(rig.links.all).toEqual([])
  })
})
