// A new life of JavaScript over one engine: its login continues the one that was abandoned, and a page of AR-RtmModule
// starts as in a new process.
import { describe, expect, it } from 'vitest'
import { APP, type Frame, record, welcome } from '../../kit/engine-kit'
import { codes, Lives, page } from '../kit/lives-rig'

describe('a login that continues an abandoned one', () => {
  /**
   * alice of context one, whose session has the generation 7; context two has a handle of its own, and it was decided
   * that one is gone.
   */
  const abandoned = (): Lives => {
    const rig = new Lives()
    rig.open('a', 'one')
    rig.invoke('a', 'login', { user: 'alice' })
    rig.greet({ generation: 7 })
    rig.open('b', 'two')
    rig.advance(2_000)
    return rig
  }
  const hello = (rig: Lives): Frame => rig.link.connect().last('hello')
  const logsIn = (rig: Lives, handle: string, user: string): Frame => {
    rig.invoke(handle, 'login', { user })
    return hello(rig)
  }

  it('P-HELLO-10 P-RESUME-7: has its generation, so the server ends only that session; no goodbye, no dial', () => {
    const rig = abandoned()
    const old = rig.link
    expect(logsIn(rig, 'b', 'alice')).toMatchObject({ auto: 1, generation: 7, session: '' })
    expect([old.of('bye'), old.closedBy]).toEqual([[], { code: 1006, reason: expect.any(String) as string }])
    rig.greet({ session: 's2', generation: 7 })
    for (let s = 0; s < 40; s++) rig.say({ t: 'pong' }).advance(1_000)
    expect([rig.links.all.length, rig.kinds('b two')]).toEqual([2, ['state', 'state']])
  })

  it('P-HELLO-10: is a login of its own where that was replaced meanwhile, and is not answered before', () => {
    const rig = abandoned()
    logsIn(rig, 'b', 'alice')
    const dialled = rig.links.all.length
    rig.link.say({ t: 'refused', code: 4201, why: 'replaced', message: '' }).end(4201)
    rig.advance(1_000)
    expect(rig.links.all.length).toBe(dialled + 1)
    expect(hello(rig)).toMatchObject({ auto: 0, generation: 0 })
    rig.say(welcome({ session: 's2', generation: 9 }))
    expect(rig.heard['b two']!.map(({ state }) => state)).toEqual(['entering', 'in'])
  })

  it('is one only: of the same user, app and server, within 10 s, and whose session still was', () => {
    const other = abandoned()
    expect(logsIn(other, 'b', 'carol')).toMatchObject({ auto: 0 })
    const twice = abandoned()
    logsIn(twice, 'b', 'alice')
    twice.open('c', 'two')
    expect(logsIn(twice, 'c', 'alice')).toMatchObject({ auto: 0 })
    const elsewhere = abandoned()
    elsewhere.texts((done) => {
      elsewhere.entry.open('c', JSON.stringify({ app: APP, server: 'ws://elsewhere/rtm', context: 'two' }), done)
    })
    expect(logsIn(elsewhere, 'c', 'alice')).toMatchObject({ auto: 0 })
    const late = abandoned()
    late.advance(10_000)
    expect(logsIn(late, 'b', 'alice')).toMatchObject({ auto: 0 })
    const ended = abandoned()
    ended.link.end(4201)
    ended.world.drain()
    expect(logsIn(ended, 'b', 'alice')).toMatchObject({ auto: 0 })
  })

  it('is taken by a page of AR-RtmModule, too', () => {
    const rig = new Lives()
    const start = (context: string): void => {
      rig.invoke('', 'enter', { context })
      page(rig)
      codes(
        rig,
        (cb) => {
          rig.entry.ar.createInstance({ appId: APP }, cb)
        },
        (cb) => {
          rig.entry.ar.login({ userId: 'alice' }, cb)
        }
      )
    }
    start('one')
    rig.greet({ generation: 7 })
    start('two')
    rig.advance(2_000)
    expect(hello(rig)).toMatchObject({ auto: 1, generation: 7 })
  })
})

describe('a page of AR-RtmModule in a new context', () => {
  const start = (rig: Lives, context: string, events: Frame[]): Frame[] => {
    rig.invoke('', 'enter', { context })
    page(rig, events)
    return codes(
      rig,
      (cb) => {
        rig.entry.ar.createInstance({ appId: APP }, cb)
      },
      (cb) => {
        rig.entry.ar.setParameters({ server: 'ws://127.0.0.1:7080/rtm' }, cb)
      },
      (cb) => {
        rig.entry.ar.login({ userId: 'alice' }, cb)
      }
    )
  }

  it('A-INSTANCE-6: starts as in a new process: createInstance 0, login, events; the old page hears a probe', () => {
    const rig = new Lives()
    const [first, second]: [Frame[], Frame[]] = [[], []]
    start(rig, 'one', first)
    rig.greet()
    const told = first.length
    const answers = start(rig, 'two', second)
    expect(answers).toEqual([])
    rig.advance(2_000)
    rig.link.connect().say(welcome({ session: 's2' }))
    rig.world.drain()
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0])
    rig.links.all[0]!.end(4201)
    rig.say(record(0, 1)).advance(3_000)
    expect(first.slice(told)).toEqual([{ rtmEvent: 'probe', context: 'one' }])
    expect(second.map(({ rtmEvent, context }) => [rtmEvent, context])).toEqual([
      ['onConnectionStateChanged', 'two'],
      ['onConnectionStateChanged', 'two'],
      ['onPeerMessageReceived', 'two']
    ])
  })

  it('A-INSTANCE-1: where the page before answers, the instance is shared: 2, as within one context', () => {
    const rig = new Lives()
    const [first, second]: [Frame[], Frame[]] = [[], []]
    start(rig, 'one', first)
    rig.greet()
    const answers = start(rig, 'two', second)
    rig.invoke('', 'here', { context: 'one' })
    rig.advance(100)
    expect(answers.map(({ code }) => code)).toEqual([2, 1, 8])
  })

  it('P-INBOX-1: messages are handled when the page has said so', () => {
    const rig = new Lives()
    const events: Frame[] = []
    start(rig, 'one', events)
    rig.greet()
    rig.say(record(0, 1)).advance(2_100)
    expect(rig.link.last('ping')).not.toMatchObject({ h: 1 })
    rig.invoke('', 'handled', { n: events.at(-1)!['confirm'] as number })
    rig.say({ t: 'pong' }).advance(2_100)
    expect(rig.link.last('ping')).toMatchObject({ h: 1 })
  })
})
