// What the surroundings of the app change for a link: background, networks, sleep.
import { describe, expect, it } from 'vitest'
import { ArRig, Rig } from '../../kit/engine-kit'
import { dials, live, login } from '../../kit/line-rig'

describe('what happens around the app', () => {
  it('P-LIFE-2: background pauses ping and silence; the return pings at once and has the whole limit again', () => {
    const rig = new Rig({ chance: 0.5 }).login().advance(1000)
    rig.client.onBackground()
    rig.advance(600_000)
    expect([rig.link.of('ping').length, rig.link.closedBy]).toEqual([0, null])
    rig.client.onForeground()
    expect(rig.link.of('ping')).toHaveLength(1)
    rig.advance(3999)
    expect(rig.link.closedBy).toBeNull()
    rig.advance(1)
    expect(rig.link.closedBy).not.toBeNull()
  })

  it('P-LIFE-2: a link lost in the background is dialled at the return, once, and lives a full life', () => {
    const rig = new Rig().login()
    rig.client.onBackground()
    rig.link.end()
    rig.client.onForeground()
    expect(dials(rig)).toBe(2)
    rig.advance(4500)
    expect(rig.link.closedBy).toBeNull()
    live(rig.greet({ resumed: 'full' }), 30)
    expect([dials(rig), rig.link.of('ping').length]).toEqual([2, 15])
    rig.ask((done) => rig.client.logout(done))
    expect(rig.world.timersOpen()).toBe(0)
  })

  it('P-LIFE-2: the first link opened while hidden is paused like any other', () => {
    const rig = new Rig()
    rig.client.onBackground()
    rig.login().advance(600_000)
    expect([rig.link.of('ping').length, rig.link.closedBy, dials(rig)]).toEqual([0, null, 1])
    rig.client.onForeground()
    expect(rig.link.of('ping')).toHaveLength(1)
  })

  it('P-LIFE-2: so is that of a client that was made in the background', () => {
    const rig = new ArRig().listen()
    rig.surroundings[0]!.onBackground()
    rig.loggedIn().advance(600_000)
    expect([rig.link.of('ping').length, rig.link.closedBy]).toEqual([0, null])
    rig.surroundings[0]!.onForeground()
    expect(rig.link.of('ping')).toHaveLength(1)
  })

  it('P-LIFE-8: a poke is answered by a ping from the event itself, hidden or not; it says what is handled', () => {
    const rig = new Rig().login()
    expect(rig.link.last('hello').features).toEqual(['poke'])
    rig.client.onBackground()
    rig.say({ t: 'm', a: 0, o: 1, i: 'm1', f: 'bob', fs: 's', ts: 1, p: 'hi' }).advance(3000)
    rig.link.say({ t: 'poke' })
    expect(rig.link.of('ping')).toEqual([{ t: 'ping', r: 1, h: 1 }])
    rig.client.onForeground()
    rig.link.say({ t: 'poke' })
    expect(rig.link.of('ping')).toHaveLength(3)
  })

  it('A-TIMER-3: hidden, a link that ends is dialled anew from the event; failing, it waits for a timer', () => {
    const rig = live(new Rig({ chance: 0.5 }).login(), 1)
    rig.client.onBackground()
    rig.link.end()
    expect(dials(rig)).toBe(2)
    rig.link.end()
    expect(dials(rig)).toBe(2)
    expect(dials(rig.advance(500))).toBe(3)
  })

  it('A-TIMER-3: a network that is usable again drops the dial that hangs in the old one; waits begin anew', () => {
    const rig = new Rig().login()
    for (let i = 0; i < 5; i++) {
      rig.link.end()
      rig.advance(5000)
    }
    const hangs = rig.link
    const before = dials(rig)
    rig.client.onNetwork(1)
    expect([hangs.closedBy !== null, dials(rig)]).toEqual([true, before + 1])
    rig.link.end()
    expect(dials(rig.advance(0))).toBe(before + 2)
  })

  it('A-TIMER-3: the return and a new network do not wait out a backoff', () => {
    for (const wake of [
      (rig: Rig) => {
        rig.client.onForeground()
      },
      (rig: Rig) => {
        rig.client.onNetwork(1)
      }
    ]) {
      const rig = new Rig().login()
      for (let i = 0; i < 5; i++) {
        rig.link.end()
        rig.advance(5000)
      }
      rig.link.end()
      const before = dials(rig)
      wake(rig)
      expect(dials(rig)).toBe(before + 1)
    }
  })

  it('A-TIMER-3: a new network under an open link is asked by a ping; a network that is gone changes nothing', () => {
    const rig = new Rig().login()
    rig.client.onNetwork(0)
    expect(rig.link.of('ping')).toHaveLength(0)
    rig.client.onNetwork(1)
    expect([rig.link.of('ping').length, dials(rig)]).toEqual([1, 1])
  })

  it('A-TIMER-1: nothing dials for a client that is logged out, whatever happens around it', () => {
    const rig = new Rig()
    for (const poke of [
      () => {
        rig.client.onForeground()
      },
      () => {
        rig.client.onBackground()
      },
      () => {
        rig.client.onNetwork(1)
      }
    ])
      poke()
    rig.ask((done) => rig.client.hold(1, done))
    rig.ask((done) => rig.client.hold(0, done))
    expect([dials(rig), rig.world.timersOpen()]).toEqual([0, 0])
  })

  it('hold is a network that is gone: no dialling while held, at once when let go', () => {
    const rig = new Rig().login()
    expect(rig.ask((done) => rig.client.hold(1, done))).toEqual([{ ok: 1 }])
    rig.advance(30_000)
    rig.client.onForeground()
    rig.client.onNetwork(1)
    expect([dials(rig), rig.link.closedBy !== null, rig.states().at(-1)]).toEqual([1, true, 'reconnecting interrupted'])
    rig.ask((done) => rig.client.hold(0, done))
    expect(dials(rig)).toBe(2)
    rig.greet({ resumed: 'full' })
    expect(rig.states().at(-1)).toBe('connected login_success')
  })

  it('A-LOGIN-2: a login while held ends by its deadline', () => {
    const rig = new Rig()
    rig.ask((done) => rig.client.hold(1, done))
    const answers = login(rig)
    rig.advance(6000)
    expect([answers[0]?.why, dials(rig)]).toEqual(['timeout', 0])
  })
})
