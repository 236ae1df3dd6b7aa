// The code matrix (docs/ar-rules.md, section 9) for messages, channels, and questions about members and presence.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'
import {
  channel,
  channelRelease,
  code,
  counts,
  createChannel,
  join,
  leave,
  live,
  members,
  open,
  peer,
  presence,
  ready,
  type Call
} from './kit/calls'

/** The code after the server has answered the newest frame of this type. */
function answered(call: Call, type: string, reply: Frame): unknown {
  const rig = ready()
  const answers = open(rig, call)
  const { id, n } = rig.link.last(type)
  rig.say({ ...(id === undefined ? { n } : { id }), ...reply })
  return answers[0]?.code
}
const no = (why: string): Frame => ({ t: 'no', why, message: 'words' })
const out = (outcome: string, why = ''): Frame => ({ t: 'out', outcome, why })

describe('messages', () => {
  it.each([
    ['received', '', 0],
    ['stored', '', 4],
    ['offline', '', 3],
    ['unknown', '', 2],
    ['refused', 'full', 1],
    ['refused', 'internal', 1],
    ['refused', 'too_often', 5],
    ['refused', 'invalid', 6],
    ['refused', 'too_large', 7]
  ] as Array<[string, string, number]>)(
    'A-PEER-1 A-CODE-6: sendMessageToPeer: %s %s is %i',
    (outcome, why, expected) => {
      expect(answered(peer, 'send', out(outcome, why))).toBe(expected)
    }
  )
  it.each([
    ['taken', '', 0],
    ['unknown', '', 2],
    ['refused', 'not_joined', 1],
    ['refused', 'internal', 1],
    ['refused', 'too_often', 3],
    ['refused', 'too_large', 4]
  ] as Array<[string, string, number]>)(
    'A-CHANNEL-5 A-CODE-7: sendChannelMessage: %s %s is %i',
    (outcome, why, expected) => {
      expect(answered(channel, 'pub', out(outcome, why))).toBe(expected)
    }
  )
  it('A-PEER-5: an empty text is one, and so is one to oneself; bytes of UTF-8 count, and one too many is 7', () => {
    const sent = (peerId: string, text: string): unknown => {
      const rig = ready()
      const answers = open(rig, (_, cb) => rig.entry.ar.sendMessageToPeer({ peerId, text }, cb))
      return answers[0]?.code ?? [rig.link.last('send').to, rig.link.last('send').p]
    }
    const most = 'é'.repeat(16_384)
    expect([sent('bob', ''), sent('alice', 'note'), sent('bob', most)]).toEqual([
      ['bob', ''],
      ['alice', 'note'],
      ['bob', most]
    ])
    expect(sent('bob', `${most}x`)).toBe(7)
  })

  it('A-PEER-2 A-CODE-6 A-CODE-7: sendMessageToPeer 2, sendChannelMessage 2: 10 s, connected or reconnecting', () => {
    for (const call of [peer, channel])
      for (const cut of [false, true]) {
        const rig = ready()
        if (cut) rig.link.end()
        const answers = open(rig, call)
        if (cut) rig.advance(9500)
        else live(rig, 9500)
        expect(answers).toEqual([])
        if (!cut) rig.say({ t: 'pong' })
        rig.advance(500)
        expect(answers[0]?.code).toBe(2)
      }
  })
  it('A-CHANNEL-5: sendChannelMessage 1: created but not joined, or never created', () => {
    const rig = ready()
    for (const channelId of ['hall', 'nowhere'])
      expect(rig.code((cb) => rig.entry.ar.channels.sendChannelMessage({ channelId, text: 'x' }, cb))).toBe(1)
  })
})

