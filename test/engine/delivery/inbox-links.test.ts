// An inbox over many links and sessions: where it goes on, what is told again, and what belongs to another user.
import { describe, expect, it } from 'vitest'
import { Rig, record, welcome } from '../../kit/engine-kit'
import { cursors, mail, quietRig } from '../kit/inbox-rig'

describe('an inbox over many links and sessions', () => {
  it('P-RESUME-4 P-HELLO-9: the resume names the place, the id there and what was handled', () => {
    const rig = new Rig().login().say(record(0, 1)).say(record(0, 2))
    rig.link.end()
    rig.advance(500).link.connect()
    expect(rig.link.last('hello').inbox).toEqual({ e: 'I', o: 2, i: 'm0.2', h: 2 })
  })

  it('P-INBOX-1: what the page handles between hello and welcome is told on the next frame', () => {
    const { rig, listen } = quietRig()
    rig.say(record(0, 1))
    rig.link.end()
    rig.advance(500)
    rig.link.connect()
    expect(rig.link.last('hello').inbox).toEqual({ e: 'I', o: 1, i: 'm0.1', h: 0 })
    listen()
    rig.world.drain()
    rig.link.say(welcome({ resumed: 'full', inbox: { e: 'I', o: 1 } }))
    rig.advance(2000)
    expect(rig.link.of('ping').map(cursors)).toContainEqual([1, 1])
  })

  it('P-WELCOME-6: records follow after the offset of the welcome', () => {
    const rig = new Rig().login('alice', { inbox: { e: 'I', o: 41 } })
    rig.say(record(0, 41)).say(record(0, 42))
    expect(mail(rig)).toEqual(['text 42'])
  })

  it('P-INBOX-3: what an earlier life may have shown is marked, what comes after it is not', () => {
    const rig = new Rig().login('alice', { inbox: { e: 'I', o: 2 } })
    rig.say({ t: 'redelivery', a: 0, from: 3, to: 4 })
    for (const o of [3, 4, 5]) rig.say(record(0, o))
    expect(rig.told('peerMessage').map((row) => row.redelivered)).toEqual([1, 1, 0])
  })

  it('P-INBOX-3: the same user back after a logout is not shown a message twice; it counts as handled', () => {
    const rig = new Rig().login().say(record(0, 1)).say(record(0, 2))
    rig.ask((done) => rig.client.logout(done))
    rig.advance(1000).login('alice', { inbox: { e: 'I', o: 0 } })
    rig
      .say({ t: 'redelivery', a: 0, from: 1, to: 2 })
      .say(record(0, 1))
      .say(record(0, 2))
      .say(record(0, 3))
      .advance(2000)
    expect(mail(rig)).toEqual(['text 1', 'text 2', 'text 3'])
    expect(rig.link.of('ack').concat(rig.link.of('ping')).map(cursors)).toContainEqual([3, 3])
  })

  it('P-INBOX-3: another user has seen nothing of that', () => {
    const rig = new Rig().login().say(record(0, 1))
    rig.ask((done) => rig.client.logout(done))
    rig.advance(1000).login('bob').say(record(0, 1))
    expect(mail(rig)).toEqual(['text 1', 'text 1'])
  })

  it('P-RESUME-8 P-HELLO-5: what waited unheard for one user is never told to the next', () => {
    const { rig, listen } = quietRig()
    rig.say(record(0, 1, { p: 'for alice only' }))
    rig.ask((done) => rig.client.logout(done))
    rig.advance(1000).login('bob')
    listen()
    rig.world.drain()
    expect(mail(rig)).toEqual([])
    expect(rig.states()).toEqual(['connecting login', 'connected login_success'])
  })

  it('P-INBOX-1 P-INBOX-3: unheard at the logout, it is told by a later login only if it comes again', () => {
    const { rig, listen } = quietRig()
    rig.say(record(0, 1)).say(record(0, 2))
    rig.say({ t: 'gap', a: 0, from: 3, to: 3, count: 2, why: 'evicted', i: 'x', by: [{ u: 'bob', count: 2 }] })
    rig.ask((done) => rig.client.logout(done))
    expect(rig.link.sent.map(({ h }) => h ?? 0).filter((h) => h !== 0)).toEqual([])
    rig.advance(1000).login('alice', { inbox: { e: 'I', o: 0 } })
    listen()
    rig.advance(2000)
    expect([mail(rig), rig.told('missed')]).toEqual([[], []])
    rig
      .say(record(0, 1))
      .say({ t: 'gap', a: 0, from: 2, to: 2, count: 2, why: 'evicted', i: 'x', by: [{ u: 'bob', count: 2 }] })
      .advance(2000)
    expect([mail(rig), rig.told('missed').length]).toEqual([['text 1'], 1])
    expect(cursors(rig.link.sent.filter(({ h }) => h !== undefined).at(-1))).toEqual([2, 2])
  })

  it("P-INBOX-1: handled late, an earlier session's message is not acknowledged above what this one was given", () => {
    const rig = new Rig().login()
    rig.say(record(0, 1)).say(record(0, 2))
    rig.ask((done) => rig.client.logout(done))
    rig.advance(1000).login('alice', { inbox: { e: 'I', o: 0 } })
    rig.advance(2000)
    for (const frame of rig.link.sent)
      if (frame.h !== undefined) expect(frame.h as number).toBeLessThanOrEqual(frame.r as number)
    rig.say(record(0, 1)).say(record(0, 2)).advance(2000)
    expect(mail(rig)).toEqual(['text 1', 'text 2'])
    expect(cursors(rig.link.sent.filter(({ h }) => h !== undefined).at(-1))).toEqual([2, 2])
  })
})
