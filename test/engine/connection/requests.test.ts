// Questions to the server: numbers, deadlines, and asking again over a lost link.
import { describe, expect, it } from 'vitest'
import { type Frame, Rig } from '../../kit/engine-kit'

type Call = (rig: Rig) => Frame[]
const calls: Record<string, { call: Call; frame: Frame; timeout: number; reply: Frame }> = {
  members: {
    call: (rig) => rig.ask((done) => rig.client.members('room', done)),
    frame: { t: 'list', ch: 'room', after: '', limit: 512 },
    timeout: 5000,
    reply: { users: ['alice'], total: 1, next: '' }
  },
  counts: {
    call: (rig) => rig.ask((done) => rig.client.counts(['a', 'b'], done)),
    frame: { t: 'counts', chs: ['a', 'b'] },
    timeout: 5000,
    reply: { counts: [1, 0] }
  },
  presence: {
    call: (rig) => rig.ask((done) => rig.client.presence.query(['bob'], done)),
    frame: { t: 'presence', users: ['bob'] },
    timeout: 10_000,
    reply: { states: ['online'] }
  }
}
const rows = Object.entries(calls)
const back = { resumed: 'full', channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' }] }
const ready = (): Rig => new Rig().login().join('room')

describe.each(rows)('the question %s', (_, { call, frame, timeout, reply }) => {
  const type = String(frame.t)

  it('P-FRAME-6 P-MEMBER-6 P-QUERY-1 P-QUERY-2: is a request with a number, answered once by its reply', () => {
    const rig = ready()
    const answers = call(rig)
    const sent = rig.link.last(type)
    expect(sent).toMatchObject({ ...frame, id: 2 })
    rig
      .say({ t: 'ok', id: 9, ...reply })
      .say({ t: 'ok', id: 2, ...reply })
      .say({ t: 'no', id: 2, why: 'internal', message: '' })
    expect(answers).toMatchObject([{ ok: 1, ...reply }])
    expect(answers).toHaveLength(1)
  })

  it('P-LIMIT-2: a refusal brings its word, its message and how long to wait', () => {
    const rig = ready()
    const answers = call(rig)
    rig.say({ t: 'no', id: rig.link.last(type).id, why: 'too_often', message: 'words', retryAfterMs: 250 })
    expect(answers).toEqual([{ ok: 0, why: 'too_often', message: 'words', retryAfterMs: 250 }])
  })

  it(`A-TIMER-4: ends after ${timeout / 1000} s, connected or not; a late reply is nobody's`, () => {
    for (const cut of [false, true]) {
      const rig = ready()
      const answers = call(rig)
      const id = rig.link.last(type).id
      if (cut) rig.link.end()
      for (let i = 1; i < timeout / 1000; i++) {
        rig.advance(1000)
        if (!cut) rig.say({ t: 'pong' })
      }
      rig.advance(999)
      expect(answers).toEqual([])
      rig.advance(1)
      expect(answers).toMatchObject([{ ok: 0, why: 'timeout' }])
      if (!cut) rig.say({ t: 'ok', id, ...reply })
      expect(answers).toHaveLength(1)
    }
  })

  it('A-TIMER-4: is asked again on the next link, under its number there; a reply of the old one is ignored', () => {
    const rig = ready()
    rig.ask((done) => rig.client.presence.query(['x'], done))
    const answers = call(rig)
    rig.link.end()
    rig.advance(500).greet(back)
    expect(rig.link.of(type).at(-1)).toMatchObject({ ...frame, id: 2 })
    rig.say({ t: 'ok', id: 2, ...reply })
    expect(answers).toMatchObject([{ ok: 1, ...reply }])
  })

  it('A-CALL-9: called while reconnecting it waits for the link', () => {
    const rig = ready()
    rig.link.end()
    rig.advance(4000)
    const answers = call(rig)
    rig.greet(back).say({ t: 'ok', id: rig.link.last(type).id, ...reply })
    expect(answers).toMatchObject([{ ok: 1 }])
  })

  it('A-TIMER-4: ends with timeout at logout, and is not asked in the next session', () => {
    const rig = ready()
    rig.link.end()
    const answers = call(rig)
    rig.ask((done) => rig.client.logout(done))
    expect(answers).toMatchObject([{ why: 'timeout' }])
    expect(rig.world.timersOpen()).toBe(0)
    rig.advance(1000).login()
    expect(rig.link.of(type)).toEqual([])
  })
})

describe('numbers of requests', () => {
  it('P-FRAME-6: rise within a link and begin anew on the next; replies are matched in any order', () => {
    const rig = new Rig().login()
    const answers = ['a', 'b', 'c'].map((user) => rig.ask((done) => rig.client.presence.query([user], done)))
    expect(rig.link.of('presence').map(({ id }) => id)).toEqual([1, 2, 3])
    for (const id of [3, 1, 2]) rig.say({ t: 'ok', id, states: [`${id}`] })
    expect(answers.map(([answer]) => answer?.states)).toEqual([['1'], ['2'], ['3']])
    rig.blink()
    rig.ask((done) => rig.client.presence.query(['a'], done))
    expect(rig.link.last('presence').id).toBe(1)
  })

  it('P-FRAME-4 P-FRAME-10: a refusal for no request, and one that is unsupported, are no more than that', () => {
    const rig = new Rig().login().say({ t: 'no', id: 0, why: 'malformed', message: '' })
    const answers = rig.ask((done) => rig.client.presence.query(['a'], done))
    rig.say({ t: 'no', id: 1, why: 'unsupported', message: 'unknown request' })
    expect([answers[0]?.why, rig.link.closedBy]).toEqual(['unsupported', null])
  })
})
