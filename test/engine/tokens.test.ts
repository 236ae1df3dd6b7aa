// A token's end and its renewal, in every state of a client (docs/lifecycle.md, section 1).
import { describe, expect, it } from 'vitest'
import { type Frame, Rig } from '../kit/engine-kit'

/** By the server's clock, which is hours away from ours. */
const END = 1_795_260_000_000
/** A token with so many milliseconds left. Another end is another token. */
const ends = (ms: number, end = END): Frame => ({ now: end - ms, exp: end })
const logged = (ms: number): Rig => new Rig().login('alice', ends(ms))
const renew = (rig: Rig, token = 'new') => rig.ask((done) => rig.client.tokens.renew(token, done))
const warned = (rig: Rig) => rig.told('tokenWillExpire').length
const expired = (rig: Rig) => rig.told('tokenExpired').length
const alive = (rig: Rig, ms: number): Rig => {
  for (let i = 0; i < ms; i += 1000) rig.say({ t: 'pong' }).advance(1000)
  return rig
}
/** The link is gone, and no attempt is answered. */
const away = (rig: Rig, ms = 5000): Rig => {
  rig.link.end()
  return rig.advance(ms)
}
/** Back on the newest link that has not been given up. */
const home = (rig: Rig, welcomed: Frame): Rig => {
  while (rig.link.closedBy !== null) rig.advance(100)
  return rig.greet({ resumed: 'full', ...welcomed })
}
const refuse = (rig: Rig, code = 4204): Rig => {
  rig.link
    .connect()
    .say({ t: 'refused', code, why: code === 4204 ? 'token_expired' : 'token_invalid', message: '' })
    .end(code)
  rig.world.drain()
  return rig
}
const gone = (code = 4204): Rig => refuse(away(logged(60_000)), code)
const told = (rig: Rig): unknown[] =>
  rig.events
    .map((row) => (row.event === 'state' ? (row.news === 1 ? row.pageState : null) : row.event))
    .filter((row) => row !== null)

describe('what a page is told of a token', () => {
  it("P-TOKEN-1 P-TOKEN-2: 30 s before the end by the server's clock, once, and nothing when it ends while connected", () => {
    const rig = alive(logged(60_000), 29_000)
    expect(warned(rig)).toBe(0)
    alive(rig, 1000)
    expect(warned(rig)).toBe(1)
    alive(rig, 60_000)
    expect([warned(rig), expired(rig), rig.states().at(-1), rig.links.all.length]).toEqual([
      1,
      0,
      'connected login_success',
      1
    ])
  })

  it('P-TOKEN-2: at once, after the login was answered, when less is left', () => {
    const rig = new Rig()
    const order: unknown[] = []
    rig.listen((event) => {
      order.push(event.event)
    })
    rig.ask((done) =>
      rig.client.login('alice', 'T', (answer) => {
        order.push('login')
        done(answer)
      })
    )
    rig.greet(ends(10_000))
    expect(order.slice(1)).toEqual(['state', 'login', 'tokenWillExpire'])
  })

  it('P-TOKEN-2: an open app has no end, and a longer one than platforms can count to is waited for', () => {
    expect([alive(new Rig().login(), 100_000)].map((rig) => [warned(rig), rig.log.length > 0])).toEqual([[0, true]])
    const far = logged(3 * 86_400_000)
    far.link.say({ t: 'pong' })
    const day = (): void => {
      for (let i = 0; i < 43_200; i++) {
        far.world.advanceNow(2000)
        far.link.say({ t: 'pong' })
      }
    }
    day()
    day()
    expect(warned(far)).toBe(0)
    day()
    expect(warned(far)).toBe(1)
  })

  it('P-TOKEN-2: the warning comes whatever the link does, and not again for the same token when it is back', () => {
    const rig = away(logged(60_000), 40_000)
    expect([warned(rig), expired(rig)]).toEqual([1, 0])
    home(rig, ends(15_000))
    alive(rig, 10_000)
    expect([warned(rig), expired(rig)]).toEqual([1, 0])
    const same = alive(logged(20_000), 2000)
    same.blink(ends(17_500))
    alive(same, 10_000)
    expect(warned(same)).toBe(1)
    same.blink(ends(20_000, END + 1))
    expect(warned(same)).toBe(2) // another one
  })

  it('P-TOKEN-2: it ends while reconnecting: told once, after the state; the attempts go on, and within the lease one succeeds', () => {
    const rig = away(logged(20_000), 19_999)
    expect(told(rig)).toEqual(['connecting', 'connected', 'tokenWillExpire', 'reconnecting'])
    rig.advance(20_000)
    expect(told(rig).slice(4)).toEqual(['tokenExpired'])
    home(rig, ends(-20_000))
    expect([told(rig).slice(5), rig.states().at(-1)]).toEqual([['connected'], 'connected login_success'])
  })

  it('P-TOKEN-2: it ended while connected: told with the next outage, again with the one after, and never while connected or mending', () => {
    const rig = alive(logged(10_000), 20_000)
    away(rig, 3999)
    expect(expired(rig)).toBe(0)
    rig.advance(1)
    expect(told(rig).slice(-2)).toEqual(['reconnecting', 'tokenExpired'])
    home(rig.advance(10_000), ends(-30_000))
    away(rig)
    expect(expired(rig)).toBe(2)
    rig.blink(ends(-40_000)).blink(ends(-40_000))
    expect([expired(rig), warned(rig)]).toEqual([2, 1])
  })

  it.each([4203, 4204])(
    'P-TOKEN-4: %i after the lease is told once, whatever its end was; it dials no more, and logout leads out',
    (code) => {
      const rig = gone(code).advance(60_000)
      expect([expired(rig), rig.states().at(-1), rig.links.all.length]).toEqual([1, 'reconnecting interrupted', 2])
      expect(rig.ask((done) => rig.client.logout(done))).toEqual([{ ok: 1 }])
      rig.advance(1000).login()
      expect(rig.states().at(-1)).toBe('connected login_success')
    }
  )

  it('P-TOKEN-2: nothing is told after logout, and no timer is left', () => {
    for (const rig of [logged(60_000), away(logged(60_000)), gone()]) {
      rig.ask((done) => rig.client.logout(done))
      const events = rig.events.length
      rig.advance(100_000)
      expect([rig.events.length, rig.world.timersOpen()]).toEqual([events, 0])
    }
  })
})

