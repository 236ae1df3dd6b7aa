// The users whose presence a client is told of: kept over links by the engine, told only of what changed.
import { describe, expect, it } from 'vitest'
import { type Frame, Rig } from '../../kit/engine-kit'

const watch = (rig: Rig, ...users: string[]): Frame[] => rig.ask((done) => rig.client.presence.watch(users, done))
const unwatch = (rig: Rig, ...users: string[]): Frame[] => rig.ask((done) => rig.client.presence.unwatch(users, done))
const watched = (rig: Rig): unknown => rig.ask((done) => rig.client.presence.watched(done))[0]?.users
const answer = (rig: Rig, t: string, fields: Frame = {}): Rig =>
  rig.say({ t: 'ok', id: rig.link.last(t).id, ...fields })
const push = (rig: Rig, ...states: string[]): Rig =>
  rig.say({
    t: 'peers',
    states: states.map((text) => {
      const [u, s] = text.split(' ')
      return { u, s }
    })
  })
/** What the page was told, one text per event. */
const told = (rig: Rig): string[] =>
  rig
    .told('peers')
    .map(({ states }) => (states as Frame[]).map(({ user, state }) => `${String(user)} ${String(state)}`).join(', '))
const ready = (...users: string[]): Rig => {
  const rig = new Rig().login()
  watch(rig, ...users)
  answer(rig, 'watch', { states: users.map(() => 'online') })
  rig.events.length = 0
  return rig
}

describe('watching', () => {
  it('P-WATCH-2: asks once for each user, answers, and then tells in one event what they are', () => {
    const rig = new Rig().login()
    const order: string[] = []
    rig.listen((event) => {
      order.push(String(event.event))
      rig.events.push(event)
    })
    rig.ask((done) =>
      rig.client.presence.watch(['bob', 'carol', 'bob'], (result) => {
        order.push('answer')
        done(result)
      })
    )
    expect(rig.link.last('watch')).toEqual({ t: 'watch', id: 1, users: ['bob', 'carol'] })
    expect([watched(rig), order]).toEqual([[], []])
    answer(rig, 'watch', { states: ['online', 'offline'] })
    expect([order, told(rig), watched(rig)]).toEqual([
      ['answer', 'peers'],
      ['bob online, carol offline'],
      ['bob', 'carol']
    ])
  })

  it('A-PRESENCE-3: who is watched already is told again with the answer, and keeps their place', () => {
    const rig = ready('bob', 'carol')
    expect(watch(rig, 'dave', 'bob')).toEqual([])
    answer(rig, 'watch', { states: ['offline', 'online'] })
    expect([told(rig), watched(rig)]).toEqual([['dave offline, bob online'], ['bob', 'carol', 'dave']])
  })

  it('P-WATCH-4: a push is one event with what is news; the others in it, and strangers, are not told', () => {
    const rig = ready('bob', 'carol', 'dave')
    push(rig, 'bob unreachable', 'carol online', 'stranger online', 'dave offline')
    push(rig, 'bob unreachable')
    push(rig, 'bob online')
    expect(told(rig)).toEqual(['bob unreachable, dave offline', 'bob online'])
  })

  it('P-WATCH-4: a word that is not known is told as offline', () => {
    const rig = ready('bob')
    push(rig, 'bob sleeping')
    rig.say({ t: 'peers', states: [{ u: 'bob' }, null, 5, { s: 'online' }] }).say({ t: 'peers' })
    expect(told(rig)).toEqual(['bob offline'])
  })

  it('P-WATCH-3: unwatched users are not told of from the call on, whatever becomes of it', () => {
    const rig = ready('bob', 'carol')
    const answers = unwatch(rig, 'bob', 'nobody')
    push(rig, 'bob offline', 'carol offline')
    expect([told(rig), watched(rig), answers]).toEqual([['carol offline'], ['carol'], []])
    rig.say({ t: 'no', id: rig.link.last('unwatch').id, why: 'internal', message: 'words' })
    expect([answers, watched(rig)]).toEqual([[{ ok: 0, why: 'internal', message: 'words' }], ['carol']])
  })

  it('P-WATCH-2: a refusal is an answer and no event; nothing is watched', () => {
    const rig = new Rig().login()
    const answers = watch(rig, 'bob')
    rig.say({ t: 'no', id: 1, why: 'too_many_watched', message: 'words' })
    expect([answers, told(rig), watched(rig)]).toEqual([[{ ok: 0, why: 'too_many_watched', message: 'words' }], [], []])
  })

  it('P-WATCH-3: unwatched before the watch is answered, a user is neither watched nor told; again, they are', () => {
    const rig = new Rig().login()
    watch(rig, 'bob', 'carol')
    unwatch(rig, 'bob')
    rig.say({ t: 'ok', id: 1, states: ['online', 'online'] }).say({ t: 'ok', id: 2 })
    push(rig, 'bob offline')
    expect([told(rig), watched(rig)]).toEqual([['carol online'], ['carol']])
    watch(rig, 'bob')
    unwatch(rig, 'bob')
    watch(rig, 'bob')
    rig.say({ t: 'ok', id: 3, states: ['offline'] }).say({ t: 'ok', id: 4 })
    expect(watched(rig)).toEqual(['carol'])
    rig.say({ t: 'ok', id: 5, states: ['online'] })
    expect([told(rig), watched(rig)]).toEqual([
      ['carol online', 'bob online'],
      ['carol', 'bob']
    ])
  })
})

