// What a lost link or a lost session does to sends.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { type Frame, Rig, welcome } from '../../kit/engine-kit'
import { away, back, inRoom, out, publish, send, written } from '../kit/outbox-rig'

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

  it('P-SEND-11: settled rides on the next ping when it has risen, and on every sixteenth send without pings', () => {
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

  it('P-SEND-1 P-SEND-9 P-WELCOME-2: in a session a send is in order, not after its outcome, answered once', () => {
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
