// The five functions for invitations in the numbers and shapes of AR-RtmModule.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'

const names = [
  'sendLocalInvitation',
  'cancelLocalInvitation',
  'acceptRemoteInvitation',
  'refuseRemoteInvitation'
] as const
type Name = (typeof names)[number]
const code = (rig: ArRig, name: Name, options: Frame | null = { calleeId: 'bob' }): unknown =>
  rig.code((cb) => rig.entry.ar.invitations[name](options, cb))
const listen = (rig: ArRig): ArRig => {
  rig.ask((cb) => rig.entry.ar.invitations.setCallEventListener(cb))
  return rig
}
const ready = (): ArRig => {
  const rig = listen(new ArRig().loggedIn())
  rig.events.length = 0
  return rig
}
const login = (rig: ArRig): string => String(rig.link.last('hello').login)
const view = (rig: ArRig, isLocal: boolean, v: number, state: string, more: Frame = {}): ArRig => {
  const [i, from, to] = isLocal ? [`${login(rig)}.1`, 'alice', 'bob'] : ['b.1', 'bob', 'alice']
  const call = { t: 'call', i, from, to, ch: 'room', content: 'c', v, state, response: 'r', why: '', by: login(rig) }
  return rig.say({ ...call, ...more })
}
const rung = (isLocal: boolean): ArRig => {
  const rig = ready()
  if (isLocal) code(rig, 'sendLocalInvitation', { calleeId: 'bob', channelId: 'room', content: 'c' })
  view(rig, isLocal, 1, 'sent')
  view(rig, isLocal, 2, 'ringing')
  return rig
}
const end = (isLocal: boolean, state: string, more: Frame = {}): Frame[] => {
  const rig = rung(isLocal)
  rig.events.length = 0
  return view(rig, isLocal, 3, state, more).events
}

describe('the order of checks', () => {
  it('A-CALL-3: 101 before createInstance and after release, for setCallEventListener too', () => {
    const rig = new ArRig()
    for (const name of names) expect(code(rig, name, null)).toBe(101)
    expect(rig.code((cb) => rig.entry.ar.invitations.setCallEventListener(cb))).toBe(101)
    rig.created()
    rig.ask((cb) => rig.entry.ar.release(cb))
    for (const name of names) expect(code(rig, name)).toBe(101)
  })
  it('A-INVITE-1 A-CODE-4: setCallEventListener is answered 0, once, whenever it is called', () => {
    const rig = new ArRig().created()
    for (let i = 0; i < 2; i++)
      expect(rig.ask((cb) => rig.entry.ar.invitations.setCallEventListener(cb))).toEqual([{ code: 0 }])
  })
  it('A-INVITE-2 A-CODE-17: 1, before 102: a bad id, no text, text above 8 KB, channel above 64 bytes, oneself', () => {
    for (const rig of [new ArRig().created(), ready()]) {
      for (const name of names) {
        for (const calleeId of ['', null, 'x'.repeat(65), 'a/b', {}, true])
          expect(code(rig, name, { calleeId }), name).toBe(1)
        for (const text of [7, {}, true, 'x'.repeat(8_193), '漢'.repeat(2_731), '\ud800'])
          expect(
            code(rig, name, { calleeId: 'bob', content: text, response: text }),
            `${name} ${String(text).slice(0, 9)}`
          ).toBe(1)
      }
      expect(code(rig, 'sendLocalInvitation', { calleeId: 'bob', channelId: '漢'.repeat(22) })).toBe(1)
    }
    expect(code(ready(), 'sendLocalInvitation', { calleeId: 'alice' })).toBe(1)
  })
  it('A-INVITE-8: 102, before login, during it, after logout, in ABORTED: sending fails with state 6, code 4', () => {
    const rig = listen(new ArRig().created())
    for (const name of names) expect(code(rig, name), name).toBe(102)
    const failure = {
      rtmEvent: 'onLocalInvitationFailure',
      calleeId: 'bob',
      content: 'c',
      channelId: 'room',
      state: 6,
      invitationId: '',
      response: '',
      getResponse: '',
      code: 4,
      errorCode: 4,
      reason: 'not_logged_in'
    }
    rig.events.length = 0
    expect(code(rig, 'sendLocalInvitation', { calleeId: 'bob', content: 'c', channelId: 'room' })).toBe(102)
    expect(rig.events).toEqual([failure])
    const aborted = rung(true)
    aborted.link.end(4201)
    aborted.advance(1_000)
    for (const name of names) expect(code(aborted, name), name).toBe(102)
  })
})