describe('limits', () => {
  const ids = (n: number, from = 0): string[] => Array.from({ length: n }, (_, i) => `user${from + i}`)
  const why = (answers: Frame[]): unknown => answers[0]?.why

  it('A-PRESENCE-3: more than 512 in one call or in all, those under way included, change nothing', () => {
    const rig = new Rig().login()
    expect([why(watch(rig, ...ids(513))), why(unwatch(rig, ...ids(513)))]).toEqual([
      'too_many_watched',
      'too_many_watched'
    ])
    watch(rig, ...ids(500))
    expect(why(watch(rig, ...ids(13, 500)))).toBe('too_many_watched')
    answer(rig, 'watch', { states: ids(500).map(() => 'offline') })
    expect(why(watch(rig, ...ids(13, 500)))).toBe('too_many_watched')
    expect(rig.link.of('watch')).toHaveLength(1)
    expect([why(watch(rig, ...ids(12, 500))), rig.link.of('watch')]).toEqual([
      undefined,
      expect.objectContaining({ length: 2 })
    ])
  })

  it('A-PRESENCE-3: who is watched already, or unwatched while waiting, takes no place', () => {
    const rig = new Rig().login('alice', { limits: { watch: 3 } })
    watch(rig, 'a', 'b')
    unwatch(rig, 'b')
    expect(why(watch(rig, 'a', 'c', 'd'))).toBeUndefined()
    expect(why(watch(rig, 'b'))).toBe('too_many_watched')
  })

  it('A-RATE-2: 10 calls of both in 5 s; the list has a rate of its own', () => {
    const rig = new Rig().login()
    for (let i = 0; i < 10; i++) expect(why(i % 2 === 0 ? watch(rig, 'bob') : unwatch(rig, 'bob'))).toBeUndefined()
    expect([watch(rig, 'bob'), unwatch(rig, 'bob')]).toMatchObject([
      [{ why: 'too_often', retryAfterMs: 5000 }],
      [{ why: 'too_often' }]
    ])
    for (let i = 0; i < 10; i++) expect(watched(rig)).toEqual([])
    expect(rig.ask((done) => rig.client.presence.watched(done))).toMatchObject([{ why: 'too_often' }])
    rig.say({ t: 'pong' }).advance(3000).say({ t: 'pong' }).advance(2000)
    expect([why(watch(rig, 'bob')), watched(rig)]).toEqual([undefined, []])
  })

  it('P-WELCOME-3: limit and rate are those of the app', () => {
    const rig = new Rig().login('alice', { limits: { watch: 1, rates: { watch: [1, 1000] } } })
    expect(why(watch(rig, 'a', 'b'))).toBe('too_many_watched')
    expect([why(watch(rig, 'a')), why(watch(rig, 'a'))]).toEqual([undefined, 'too_often'])
  })
})

