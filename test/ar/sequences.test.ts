// What the vendor's demo and ARCall do, with nobody waiting for anything; and a page that misbehaves.
import { describe, expect, it } from 'vitest'
import { APP, ArRig, type Frame, record, welcome } from '../kit/engine-kit'

/** All calls in one tick; answers by name, in the order they come. */
function tick(
  rig: ArRig,
  calls: Record<string, (callback: (result: Frame) => void) => void>
): Array<[string, unknown]> {
  const answers: Array<[string, unknown]> = []
  for (const [name, call] of Object.entries(calls))
    rig.entry.run(() => call((result) => answers.push([name, result.code])))
  return answers
}
const three = (rig: ArRig, userId = 'alice', events = rig.events) => ({
  setCallBack: () => rig.entry.ar.setCallBack((event: Frame) => events.push(event)),
  createInstance: (cb: (result: Frame) => void) => rig.entry.ar.createInstance({ appId: APP }, cb),
  login: (cb: (result: Frame) => void) => rig.entry.ar.login({ token: '', userId }, cb)
})
const both = (rig: ArRig) => ({
  logout: (cb: (result: Frame) => void) => rig.entry.ar.logout(cb),
  release: (cb: (result: Frame) => void) => rig.entry.ar.release(cb)
})

describe('what existing pages do', () => {
  it('A-CALL-11 A-LOGIN-1: setCallBack, createInstance, login in a row: one success, 2/1, 3/2, then the answer', () => {
    const rig = new ArRig()
    const answers = tick(rig, three(rig))
    rig.world.drain()
    expect(answers).toEqual([['createInstance', 0]])
    rig.greet()
    expect([answers, rig.states()]).toEqual([
      [
        ['createInstance', 0],
        ['login', 0]
      ],
      ['2/1', '3/2']
    ])
  })

  it('A-INSTANCE-1 A-LOGIN-2: after a failed login the same three calls again work; createInstance answers 2', () => {
    const rig = new ArRig()
    tick(rig, three(rig))
    rig.link.connect().end(4203)
    rig.advance(1000)
    const answers = tick(rig, three(rig))
    rig.greet()
    expect([answers, rig.states()]).toEqual([
      [
        ['createInstance', 2],
        ['login', 0]
      ],
      ['2/1', '1/3', '2/1', '3/2']
    ])
  })

  it('A-PRESENCE-2 A-CALL-6: presence is 0 online, 2 offline; a failure has a code and no list', () => {
    const rig = new ArRig().loggedIn()
    const ask = (): Frame[] => rig.ask((cb) => rig.entry.ar.presence.query({ peerIds: ['bob', 'carol'] }, cb))
    const good = ask()
    rig.say({ t: 'ok', id: 1, states: ['online', 'offline'] })
    const bad = ask()
    rig.say({ t: 'no', id: 2, why: 'internal', message: 'words' })
    expect((good[0]?.peerOnlineStatus as Frame[]).map(({ state }) => state)).toEqual([0, 2])
    expect(bad).toEqual([{ code: 1, message: 'words' }])
  })

  it('A-CALL-11 A-CHANNEL-1 A-CHANNEL-3: createChannel and join in one tick; leave; both again: 0 each time', () => {
    const rig = new ArRig().loggedIn()
    const pair = {
      createChannel: (cb: (r: Frame) => void) => rig.entry.ar.channels.createChannel({ channelId: 'room' }, cb),
      join: (cb: (r: Frame) => void) => rig.entry.ar.channels.join({ channelId: 'room' }, cb)
    }
    for (let i = 0; i < 2; i++) {
      const answers = tick(rig, pair)
      rig.say({ t: 'ok', id: rig.link.last('join').id, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
      expect(answers).toEqual([
        ['createChannel', 0],
        ['join', 0]
      ])
      const left = rig.ask((cb) => rig.entry.ar.channels.leave({ channelId: 'room' }, cb))
      rig.say({ t: 'ok', id: rig.link.last('leave').id })
      expect(left).toEqual([{ code: 0 }])
    }
  })

  it('A-CHANNEL-6: getMembers lists channelId and userId', () => {
    const rig = new ArRig().loggedIn().joined()
    const answers = rig.ask((cb) => rig.entry.ar.channels.getMembers({ channelId: 'room' }, cb))
    rig.say({ t: 'ok', id: rig.link.last('list').id, users: ['alice'], total: 1, next: '' })
    expect(answers).toMatchObject([{ code: 0, members: [{ channelId: 'room', userId: 'alice' }] }])
  })

  it('A-LOGIN-6 A-STATE-4: a second device logs in: 5/8 here; login 8, logout 0 and 1/6, then login works', () => {
    const rig = new ArRig().loggedIn().joined()
    rig.link.say({ t: 'refused', code: 4201, why: 'replaced', message: '' }).end(4201)
    rig.advance(1000)
    expect(rig.states().at(-1)).toBe('5/8')
    expect(rig.code((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))).toBe(8)
    expect([rig.code((cb) => rig.entry.ar.logout(cb)), rig.states().at(-1), rig.links.all.length]).toEqual([
      0,
      '1/6',
      1
    ])
    rig.advance(1000)
    const answers = rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    rig.greet()
    expect(answers).toEqual([{ code: 0 }])
  })

  it('A-CALL-11 A-INSTANCE-3: logout and release in one tick answer 0 in order; then all calls work again', () => {
    const rig = new ArRig().loggedIn().joined()
    const order: unknown[] = []
    rig.entry.run(() =>
      rig.entry.ar.setCallBack((event: Frame) => order.push(`${String(event.state)}/${String(event.reason)}`))
    )
    const answers = tick(rig, both(rig))
    answers.push = (...rows) => order.push(...rows.map(([name, code]) => `${name} ${String(code)}`))
    const old = rig.link
    rig.world.drain()
    expect(order).toEqual(['1/6', 'logout 0', 'release 0'])
    old.say(record(0, 1)).say(record(7, 1)).end(4200)
    rig.advance(60_000)
    expect(order).toHaveLength(3)
    const { createInstance, login } = three(rig)
    const again = tick(rig, { createInstance, login })
    rig.greet()
    expect([again, order.slice(3)]).toEqual([
      [
        ['createInstance', 0],
        ['login', 0]
      ],
      ['2/1', '3/2']
    ])
  })

  it('A-CALL-7: numeric ids are taken as texts in every function', () => {
    const rig = new ArRig().created()
    rig.ask((cb) => rig.entry.ar.login({ userId: 1, token: '' }, cb))
    rig.greet()
    rig.ask((cb) => rig.entry.ar.channels.createChannel({ channelId: 2 }, cb))
    rig.ask((cb) => rig.entry.ar.channels.join({ channelId: '2' }, cb))
    rig.ask((cb) => rig.entry.ar.presence.query({ peerIds: [3] }, cb))
    expect([rig.link.last('hello').user, rig.link.last('join').ch, rig.link.last('presence').users]).toEqual([
      '1',
      '2',
      ['3']
    ])
  })
})

describe('the callback of setCallBack', () => {
  it('A-INSTANCE-3: sends nothing itself, may come first or late, and a new call replaces it', () => {
    const rig = new ArRig()
    rig.entry.run(() => rig.entry.ar.createInstance({ appId: APP }, () => {}))
    rig.entry.run(() => rig.entry.ar.login({ userId: 'alice' }, () => {}))
    rig.greet().say(record(0, 1))
    const first: Frame[] = []
    const second: Frame[] = []
    tick(rig, three(rig, 'alice', first))
    rig.world.drain()
    expect(first.map(({ rtmEvent }) => rtmEvent)).toEqual([
      'onConnectionStateChanged',
      'onConnectionStateChanged',
      'onPeerMessageReceived'
    ])
    rig.entry.run(() => rig.entry.ar.setCallBack((event: Frame) => second.push(event)))
    rig.say(record(0, 2))
    expect([first.length, second.map(({ text }) => text)]).toEqual([3, ['text 2']])
  })

  it('A-CALL-2: a page that throws harms nothing: order, acknowledgements, later calls', () => {
    const rig = new ArRig().loggedIn()
    const seen: unknown[] = []
    rig.entry.run(() =>
      rig.entry.ar.setCallBack((event: Frame) => {
        seen.push(event.text)
        throw new Error('a fault of the page')
      })
    )
    rig.entry.run(() =>
      rig.entry.ar.channels.createChannel({ channelId: 'room' }, () => {
        throw new Error('another')
      })
    )
    rig.say(record(0, 1)).say(record(0, 2)).joined('room').advance(2000)
    expect([seen.slice(0, 2), rig.faults.length > 2, rig.link.last('join').h]).toEqual([['text 1', 'text 2'], true, 2])
  })

  it('A-CALL-2: calls from inside callbacks are as good as any', () => {
    const rig = new ArRig().listen()
    const answers: unknown[] = []
    rig.entry.run(() =>
      rig.entry.ar.createInstance({ appId: APP }, () =>
        rig.entry.run(() =>
          rig.entry.ar.login({ userId: 'alice' }, (result: Frame) => {
            answers.push(result.code)
            rig.entry.run(() => rig.entry.ar.release((last: Frame) => answers.push(last.code)))
          })
        )
      )
    )
    rig.world.drain()
    rig.link.connect().say(welcome())
    rig.world.drain()
    expect([answers, rig.states()]).toEqual([
      [0, 0],
      ['2/1', '3/2', '1/6']
    ])
  })

  it('the surroundings are watched once, and reach the client of the moment', () => {
    const rig = new ArRig().loggedIn()
    rig.ask((cb) => rig.entry.ar.release(cb))
    rig.loggedIn()
    expect(rig.surroundings).toHaveLength(1)
    rig.surroundings[0]!.onNetwork(1)
    rig.surroundings[0]!.onBackground()
    rig.surroundings[0]!.onForeground()
    expect(rig.link.of('ping')).toHaveLength(2)
  })
})
