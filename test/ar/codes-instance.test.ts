// The code matrix (docs/ar-rules.md, section 9): the order of checks, and the codes of createInstance, release, login
// and logout.
import { describe, expect, it } from 'vitest'
import { APP, ArRig } from '../kit/engine-kit'
import {
  aborted,
  channel,
  channelRelease,
  code,
  counts,
  createChannel,
  createInstance,
  join,
  leave,
  login,
  logout,
  members,
  open,
  peer,
  presence,
  ready,
  release,
  type Call
} from './kit/calls'

describe('A-CALL-4: 101, then arguments, then 102, then the rate, then local state', () => {
  const needInstance: Array<[string, Call]> = [
    ['login', login],
    ['logout', logout],
    ['release', release],
    ['sendMessageToPeer', peer],
    ['createChannel', createChannel()],
    ['join', join()],
    ['leave', leave()],
    ['channelRelease', channelRelease()],
    ['sendChannelMessage', channel],
    ['getMembers', members()],
    ['getChannelMemberCount', counts],
    ['queryPeersOnlineStatus', presence]
  ]
  const needLogin: Array<[string, Call]> = [
    ['logout', logout],
    ['sendMessageToPeer', peer],
    ['join', join()],
    ['leave', leave()],
    ['sendChannelMessage', channel],
    ['getMembers', members()],
    ['getChannelMemberCount', counts],
    ['queryPeersOnlineStatus', presence]
  ]

  it.each(needInstance)('A-CALL-3: %s: 101 before createInstance and after release', (_, call) => {
    const rig = new ArRig().listen()
    expect(code(rig, call)).toBe(101)
    code(rig, createInstance())
    code(rig, release)
    expect(code(rig, call)).toBe(101)
  })

  it.each(needLogin)(
    'A-CALL-5: %s: 102 before login, after a failed one, while it runs (not logout), and after logout',
    (name, call) => {
      const rig = new ArRig().created()
      code(rig, createChannel())
      expect(code(rig, call)).toBe(102)
      open(rig, login)
      if (name !== 'logout') expect(code(rig, call)).toBe(102)
      rig.link.connect().end(4203)
      expect(code(rig.advance(1000), call)).toBe(102)
      open(rig, login)
      rig.greet()
      code(rig, logout)
      expect(code(rig, call)).toBe(102)
    }
  )

  it('A-CALL-3: 101 comes before arguments', () => {
    const rig = new ArRig()
    expect(rig.code((cb) => rig.entry.ar.sendMessageToPeer(null, cb))).toBe(101)
  })

  it('A-CALL-4: arguments come before 102, and their refusal takes no quota', () => {
    const rig = new ArRig().created()
    expect(rig.code((cb) => rig.entry.ar.sendMessageToPeer({ peerId: '', text: 'x' }, cb))).toBe(6)
    expect(rig.code((cb) => rig.entry.ar.sendMessageToPeer({ peerId: 'bob' }, cb))).toBe(7)
    expect(rig.code((cb) => rig.entry.ar.presence.query({ peerIds: [] }, cb))).toBe(2)
    expect(rig.code((cb) => rig.entry.ar.channels.getChannelMemberCount({ channelIds: [] }, cb))).toBe(2)
  })

  it('A-CALL-4: the rate comes before local state', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 5; i++) expect(code(rig, members('nowhere'))).toBe(5)
    expect(code(rig, members('nowhere'))).toBe(4)
  })

  it.each([
    ['sendMessageToPeer', peer, 2],
    ['sendChannelMessage', channel, 2],
    ['join', join(), 4],
    ['getMembers', members(), 3],
    ['getChannelMemberCount', counts, 4],
    ['queryPeersOnlineStatus', presence, 4]
  ] as Array<[string, Call, number]>)('A-CALL-9: in ABORTED %s is its timeout code, at once', (_, call, timeout) => {
    expect(code(aborted(), call)).toBe(timeout)
  })
})