describe('over a break', () => {
  const back = { resumed: 'full', why: 'resume' }

  it('P-WATCH-1: the greeting names them in order, and one event tells what changed meanwhile', () => {
    const rig = ready('bob', 'carol', 'dave')
    push(rig, 'dave offline')
    rig.events.length = 0
    rig.link.end()
    rig.advance(500).link.connect()
    expect(rig.link.last('hello').watch).toEqual(['bob', 'carol', 'dave'])
    rig.greetAgain({ ...back, peers: ['unreachable', 'online', 'online'] })
    expect([told(rig), rig.link.of('watch')]).toEqual([['bob unreachable, dave online'], []])
  })

  it('P-WATCH-1: nothing changed is no event; nobody watched is not named', () => {
    const rig = ready('bob').blink({ peers: ['online'] })
    expect(rig.told('peers')).toEqual([])
    unwatch(rig, 'bob')
    answer(rig, 'unwatch').blink()
    expect('watch' in rig.link.last('hello')).toBe(false)
  })

  it('P-WATCH-1: those for whom the server has no place are not watched any more', () => {
    const rig = ready('bob', 'carol', 'dave').blink({ peers: ['offline'] })
    push(rig, 'carol offline')
    expect([told(rig), watched(rig)]).toEqual([['bob offline'], ['bob']])
  })

  it('P-WATCH-1: also after a crash, in a session that is new', () => {
    const rig = ready('bob').blink({ resumed: 'fresh', why: 'unknown', session: 's9', peers: ['offline'] })
    expect([told(rig), watched(rig)]).toEqual([['bob offline'], ['bob']])
  })

  it('A-TIMER-4: a watch without its answer, or made in the break, is asked after the greeting, answered once', () => {
    const rig = new Rig().login()
    const first = watch(rig, 'bob')
    rig.link.end()
    const second = watch(rig, 'carol')
    rig.advance(500).link.connect()
    expect('watch' in rig.link.last('hello')).toBe(false)
    rig.greetAgain(back)
    expect(rig.link.of('watch').map(({ id, users }) => [id, users])).toEqual([
      [1, ['bob']],
      [2, ['carol']]
    ])
    rig.say({ t: 'ok', id: 1, states: ['online'] }).say({ t: 'ok', id: 2, states: ['offline'] })
    expect([first, second, told(rig), watched(rig)]).toEqual([
      [{ ok: 1 }],
      [{ ok: 1 }],
      ['bob online', 'carol offline'],
      ['bob', 'carol']
    ])
  })

  it('P-WATCH-3: unwatched during a break, and during the greeting, is not named and not told', () => {
    const rig = ready('bob', 'carol', 'dave')
    rig.link.end()
    const answers = unwatch(rig, 'bob')
    rig.advance(500).link.connect()
    expect(rig.link.last('hello').watch).toEqual(['carol', 'dave'])
    unwatch(rig, 'carol')
    rig.greetAgain({ ...back, peers: ['offline', 'offline'] })
    push(rig, 'carol online')
    expect([told(rig), watched(rig), rig.link.of('unwatch').map(({ users }) => users)]).toEqual([
      ['dave offline'],
      ['dave'],
      [['bob'], ['carol']]
    ])
    rig.say({ t: 'ok', id: 1 })
    expect(answers).toEqual([{ ok: 1 }])
  })

  it('A-TIMER-4: 10 s, and a watch that timed out is not watched', () => {
    const rig = new Rig().login()
    rig.link.end()
    const [watching, unwatching] = [watch(rig, 'bob'), unwatch(rig, 'carol')]
    rig.advance(9999)
    expect([watching, unwatching]).toEqual([[], []])
    rig.advance(1)
    expect([watching, unwatching]).toMatchObject([[{ why: 'timeout' }], [{ why: 'timeout' }]])
    expect(watched(rig)).toEqual([])
  })

  it('A-PRESENCE-6: logout: clears the list; a watch under way is answered with a timeout and never told', () => {
    for (const end of ['logout', 'replaced']) {
      const rig = ready('bob')
      const answers = watch(rig, 'carol')
      if (end === 'logout') rig.ask((done) => rig.client.logout(done))
      else {
        rig.link.end(4201)
        rig.advance(0).ask((done) => rig.client.logout(done))
      }
      rig.advance(1000).login('alice', { session: 's2' })
      push(rig, 'bob offline', 'carol offline')
      expect([answers, told(rig), watched(rig), 'watch' in rig.link.last('hello')]).toMatchObject([
        [{ why: 'timeout' }],
        [],
        [],
        false
      ])
    }
  })
})
