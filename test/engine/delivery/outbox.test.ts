// Sends: numbers, outcomes and deadlines.
import { describe, expect, it } from 'vitest'
import { Rig } from '../../kit/engine-kit'
import { away, back, inRoom, live, out, publish, send, written } from '../kit/outbox-rig'

describe('a send', () => {
  it('P-SEND-1 P-FRAME-7 P-SEND-10: carries a number that rises over both kinds, its flags, the payload last', () => {
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

  it('P-SEND-2 P-SEND-11: taken, answered, no outcome: asked about on the next link; settled is not held back', () => {
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
