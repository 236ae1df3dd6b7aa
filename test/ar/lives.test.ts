// How instances and logins begin and end: in one tick, inside callbacks and events, one inside the other.
import { describe, expect, it } from 'vitest'
import { APP, type Frame, record, welcome } from '../kit/engine-kit'
import { isSilent, Page } from './kit/page'

describe('release', () => {
  it('A-INSTANCE-2: without a logout it is one, with one event, and its answer is the last thing heard', () => {
    const page = new Page().ready()
    page.look()
    page.release().drain()
    expect([page.look(), isSilent(page)]).toEqual([['1/6', 'release 0'], true])
  })

  it('A-CALL-11 A-LOGIN-4: logout and release in one tick, calls around them: each is answered once, in order', () => {
    const page = new Page().ready()
    page.look()
    page.presence().send().logout().presence().release().presence().release().logout().drain()
    expect(page.look()).toEqual([
      'send 2',
      'presence 4',
      '1/6',
      'logout 0',
      'presence 102',
      'release 0',
      'presence 101',
      'release 101',
      'logout 101'
    ])
    expect(isSilent(page)).toBe(true)
  })

  it('A-INSTANCE-2: it ends a login that is under way, with 1, before its own answer', () => {
    const page = new Page().listen().create().login().drain()
    page.look()
    page.release().drain()
    expect([page.look(), isSilent(page)]).toEqual([['1/6', 'login 1', 'release 0'], true])
  })

  it.each([
    ['2/1', ['1/6', 'login 1', 'release 0']],
    ['3/2', ['login 0', '1/6', 'release 0']],
    ['login 0', ['1/6', 'release 0']]
  ])('A-INSTANCE-2: called inside %s of a login, it ends what that began', (moment, after) => {
    const page = new Page().listen().create()
    page.then.set(moment, () => page.release())
    page.login().drain()
    page.rig.link.connect().say(welcome())
    page.drain()
    expect(page.look().slice(moment === '2/1' ? 2 : moment === '3/2' ? 3 : 4)).toEqual(after)
    expect(isSilent(page)).toBe(true)
  })

  it('A-INSTANCE-2 P-RESUME-8: called inside a message: what is on its way to the page comes before the end', () => {
    const page = new Page().ready()
    page.then.set('text 1', () => {
      page.release()
      page.rig.link.say(record(0, 3))
    })
    page.look()
    page.rig.link.say(record(0, 1)).say(record(0, 2))
    page.drain()
    expect([page.look(), isSilent(page)]).toEqual([['text 1', 'text 2', '1/6', 'release 0'], true])
  })

  it("A-INSTANCE-2: called inside an outage's event, inside 5/8, inside a failed call: one 1/6, then silence", () => {
    for (const [moment, happen] of [
      [
        '4/5',
        (page: Page) => {
          page.rig.link.end()
          page.advance(4000)
        }
      ],
      [
        '5/8',
        (page: Page) => {
          page.rig.link.end(4201)
          page.drain()
        }
      ],
      [
        'presence 1',
        (page: Page) => {
          page.presence()
          page.rig.say({ t: 'no', id: 1, why: 'internal', message: '' })
        }
      ]
    ] as Array<[string, (page: Page) => void]>) {
      const page = new Page().ready()
      page.look()
      page.then.set(moment, () => page.release())
      happen(page)
      expect([page.drain().look(), isSilent(page)], moment).toEqual([[moment, '1/6', 'release 0'], true])
    }
  })

  it('A-INSTANCE-2: twice is 101; createInstance inside its callback begins anew, with the same event callback', () => {
    const page = new Page().ready()
    page.look()
    page.then.set('release 0', () => page.create().login())
    page.release().release().drain().greet()
    expect(page.look()).toEqual(['1/6', 'release 0', 'release 101', 'createInstance 0', '2/1', '3/2', 'login 0'])
  })
})

