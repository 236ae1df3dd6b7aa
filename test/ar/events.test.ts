// The shapes of events and answers: every key of the documents and of both shipped plugins (docs/ar-rules.md, section
// 10).
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame, record } from '../kit/engine-kit'

const ready = (): ArRig => {
  const rig = new ArRig().loggedIn().joined('room', 7, ['alice', 'bob'])
  rig.events.length = 0
  return rig
}
/** The one event that this frame causes. */
function event(frame: Frame): Frame {
  const rig = ready().say(frame)
  expect(rig.events).toHaveLength(1)
  return rig.events[0]!
}
function answer(call: (rig: ArRig, cb: (result: Frame) => void) => void, type: string, reply: Frame): Frame {
  const rig = ready()
  const answers = rig.ask((cb) => call(rig, cb))
  rig.say({ t: 'ok', id: rig.link.last(type).id, ...reply })
  expect(answers).toHaveLength(1)
  return answers[0]!
}

describe('events', () => {
  it('A-EVENT-1: onConnectionStateChanged: state and reason', () => {
    expect(new ArRig().loggedIn().events).toEqual([
      { rtmEvent: 'onConnectionStateChanged', state: 2, reason: 1 },
      { rtmEvent: 'onConnectionStateChanged', state: 3, reason: 2 }
    ])
  })

  it('A-STATE-1: onConnectionStateChanged: five states and eight reasons, by their numbers', () => {
    const told = (what: (rig: ArRig) => ArRig): string | undefined => what(new ArRig().created()).states().at(-1)
    const entering = (rig: ArRig): ArRig => {
      rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
      return rig
    }
    const inside = (rig: ArRig): ArRig => {
      rig.loggedIn()
      return rig
    }
    const ended = (rig: ArRig, code?: number): ArRig => {
      rig.link.end(code)
      return rig.advance(4000)
    }
    expect(told(entering)).toBe('2/1')
    expect(told(inside)).toBe('3/2')
    expect(
      told((rig) => {
        entering(rig).link.connect()
        return ended(rig, 4203)
      })
    ).toBe('1/3')
    expect(told((rig) => entering(rig).advance(6000))).toBe('1/4')
    expect(told((rig) => ended(inside(rig)))).toBe('4/5')
    expect(
      told((rig) => {
        rig.loggedIn().ask((cb) => rig.entry.ar.logout(cb))
        return rig
      })
    ).toBe('1/6')
    expect(told((rig) => ended(inside(rig), 4202))).toBe('5/7')
    expect(told((rig) => ended(inside(rig), 4201))).toBe('5/8')
  })

  it('A-EVENT-3: onPeerMessageReceived: all four of OfflineMessage, isOfflineMessage, messageType, type', () => {
    expect(event(record(0, 1))).toEqual({
      rtmEvent: 'onPeerMessageReceived',
      peerId: 'bob',
      text: 'text 1',
      serverReceivedTs: 1_795_252_110_001,
      OfflineMessage: false,
      isOfflineMessage: false,
      messageType: 1,
      type: 1,
      messageId: 'm0.1'
    })
  })

  it('A-PEER-3 P-RECORD-1: onPeerMessageReceived: what had waited for its receiver says so, under both names', () => {
    expect(event({ ...record(0, 1), fl: 2 })).toMatchObject({ OfflineMessage: true, isOfflineMessage: true })
  })

  it('A-EVENT-4: onChannelMessageReceived: the same, with userId and channelId, never offline', () => {
    expect(event(record(7, 1))).toEqual({
      rtmEvent: 'onChannelMessageReceived',
      userId: 'bob',
      channelId: 'room',
      text: 'text 1',
      serverReceivedTs: 1_795_252_110_001,
      OfflineMessage: false,
      isOfflineMessage: false,
      messageType: 1,
      type: 1,
      messageId: 'm7.1'
    })
  })

  it('A-EVENT-5: onMemberJoined, onMemberLeft', () => {
    expect(event({ t: 'members', a: 7, v: 2, count: 3, joined: ['carol'] })).toEqual({
      rtmEvent: 'onMemberJoined',
      userId: 'carol',
      channelId: 'room'
    })
    expect(event({ t: 'members', a: 7, v: 2, count: 1, left: [{ u: 'bob', why: 'lost' }] })).toEqual({
      rtmEvent: 'onMemberLeft',
      userId: 'bob',
      channelId: 'room'
    })
  })

  it('A-EVENT-5: onMemberCountUpdated: with channelId', () => {
    expect(event({ t: 'members', a: 7, v: 2, count: 900 })).toEqual({
      rtmEvent: 'onMemberCountUpdated',
      channelId: 'room',
      memberCount: 900
    })
  })

  it('A-EVENT-6 P-GAP-4: onMessagesMissed names a channel or a peer, and -1 when the number is unknown', () => {
    expect(event({ t: 'gap', a: 7, from: 1, to: 9, count: 9, why: 'retention' })).toEqual({
      rtmEvent: 'onMessagesMissed',
      channelId: 'room',
      peerId: '',
      missed: 9,
      reason: 'retention'
    })
    expect(event({ t: 'gap', a: 0, from: 1, to: 1, count: 1, why: 'expired', by: [{ u: 'bob', count: 1 }] })).toEqual({
      rtmEvent: 'onMessagesMissed',
      channelId: '',
      peerId: 'bob',
      missed: 1,
      reason: 'expired'
    })
    expect(event({ t: 'gap', a: 7, from: 9, to: 9, count: -1, why: 'epoch' })).toMatchObject({
      missed: -1,
      reason: 'epoch'
    })
  })

  it('A-TOKEN-2: onTokenDidExpire: once, nothing else in it, the state stays 4/5', () => {
    const rig = ready()
    rig.link.end()
    rig.advance(4000).link.connect().end(4204)
    rig.advance(60_000)
    expect(rig.events).toEqual([
      { rtmEvent: 'onConnectionStateChanged', state: 4, reason: 5 },
      { rtmEvent: 'onTokenDidExpire' }
    ])
  })

  it("A-EVENT-9: the typed client's own events are not told here: late outcomes, lost channels, short breaks", () => {
    const rig = ready()
    rig.link.end()
    rig.advance(500).greet({ resumed: 'full', channels: [{ ch: 'room', no: 'too_many_channels' }] })
    expect(rig.events).toEqual([])
  })

  it('A-EVENT-1: absent texts are empty, never missing', () => {
    expect(event({ t: 'm', a: 0, o: 1 })).toMatchObject({ peerId: '', text: '', serverReceivedTs: 0, messageId: '' })
  })
})