describe('the rest of the row', () => {
  it('A-CALL-7 A-INVITE-2: a number is an id; channelId and content may be absent, null or empty', () => {
    const rig = ready()
    expect(code(rig, 'sendLocalInvitation', { calleeId: 42, channelId: 7 })).toBe(0)
    expect(rig.link.last('invite')).toMatchObject({ to: '42', ch: '7', content: '' })
    for (const [i, options] of [
      { calleeId: 'a' },
      { calleeId: 'b', content: null, channelId: null },
      { calleeId: 'c', content: '', channelId: '' }
    ].entries())
      expect(code(rig, 'sendLocalInvitation', options), String(i)).toBe(0)
  })
  it('A-INVITE-3 A-INVITE-6 A-INVITE-7 A-CODE-17: send: 0 with the id, 5 while it runs; reconnecting, 0 too', () => {
    const rig = ready()
    expect(rig.ask((cb) => rig.entry.ar.invitations.sendLocalInvitation({ calleeId: 'bob' }, cb))).toEqual([
      { code: 0, invitationId: `${login(rig)}.1` }
    ])
    expect(code(rig, 'sendLocalInvitation')).toBe(5)
    rig.link.end()
    rig.advance(5_000)
    expect(rig.states().at(-1)).toBe('4/5')
    for (const [name, expected] of [
      ['sendLocalInvitation', 5],
      ['cancelLocalInvitation', 0],
      ['acceptRemoteInvitation', 2]
    ] as const)
      expect(code(rig, name), name).toBe(expected)
    expect(code(rig, 'sendLocalInvitation', { calleeId: 'carol' })).toBe(0)
  })
  it('A-INVITE-4 A-INVITE-6 A-CODE-17: cancel: 2 never started, 0 by calleeId only, 3 ended; another id is 2', () => {
    const rig = rung(true)
    expect([
      code(rig, 'cancelLocalInvitation', { calleeId: 'carol' }),
      code(rig, 'cancelLocalInvitation', { calleeId: 'bob', invitationId: 'x' }),
      code(rig, 'cancelLocalInvitation')
    ]).toEqual([2, 2, 0])
    view(rig, true, 3, 'cancelled')
    expect(code(rig, 'cancelLocalInvitation')).toBe(3)
  })
  it('A-INVITE-5 A-CODE-17: accept, refuse: 2 unknown, 0 by calleeId or callerId, 4 accepted before, 3 ended', () => {
    const rig = rung(false)
    for (const name of ['acceptRemoteInvitation', 'refuseRemoteInvitation'] as const)
      expect([code(rig, name, { calleeId: 'carol' }), code(rig, name, { callerId: 'bob', invitationId: 'x' })]).toEqual(
        [2, 2]
      )
    expect([
      code(rig, 'acceptRemoteInvitation', { callerId: 'bob', response: '' }),
      code(rig, 'acceptRemoteInvitation'),
      code(rig, 'refuseRemoteInvitation')
    ]).toEqual([0, 4, 4])
    view(rig, false, 3, 'accepted')
    expect([code(rig, 'acceptRemoteInvitation'), code(rig, 'refuseRemoteInvitation')]).toEqual([4, 3])
    const refused = rung(false)
    expect([
      code(refused, 'refuseRemoteInvitation'),
      code(refused, 'refuseRemoteInvitation'),
      code(refused, 'acceptRemoteInvitation')
    ]).toEqual([0, 3, 3])
  })
})

