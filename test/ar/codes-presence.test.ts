// The code matrix and shapes (docs/ar-rules.md, sections 6, 9, 10) of the presence functions.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'
import { type Call, code, open } from './kit/calls'

const subscribe =
  (peerIds: unknown = ['bob']): Call =>
  (rig, cb) =>
    rig.entry.ar.presence.subscribe({ peerIds }, cb)
const unsubscribe =
  (peerIds: unknown = ['bob']): Call =>
  (rig, cb) =>
    rig.entry.ar.presence.unsubscribe({ peerIds }, cb)
const list =
  (options: Frame | null = { option: 0 }): Call =>
  (rig, cb) =>
    rig.entry.ar.presence.bySubscription(options, cb)
const three: Array<[string, Call]> = [
  ['subscribePeersOnlineStatus', subscribe()],
  ['unsubscribePeersOnlineStatus', unsubscribe()],
  ['queryPeersBySubscriptionOption', list()]
]
const both: Array<[string, typeof subscribe, string]> = [
  ['subscribePeersOnlineStatus', subscribe, 'watch'],
  ['unsubscribePeersOnlineStatus', unsubscribe, 'unwatch']
]

const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `user${i}`)
const aborted = (): ArRig => {
  const rig = new ArRig().loggedIn()
  rig.link.end(4201)
  return rig.advance(1000)
}
/** Logged in, with these subscribed to and nothing to look back on. */
function subscribed(...users: string[]): ArRig {
  const rig = new ArRig().loggedIn()
  open(rig, subscribe(users))
  rig.say({ t: 'ok', id: rig.link.last('watch').id, states: users.map(() => 'online') }).events.length = 0
  return rig
}

describe.each(three)('%s', (name, call) => {
  it('A-CALL-3 A-CALL-5: 101 before createInstance and after release, 102 before login and after logout', () => {
    const rig = new ArRig().listen()
    expect(code(rig, call)).toBe(101)
    expect(code(rig.created(), call)).toBe(102)
    const out = new ArRig().loggedIn()
    out.ask((cb) => out.entry.ar.logout(cb))
    expect(code(out, call)).toBe(102)
    out.ask((cb) => out.entry.ar.release(cb))
    expect(code(out, call)).toBe(101)
  })
  it('A-CALL-9: in ABORTED it is its timeout code, at once', () => {
    expect(code(aborted(), call)).toBe(name.startsWith('query') ? 2 : 4)
  })
})

describe.each(both)('%s', (_, call, frame) => {
  it.each([
    ['ok', '', 0],
    ['no', 'internal', 1],
    ['no', 'invalid', 2],
    ['no', 'too_often', 5],
    ['no', 'too_many_watched', 6],
    ['no', 'unsupported', 1]
  ])('A-CODE-1 A-CODE-13: %s %s is %i', (t, why, expected) => {
    const rig = new ArRig().loggedIn()
    const answers = open(rig, call())
    rig.say({ t, id: rig.link.last(frame).id, why, message: 'words', states: ['online'] })
    expect(answers).toEqual([expected === 0 ? { code: 0 } : { code: expected, message: 'words' }])
  })
  it('A-CALL-4: 2: no ids, bad ids, no list; before 102', () => {
    for (const peerIds of [[], [''], ['bob', 'a/b'], 'bob', null, [null], ['x'.repeat(65)]]) {
      for (const rig of [new ArRig().created(), new ArRig().loggedIn()])
        expect(code(rig, call(peerIds)), JSON.stringify(peerIds)).toBe(2)
    }
  })
  it('A-TIMER-4: 4: 10 s', () => {
    const rig = new ArRig().loggedIn()
    rig.link.end()
    const answers = open(rig, call())
    rig.advance(9999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers[0]?.code).toBe(4)
  })
  it('A-CODE-13: 6: more than 512 in one call; 512 are fine, and repeated ids count once', () => {
    expect(code(new ArRig().loggedIn(), call(ids(513)))).toBe(6)
    const rig = new ArRig().loggedIn()
    expect(code(rig, call([...ids(512), ...ids(512)]))).toBeUndefined()
    expect(rig.link.last(frame).users).toEqual(ids(512))
  })
})

