// Sends: numbers, outcomes, deadlines, and what a lost link or a lost session does to them.
import { describe, expect, it } from 'vitest'
import fc from '../kit/properties.ts'
import { type Frame, Rig, welcome } from '../kit/engine-kit'

const send = (rig: Rig, text = 'hi', to = 'bob') => rig.ask((done) => rig.client.send(to, text, false, false, done))
const publish = (rig: Rig, text = 'hi') => rig.ask((done) => rig.client.publish('room', text, false, done))
const out = (rig: Rig, n: number, outcome: string, fields: Frame = {}) => rig.say({ t: 'out', n, outcome, ...fields })
const written = (rig: Rig): unknown[] => rig.link.sent.filter(({ t }) => t === 'send' || t === 'pub').map(({ n }) => n)
const away = (rig: Rig): Rig => {
  rig.link.end()
  return rig.advance(500)
}
const inRoom = (): Rig => new Rig().login().join('room')
const back = (fields: Frame = {}): Frame => ({
  resumed: 'full',
  why: 'resume',
  channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' }],
  ...fields
})
const live = (rig: Rig, seconds: number): Rig => {
  for (let i = 0; i < seconds; i++) rig.advance(1000).say({ t: 'pong' })
  return rig
}

describe('a send', () => {
  it('P-SEND-1 P-FRAME-7 P-SEND-10: carries a number that rises over both kinds, its flags, and the payload last', () => {
    const rig = inRoom()
    rig.ask((done) => rig.client.send('bob', 'one', true, true, done))
    rig.ask((done) => rig.client.publish('room', 'two "quoted"\n😀', true, done))
    expect(rig.link.sent.slice(-2)).toEqual([
      { t: 'send', n: 1, to: 'bob', hist: 1, store: 1, p: 'one' },
      { t: 'pub', n: 2, ch: 'room', hist: 1, p: 'two "quoted"\n😀' }
    ])
    expect(rig.link.texts.slice(-2).map((text) => text.lastIndexOf('"p":') > text.lastIndexOf('"hist":'))).toEqual([
      true,
      true
    ])
  })

  it.each([
    ['received', {}, { ok: 1, outcome: 'received' }],
    ['stored', {}, { ok: 1, outcome: 'stored' }],
    ['offline', {}, { ok: 0, why: 'offline', outcome: 'offline' }],
    ['unknown', {}, { ok: 0, why: 'timeout', outcome: 'unknown' }],
    ['refused', { why: 'full', message: 'words' }, { ok: 0, why: 'full', message: 'words', outcome: 'refused' }],
    [
      'refused',
      { why: 'too_often', message: '', retryAfterMs: 300 },
      { ok: 0, why: 'too_often', retryAfterMs: 300, outcome: 'refused' }
    ]
  ])('P-SEND-3 P-SEND-4: %s %j is answered %j', (outcome, fields, answer) => {
    const rig = new Rig().login()
    const answers = send(rig)
    expect(answers).toEqual([])
    out(rig, 1, outcome, { i: 'id1', ...fields })
    expect(answers).toMatchObject([{ ...answer, n: 1 }])
  })

  it('P-SEND-4 P-RECORD-7: a publish is answered when it is taken, and its offset stands in its place', () => {
    const rig = inRoom()
    const answers = publish(rig)
    out(rig, 1, 'taken', { a: 7, o: 1, i: 'own', ts: 1 }).say({
      t: 'm',
      a: 7,
      o: 2,
      i: 'm2',
      f: 'bob',
      fs: 's2',
      ts: 1,
      p: 'next'
    })
    expect([answers[0]?.ok, rig.told('channelMessage').map(({ text }) => text), rig.link.closedBy]).toEqual([
      1,
      ['next'],
      null
    ])
  })

  it('P-SEND-3: an outcome is told once, and one for nobody changes nothing', () => {
    const rig = new Rig().login()
    const answers = send(rig)
    out(out(out(rig, 9, 'received'), 1, 'received'), 1, 'offline')
    expect(answers).toMatchObject([{ outcome: 'received' }])
    expect(rig.told('outcome')).toEqual([])
  })
})