describe('logout', () => {
  it('A-LOGIN-4: during a login, the login is answered 1; its late welcome is nothing', () => {
    const page = new Page().listen().create().login().logout().drain()
    expect(page.look()).toEqual(['createInstance 0', '2/1', '1/6', 'login 1', 'logout 0'])
    page.rig.link.connect().say(welcome())
    expect(isSilent(page)).toBe(true)
  })

  it('A-LOGIN-4: login again inside its callback, also as somebody else, and nothing of the old login follows', () => {
    const page = new Page().ready()
    page.rig.joined()
    const old = page.rig.link
    page.look()
    page.then.set('logout 0', () => page.login('bob'))
    page.presence().logout().drain()
    old
      .say(record(0, 1))
      .say(record(7, 1))
      .say({ t: 'ok', id: 2, states: ['online'] })
      .end(4200)
    page.drain().greet()
    expect(page.look()).toEqual(['presence 4', '1/6', 'logout 0', '2/1', '3/2', 'login 0'])
    expect([page.rig.link.last('hello').user, page.rig.link.last('hello').channels]).toEqual(['bob', []])
  })

  it('A-LOGIN-4: in every state there is, it leads out with one 1/6 and 0', () => {
    const states: Array<(page: Page) => void> = [
      () => {},
      (page) => page.rig.link.end(),
      (page) => {
        page.rig.link.end()
        page.advance(4000)
      },
      (page) => page.rig.link.end(4201),
      (page) => page.rig.link.end(4202),
      (page) => {
        page.rig.link.end()
        page.advance(31_000)
        page.rig.link.end(4204)
      }
    ]
    for (const into of states) {
      const page = new Page().ready()
      into(page)
      page.drain().look()
      page.logout().logout().drain()
      expect(page.look()).toEqual(['1/6', 'logout 0', 'logout 102'])
      expect(isSilent(page)).toBe(true)
    }
  })
})

describe('the callback for events', () => {
  it('A-INSTANCE-3: replaced inside itself, the new one hears what follows, in order', () => {
    const page = new Page().ready()
    page.look()
    page.then.set('text 1', () => page.listen('second: '))
    page.rig.say(record(0, 1)).say(record(0, 2))
    page.rig.link.end()
    page.advance(4000)
    expect(page.look()).toEqual(['text 1', 'second: text 2', 'second: 4/5'])
  })

  it('A-INSTANCE-3: it outlives logout and release; a page that has none misses nothing of its login', () => {
    const page = new Page().ready().release().drain()
    page.look()
    page.create().login().drain().greet()
    expect(page.look()).toEqual(['createInstance 0', '2/1', '3/2', 'login 0'])
    const late = new Page().create().login().drain().greet()
    late.rig.say(record(0, 1))
    expect(late.look()).toEqual(['createInstance 0', 'login 0'])
    late.listen().drain()
    expect(late.look()).toEqual(['2/1', '3/2', 'text 1'])
  })

  it('A-INSTANCE-3 P-RESUME-8: what waited for a callback is not told after release', () => {
    const page = new Page().create().login().drain().greet()
    page.rig.say(record(0, 1))
    page.release().drain()
    page.listen().drain()
    expect([page.look().filter((what) => !what.includes(' 0')), isSilent(page)]).toEqual([[], true])
  })
})

describe('a second login of the user', () => {
  it('A-LOGIN-6 A-STATE-4: 5/8 once; every call times out at once; the server hears no logout; no channels', () => {
    const page = new Page().ready()
    page.rig.joined()
    page.look()
    page.rig.link.say({ t: 'refused', code: 4201, why: 'replaced', message: '' }).end(4201)
    page.drain().send().presence().login().drain()
    expect(page.look()).toEqual(['5/8', 'send 2', 'presence 4', 'login 8'])
    const dialled = page.rig.links.all.length
    page.advance(60_000).logout().drain()
    expect([page.look(), page.rig.links.all.length, page.rig.link.of('bye')]).toEqual([
      ['1/6', 'logout 0'],
      dialled,
      []
    ])
    page.login().drain().greet()
    expect([page.look(), page.rig.link.last('hello').channels]).toEqual([['2/1', '3/2', 'login 0'], []])
  })

  it('A-LOGIN-6: in one process: a handle of the same user pushes the instance out, but not after its logout', () => {
    const page = new Page().ready()
    const { entry } = page.rig
    const answers: string[] = []
    entry.run(() => entry.handles.open('h', JSON.stringify({ app: APP }), (answer) => answers.push(answer)))
    entry.run(() => entry.handles.call('h', 'login', '{"user":"alice"}', (answer) => answers.push(answer)))
    page.greet()
    const [first, second] = page.rig.links.all
    page.look()
    first!.end(4201)
    page.drain().logout().drain()
    expect([page.look(), answers.map((text) => (JSON.parse(text) as Frame).ok), second!.closedBy]).toEqual([
      ['5/8', '1/6', 'logout 0'],
      [1, 1],
      null
    ])
  })
})
