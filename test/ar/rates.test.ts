// Rate limits (docs/ar-rules.md, section 9): sliding windows, per client, counted by the engine; a refused call takes
// nothing.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'

type Call = (rig: ArRig, callback: (result: Frame) => void, i: number) => void
const peer: Call = (rig, cb) => rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: 'hi' }, cb)
const channel: Call = (rig, cb) => rig.entry.ar.channels.sendChannelMessage({ channelId: 'room', text: 'hi' }, cb)
const code = (rig: ArRig, call: Call, i = 0): unknown => rig.code((cb) => call(rig, cb, i))
const either: Call = (rig, cb, i) => (i % 2 === 0 ? peer : channel)(rig, cb, i)
const members: Call = (rig, cb) => rig.entry.ar.channels.getMembers({ channelId: 'room' }, cb)
const counts: Call = (rig, cb) => rig.entry.ar.channels.getChannelMemberCount({ channelIds: ['room'] }, cb)
const presence: Call = (rig, cb) => rig.entry.ar.presence.query({ peerIds: ['bob'] }, cb)
const rows: Array<[string, Call, number, number, number]> = [
  ['sendMessageToPeer', peer, 60, 1000, 5],
  ['sendChannelMessage', channel, 60, 1000, 3],
  ['sendMessageToPeer and sendChannelMessage together', either, 60, 1000, 5],
  ['getMembers', members, 5, 2000, 4],
  ['getChannelMemberCount', counts, 1, 1000, 3],
  ['queryPeersOnlineStatus', presence, 10, 5000, 5]
]

describe.each(rows)('%s', (_, call, most, windowMs, tooOften) => {
  it(`A-RATE-1 A-RATE-2: ${most} per ${windowMs} ms, then ${tooOften} with the wait; refused calls are free`, () => {
    const rig = new ArRig().loggedIn().joined('room')
    for (let i = 0; i < most; i++) expect(code(rig, call, i)).not.toBe(tooOften)
    rig.advance(windowMs - 1)
    for (let i = 0; i < 100; i++) {
      const [answer] = rig.ask((cb) => call(rig, cb, 0))
      expect(answer).toMatchObject({ code: tooOften, retryAfterMs: 1 })
    }
    rig.advance(1)
    expect(code(rig, call, most)).not.toBe(tooOften)
  })
})

describe('join', () => {
  const join = (rig: ArRig, channelId: string): unknown => {
    rig.ask((cb) => rig.entry.ar.channels.createChannel({ channelId }, cb))
    return rig.code((cb) => rig.entry.ar.channels.join({ channelId }, cb))
  }
  const leave = (rig: ArRig, channelId: string): void => {
    rig.ask((cb) => rig.entry.ar.channels.leave({ channelId }, cb))
  }

  it('A-CODE-8: join 7: 50 per 3 s over all channels', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 50; i++) {
      expect(join(rig, `c${i}`)).not.toBe(7)
      leave(rig, `c${i}`)
    }
    expect(join(rig, 'c50')).toBe(7)
    rig.advance(3000)
    expect(join(rig, 'c50')).not.toBe(7)
  })

  it('A-CODE-8: join 8: the same channel 2 per 5 s; another one is free', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 2; i++) {
      expect(join(rig, 'room')).not.toBe(8)
      leave(rig, 'room')
    }
    expect([join(rig, 'room'), join(rig, 'hall')]).toEqual([8, undefined])
    rig.advance(4999)
    expect(join(rig, 'room')).toBe(8)
    rig.advance(1)
    expect(join(rig, 'room')).not.toBe(8)
  })

  it('A-RATE-2: what one window refuses takes nothing from the other', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 2; i++) {
      join(rig, 'room')
      leave(rig, 'room')
    }
    for (let i = 0; i < 100; i++) expect(join(rig, 'room')).toBe(8)
    for (let i = 0; i < 48; i++) {
      expect(join(rig, `c${i}`)).not.toBe(7)
      leave(rig, `c${i}`)
    }
    expect(join(rig, 'late')).toBe(7)
    rig.advance(3000)
    expect([join(rig, 'late'), leave(rig, 'late'), join(rig, 'late')]).toEqual([undefined, undefined, undefined])
  })
})

describe('login', () => {
  const login = (rig: ArRig, userId = 'alice'): unknown =>
    rig.code((cb) => rig.entry.ar.login({ userId, token: '' }, cb))

  it('A-CODE-3: login 10: 2 per second, also of calls that are refused as busy', () => {
    const rig = new ArRig().created()
    expect([login(rig), login(rig), login(rig)]).toEqual([undefined, 8, 10])
    rig.advance(1000)
    expect(login(rig)).toBe(8)
  })

  it('A-CALL-4: a login with a bad user id takes nothing', () => {
    const rig = new ArRig().created()
    for (let i = 0; i < 10; i++) expect(login(rig, '')).toBe(3)
    expect(login(rig)).toBeUndefined()
  })

  it('A-RATE-1: windows belong to the instance: a new one begins empty', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 60; i++) code(rig, peer)
    expect(code(rig, peer)).toBe(5)
    rig.ask((cb) => rig.entry.ar.release(cb))
    rig.loggedIn()
    expect(code(rig, peer)).toBeUndefined()
  })
})

describe('limits of the app', () => {
  it('A-RATE-3 P-WELCOME-3 P-LIMIT-1: rates and limits of the welcome hold from then on, over a reconnect too', () => {
    const rig = new ArRig().created()
    rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    rig.greet({
      limits: {
        text: 4,
        presenceIds: 1,
        countIds: 1,
        rates: { message: [2, 60_000], rejoin: [1, 5000], counts: [100, 1] }
      }
    })
    expect(rig.code((cb) => rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: '12345' }, cb))).toBe(7)
    expect(rig.code((cb) => rig.entry.ar.presence.query({ peerIds: ['a', 'b'] }, cb))).toBe(2)
    expect(rig.code((cb) => rig.entry.ar.channels.getChannelMemberCount({ channelIds: ['a', 'b'] }, cb))).toBe(5)
    expect([code(rig, peer), code(rig, peer), code(rig, peer)]).toEqual([undefined, undefined, 5])
    rig.link.end()
    rig.advance(500).greet({ resumed: 'full', limits: { rates: { message: [2, 60_000] } } })
    expect(code(rig, peer)).toBe(5)
  })

  it('P-WELCOME-3: limits of the wrong type or shape are not taken over', () => {
    const rig = new ArRig().created()
    rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    rig.greet({
      limits: { text: '4', channels: null, rates: { message: [1], join: 'x', counts: ['1', 2], presence: {} } }
    })
    for (let i = 0; i < 60; i++) expect(code(rig, peer)).toBeUndefined()
    expect(code(rig, peer)).toBe(5)
  })
})