describe('createInstance and release', () => {
  it('A-INSTANCE-1 A-CODE-2: createInstance 0, 2: the second one is refused and the first stays usable', () => {
    const rig = new ArRig().listen()
    expect([
      code(rig, createInstance()),
      code(rig, createInstance()),
      code(rig, createInstance('b'.repeat(32)))
    ]).toEqual([0, 2, 2])
    open(rig, login)
    rig.link.connect()
    expect(rig.link.last('hello').app).toBe(APP)
  })
  it('A-CODE-2: createInstance 3, 4: the length of appId, and its absence', () => {
    expect([code(new ArRig(), createInstance('a'.repeat(31))), code(new ArRig(), createInstance(''))]).toEqual([3, 4])
  })
  it('A-INSTANCE-2 A-CODE-4: release: 0, then 101; a new instance may follow at once, without old channels', () => {
    const rig = ready()
    expect([code(rig, release), code(rig, release), code(rig, createInstance())]).toEqual([0, 101, 0])
    open(rig, login)
    rig.greet()
    expect(code(rig, join('room'))).toBe(3)
  })
})

describe('login and logout', () => {
  it.each([
    ['replaced', 4201, 2],
    ['token_invalid', 4203, 5],
    ['token_expired', 4204, 6],
    ['unknown_app', 4205, 4],
    ['not_authorised', 4206, 7],
    ['bad_user', 4207, 3],
    ['version', 4304, 1],
    ['unheard_of', 4299, 1]
  ] as Array<[string, number, number]>)(
    'A-LOGIN-2 A-CODE-3: login: refused as %s (%i) is code %i, state 1 reason 3',
    (why, close, expected) => {
      const rig = new ArRig().created()
      const answers = open(rig, login)
      rig.link.connect().say({ t: 'refused', code: close, why, message: 'words' }).end(close)
      rig.world.drain()
      expect([answers, rig.states()]).toEqual([[{ code: expected, message: 'words' }], ['2/1', '1/3']])
    }
  )
  it('A-CODE-3: login 2: the server hangs up without a word', () => {
    const rig = new ArRig().created()
    const answers = open(rig, login)
    rig.link.connect().end(4300)
    rig.world.drain()
    expect(answers[0]?.code).toBe(2)
  })
  it('A-LOGIN-2 A-CODE-3: login 9: 6 s, state 1 reason 4', () => {
    const rig = new ArRig().created()
    const answers = open(rig, login)
    rig.advance(5999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect([answers[0]?.code, rig.states().at(-1)]).toEqual([9, '1/4'])
  })
  it('A-LOGIN-3 A-CODE-3: login 8: logging in, logged in, reconnecting, ABORTED', () => {
    const entering = new ArRig().created()
    open(entering, login)
    const returning = ready()
    returning.link.end()
    for (const rig of [entering, ready(), returning, aborted()]) expect(code(rig.advance(1000), login)).toBe(8)
  })
  it('A-LOGIN-4 A-CODE-3: login 1: aborted by logout; the logout is 0', () => {
    const rig = new ArRig().created()
    const answers = open(rig, login)
    expect([code(rig, logout), answers[0]?.code, rig.states()]).toEqual([0, 1, ['2/1', '1/6']])
  })
  it('A-LOGIN-1: token missing or null is the empty token', () => {
    for (const options of [{ userId: 'alice' }, { userId: 'alice', token: null }]) {
      const rig = new ArRig().created()
      rig.ask((cb) => rig.entry.ar.login(options, cb))
      rig.link.connect()
      expect(rig.link.last('hello').token).toBe('')
    }
  })
  it('A-LOGIN-4 A-CODE-4: logout: 0 when connected, reconnecting and aborted, state 1 reason 6', () => {
    const returning = ready()
    returning.link.end()
    returning.advance(5000)
    for (const rig of [ready(), returning, aborted()])
      expect([code(rig, logout), rig.states().at(-1)]).toEqual([0, '1/6'])
  })
})
