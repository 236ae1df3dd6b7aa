// Peer messages: each reaches the page once and in order; the server hears what was received and what the page has
// handled.
import { describe, expect, it } from 'vitest'
import { type Frame, Rig, record } from '../../kit/engine-kit'
import { cursors, mail, quietRig } from '../kit/inbox-rig'

/** Says it without letting the page's thread run. */
const arrives = (rig: Rig, frame: Frame): void => {
  rig.link.say(frame)
}

describe('an inbox', () => {
  it('P-INBOX-2 P-INBOX-1: a record is acknowledged as received at once, as handled after the page was called', () => {
    const rig = new Rig().login()
    arrives(rig, record(0, 1))
    expect(rig.link.of('ack').map(cursors)).toEqual([[1, 0]])
    rig.world.drain()
    expect(mail(rig)).toEqual(['text 1'])
    rig.advance(2000)
    expect(cursors(rig.link.last('ping'))).toEqual([1, 1])
  })

  it('P-INBOX-1: what the page is just being told is not handled yet, even if it makes a call from there', () => {
    const rig = new Rig().login()
    rig.listen((event) => {
      if (event.event === 'peerMessage') rig.call((done) => rig.client.presence.query(['bob'], done))
    })
    rig.say(record(0, 1))
    expect(rig.link.last('presence')).not.toHaveProperty('h')
    rig.ask((done) => rig.client.presence.query(['bob'], done))
    expect(cursors(rig.link.last('presence'))).toEqual([1, 1])
  })

  it('P-INBOX-1: handled rides on the next frame, once; requests, acks, pings and bye all carry it', () => {
    const rig = new Rig().login().say(record(0, 1))
    rig.ask((done) => rig.client.counts(['room'], done))
    expect(cursors(rig.link.last('counts'))).toEqual([1, 1])
    rig.advance(2000)
    expect(rig.link.last('ping')).toEqual({ t: 'ping' })
    rig.say(record(0, 2)).say(record(0, 3))
    expect(rig.link.of('ack').slice(-2).map(cursors)).toEqual([
      [2, 1],
      [3, 2]
    ])
    rig.ask((done) => rig.client.logout(done))
    expect(cursors(rig.link.last('bye'))).toEqual([3, 3])
  })

  it('P-LIFE-5 P-INBOX-1: a logout within a message has handled it, and all that the page gets till then', () => {
    const rig = new Rig().login()
    const seen: string[] = []
    rig.listen((event) => {
      if (event.event !== 'peerMessage') return
      seen.push(String(event.text))
      if (seen.length === 1)
        rig.call((done) => {
          rig.client.logout((answer) => {
            seen.push('out')
            done(answer)
          })
        })
    })
    arrives(rig, record(0, 1))
    arrives(rig, record(0, 2))
    rig.world.drain()
    expect(seen).toEqual(['text 1', 'text 2', 'out'])
    expect(cursors(rig.link.last('bye'))).toEqual([2, 2])
  })

  it('P-INBOX-1: a page that throws has been called: its message counts as handled, and the next one comes', () => {
    const rig = new Rig().login()
    const seen: unknown[] = []
    rig.listen((event) => {
      if (event.event === 'peerMessage') {
        seen.push(event.text)
        throw new Error('a fault of the page')
      }
    })
    rig.say(record(0, 1)).say(record(0, 2)).advance(2000)
    expect(seen).toEqual(['text 1', 'text 2'])
    expect(rig.faults).toHaveLength(2)
    expect(cursors(rig.link.last('ping'))).toEqual([2, 2])
  })

  it('P-INBOX-1: while no listener is set events wait, unhandled; they come in order when one is set', () => {
    const { rig, listen } = quietRig()
    rig.say(record(0, 1)).say(record(0, 2)).advance(2000)
    expect(cursors(rig.link.of('ack').at(-1))).toEqual([2, 0])
    listen()
    rig.world.drain()
    expect(mail(rig)).toEqual(['text 1', 'text 2'])
    rig.ask((done) => rig.client.presence.query(['bob'], done))
    expect(cursors(rig.link.last('presence'))).toEqual([2, 2])
  })

  it('P-RECORD-1 P-MAIL-4: bit 2 of the flags says that it had waited, whatever other bits are set', () => {
    const rig = new Rig().login()
    for (const [i, fl] of [0, 1, 2, 3, 4, 6, 253, 1_048_575, 2 ** 40].entries()) rig.say({ ...record(0, i + 1), fl })
    rig.say(record(0, 10))
    expect(rig.told('peerMessage').map((row) => row.offline)).toEqual([0, 0, 1, 1, 0, 1, 0, 1, 0, 0])
  })

  it('P-GAP-6 P-GAP-4: a gap with an id is told once, wherever it comes again; without an id each is told', () => {
    const rig = new Rig().login()
    const gap = (at: number, more: Frame): Frame => ({
      t: 'gap',
      a: 0,
      from: at,
      to: at,
      count: 2,
      why: 'evicted',
      by: [{ u: 'bob', count: 2 }],
      ...more
    })
    rig
      .say(gap(1, { i: 'x' }))
      .say(gap(2, { i: 'x' }))
      .say(gap(3, { i: 'y' }))
      .say(gap(4, {}))
      .say(gap(5, {}))
    expect(rig.told('missed').map((row) => [row.peer, row.missed, row.reason])).toEqual(
      Array.from({ length: 4 }, () => ['bob', 2, 'evicted'])
    )
    expect(rig.link.of('ack').at(-1)!.r).toBe(5)
  })

  it('P-SKIP-1 P-INBOX-1: a skip waits for what the page was given before it, and is then handled too', () => {
    const rig = new Rig().login()
    arrives(rig, record(0, 1))
    arrives(rig, { t: 'skip', a: 0, from: 2, to: 4, why: 'withdrawn' })
    expect(rig.link.of('ack').map(cursors)).toEqual([
      [1, 0],
      [4, 0]
    ])
    rig.advance(2000)
    expect(cursors(rig.link.last('ping'))).toEqual([4, 4])
  })

  it('P-INBOX-1: an old skip or gap says nothing to the server: no ack without cursors', () => {
    const rig = new Rig().login().say(record(0, 1)).say(record(0, 2))
    const before = rig.link.of('ack').length
    rig
      .say({ t: 'skip', a: 0, from: 1, to: 1, why: 'withdrawn' })
      .say({ t: 'gap', a: 0, from: 1, to: 2, count: 2, why: 'retention' })
    for (const ack of rig.link.of('ack').slice(before)) expect(ack).toHaveProperty('r')
    expect(rig.told('missed')).toEqual([])
  })

  it('P-GAP-3 P-GAP-4: a gap is told per sender, once, between what came before and after it', () => {
    const rig = new Rig().login().say(record(0, 1))
    const gap = {
      t: 'gap',
      a: 0,
      from: 2,
      to: 4,
      count: 3,
      why: 'expired',
      by: [
        { u: 'bob', count: 2 },
        { u: 'carol', count: 1 }
      ]
    }
    rig.say(gap).say(gap).say(record(0, 5))
    expect(
      rig.events.filter((row) => row.event !== 'state').map((row) => row.text ?? [row.peer, row.missed, row.reason])
    ).toEqual(['text 1', ['bob', 2, 'expired'], ['carol', 1, 'expired'], 'text 5'])
  })

  it('P-GAP-2 P-GAP-5: a new epoch in the greeting is a gap of unknown size; a gap of nothing is not told', () => {
    const rig = new Rig().login().say(record(0, 1))
    rig.blink({ inbox: { e: 'J', o: 9, gap: { from: 9, to: 9, count: -1, why: 'epoch' } } })
    rig.say(record(0, 10)).say({ t: 'gap', a: 0, from: 11, to: 11, count: 0, why: 'retention' }).say(record(0, 12))
    expect(rig.told('missed').map((row) => [row.peer, row.missed, row.reason])).toEqual([['', -1, 'epoch']])
    expect(mail(rig)).toEqual(['text 1', 'text 10', 'text 12'])
  })
})
