// Lives of JavaScript over one engine: who answers stays, who does not is ended in silence, and what was not confirmed
// is not handled.
import { describe, expect, it } from 'vitest'
import { APP, ArRig, type Frame, record, welcome } from '../kit/engine-kit'

class Lives extends ArRig {
  readonly heard: Record<string, Frame[]> = {}
  texts(call: (done: (text: string) => void) => void): Frame[] {
    const answers: Frame[] = []
    call((text) => {
      answers.push(JSON.parse(text) as Frame)
    })
    this.world.drain()
    return answers
  }
  open(handle: string, context?: string): Frame[] {
    const { handles } = this.entry
    const answers = this.texts((done) => {
      this.entry.open(handle, JSON.stringify({ app: APP, context }), done)
    })
    const heard = (this.heard[`${handle} ${context ?? ''}`] = [] as Frame[])
    this.entry.run(() => {
      handles.listen(handle, (text) => {
        heard.push(JSON.parse(text) as Frame)
      })
    })
    return answers
  }
  invoke(handle: string, method: string, args: Frame = {}): Frame[] {
    return this.texts((done) => {
      this.entry.call(handle, method, JSON.stringify(args), done)
    })
  }
  /** Logged in on a link of its own. */
  in(handle: string, user: string, context?: string): this {
    this.open(handle, context)
    this.invoke(handle, 'login', { user })
    return this.greet()
  }
  kinds(handle: string): unknown[] {
    return (this.heard[handle] ?? []).map(({ event }) => event)
  }
}

const page = (rig: Lives, events: Frame[] = []): Frame[] => {
  rig.entry.run(() => {
    rig.entry.ar.setCallBack((event: Frame) => {
      events.push(event)
    })
  })
  return events
}
const codes = (rig: Lives, ...calls: ((callback: (answer: Frame) => void) => void)[]): Frame[] => {
  const answers: Frame[] = []
  for (const call of calls)
    rig.entry.run(() => {
      call((answer) => {
        answers.push(answer)
      })
    })
  rig.world.drain()
  return answers
}

describe('a context that begins', () => {
  it('asks the handles of others; one that answers keeps them, and nobody waits any longer', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    expect(rig.open('b', 'two')).toEqual([])
    expect(rig.heard['a one']!.at(-1)).toMatchObject({ event: 'probe', handle: 'a' })
    expect(rig.invoke('a', 'here', { context: 'one' })).toEqual([{ ok: 1 }])
    expect(rig.invoke('b', 'stats')).toMatchObject([{ ok: 1, phase: 'out' }])
    rig.advance(20_000)
    expect(rig.invoke('a', 'stats')).toMatchObject([{ ok: 1 }])
    expect(rig.invoke('b', 'stats')).toMatchObject([{ ok: 1 }])
  })

  it('has all calls wait for 2 s where another is silent, in their order, and then its handles are gone without a word', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    const told = rig.heard['a one']!.length
    const answers: unknown[] = []
    rig.entry.open('b', JSON.stringify({ app: APP, context: 'two' }), () => {
      answers.push('open')
    })
    rig.entry.call('b', 'stats', '{}', (text) => {
      answers.push((JSON.parse(text) as Frame)['phase'])
    })
    rig.advance(1_999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers).toEqual(['open', 'out'])
    rig.say({ t: 'm', a: 0, o: 1, i: 'x', f: 'bob', p: 'for nobody', ts: 1 }).advance(30_000)
    expect(rig.heard['a one']!.slice(told).map(({ event }) => event)).toEqual(['probe'])
    expect(rig.invoke('a', 'stats')).toMatchObject([{ ok: 0, why: 'not_initialised' }])
    expect(rig.world.timersOpen()).toBe(0)
  })

  it('may open a handle of the same name: it gets its own', () => {
    const rig = new Lives().in('main', 'alice', 'one')
    rig.open('main', 'two')
    rig.advance(2_000)
    expect(rig.invoke('main', 'stats')).toMatchObject([{ phase: 'out' }])
    expect(rig.kinds('main two')).toEqual([])
  })

  it('a second handle of the same context, and one without a context, ask nobody', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    expect([rig.open('b', 'one'), rig.open('c')]).toEqual([[{ ok: 1 }], [{ ok: 1 }]])
    expect(rig.kinds('a one')).not.toContain('probe')
  })

  it('a handle without a context is never asked and never ended', () => {
    const rig = new Lives().in('a', 'alice')
    expect(rig.open('b', 'two')).toEqual([{ ok: 1 }])
    rig.advance(1_000)
    expect(rig.invoke('a', 'stats')).toMatchObject([{ ok: 1, phase: 'in' }])
  })

  it('the session it left behind says no goodbye: the next login takes its place; without one it ends after 10 s', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    const old = rig.link
    rig.open('b', 'two')
    rig.advance(2_000)
    rig.invoke('b', 'login', { user: 'alice' })
    rig.greet({ session: 's2', key: 'k2' })
    expect(old.of('bye')).toEqual([])
    rig.advance(20_000)
    expect(rig.heard['b two']!.filter(({ event }) => event === 'state').map(({ told }) => told)).not.toContain(
      'aborted'
    )

    const alone = new Lives().in('a', 'alice', 'one')
    alone.open('b', 'two')
    for (let s = 0; s < 13; s++) alone.say({ t: 'pong' }).advance(1_000)
    expect(alone.links.all[0]!.of('bye')).toHaveLength(1)
  })
})

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

  it('P-HELLO-10 P-RESUME-7: has its generation, so that the server ends that session and no other; the old link is gone, without a goodbye, and never dialled again', () => {
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

describe('what JavaScript has handled', () => {
  it('P-INBOX-1: with a context it is what it confirms, in any portions; without one what its listener was told', () => {
    const rig = new Lives().in('a', 'alice', 'one')
    for (const n of [1, 2, 3]) rig.say(record(0, n))
    const numbers = rig.heard['a one']!.filter(({ event }) => event === 'peerMessage').map(({ confirm }) => confirm)
    expect(numbers).toEqual([1, 2, 3])
    rig.advance(2_100)
    expect(rig.link.last('ping')).not.toMatchObject({ h: 1 })
    rig.invoke('a', 'handled', { n: 2 })
    rig.say({ t: 'pong' }).advance(2_100)
    expect(rig.link.last('ping')).toMatchObject({ h: 2 })
    rig.invoke('a', 'handled', { n: 99 })
    rig.say({ t: 'pong' }).advance(2_100)
    expect(rig.link.last('ping')).toMatchObject({ h: 3 })

    const plain = new Lives().in('a', 'alice')
    plain.say(record(0, 1)).advance(2_100)
    expect(plain.heard['a ']!.find(({ event }) => event === 'peerMessage')).not.toHaveProperty('confirm')
    expect(plain.link.last('ping')).toMatchObject({ h: 1 })
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

  it('A-INSTANCE-6: starts as in a new process: createInstance 0, its login, its events; the page before hears a probe and no more', () => {
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