describe('renewToken', () => {
  it('P-TOKEN-3: connected, the server is asked; its word is the answer, the new end is watched, the next greeting carries it', () => {
    const rig = alive(logged(40_000), 12_000)
    expect(warned(rig)).toBe(1)
    const answers = renew(rig)
    expect([answers, rig.link.last('renew')]).toEqual([[], { t: 'renew', id: 1, token: 'new' }])
    rig.say({ t: 'ok', id: 1, ...ends(40_000, END + 1) })
    expect(answers).toMatchObject([{ ok: 1 }])
    alive(rig, 12_000)
    expect([warned(rig), expired(rig)]).toEqual([2, 0])
    rig.blink(ends(20_000, END + 1))
    expect([rig.link.last('hello').token, rig.link.of('renew')]).toEqual(['new', []]) // it is proved already
  })

  it.each(['token_expired', 'token_invalid', 'too_often', 'internal'])(
    'P-TOKEN-3: refused as %s, the old token stays',
    (why) => {
      const rig = logged(60_000)
      const answers = renew(rig, 'bad')
      rig.say({ t: 'no', id: 1, why, message: 'words' })
      expect(answers).toMatchObject([{ ok: 0, why, message: 'words' }])
      expect(rig.blink().link.last('hello').token).toBe('')
    }
  )

  it('P-TOKEN-3: two renewals are answered each, and the last that was taken holds', () => {
    const rig = logged(60_000)
    const [first, second, third] = [renew(rig, 'one'), renew(rig, 'two'), renew(rig.advance(1000), 'three')]
    rig
      .say({ t: 'ok', id: 1, ...ends(50_000) })
      .say({ t: 'ok', id: 2, ...ends(50_000) })
      .say({ t: 'no', id: 3, why: 'token_invalid', message: '' })
    expect([first, second, third].map((answers) => answers.map(({ ok }) => ok))).toEqual([[1], [1], [0]])
    expect(rig.blink().link.last('hello').token).toBe('two')
  })

  it('P-TOKEN-3: a link that breaks before the answer: the question is asked again on the next one', () => {
    const rig = logged(60_000)
    const answers = renew(rig)
    rig.blink(ends(60_000))
    expect([answers, rig.link.of('renew'), rig.link.last('hello').token]).toEqual([
      [],
      [{ t: 'renew', id: 1, token: 'new' }],
      ''
    ])
    rig.say({ t: 'ok', id: 1, ...ends(90_000) })
    expect(answers).toMatchObject([{ ok: 1 }])
  })

  it('P-TOKEN-5: the link stays away: at the 4 s the questions are kept for the next greeting, the last one holds, and all are answered', () => {
    const rig = logged(60_000)
    const answers = [renew(rig, 'one'), renew(rig, 'two')]
    rig.link.end()
    rig.advance(3999)
    expect(answers).toEqual([[], []])
    rig.advance(1)
    expect(answers).toMatchObject([[{ ok: 1 }], [{ ok: 1 }]])
    rig.link.connect()
    expect(rig.link.last('hello').token).toBe('two')
  })

  it('P-TOKEN-5: reconnecting, it is kept and answered, and the next attempt is made at once', () => {
    const rig = away(logged(60_000), 20_000)
    rig.link.end()
    const dialled = rig.links.all.length
    expect([renew(rig), rig.links.all.length - dialled]).toMatchObject([[{ ok: 1 }], 1])
    rig.link.connect()
    expect(rig.link.last('hello').token).toBe('new')
    rig.greetAgain({ resumed: 'rejoined', ...ends(90_000) })
    expect([rig.states().at(-1), rig.link.of('renew'), warned(alive(rig, 61_000))]).toEqual([
      'connected login_success',
      [],
      1
    ])
  })

  it('P-TOKEN-5: back within the lease nobody looked at it: the engine shows it by itself, until the server has', () => {
    const rig = away(logged(60_000))
    renew(rig)
    home(rig, ends(50_000))
    expect(rig.link.of('renew')).toEqual([{ t: 'renew', id: 1, token: 'new' }])
    rig.say({ t: 'ok', id: 1, ...ends(3_600_000) })
    expect(warned(alive(rig, 60_000))).toBe(0)
    expect(rig.blink(ends(3_540_000)).link.of('renew')).toEqual([])
  })

  it('P-TOKEN-5 P-TOKEN-4: one that comes while the old one is on its way is shown at once when the old one is refused', () => {
    const rig = away(logged(1000), 7000)
    rig.link.connect()
    expect([rig.link.last('hello').token, expired(rig)]).toEqual(['', 1])
    renew(rig)
    rig.link.say({ t: 'refused', code: 4204, why: 'token_expired', message: '' }).end(4204)
    rig.world.drain()
    rig.link.connect()
    expect([rig.link.last('hello').token, expired(rig)]).toEqual(['new', 1])
    rig.greetAgain({ resumed: 'rejoined', ...ends(90_000) })
    expect(rig.states().at(-1)).toBe('connected login_success')
  })

  it('P-TOKEN-4 P-TOKEN-5: found within the 4 s that the token has ended, while a renewal waits for its answer: the new one is shown instead', () => {
    const rig = logged(1000)
    const answers = renew(rig)
    rig.link.end()
    refuse(rig.advance(500))
    expect([answers, expired(rig)]).toMatchObject([[{ ok: 1 }], 0])
    rig.link.connect()
    expect(rig.link.last('hello').token).toBe('new')
  })

  it('A-TOKEN-1 P-TOKEN-5: after the end was told it brings the login back: the client dials, with its session, and calls run again', () => {
    const rig = gone()
    expect(rig.ask((done) => rig.client.presence.query(['bob'], done))).toMatchObject([{ why: 'timeout' }])
    expect(renew(rig)).toMatchObject([{ ok: 1 }])
    rig.link.connect()
    expect(rig.link.last('hello')).toMatchObject({ token: 'new', session: 's1', key: 'k1', auto: 1 })
    const answers = rig.ask((done) => rig.client.presence.query(['bob'], done))
    rig.greetAgain({ resumed: 'rejoined', ...ends(90_000) })
    rig.say({ t: 'ok', id: rig.link.last('presence').id, states: ['online'] })
    expect([answers, told(rig).slice(-3)]).toMatchObject([[{ ok: 1 }], ['reconnecting', 'tokenExpired', 'connected']])
  })

  it('P-TOKEN-5: a new token that is refused, too, is told, once', () => {
    const rig = gone()
    renew(rig)
    refuse(rig, 4203).advance(60_000)
    expect([expired(rig), rig.links.all.length]).toEqual([2, 3])
  })

  it('P-TOKEN-5: a token that is given again is tried again, each time once', () => {
    const rig = gone()
    for (let i = 0; i < 3; i++) {
      renew(rig.advance(1000), 'same')
      refuse(rig)
    }
    expect([expired(rig), rig.links.all.length]).toEqual([4, 5])
  })

  it('A-TOKEN-1: refused where there is no login, and where it is over for good', () => {
    const rig = new Rig()
    expect(renew(rig)).toMatchObject([{ why: 'not_logged_in' }])
    rig.ask((done) => rig.client.login('alice', '', done))
    expect(renew(rig)).toMatchObject([{ why: 'not_logged_in' }])
    rig.greet().link.end(4201)
    rig.advance(10_000)
    expect(renew(rig)).toMatchObject([{ why: 'aborted' }])
    rig.ask((done) => rig.client.close(done))
    expect(renew(rig)).toMatchObject([{ why: 'not_logged_in' }])
  })

  it('A-TOKEN-1: an answer that does not come is a timeout after 5 s, and the old token stays; a logout ends the wait', () => {
    const rig = logged(60_000)
    const answers = renew(rig)
    alive(rig, 5000)
    expect(answers).toMatchObject([{ why: 'timeout' }])
    const second = renew(rig)
    rig.ask((done) => rig.client.logout(done))
    expect(second).toMatchObject([{ ok: 0 }])
    expect(rig.log.join('\n')).not.toContain('new\n')
  })

  it('P-HELLO-4: no token is in any line of the log', () => {
    const rig = new Rig()
    rig.ask((done) => rig.client.login('alice', 'SECRET-1', done))
    rig.greet(ends(1000))
    renew(rig, 'SECRET-2')
    refuse(away(rig, 31_000))
    renew(rig, 'SECRET-3')
    expect([rig.log.length > 5, rig.log.join('\n')]).toEqual([true, expect.not.stringContaining('SECRET')])
  })
})
