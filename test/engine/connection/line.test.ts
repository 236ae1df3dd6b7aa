// Keeping a link: when to dial, when to ping, when to give up.
import { describe, expect, it } from 'vitest'
import { Rig, welcome } from '../../kit/engine-kit'
import { dials, live, login } from '../../kit/line-rig'

describe('life of a link', () => {
  it('P-LIFE-1: a ping after every 2 s in which nothing was sent; what is sent counts', () => {
    const rig = live(new Rig().login(), 1)
    expect(rig.link.of('ping')).toHaveLength(0)
    rig.ask((done) => rig.client.presence.query(['bob'], done))
    live(rig, 1)
    expect(rig.link.of('ping')).toHaveLength(0)
    live(rig, 1)
    expect(rig.link.of('ping')).toHaveLength(1)
    live(rig, 20)
    expect(rig.link.of('ping')).toHaveLength(11)
  })

  it('P-LIFE-2: any frame is life, even one that is not understood', () => {
    const rig = new Rig({ chance: 0.5 }).login()
    for (const text of ['{"t":"news"}', 'nonsense', '[]', '']) rig.advance(3999).link.say(text)
    expect([dials(rig), rig.link.closedBy]).toEqual([1, null])
    rig.advance(4000)
    expect(rig.link.closedBy).not.toBeNull()
  })

  it('P-WELCOME-3: ping and silence follow the hints of the server', () => {
    const rig = new Rig()
      .login('alice', { heartbeat: { ping: 500, silent: 1500, unreachable: 6000, lease: 30000 } })
      .advance(1499)
    expect([rig.link.of('ping').length, rig.link.closedBy]).toEqual([2, null])
    rig.advance(1)
    expect(rig.states().at(-1)).toBe('reconnecting interrupted')
  })

  it('A-TIMER-1: dials at once (least chance), then after 0.44, 0.9, 1.75, 3.5, 4.4 s; anew once a link lasts', () => {
    const rig = live(new Rig().login(), 1)
    const wait = (): number => {
      const before = dials(rig)
      rig.link.end()
      let waited = 0
      while (rig.advance(0) && dials(rig) === before) {
        rig.advance(50)
        waited += 50
      }
      return waited
    }
    expect(Array.from({ length: 7 }, wait)).toEqual([0, 450, 900, 1750, 3500, 4400, 4400])
    live(rig.greet({ resumed: 'full' }), 1)
    expect([wait(), wait()]).toEqual([0, 450])
  })

  it('A-TIMER-1: a server that welcomes and throws out, again and again, is not stormed', () => {
    const rig = new Rig().login()
    for (let i = 0; i < 100; i++) {
      rig.link.end()
      rig.advance(100)
      if (rig.link.of('hello').length === 0) rig.greet({ resumed: 'full' })
    }
    expect(dials(rig)).toBeLessThanOrEqual(1 + 100 / 4)
  })

  it('A-TIMER-1: the first attempt comes within 300 ms', () => {
    const rig = live(new Rig({ chance: 0.999 }).login(), 1)
    rig.link.end()
    expect(dials(rig.advance(299))).toBe(1)
    expect(dials(rig.advance(1))).toBe(2)
  })

  it('A-TIMER-2: a link that neither opens nor closes is given up after 5 s', () => {
    const rig = new Rig().login()
    rig.link.end()
    rig.advance(500)
    const stuck = rig.link
    rig.advance(4937)
    expect(stuck.closedBy).toBeNull()
    rig.advance(1)
    expect(stuck.closedBy).not.toBeNull()
    rig.advance(1000)
    expect(rig.link).not.toBe(stuck)
  })

  it('A-TIMER-2: a server that answers pings but not the hello is given up after 5 s', () => {
    const rig = new Rig().login()
    rig.link.end()
    rig.advance(500).link.connect()
    const deaf = rig.link
    live(rig, 4)
    expect(deaf.closedBy).toBeNull()
    live(rig, 1)
    expect([deaf.closedBy?.reason, deaf.sent[0]?.t]).toEqual(['no welcome in time', 'hello'])
  })

  it('P-STOP-1 P-CLOSE-2: moved says when to come back: after, plus part of jitter; then the backoff holds', () => {
    const rig = live(new Rig({ chance: 0.5 }).login(), 1)
    rig.say({ t: 'moved', after: 1000, jitter: 3000 }).link.end(4000)
    rig.advance(2499)
    expect(dials(rig)).toBe(1)
    rig.advance(1)
    expect(dials(rig)).toBe(2)
    rig.link.end(1006)
    rig.advance(468)
    expect(dials(rig)).toBe(2)
    rig.advance(1)
    expect(dials(rig)).toBe(3)
  })

  it('P-STOP-1: a server that stops is an interruption like any other: not told when it heals within 4 s', () => {
    const rig = new Rig().login()
    rig.say({ t: 'moved', after: 1000, jitter: 0 }).link.end(4000)
    rig.advance(1000).greet({ resumed: 'full' })
    expect(rig.states()).toEqual(['connecting login', 'connected login_success'])
  })

  it('P-CLOSE-1: 4100 asks for a new session with the same token, by itself', () => {
    const rig = new Rig()
    const answers = login(rig)
    rig.greet().link.end(4100)
    rig.advance(500).link.connect()
    expect(rig.link.last('hello')).toMatchObject({
      session: '',
      key: '',
      token: 'T',
      auto: 1,
      generation: 1_795_252_109_336
    })
    rig.link.say(welcome({ session: 's2', key: 'k2' }))
    rig.advance(0)
    expect([answers.length, rig.states()]).toEqual([1, ['connecting login', 'connected login_success']])
    rig.link.end()
    rig.advance(500).link.connect()
    expect(rig.link.last('hello')).toMatchObject({ session: 's2', key: 'k2' })
  })

  it('P-HELLO-12 P-RESUME-1: attempts rise with greetings under one login name; a new login, a new name', () => {
    const rig = new Rig({ chance: 0.25 }).login()
    for (let i = 0; i < 3; i++) rig.blink()
    rig.link.end(4100)
    rig.advance(2000).link.connect()
    const hellos = rig.links.all.map((link) => link.last('hello'))
    expect(hellos.map((row) => row.attempt)).toEqual([1, 2, 3, 4, 5])
    expect(new Set(hellos.map((row) => row.login)).size).toBe(1)
    expect(String(hellos[0]?.login).length).toBeGreaterThan(0)
  })

  it('P-HELLO-12: logins of one client are numbered, so that a hello that comes late is known as the older one', () => {
    const rig = new Rig()
    const names = [1, 2, 3].map(() => {
      rig.login()
      rig.ask((done) => rig.client.logout(done))
      rig.advance(1_000)
      return String(rig.link.last('hello').login).split('.')
    })
    expect(new Set(names.map(([base]) => base)).size).toBe(1)
    expect(names.map(([, number]) => Number(number))).toEqual([1, 2, 3])
    expect(new Rig({ chance: 0.25 }).login().link.last('hello').login).not.toBe(names[0]!.join('.'))
  })

  it('P-FRAME-3: an unknown push is ignored; a critical one closes with 4310 and stops', () => {
    const rig = new Rig().login().say({ t: 'weather', mild: 1 })
    expect([rig.link.closedBy, rig.events.length]).toEqual([null, 3 - 1])
    rig.say({ t: 'weather', critical: 1 }).advance(60_000)
    expect([rig.link.closedBy?.code, rig.states().at(-1), dials(rig)]).toEqual([4310, 'aborted banned', 1])
  })

  it('P-FRAME-3: a critical push before the welcome fails the login', () => {
    const rig = new Rig()
    const answers = login(rig)
    rig.link.connect().say({ t: 'riddle', critical: 1 })
    rig.world.drain()
    expect([rig.link.closedBy?.code, answers[0]?.ok, rig.states().at(-1)]).toEqual([
      4310,
      0,
      'disconnected login_failure'
    ])
  })

  it('P-FRAME-2: unknown fields change nothing', () => {
    const rig = new Rig().login('alice', { colour: 'blue', limits: { colour: 1 }, heartbeat: { colour: 1 } })
    rig.say({ t: 'm', a: 0, o: 1, i: 'm1', f: 'bob', fs: 's', ts: 1, p: 'hi', colour: 'blue' })
    expect(rig.told('peerMessage')).toHaveLength(1)
  })

  it('P-HELLO-4: nothing but the address is in the url', () => {
    const rig = new Rig()
    login(rig)
    rig.greet().blink()
    expect(rig.links.all.map((link) => link.url)).toEqual(['ws://127.0.0.1:7080/rtm', 'ws://127.0.0.1:7080/rtm'])
  })
})