describe('answers', () => {
  it('A-EVENT-2 A-CHANNEL-6: getMembers: members, and rtmChannelMembers beside it', () => {
    const rows = [
      { channelId: 'room', userId: 'alice' },
      { channelId: 'room', userId: 'bob' }
    ]
    expect(
      answer((rig, cb) => rig.entry.ar.channels.getMembers({ channelId: 'room' }, cb), 'list', {
        users: ['alice', 'bob'],
        total: 2,
        next: ''
      })
    ).toEqual({ code: 0, members: rows, rtmChannelMembers: rows })
  })

  it('A-EVENT-2 A-CHANNEL-7: getChannelMemberCount: in the order asked, both names, 0 for an empty channel', () => {
    expect(
      answer((rig, cb) => rig.entry.ar.channels.getChannelMemberCount({ channelIds: ['room', 'hall'] }, cb), 'counts', {
        counts: [2, 0]
      })
    ).toEqual({
      code: 0,
      memberCounts: [
        { channelId: 'room', count: 2 },
        { channelId: 'hall', count: 0 }
      ],
      rtmChannelMemberCounts: [
        { channelID: 'room', memberCount: 2 },
        { channelID: 'hall', memberCount: 0 }
      ]
    })
  })

  it('A-EVENT-2 A-PRESENCE-2: queryPeersOnlineStatus: 0 online, 2 offline, and the map of booleans beside it', () => {
    expect(
      answer((rig, cb) => rig.entry.ar.presence.query({ peerIds: ['bob', 'carol'] }, cb), 'presence', {
        states: ['online', 'offline']
      })
    ).toEqual({
      code: 0,
      peerOnlineStatus: [
        { peerId: 'bob', state: 0 },
        { peerId: 'carol', state: 2 }
      ],
      map: { bob: true, carol: false }
    })
  })

  it('A-CALL-6: success is {code: 0} and no more; failure is code and message, data left out', () => {
    const rig = ready()
    const send = rig.ask((cb) => rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: 'x' }, cb))
    rig.say({ t: 'out', n: 1, outcome: 'received', i: 'id' })
    const members = rig.ask((cb) => rig.entry.ar.channels.getMembers({ channelId: 'hall' }, cb))
    expect([send, Object.keys(members[0]!).sort()]).toEqual([[{ code: 0 }], ['code', 'message']])
  })
})
