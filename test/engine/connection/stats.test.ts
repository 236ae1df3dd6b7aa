// What a client tells of itself when it is asked: counted since it was made, asked of nobody else.
import { describe, expect, it } from 'vitest'
import { Meter } from '../../../uni_modules/rtm/utssdk/common/connection/meter.uts'
import { World } from '../../../sdk/testing/world.ts'
import { record, Rig, welcome } from '../../kit/engine-kit'

const stats = (rig: Rig): Record<string, unknown> =>
  rig.ask((done) => {
    rig.client.stats(done)
  })[0]!
const of = (rig: Rig, ...names: string[]): unknown[] => names.map((name) => stats(rig)[name])
const took = (rig: Rig): unknown => stats(rig)['roundTrip']
const write = (rig: Rig, text = 'hi') =>
  rig.ask((done) => {
    rig.client.send('bob', text, false, false, done)
  })
/** Logged in over a link that needs this long for hello and welcome. */
function slow(ms: number): Rig {
  const rig = new Rig()
  rig.ask((done) => rig.client.login('alice', '', done))
  rig.link.connect()
  return rig.advance(ms).greetAgain()
}
/** Lets time pass until a ping goes out. */
function pinging(rig: Rig): Rig {
  for (const before = rig.link.of('ping').length; rig.link.of('ping').length <= before;) rig.advance(1)
  return rig
}

describe('stats', () => {
  it('is answered without a login, and asks no server', () => {
    const rig = new Rig()
    expect(stats(rig)).toEqual({
      ok: 1,
      phase: 'out',
      roundTrip: -1,
      links: 0,
      lost: 0,
      sent: 0,
      received: 0,
      waiting: 0
    })
    rig.login()
    const before = rig.link.texts.length
    expect(stats(rig)).toEqual({
      ok: 1,
      phase: 'in',
      roundTrip: 0,
      links: 1,
      lost: 0,
      sent: 0,
      received: 0,
      waiting: 0
    })
    expect(rig.link.texts.length).toBe(before)
  })

  it('phase is the name of the state, short interruptions told too', () => {
    const rig = new Rig()
    const phases = [stats(rig)['phase']]
    const note = (): unknown => phases.push(stats(rig)['phase'])
    rig.ask((done) => rig.client.login('alice', '', done))
    note()
    rig.greet()
    note()
    rig.link.end()
    note()
    rig.advance(4000)
    note()
    rig.greet({ resumed: 'full' }).link.end(4201)
    note()
    expect(phases).toEqual(['out', 'entering', 'in', 'mending', 'returning', 'aborted'])
  })

  it('links are those that opened; lost, those not given up here: no logout, no dial in vain', () => {
    const rig = new Rig().login()
    rig.link.end()
    rig.advance(500).link.end() // never opened
    rig.advance(1000).greet({ resumed: 'full' })
    expect(of(rig, 'links', 'lost')).toEqual([2, 1])
    rig.advance(4000) // silence
    expect(of(rig, 'links', 'lost')).toEqual([2, 2])
    rig.advance(500).greet({ resumed: 'full' })
    rig.ask((done) => {
      rig.client.hold(1, done)
    })
    expect(of(rig, 'links', 'lost')).toEqual([3, 3])
    rig.ask((done) => {
      rig.client.hold(0, done)
    })
    rig.greet({ resumed: 'full' }).ask((done) => {
      rig.client.logout(done)
    })
    rig.login()
    expect(of(rig, 'links', 'lost')).toEqual([5, 3])
  })

  it('P-SEND-9: sent counts a message at its first write, no repeats; waiting is what has no outcome', () => {
    const rig = new Rig().login()
    write(rig)
    rig.link.end()
    write(rig)
    expect(of(rig, 'sent', 'waiting')).toEqual([1, 2])
    rig.advance(500).greet({ resumed: 'full', taken: 0 })
    expect([rig.link.of('send').length, ...of(rig, 'sent', 'waiting')]).toEqual([2, 2, 2])
    rig.say({ t: 'out', n: 1, outcome: 'received', i: 'a' }).say({ t: 'out', n: 2, outcome: 'offline' })
    expect(of(rig, 'sent', 'waiting')).toEqual([2, 0])
  })

  it('P-SEND-9: what was never written is not sent; answered without an outcome, it still waits for it', () => {
    const rig = new Rig().login()
    write(rig)
    for (let i = 0; i < 10; i++) rig.advance(1000).say({ t: 'pong' })
    expect(of(rig, 'sent', 'waiting')).toEqual([1, 1])
    rig.say({ t: 'out', n: 1, outcome: 'received', i: 'a' }).link.end()
    write(rig)
    rig.advance(10_000)
    expect(of(rig, 'sent', 'waiting')).toEqual([1, 0])
  })

  it('received counts messages of peers and channels that the page was told, and no other event', () => {
    const rig = new Rig({ quiet: true }).login().join('room')
    rig
      .say(record(0, 1))
      .say(record(7, 1))
      .say(record(7, 1))
      .say({ t: 'members', a: 7, v: 2, count: 2, joined: ['bob'] })
    expect(of(rig, 'received')).toEqual([0])
    rig.listen(() => {})
    expect(of(rig, 'received')).toEqual([2])
    rig.say(record(0, 2)).say({ t: 'gap', a: 7, from: 2, to: 3, count: 2, why: 'retention' })
    expect(of(rig, 'received')).toEqual([3])
  })
})

