// A token's renewal, in every state of a client (docs/lifecycle.md, section 1).
import { describe, expect, it } from 'vitest'
import { Rig } from '../../kit/engine-kit'
import { alive, away, END, ends, expired, gone, home, logged, refuse, renew, told, warned } from '../kit/token-rig'

describe('renewToken', () => {
  it('P-TOKEN-3: connected, the server is asked: its answer counts, the new end is watched, greetings carry it', () => {
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

  it('P-TOKEN-5: the link stays away: after 4 s questions wait for the next greeting, the last holds', () => {
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

  it('P-TOKEN-5: back within the lease nobody looked at it: the engine shows it until the server has', () => {
    const rig = away(logged(60_000))
    renew(rig)
    home(rig, ends(50_000))
    expect(rig.link.of('renew')).toEqual([{ t: 'renew', id: 1, token: 'new' }])
    rig.say({ t: 'ok', id: 1, ...ends(3_600_000) })
    expect(warned(alive(rig, 60_000))).toBe(0)
    expect(rig.blink(ends(3_540_000)).link.of('renew')).toEqual([])
  })

  it('P-TOKEN-5 P-TOKEN-4: one that comes while the old one is on its way is shown when that is refused', () => {
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

  it('P-TOKEN-4 P-TOKEN-5: found ended within 4 s, a renewal still open: the new token is shown instead', () => {
    const rig = logged(1000)
    const answers = renew(rig)
    rig.link.end()
    refuse(rig.advance(500))
    expect([answers, expired(rig)]).toMatchObject([[{ ok: 1 }], 0])
    rig.link.connect()
    expect(rig.link.last('hello').token).toBe('new')
  })

  it('A-TOKEN-1 P-TOKEN-5: after the end was told it brings the login back: dials, with its session', () => {
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

  it('A-TOKEN-1: no answer is a timeout after 5 s, and the old token stays; a logout ends the wait', () => {
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