describe('the deadline of a send', () => {
  it('A-PEER-2 P-SEND-9: unwritten after 10 s it is removed and never sent', () => {
    const rig = away(new Rig().login())
    const answers = send(rig)
    rig.advance(9999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers).toMatchObject([{ ok: 0, why: 'timeout', outcome: 'not_sent' }])
    rig.link.end()
    rig.advance(5000).greet(back())
    expect([written(rig), rig.told('outcome')]).toEqual([[], []])
  })

  it('A-PEER-2: written and unanswered after 10 s the caller is told no outcome yet; the late one is an event', () => {
    const rig = new Rig().login()
    const answers = send(rig)
    live(rig, 10)
    expect(answers).toMatchObject([{ ok: 0, why: 'timeout', outcome: 'open', n: 1 }])
    out(rig, 1, 'received', { i: 'id1' })
    expect([answers.length, rig.told('outcome')]).toEqual([
      1,
      [{ event: 'outcome', n: 1, outcome: 'received', why: '', id: 'id1' }]
    ])
  })

  it('P-SEND-9: one that was answered no outcome yet is not repeated, and its caller hears so', () => {
    const rig = new Rig().login()
    send(rig)
    live(rig, 10)
    away(rig).greet(back({ taken: 0 }))
    expect(written(rig)).toEqual([])
    expect(rig.told('outcome')).toMatchObject([{ n: 1, outcome: 'not_sent' }])
  })

  it('P-SEND-2 P-SEND-11: one that was taken and answered no outcome yet is asked about over the next link, so none holds back settled for ever', () => {
    const rig = new Rig().login()
    send(rig)
    live(rig, 10)
    away(rig).greet(back({ taken: 1 }))
    expect(written(rig)).toEqual([1])
    out(rig, 1, 'unknown')
    expect(rig.told('outcome')).toMatchObject([{ n: 1, outcome: 'unknown' }])
    rig.advance(2_000)
    expect(rig.link.last('ping')).toMatchObject({ settled: 1 })
  })

  it('P-SEND-4: the deadline counts from the call, over lost links', () => {
    const rig = new Rig().login()
    const answers = send(rig)
    for (let i = 0; i < 3; i++) {
      rig.link.end()
      rig.advance(3000).greet(back())
    }
    rig.advance(999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers).toMatchObject([{ outcome: 'open' }])
  })
})