describe('A-EVENT-7: the events, with every field of both plugins', () => {
  const of = (isLocal: boolean, name: string, state: number, more: Frame = {}): Frame => ({
    rtmEvent: `on${isLocal ? 'Local' : 'Remote'}Invitation${name}`,
    ...(isLocal ? { calleeId: 'bob' } : { callerId: 'bob' }),
    content: 'c',
    channelId: 'room',
    state,
    invitationId: isLocal ? '000000000000000000.1.1' : 'b.1',
    response: '',
    getResponse: '',
    ...more
  })
  const said = { response: 'r', getResponse: 'r' }

  it('A-EVENT-8 A-INVITE-9: received comes once on each side: state 2 for the caller, 1 for the callee', () => {
    expect([rung(true).events, rung(false).events]).toEqual([
      [of(true, 'ReceivedByPeer', 2)],
      [of(false, 'Received', 1)]
    ])
  })
  it('A-INVITE-9 A-EVENT-7: accepted is 3 for the caller, 4 for the callee; refused the reverse; both names', () => {
    expect([end(true, 'accepted'), end(false, 'accepted')]).toEqual([
      [of(true, 'Accepted', 3, said)],
      [of(false, 'Accepted', 4, said)]
    ])
    expect([end(true, 'refused'), end(false, 'refused')]).toEqual([
      [of(true, 'Refused', 4, { ...said, reason: 'refused' })],
      [of(false, 'Refused', 3, { ...said, reason: 'refused' })]
    ])
    expect(end(true, 'refused', { why: 'busy' })).toMatchObject([{ reason: 'busy' }])
  })
  it('A-INVITE-9: cancelled is 5 on both sides', () => {
    expect([end(true, 'cancelled'), end(false, 'cancelled')]).toEqual([
      [of(true, 'Canceled', 5, said)],
      [of(false, 'Canceled', 5, said)]
    ])
  })
  it.each([
    ['offline', 1],
    ['silent', 2],
    ['caller_away', 3],
    ['unconfirmed', 3],
    ['caller_gone', 4]
  ])('A-INVITE-10: local failure: %s is %i', (why, number) => {
    expect(end(true, 'failed', { why })).toEqual([
      of(true, 'Failure', 6, { ...said, code: number, errorCode: number, reason: why })
    ])
  })
  it.each([
    ['caller_away', 1],
    ['caller_gone', 1],
    ['unconfirmed', 2]
  ])('A-INVITE-10: remote failure: %s is %i', (why, number) => {
    expect(end(false, 'failed', { why })).toEqual([
      of(false, 'Failure', 6, { ...said, code: number, errorCode: number, reason: why })
    ])
  })
  it('A-INVITE-11: unanswered: code 3 on both sides, then expired; lost by the server: code 3 alone', () => {
    for (const isLocal of [true, false]) {
      const more = { ...said, code: 3, errorCode: 3, reason: 'expired' }
      expect(end(isLocal, 'failed', { why: 'expired' })).toEqual([
        of(isLocal, 'Failure', 6, more),
        of(isLocal, 'Expired', 6, more)
      ])
      expect(end(isLocal, 'unknown')).toEqual([of(isLocal, 'Failure', 6, { ...more, reason: 'unknown' })])
    }
  })
  it('P-CALL-11: answered elsewhere, with the state in which it is', () => {
    for (const [state, number] of [
      ['answering', 2],
      ['accepted', 4],
      ['refused', 3]
    ] as const)
      expect(end(false, state, { by: 'other' })).toEqual([of(false, 'AnsweredElsewhere', number, said)])
  })
  it('A-INVITE-1: they wait for setCallEventListener, which survives a logout and ends with release', () => {
    const rig = new ArRig().loggedIn()
    view(rig, false, 1, 'sent')
    expect(rig.told('onRemoteInvitationReceived')).toEqual([])
    listen(rig)
    expect(rig.told('onRemoteInvitationReceived')).toHaveLength(1)
    rig.ask((cb) => rig.entry.ar.logout(cb))
    rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    view(rig.greet(), false, 1, 'sent')
    expect(rig.told('onRemoteInvitationReceived')).toHaveLength(2)
    rig.ask((cb) => rig.entry.ar.release(cb))
    rig.created()
    rig.advance(1_000).ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    view(rig.greet(), false, 1, 'sent')
    expect(rig.told('onRemoteInvitationReceived')).toHaveLength(2)
  })
})
