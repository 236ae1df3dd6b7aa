// A session over links: the greeting, the states of a login, and what a lost link tells and resumes.
import { describe, expect, it } from 'vitest'
import { Rig, welcome } from '../../kit/engine-kit'

describe('a session over links', () => {
  it('P-HELLO-1 P-HELLO-9: greets first, with empty session at a login', () => {
    const rig = new Rig()
    rig.ask((done) => rig.client.login('alice', 'T', done))
    rig.link.connect()
    expect(rig.link.sent[0]).toMatchObject({
      t: 'hello',
      v: 1,
      user: 'alice',
      token: 'T',
      session: '',
      key: '',
      attempt: 1,
      auto: 0,
      generation: 0
    })
  })

  it('A-STATE-2: order at a login is state 2/1, state 3/2, then the answer', () => {
    const rig = new Rig()
    const answers = rig.ask((done) => rig.client.login('alice', '', done))
    expect(rig.told('state').map((row) => row.pageState)).toEqual(['connecting'])
    expect(answers).toEqual([])
    rig.greet()
    expect(rig.told('state').map((row) => row.pageState)).toEqual(['connecting', 'connected'])
    expect(answers).toEqual([{ ok: 1 }])
  })

  it('A-STATE-3: a lost link is told after 4 s as reconnecting; the resume names session, key, higher attempt', () => {
    const rig = new Rig().login()
    rig.link.end()
    rig.world.advanceNow(3999)
    expect(rig.told('state').at(-1)).toMatchObject({ state: 'mending', news: 0 })
    rig.world.advanceNow(1)
    expect(rig.told('state').at(-1)).toMatchObject({ pageState: 'reconnecting', reason: 'interrupted' })
    rig.link.connect()
    expect(rig.link.last('hello')).toMatchObject({
      session: 's1',
      key: 'k1',
      attempt: 2,
      auto: 1,
      generation: 1_795_252_109_336
    })
    rig.link.say(welcome({ resumed: 'full', why: 'resume' }))
    rig.world.drain()
    expect(rig.told('state').at(-1)).toMatchObject({ pageState: 'connected', reason: 'login_success' })
  })

  it('P-RESUME-8: an old socket says nothing any more', () => {
    const rig = new Rig().login()
    const old = rig.link
    old.end()
    rig.world.advanceNow(500)
    const before = rig.events.length
    old.say({ t: 'm', a: 0, o: 1, i: 'x', f: 'bob', ts: 1, p: 'ghost' })
    old.end()
    rig.world.drain()
    expect(rig.events.length).toBe(before)
  })
})