describe('sends over a lost link', () => {
  it('P-SEND-2 P-WELCOME-2: repeats exactly those that were not taken, in their order, before newer ones', () => {
    const rig = inRoom()
    for (let i = 1; i <= 4; i++) publish(rig, `${i}`)
    rig.link.end()
    publish(rig, '5')
    rig.advance(500).greet(back({ taken: 2 }))
    publish(rig, '6')
    expect(written(rig)).toEqual([3, 4, 5, 6])
    expect(rig.link.sent.filter(({ t }) => t === 'pub').map(({ p }) => p)).toEqual(['3', '4', '5', '6'])
  })

  it('P-WELCOME-2: outcomes in the welcome are answers; one taken and still open waits for its own', () => {
    const rig = new Rig().login()
    const [first, second] = [send(rig), send(rig)]
    away(rig).greet(back({ taken: 2, outcomes: [{ n: 1, outcome: 'received', i: 'id1' }] }))
    expect([first, second, written(rig)]).toMatchObject([[{ outcome: 'received' }], [], []])
    out(rig, 2, 'offline')
    expect(second).toMatchObject([{ why: 'offline' }])
  })

  it('P-SEND-11: settled rides on the next ping when it has risen, and on every sixteenth send of who never pings', () => {
    const rig = new Rig().login()
    const pings = (): unknown[] => rig.link.of('ping').map(({ settled }) => settled)
    send(rig)
    send(rig)
    rig.advance(2000)
    expect(pings()).toEqual([undefined]) // both are open
    out(rig, 1, 'received')
    rig.advance(2000)
    out(rig, 2, 'received')
    rig.advance(2000)
    rig.say({ t: 'pong' }).advance(2000)
    expect(pings()).toEqual([undefined, 1, 2, undefined])
    for (let n = 3; n <= 40; n++) {
      send(rig)
      out(rig, n, 'received')
    }
    expect(rig.link.of('send').flatMap(({ n, settled }) => (settled === undefined ? [] : [[n, settled]]))).toEqual([
      [19, 18],
      [35, 34]
    ])
  })

  it('P-SEND-11: what a lost link may not have told stands in the next hello, and is not told twice', () => {
    const rig = new Rig().login()
    send(rig)
    out(rig, 1, 'received')
    rig.advance(2000)
    away(rig).link.connect()
    expect(rig.link.last('hello').settled).toBe(1)
    rig.link.say(welcome(back({ taken: 1 })))
    rig.advance(2000)
    expect(rig.link.last('ping')).toEqual({ t: 'ping' })
  })

  it('P-WELCOME-2: settled names the number up to which nothing is open', () => {
    const rig = new Rig().login()
    const settled = (): unknown => {
      away(rig).link.connect()
      const value = rig.link.last('hello').settled
      rig.link.say(welcome(back({ taken: 9 })))
      return value
    }
    expect(settled()).toBe(0)
    for (let i = 0; i < 3; i++) send(rig)
    out(rig, 2, 'received')
    expect(settled()).toBe(0)
    out(rig, 1, 'received')
    expect(settled()).toBe(2)
    out(rig, 3, 'received')
    expect(settled()).toBe(3)
  })

  it('P-SEND-9 P-WELCOME-1: in a fresh session what was written is unknown, what was not is sent', () => {
    const rig = new Rig().login()
    const first = send(rig)
    rig.link.end()
    const second = send(rig)
    rig
      .advance(500)
      .greet({ resumed: 'fresh', why: 'unknown', session: 's2', outcomes: [{ n: 1, outcome: 'received' }] })
    expect([first, second, written(rig)]).toMatchObject([[{ why: 'timeout', outcome: 'unknown' }], [], [2]])
  })

  it('P-WELCOME-1: back after the lease (rejoined) the session goes on', () => {
    const rig = new Rig().login()
    const answers = send(rig)
    away(rig).greet(back({ resumed: 'rejoined', why: 'expired' }))
    expect([written(rig), answers]).toEqual([[1], []])
  })

  it('P-SEND-1: numbers rise over logout and login too, and nothing of the old session is sent in the new one', () => {
    const rig = away(new Rig().login())
    const answers = send(rig)
    rig.ask((done) => rig.client.logout(done))
    expect(answers).toMatchObject([{ why: 'timeout', outcome: 'not_sent' }])
    rig.advance(1000).login()
    send(rig)
    expect(written(rig)).toEqual([2])
  })

  it('P-SEND-1 P-SEND-9 P-WELCOME-2: whatever breaks when, within a session a send is written in order, never after its outcome, and answered once', () => {
    const deeds = fc.array(
      fc.oneof(
        fc.record({ do: fc.constantFrom('send', 'cut', 'wait') }),
        fc.record({ do: fc.constant('back'), taken: fc.nat({ max: 3 }) }),
        fc.record({ do: fc.constant('out'), n: fc.nat({ max: 12 }) })
      ),
      { maxLength: 40 }
    )
    fc.assert(
      fc.property(deeds, (plan) => {
        const rig = new Rig().login()
        const answers: Frame[][] = []
        const settled = new Set<number>()
        let up = true
        let seen = 0
        for (const deed of plan) {
          if (deed.do === 'send') answers.push(send(rig))
          if (deed.do === 'wait') rig.advance(300)
          if (deed.do === 'cut') {
            rig.link.end()
            up = false
          }
          if (deed.do === 'out' && up && deed.n <= seen) {
            out(rig, deed.n, 'received')
            settled.add(deed.n)
          }
          if ('taken' in deed && !up) {
            rig.client.onNetwork(1)
            rig.greet(back({ taken: Math.max(0, seen - deed.taken) }))
            up = true
            const now = written(rig) as number[]
            expect(now).toEqual([...now].sort((a, b) => a - b))
            for (const n of now) expect(settled.has(n)).toBe(false)
          }
          if (up) seen = Math.max(seen, ...(written(rig) as number[]))
        }
        rig.advance(30_000)
        for (const row of answers) expect(row).toHaveLength(1)
      }),
      { numRuns: 300 }
    )
  })
})