describe('the round trip', () => {
  it('P-LIFE-7: is first that of hello and welcome, then that of the newest ping and its pong', () => {
    const rig = slow(120)
    expect(took(rig)).toBe(120)
    pinging(rig).advance(35)
    expect(took(rig)).toBe(120)
    rig.say({ t: 'pong', now: 1 })
    expect(took(rig)).toBe(35)
  })

  it('P-LIFE-7: a pong answers the oldest open ping; a ping behind an open one is not timed', () => {
    const rig = pinging(slow(120))
    const ping = (): void => {
      rig.ask(() => {
        rig.client.onNetwork(1)
      })
    }
    rig.advance(100)
    ping()
    rig.advance(50).say({ t: 'pong' })
    expect(took(rig)).toBe(150)
    ping() // two are open, and the first of them was not timed
    rig.advance(10).say({ t: 'pong' }).advance(10).say({ t: 'pong' })
    expect([rig.link.of('ping').length, took(rig)]).toEqual([3, 150])
    ping()
    rig.advance(7).say({ t: 'pong' })
    expect(took(rig)).toBe(7)
  })

  it('P-LIFE-7: a pong that nobody waits for means nothing', () => {
    const rig = slow(120).say({ t: 'pong' }).say({ t: 'pong' })
    expect(took(rig)).toBe(120)
    pinging(rig).advance(40).say({ t: 'pong' })
    expect(took(rig)).toBe(40)
  })

  it('P-LIFE-7: belongs to its link: without one there is none, and a ping of the old one is forgotten', () => {
    const rig = pinging(slow(120))
    rig.link.end()
    expect(took(rig)).toBe(-1)
    rig.advance(500).link.connect()
    expect(took(rig)).toBe(-1)
    rig
      .advance(60)
      .link.say(welcome({ resumed: 'full' }))
      .say({ t: 'pong' })
    expect(took(rig)).toBe(60)
    rig.ask((done) => {
      rig.client.logout(done)
    })
    expect(took(rig)).toBe(-1)
  })

  it('P-LIFE-2: the sleep of an app in the background is no part of it', () => {
    const rig = pinging(slow(120))
    const around = (what: () => void): Rig => {
      rig.ask(what)
      return rig
    }
    around(() => {
      rig.client.onBackground()
    }).advance(600_000)
    around(() => {
      rig.client.onForeground()
    })
      .advance(20)
      .say({ t: 'pong' })
      .say({ t: 'pong' })
    expect(took(rig)).toBe(120)
    pinging(rig).advance(25).say({ t: 'pong' })
    expect(took(rig)).toBe(25)
  })

  it('P-LIFE-7: a wall clock that is set meanwhile changes no round trip', () => {
    const world = new World()
    const meter = new Meter(world.clock)
    meter.up()
    for (const jump of [-3_600_000, 3_600_000]) {
      meter.asked()
      world.clock.jump(jump)
      world.advanceNow(50)
      meter.answered()
      expect(meter.roundTrip).toBe(50)
    }
  })
})