describe('subscriptions', () => {
  it('A-CODE-13: 5: 10 of both in 5 s', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 10; i++) expect(code(rig, i % 2 === 0 ? subscribe() : unsubscribe())).toBeUndefined()
    expect([code(rig, subscribe()), code(rig, unsubscribe()), code(rig, list())]).toEqual([5, 5, 0])
    rig.say({ t: 'pong' }).advance(3000).say({ t: 'pong' }).advance(2000)
    expect(code(rig, subscribe())).toBeUndefined()
  })
  it('A-PRESENCE-3: 6: more than 512 altogether changes nothing', () => {
    const rig = subscribed(...ids(512))
    expect([code(rig, subscribe(['one more'])), rig.ask((cb) => list()(rig, cb))[0]?.peers]).toEqual([6, ids(512)])
  })
  it('A-PRESENCE-1 A-PRESENCE-3: onPeersOnlineStatusChanged: the answer, then these peers: 0, 1 or 2', () => {
    const rig = new ArRig().loggedIn()
    rig.events.length = 0
    const answers = open(rig, subscribe(['bob', 'carol', 'dave']))
    rig.say({ t: 'ok', id: 1, states: ['online', 'unreachable', 'offline'] })
    expect(answers).toEqual([{ code: 0 }])
    expect(rig.events).toEqual([
      {
        rtmEvent: 'onPeersOnlineStatusChanged',
        peersStatus: [
          { peerId: 'bob', state: 0 },
          { peerId: 'carol', state: 1 },
          { peerId: 'dave', state: 2 }
        ]
      }
    ])
    rig.say({ t: 'peers', states: [{ u: 'bob', s: 'offline' }] })
    expect(rig.events.slice(1)).toEqual([
      { rtmEvent: 'onPeersOnlineStatusChanged', peersStatus: [{ peerId: 'bob', state: 2 }] }
    ])
  })
  it('A-PRESENCE-4: after a reconnect one event has those that changed, after the state event', () => {
    const rig = subscribed('bob', 'carol')
    rig.link.end()
    rig.advance(4000).greet({ resumed: 'full', peers: ['offline', 'online'] })
    expect(rig.events.map(({ rtmEvent, state, peersStatus }) => [rtmEvent, state ?? peersStatus])).toEqual([
      ['onConnectionStateChanged', 4],
      ['onConnectionStateChanged', 3],
      ['onPeersOnlineStatusChanged', [{ peerId: 'bob', state: 2 }]]
    ])
  })
})

describe('queryPeersBySubscriptionOption', () => {
  it('A-PRESENCE-5 A-EVENT-2: peers in the order of subscription, and options beside it', () => {
    const rig = subscribed('dave', 'bob')
    expect(open(rig, list())).toEqual([{ code: 0, peers: ['dave', 'bob'], options: ['dave', 'bob'] }])
    open(rig, unsubscribe(['dave']))
    expect(open(rig, list())).toEqual([{ code: 0, peers: ['bob'], options: ['bob'] }])
  })
  it('A-PRESENCE-5 A-CODE-14: 1: there is no option but 0, which may be missing', () => {
    const rig = new ArRig().loggedIn()
    for (const options of [{ option: 1 }, { option: -1 }, { option: 0.5 }, { option: 'x' }, { option: {} }])
      expect(code(rig, list(options)), JSON.stringify(options)).toBe(1)
    for (const options of [null, {}, { option: null }, { option: 0 }])
      expect(code(rig, list(options)), JSON.stringify(options)).toBe(0)
    expect(code(new ArRig().created(), list({ option: 1 }))).toBe(1)
  })
  it('A-CODE-14: 3: 10 in 5 s; a refused one takes nothing', () => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 10; i++) expect(code(rig, list())).toBe(0)
    for (let i = 0; i < 20; i++) expect(code(rig, list())).toBe(3)
    rig.say({ t: 'pong' }).advance(3000).say({ t: 'pong' }).advance(2000)
    expect(code(rig, list())).toBe(0)
  })
})