describe('channels', () => {
  it('A-CHANNEL-1 A-CODE-18: createChannel: 0, again 0 for an existing one, which stays joined', () => {
    const rig = ready()
    expect([code(rig, createChannel('room')), code(rig, createChannel('room'))]).toEqual([0, 0])
    expect(open(rig, channel)).toEqual([])
  })
  it.each([
    ['ok', {}, 0],
    ['no', { why: 'internal' }, 1],
    ['no', { why: 'invalid' }, 3],
    ['no', { why: 'too_many_channels' }, 5],
    ['no', { why: 'already_joined' }, 6],
    ['no', { why: 'too_often' }, 7]
  ] as Array<[string, Frame, number]>)('A-CODE-8: join: %s %j is %i', (t, fields, expected) => {
    expect(answered(join(), 'join', { t, a: 8, e: 'E', o: 0, v: 1, count: 1, ...fields })).toBe(expected)
  })
  it('A-CHANNEL-2 A-CODE-8: join 3: createChannel was not called', () => {
    expect(code(ready(), join('nowhere'))).toBe(3)
  })
  it('A-CODE-8: join 4: 5 s', () => {
    const rig = ready()
    const answers = open(rig, join())
    live(rig, 4500).advance(500)
    expect(answers[0]?.code).toBe(4)
  })
  it('A-CODE-8: join 5: the 21st channel', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 20; i++) rig.joined(`c${i}`, i + 1)
    code(rig, createChannel())
    expect(code(rig, join())).toBe(5)
  })
  it('A-CODE-8: join 6: joining, joined', () => {
    const rig = ready()
    open(rig, join())
    expect([code(rig, join()), code(rig, join('room'))]).toEqual([6, 6])
  })
  it('A-CHANNEL-3 A-CODE-9: leave: 0; 3 not joined; the join it aborts gets 1; the object stays', () => {
    const rig = ready()
    const pending = open(rig, join())
    const left = open(rig, leave('hall'))
    rig.say({ t: 'ok', id: rig.link.last('leave').id })
    expect([pending[0]?.code, left[0]?.code, code(rig, leave('hall')), open(rig, join())]).toEqual([1, 0, 3, []])
  })
  it('A-CHANNEL-4 A-CODE-18: channelRelease: 0 and leaves; 1 when unknown or released; its events are gone', () => {
    const rig = ready()
    expect([code(rig, channelRelease()), code(rig, channelRelease()), code(rig, channelRelease('nowhere'))]).toEqual([
      0, 1, 1
    ])
    expect(rig.link.last('leave')).toMatchObject({ ch: 'room' })
    rig.say({ t: 'm', a: 7, o: 1, i: 'm1', f: 'bob', fs: 's2', ts: 1, p: 'late' })
    expect([rig.told('onChannelMessageReceived'), code(rig, join('room'))]).toEqual([[], 3])
  })
  it('A-CALL-5: channelRelease: callable before login', () => {
    const rig = new ArRig().created()
    code(rig, createChannel())
    expect(code(rig, channelRelease('hall'))).toBe(0)
  })
})

describe('questions', () => {
  it.each([
    ['internal', 1],
    ['too_often', 4],
    ['not_joined', 5]
  ] as Array<[string, number]>)('A-CODE-10: getMembers: refused as %s is %i', (why, expected) => {
    expect(answered(members(), 'list', no(why))).toBe(expected)
  })
  it.each([
    ['internal', 1],
    ['invalid', 2],
    ['too_often', 3]
  ] as Array<[string, number]>)('A-CODE-11: getChannelMemberCount: refused as %s is %i', (why, expected) => {
    expect(answered(counts, 'counts', no(why))).toBe(expected)
  })
  it.each([
    ['internal', 1],
    ['invalid', 2],
    ['too_often', 5]
  ] as Array<[string, number]>)('A-CODE-12: queryPeersOnlineStatus: refused as %s is %i', (why, expected) => {
    expect(answered(presence, 'presence', no(why))).toBe(expected)
  })
  it.each([
    ['getMembers', members(), 5000, 3],
    ['getChannelMemberCount', counts, 5000, 4],
    ['queryPeersOnlineStatus', presence, 10_000, 4]
  ] as Array<[string, Call, number, number]>)(
    'A-TIMER-4 A-CODE-10 A-CODE-11 A-CODE-12: %s: timeout',
    (_, call, ms, expected) => {
      const rig = ready()
      const answers = open(rig, call)
      live(rig, ms - 500)
      expect(answers).toEqual([])
      rig.advance(500)
      expect(answers[0]?.code).toBe(expected)
    }
  )
  it('A-CHANNEL-6: getMembers 5: created but not joined', () => {
    expect(code(ready(), members('hall'))).toBe(5)
  })
})
