// What a page sees of the connection: the rows of docs/lifecycle.md, section 1, and what refuses a login.
import { describe, expect, it } from 'vitest'
import { Rig, welcome } from '../../kit/engine-kit'

const login = (rig: Rig, user = 'alice', token = '') => rig.ask((done) => rig.client.login(user, token, done))
const logout = (rig: Rig) => rig.ask((done) => rig.client.logout(done))
const returning = (): Rig => {
  const rig = new Rig().login()
  rig.link.end()
  return rig.advance(4000)
}

describe('the states of a connection', () => {
  it('A-STATE-2: 1→2→3: connecting for login, connected for its success, then the answer', () => {
    const rig = new Rig()
    const answers = login(rig)
    expect([rig.states(), answers]).toEqual([['connecting login'], []])
    rig.greet()
    expect([rig.states(), answers]).toEqual([['connecting login', 'connected login_success'], [{ ok: 1 }]])
  })

  it.each([
    ['token_invalid', 4203],
    ['token_expired', 4204],
    ['unknown_app', 4205],
    ['not_authorised', 4206],
    ['bad_user', 4207],
    ['replaced', 4201],
    ['version', 4304]
  ])(
    'A-LOGIN-2 P-HELLO-7: 2→1/3: refused as %s the login fails with that word, by frame, close code or both',
    (why, code) => {
      const refused = { t: 'refused', code, why, message: 'the words of the server' }
      const both = new Rig()
      const answers = login(both)
      both.link.connect().say(refused).end(code)
      both.world.drain()
      expect(both.states().at(-1)).toBe('disconnected login_failure')
      expect(answers).toEqual([{ ok: 0, why, message: 'the words of the server' }])

      const frameOnly = new Rig()
      const second = login(frameOnly)
      frameOnly.link.connect().say(refused).end(1006)
      frameOnly.world.drain()
      expect(second).toMatchObject([{ ok: 0, why }])

      const codeOnly = new Rig()
      const third = login(codeOnly)
      codeOnly.link.connect().end(code, 'the reason')
      codeOnly.advance(60_000)
      expect(third).toMatchObject([{ ok: 0, why, message: 'the reason' }])
      expect(codeOnly.links.all).toHaveLength(1)
    }
  )

  it('P-HELLO-7: no close from the platform after the refusal: not waited for longer than the silence limit', () => {
    const rig = new Rig()
    const answers = login(rig)
    rig.link.connect().say({ t: 'refused', code: 4203, why: 'token_invalid', message: '' })
    rig.advance(4000)
    expect(answers).toMatchObject([{ why: 'token_invalid' }])
  })

  it('P-HELLO-7: the words of one refusal are forgotten before the next login', () => {
    const rig = new Rig()
    login(rig)
    rig.link.connect().say({ t: 'refused', code: 4204, why: 'token_expired', message: 'old words' }).end(4204)
    rig.advance(1000)
    const answers = login(rig)
    rig.link.connect().end(4300, 'malformed')
    rig.world.drain()
    expect(answers).toMatchObject([{ why: 'refused', message: 'malformed' }])
  })

  it('A-LOGIN-2: 2→1/4: 6 s without a welcome end the login with timeout, however often it dialled', () => {
    const rig = new Rig()
    const answers = login(rig)
    rig.link.end()
    rig.advance(5999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers).toMatchObject([{ ok: 0, why: 'timeout' }])
    expect(rig.states().at(-1)).toBe('disconnected login_timeout')
    const dialled = rig.links.all.length
    rig.advance(60_000)
    expect([dialled > 2, rig.links.all.length - dialled, rig.world.timersOpen()]).toEqual([true, 0, 0])
  })

  it('A-LOGIN-4: 2→1/6: logout while logging in ends both; the login is answered aborted first', () => {
    const rig = new Rig()
    const order: string[] = []
    login(rig).push = (...rows) => order.push(...rows.map((row) => String(row.why)))
    rig.ask((done) =>
      rig.client.logout((answer) => {
        order.push(`logout ${String(answer.ok)}`)
        done(answer)
      })
    )
    expect([order, rig.states().at(-1), rig.link.closedBy]).toEqual([
      ['aborted', 'logout 1'],
      'disconnected logout',
      { code: 1000, reason: '' }
    ])
    rig.link.connect().say(welcome())
    rig.advance(60_000)
    expect(rig.states()).toEqual(['connecting login', 'disconnected logout'])
  })

  it('A-STATE-3: 3→4/5 P-LIFE-2: 4 s of silence on an open socket are reconnecting at once', () => {
    const rig = new Rig().login().advance(3999)
    expect(rig.states().at(-1)).toBe('connected login_success')
    rig.advance(1)
    expect(rig.states().at(-1)).toBe('reconnecting interrupted')
    expect(rig.links.all[0]!.closedBy).toMatchObject({ code: 4000 })
  })

  it('A-STATE-3: 3→4/5: 4 s without a socket are reconnecting; what heals before is not told', () => {
    const rig = new Rig().login()
    rig.blink().blink()
    expect(rig.states()).toEqual(['connecting login', 'connected login_success'])
    rig.link.end()
    rig.advance(4000)
    expect(rig.states().at(-1)).toBe('reconnecting interrupted')
  })

  it('A-STATE-3: 4→3/2: back again is told, and no login is answered a second time', () => {
    const rig = new Rig()
    const answers = login(rig)
    rig.greet().link.end()
    rig.advance(4000).greet({ resumed: 'full', why: 'resume' })
    expect([rig.states().slice(-2), answers.length]).toEqual([
      ['reconnecting interrupted', 'connected login_success'],
      1
    ])
  })

  it('A-STATE-3: it tries for ever', () => {
    const rig = returning()
    for (let i = 0; i < 200; i++) {
      rig.link.end()
      rig.advance(5000)
    }
    expect(rig.links.all.length).toBeGreaterThan(200)
    rig.greet({ resumed: 'fresh', why: 'unknown' })
    expect(rig.states().at(-1)).toBe('connected login_success')
  })

  it.each([
    ['connected', () => new Rig().login()],
    ['reconnecting', returning]
  ])('A-STATE-4: %s→5/8 P-CLOSE-1: the same user elsewhere aborts; nothing dials any more', (_, make) => {
    const rig = make()
    rig.link.connect().end(4201)
    rig.advance(60_000)
    expect([rig.states().at(-1), rig.world.timersOpen()]).toEqual(['aborted remote_login', 0])
  })

  it.each([4202, 4205, 4206, 4207, 4299, 4302, 4303, 4305, 1009])(
    'A-STATE-4: 3→5/7 P-CLOSE-1: %i aborts as banned',
    (code) => {
      const rig = new Rig().login()
      rig.link.end(code)
      rig.advance(60_000)
      expect([rig.states().at(-1), rig.links.all.length]).toEqual(['aborted banned', 1])
      expect(rig.log.some((line) => line.startsWith('error'))).toBe(code !== 4202)
    }
  )

  it('A-STATE-4: only logout leads out; login is busy, other calls time out at once and leave it alone', () => {
    const rig = new Rig().login()
    rig.link.end(4201)
    rig.advance(1000)
    expect(login(rig)).toMatchObject([{ why: 'busy' }])
    expect(rig.ask((done) => rig.client.send('bob', 'x', false, false, done))).toMatchObject([{ why: 'timeout' }])
    expect(rig.ask((done) => rig.client.join('room', done))).toMatchObject([{ why: 'timeout' }])
    expect(logout(rig)).toEqual([{ ok: 1 }])
    expect([rig.states().at(-1), rig.links.all.length, rig.link.of('bye')]).toEqual(['disconnected logout', 1, []])
    rig.advance(1000).login()
    expect(rig.states().at(-1)).toBe('connected login_success')
  })

  it('P-TOKEN-4: a token that has ended is told once, stays reconnecting, and dials no more', () => {
    const rig = returning()
    rig.link.connect().say({ t: 'refused', code: 4204, why: 'token_expired', message: '' }).end(4204)
    rig.advance(60_000)
    expect([rig.told('tokenExpired').length, rig.states().at(-1), rig.links.all.length]).toEqual([
      1,
      'reconnecting interrupted',
      2
    ])
    expect(rig.ask((done) => rig.client.presence.query(['bob'], done))).toMatchObject([{ why: 'timeout' }])
    expect(logout(rig)).toEqual([{ ok: 1 }])
    rig.advance(1000).login()
    expect(rig.states().at(-1)).toBe('connected login_success')
  })

  it('A-STATE-2 P-TOKEN-2: found within the 4 s, the end of the token is reconnecting first', () => {
    const rig = new Rig().login()
    rig.link.end()
    rig.advance(500).link.connect().end(4204)
    rig.advance(60_000)
    expect(rig.states().slice(2)).toEqual(['reconnecting interrupted'])
    expect(rig.told('tokenExpired')).toHaveLength(1)
  })

  it.each([
    ['connected', () => new Rig().login()],
    ['reconnecting', returning]
  ])('A-LOGIN-4: %s→1/6 P-LIFE-5: logout tells the state, then answers', (_, make) => {
    const rig = make()
    const at: number[] = []
    rig.ask((done) =>
      rig.client.logout((answer) => {
        at.push(rig.events.length)
        done(answer)
      })
    )
    expect([rig.states().at(-1), at]).toEqual(['disconnected logout', [rig.events.length]])
    rig.advance(60_000)
    expect(rig.world.timersOpen()).toBe(0)
  })

  it('P-LIFE-5 P-FRAME-6: bye is a request like others, its id above theirs, the last frame of its link', () => {
    const rig = new Rig().login()
    for (const user of ['bob', 'carol']) rig.ask((done) => rig.client.presence.query([user], done))
    logout(rig)
    expect(rig.link.sent.at(-1)).toEqual({ t: 'bye', id: 3 })
    expect(rig.link.closedBy).toMatchObject({ code: 1000 })
  })

  it("P-HELLO-10 P-HELLO-12: coming back is auto 1 with the welcome's generation; explicit is auto 0", () => {
    const rig = new Rig().login()
    rig.link.end()
    rig.advance(500).link.connect()
    expect(rig.link.last('hello')).toMatchObject({ auto: 1, generation: 1_795_252_109_336 })
    logout(rig)
    rig.advance(1000)
    login(rig)
    rig.link.connect()
    expect(rig.link.last('hello')).toMatchObject({ auto: 0, generation: 0, session: '', key: '', attempt: 1 })
  })

  it('A-INSTANCE-2: as a logout, and then silence; without a login no state is told', () => {
    const rig = new Rig().login()
    expect(rig.ask((done) => rig.client.close(done))).toEqual([{ ok: 1 }])
    expect(rig.states().at(-1)).toBe('disconnected logout')
    const never = new Rig()
    expect([never.ask((done) => never.client.close(done)), never.events]).toEqual([[{ ok: 1 }], []])
    expect(login(never)).toMatchObject([{ why: 'busy' }])
  })

  it('A-LOGIN-3: logged in, logging in or reconnecting', () => {
    for (const rig of [new Rig().login(), returning()])
      expect(login(rig.advance(1000))).toMatchObject([{ why: 'busy' }])
    const entering = new Rig()
    login(entering)
    expect(login(entering)).toMatchObject([{ why: 'busy' }])
  })
})
