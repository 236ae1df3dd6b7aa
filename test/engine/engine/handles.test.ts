// The handle functions: several clients by name, JSON text in and out.
import { describe, expect, it } from 'vitest'
import { APP, ArRig, type Frame, record, SERVER } from '../../kit/engine-kit'

class HandleRig extends ArRig {
  get handles() {
    return this.entry.handles
  }
  private texts(call: (done: (text: string) => void) => void): Frame[] {
    return this.ask((done) => {
      call((text) => {
        done(JSON.parse(text) as Frame)
      })
    })
  }
  open(handle: string, options: unknown = { app: APP }): Frame[] {
    return this.texts((done) => {
      this.handles.open(handle, typeof options === 'string' ? options : JSON.stringify(options), done)
    })
  }
  invoke(handle: string, method: string, args: unknown = {}): Frame[] {
    return this.texts((done) => {
      this.handles.call(handle, method, typeof args === 'string' ? args : JSON.stringify(args), done)
    })
  }
  hears(handle: string): Frame[] {
    const events: Frame[] = []
    this.entry.run(() => {
      this.handles.listen(handle, (text: string) => {
        events.push(JSON.parse(text) as Frame)
      })
    })
    this.world.drain()
    return events
  }
  end(handle: string): Frame[] {
    return this.texts((done) => {
      this.handles.close(handle, done)
    })
  }
  in(handle = 'h', user = 'alice'): this {
    this.open(handle)
    this.invoke(handle, 'login', { user })
    return this.greet()
  }
  inRoom(): this {
    this.in()
    this.invoke('h', 'join', { channel: 'room' })
    return this.say({ t: 'ok', id: 1, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
  }
}
const why = (answers: Frame[]): unknown => (answers.length === 1 ? (answers[0]?.why ?? answers[0]?.ok) : answers.length)
const bad = ['', '{', 'null', '1', '"a"', '[]', 'true', 'undefined']

describe('open and close', () => {
  it('open makes a client once per name; close forgets it and nothing follows', () => {
    const rig = new HandleRig()
    expect([
      why(rig.open('h')),
      why(rig.open('h')),
      why(rig.open('g')),
      why(rig.end('h')),
      why(rig.end('h')),
      why(rig.open('h'))
    ]).toEqual([1, 'busy', 1, 1, 'not_initialised', 1])
  })

  it.each([...bad, {}, { app: 5 }, { app: 'short' }, { app: null }, { app: `${APP}a` }].map((options) => [options]))(
    'open with %j is invalid',
    (options) => {
      expect(why(new HandleRig().open('h', options))).toBe('invalid')
    }
  )

  it('a handle without a name is invalid', () => {
    expect(why(new HandleRig().open(''))).toBe('invalid')
  })

  it('the server is the one given, else that of the page', () => {
    const rig = new HandleRig()
    rig.open('a', { app: APP, server: 'ws://given/' })
    rig.open('b')
    for (const handle of ['a', 'b']) rig.invoke(handle, 'login', { user: handle })
    expect(rig.links.all.map(({ url }) => url)).toEqual(['ws://given/', SERVER])
  })

  it('P-RESUME-8: close logs out, tells the state, answers last', () => {
    const rig = new HandleRig().in()
    const events = rig.hears('h')
    const answers = rig.end('h')
    rig.link.say(record(0, 1))
    rig.advance(60_000)
    expect([answers, events.at(-1), rig.link.last('bye').t, rig.world.timersOpen()]).toMatchObject([
      [{ ok: 1 }],
      { pageState: 'disconnected', reason: 'logout' },
      'bye',
      0
    ])
  })
})

describe('call', () => {
  const methods = [
    'login',
    'logout',
    'send',
    'publish',
    'join',
    'leave',
    'members',
    'counts',
    'presence',
    'hold',
    'stats'
  ]

  it.each(methods)(
    '%s for a handle that is not open is not_initialised, with arguments that are no JSON object invalid',
    (method) => {
      const rig = new HandleRig()
      expect([why(rig.invoke('nobody', method)), why(rig.invoke('', method))]).toEqual([
        'not_initialised',
        'not_initialised'
      ])
      rig.open('h')
      for (const text of bad) expect(why(rig.invoke('h', method, text))).toBe('invalid')
    }
  )

  it.each(['', 'Login', 'kick', 'toString', '__proto__', 'constructor'])('there is no method %j', (method) => {
    expect(why(new HandleRig().in().invoke('h', method))).toBe('unsupported')
  })

  const values: unknown[] = [undefined, null, 5, true, {}, [], '']
  const sweeps: Array<[string, string, Frame, unknown[], string]> = [
    ['login', 'user', { user: 'alice' }, [...values, 'a'.repeat(65)], 'invalid'],
    ['send', 'to', { to: 'bob', text: 'hi' }, [...values, 'a/b', 'null'], 'invalid'],
    [
      'send',
      'text',
      { to: 'bob', text: 'hi' },
      [undefined, null, 5, true, {}, [], 'a'.repeat(32769), '\ud800'],
      'bad_text'
    ],
    ['publish', 'channel', { channel: 'room', text: 'hi' }, values, 'invalid'],
    ['publish', 'text', { channel: 'room', text: 'hi' }, [undefined, null, 5, true, {}, []], 'bad_text'],
    ['join', 'channel', { channel: 'hall' }, values, 'invalid'],
    ['leave', 'channel', { channel: 'room' }, values, 'invalid'],
    ['members', 'channel', { channel: 'room' }, values, 'invalid'],
    [
      'counts',
      'channels',
      { channels: ['a'] },
      [...values, 'a', [''], [5], ['a', null], ['a', 5, 'b'], [{}]],
      'invalid'
    ],
    ['hold', 'held', { held: 0 }, [undefined, null, 'yes', '1', {}, [], 0.5, 2, -1, NaN], 'invalid'],
    [
      'presence',
      'users',
      { users: ['a'] },
      [...values, 'a', [''], [5], ['a', null], ['a', 5, 'b'], [{}], Array(257).fill('a')],
      'invalid'
    ]
  ]
  it.each(
    sweeps.flatMap(([method, key, good, wrong, word]) =>
      wrong.map((value) => [method, key, value, good, word] as const)
    )
  )('%s: %s %j is refused, and nothing is sent', (method, key, value, good, word) => {
    const rig = method === 'login' ? new HandleRig() : new HandleRig().inRoom()
    if (method === 'login') rig.open('h')
    const before = rig.links.all.flatMap(({ sent }) => sent).length
    expect(why(rig.invoke('h', method, { ...good, [key]: value }))).toBe(word)
    expect(rig.links.all.flatMap(({ sent }) => sent).length).toBe(before)
  })
  it.each(sweeps.filter(([method]) => method !== 'hold').map(([method, , good]) => [method, good] as const))(
    '%s: %j is taken',
    (method, good) => {
      const rig = method === 'login' ? new HandleRig() : new HandleRig().inRoom()
      if (method === 'login') rig.open('h')
      expect(rig.invoke('h', method, good)).toEqual([])
    }
  )

  it('P-FRAME-5: flags reach the wire as 0 or 1, whatever number or boolean they were', () => {
    const rig = new HandleRig().in()
    for (const flag of [1, 5, 0.5, true, 0, -1, false, null, 'x'])
      rig.invoke('h', 'send', { to: 'bob', text: 'x', historical: flag, offline: flag })
    expect(rig.link.of('send').map(({ hist, store }) => [hist, store])).toEqual(
      [1, 1, 1, 1, 0, 0, 0, 0, 0].map((flag) => [flag, flag])
    )
  })

  it('answers are JSON text of the engine: ok and data, or why and message', () => {
    const rig = new HandleRig().inRoom()
    const sent = rig.invoke('h', 'send', { to: 'bob', text: 'hi' })
    rig.say({ t: 'out', n: 1, outcome: 'received', i: 'id1' })
    const listed = rig.invoke('h', 'members', { channel: 'room' })
    rig.say({ t: 'ok', id: rig.link.last('list').id, users: ['alice'], total: 1, next: '' })
    expect([sent, listed]).toMatchObject([
      [{ ok: 1, outcome: 'received', id: 'id1', n: 1 }],
      [{ ok: 1, users: ['alice'], total: 1 }]
    ])
    expect(rig.invoke('h', 'leave', { channel: 'nowhere' })).toMatchObject([
      { ok: 0, why: 'not_joined', message: expect.stringMatching(/./) as string }
    ])
  })
})

describe('stats', () => {
  it('each handle has its own, from its opening on; one that is opened again begins anew', () => {
    const rig = new HandleRig().in('a', 'alice')
    rig.open('b')
    const phaseAndLinks = (handle: string): unknown[] =>
      rig.invoke(handle, 'stats').map(({ ok, phase, links }) => [ok, phase, links])
    expect([phaseAndLinks('a'), phaseAndLinks('b')]).toEqual([[[1, 'in', 1]], [[1, 'out', 0]]])
    rig.end('a')
    expect(why(rig.invoke('a', 'stats'))).toBe('not_initialised')
    rig.open('a')
    expect(phaseAndLinks('a')).toEqual([[1, 'out', 0]])
  })
})

describe('listen', () => {
  it('events wait until somebody listens; a new listener replaces the old; a handle that is not open is logged', () => {
    const rig = new HandleRig().in().say(record(0, 1))
    const first = rig.hears('h')
    expect(first.map(({ event }) => event)).toEqual(['state', 'state', 'peerMessage'])
    const second = rig.hears('h')
    rig.say(record(0, 2))
    expect([first.length, second.map(({ text }) => text)]).toEqual([3, ['text 2']])
    expect([rig.hears('nobody'), rig.log.some((line) => line.includes('not open'))]).toEqual([[], true])
  })

  it('P-HELLO-5: clients of one page are strangers to each other', () => {
    const rig = new HandleRig().in('a', 'alice')
    const alice = rig.link
    rig.in('b', 'bob')
    const [heardA, heardB] = [rig.hears('a'), rig.hears('b')]
    alice.say(record(0, 1))
    rig.link.say(record(0, 1, { p: 'for bob' }))
    rig.world.drain()
    expect(
      [heardA, heardB].map((events) => events.filter(({ event }) => event === 'peerMessage').map(({ text }) => text))
    ).toEqual([['text 1'], ['for bob']])
    rig.end('a')
    rig.link.say(record(0, 2))
    rig.world.drain()
    expect([heardB.at(-1)?.text, why(rig.invoke('a', 'logout'))]).toEqual(['text 2', 'not_initialised'])
  })

  it('P-LIFE-2: background, foreground and network reach every client', () => {
    const rig = new HandleRig().in('a', 'alice')
    const alice = rig.link
    rig.in('b', 'bob')
    rig.surroundings[0]!.onBackground()
    rig.advance(60_000)
    expect([alice.closedBy, rig.link.closedBy]).toEqual([null, null])
    rig.surroundings[0]!.onForeground()
    rig.surroundings[0]!.onNetwork(1)
    expect([alice.of('ping').length, rig.link.of('ping').length]).toEqual([2, 2])
  })
})
