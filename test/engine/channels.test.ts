// Joining, leaving, and what a lost link does to both.
import { describe, expect, it } from 'vitest'
import { type Frame, Rig, record } from '../kit/engine-kit'

const join = (rig: Rig, channel = 'room') => rig.ask((done) => rig.client.join(channel, done))
const leave = (rig: Rig, channel = 'room') => rig.ask((done) => rig.client.leave(channel, done))
const publish = (rig: Rig, text: string) => rig.ask((done) => rig.client.publish('room', text, false, done))
const joinOk = (rig: Rig, fields: Frame = {}) => rig.say({ t: 'ok', id: rig.link.last('join').id, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full', ...fields })
const row = (fields: Frame = {}): Frame => ({ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full', ...fields })
const resumed = (...channels: Frame[]): Frame => ({ resumed: 'full', why: 'resume', channels })
const away = (rig: Rig): Rig => { rig.link.end(); return rig.advance(500) }
const asked = (rig: Rig): unknown => rig.link.last('hello').channels
const kinds = (rig: Rig): unknown[] => rig.link.sent.map((frame) => frame.t).filter((t) => t !== 'hello' && t !== 'ping')

describe('joining', () => {
  it('A-CHANNEL-2 P-CHANNEL-1: the answer comes first, then the count; nothing at or before the start is handed on', () => {
    const rig = new Rig().login()
    const order: unknown[] = []
    rig.listen((event) => { order.push(event.event === 'memberCount' ? event.count : event.text) })
    rig.ask((done) => rig.client.join('room', (answer) => { order.push(answer); done(answer) }))
    expect(rig.link.last('join')).toEqual({ t: 'join', ch: 'room', j: 1, mode: 'full', id: 1 })
    joinOk(rig, { o: 41, count: 3 }).say(record(7, 41)).say(record(7, 42))
    expect(order).toEqual([{ ok: 1 }, 3, 'text 42'])
  })

  it('P-CHANNEL-5: each join has a number above all before it, in the join and in the greeting', () => {
    const rig = new Rig().login()
    join(rig, 'hall')
    join(rig)
    leave(rig)
    join(rig)
    expect(rig.link.of('join').map(({ j }) => j)).toEqual([1, 2, 3])
    rig.say({ t: 'ok', id: 2, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' }).say({ t: 'ok', id: 4, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
    rig.say({ t: 'ok', id: 3 })
    away(rig).greet(resumed())
    expect(asked(rig)).toEqual([expect.objectContaining({ ch: 'hall', j: 1 }), expect.objectContaining({ ch: 'room', j: 3 })])
  })

  it.each(['too_many_channels', 'invalid', 'internal', 'too_often'])('P-CHANNEL-3: a refused join is answered %s and leaves nothing behind', (why) => {
    const rig = new Rig().login()
    const answers = join(rig)
    rig.say({ t: 'no', id: 1, why, message: 'words', ...(why === 'too_often' ? { retryAfterMs: 700 } : {}) })
    expect(answers).toEqual([{ ok: 0, why, message: 'words', ...(why === 'too_often' ? { retryAfterMs: 700 } : {}) }])
    expect([kinds(rig), leave(rig)[0]?.why]).toEqual([['join'], 'not_joined'])
    expect(asked(away(rig).greet())).toEqual([])
  })

  it('A-CALL-4 already_joined: joining or joined', () => {
    const rig = new Rig().login()
    join(rig)
    expect(join(rig)).toMatchObject([{ why: 'already_joined' }])
    joinOk(rig).advance(6000)
    expect(join(rig)).toMatchObject([{ why: 'already_joined' }])
  })

  it('A-RATE-3 P-WELCOME-3: as many channels as the server allows, pending ones counted', () => {
    const rig = new Rig().login('alice', { limits: { channels: 2 } })
    join(rig, 'a')
    join(rig, 'b')
    expect(join(rig, 'c')).toMatchObject([{ why: 'too_many_channels' }])
    leave(rig, 'a')
    expect(join(rig, 'c')).toEqual([])
  })

  it('A-TIMER-4: no answer within 5 s is a timeout, and the channel is left so that both ends agree again', () => {
    const rig = new Rig().login()
    const answers = join(rig)
    for (let i = 0; i < 4; i++) rig.say({ t: 'pong' }).advance(1000)
    rig.say({ t: 'pong' }).advance(999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect([answers[0]?.why, kinds(rig)]).toEqual(['timeout', ['join', 'leave']])
    joinOk(rig).say(record(7, 1))
    expect(rig.told('channelMessage')).toEqual([])
  })

  it('P-CHANNEL-4: after leave is called no event of the channel is told; the answer waits for the server', () => {
    const rig = new Rig().login().join('room')
    const before = rig.events.length
    const answers = leave(rig)
    rig.say(record(7, 1)).say({ t: 'members', a: 7, v: 2, count: 2, joined: ['bob'] })
    expect([rig.events.length - before, answers]).toEqual([0, []])
    rig.say({ t: 'ok', id: rig.link.last('leave').id })
    expect(answers).toEqual([{ ok: 1 }])
  })

  it('A-CHANNEL-3: a leave that the server does not answer is answered well after 5 s, and the next greeting sees to it', () => {
    const rig = away(new Rig().login().join('room'))
    rig.client.hold(1, () => {})
    const answers = leave(rig)
    rig.advance(4999)
    expect(answers).toEqual([])
    rig.advance(1)
    expect(answers).toEqual([{ ok: 1 }])
    rig.client.hold(0, () => {})
    rig.greet(resumed())
    expect(asked(rig)).toEqual([])
  })

  it('A-CHANNEL-3: not joined; and a leave during the join aborts it', () => {
    const rig = new Rig().login()
    expect(leave(rig)).toMatchObject([{ why: 'not_joined' }])
    const pending = join(rig)
    const left = leave(rig)
    expect([pending[0]?.why, kinds(rig)]).toEqual(['aborted', ['join', 'leave']])
    joinOk(rig).say(record(7, 1)).say({ t: 'ok', id: 2 })
    expect([left, rig.told('channelMessage'), rig.told('memberCount')]).toEqual([[{ ok: 1 }], [], []])
  })

  it('A-CHANNEL-5 P-SEND-8: only who is joined publishes', () => {
    const rig = new Rig().login()
    join(rig)
    expect(publish(rig, 'too early')).toMatchObject([{ why: 'not_joined' }])
    joinOk(rig)
    expect(publish(rig, 'now')).toEqual([])
  })

  it('A-CHANNEL-8: logout, kick and replacement end membership and pending joins', () => {
    for (const end of [(rig: Rig) => { rig.ask((done) => rig.client.logout(done)) }, (rig: Rig) => { rig.link.end(4202) }, (rig: Rig) => { rig.link.end(4201) }]) {
      const rig = new Rig().login().join('room')
      const pending = join(rig, 'hall')
      end(rig)
      rig.world.drain()
      expect(pending).toMatchObject([{ ok: 0, why: 'timeout' }])
      rig.ask((done) => rig.client.logout(done))
      rig.advance(5000).login()
      expect([asked(rig), publish(rig, 'x')[0]?.why]).toEqual([[], 'not_joined'])
    }
  })
})

describe('channels over a lost link', () => {
  it('P-HELLO-11 P-RESUME-5: the greeting names every channel with its place and the members it knows', () => {
    const rig = new Rig().login().join('room', 7, 4).say(record(7, 5))
    join(rig, 'hall')
    away(rig).link.connect()
    expect(asked(rig)).toEqual([{ ch: 'room', e: 'E', o: 5, i: 'm7.5', j: 1, v: 1, mode: 'full' }, { ch: 'hall', e: '', o: 0, i: '', j: 2, v: 0, mode: 'full' }])
  })

  it('P-WELCOME-4: the greeting settles a join whose answer was lost; answer first, then the count', () => {
    const rig = new Rig().login()
    const answers = join(rig)
    away(rig).greet(resumed(row({ o: 3, count: 2 })))
    expect([answers, rig.told('memberCount').map(({ count }) => count)]).toEqual([[{ ok: 1 }], [2]])
    rig.say(record(7, 4))
    expect([kinds(rig), rig.told('channelMessage').length]).toEqual([[], 1])
  })

  it('P-HELLO-11: a join asked for between greeting and welcome is asked for after the welcome', () => {
    const rig = away(new Rig().login())
    rig.link.connect()
    const answers = join(rig)
    expect(asked(rig)).toEqual([])
    rig.greetAgain(resumed())
    expect(kinds(rig)).toEqual(['join'])
    joinOk(rig)
    expect(answers).toEqual([{ ok: 1 }])
  })

  it('P-RESUME-5: a leave called between greeting and welcome reaches the server', () => {
    const rig = away(new Rig().login().join('room'))
    rig.link.connect()
    const answers = leave(rig)
    rig.greetAgain(resumed(row()))
    expect([kinds(rig), answers]).toEqual([['leave'], []])
    rig.say(record(7, 1)).say({ t: 'ok', id: rig.link.last('leave').id })
    expect([answers, rig.told('channelMessage')]).toEqual([[{ ok: 1 }], []])
  })

  it('P-ORDER-3: what was called between greeting and welcome goes out in the order of the calls, a message before the leave', () => {
    const rig = away(new Rig().login().join('room'))
    rig.link.connect()
    publish(rig, 'last')
    rig.ask((done) => { rig.client.attributes.clearOwn(done) })
    const left = leave(rig)
    rig.greetAgain(resumed(row()))
    expect([kinds(rig), left]).toEqual([['pub', 'setattrs', 'leave'], []])
  })

  describe('P-CHANNEL-6: what was published before a leave goes out before it', () => {
    const stay = { ch: 'room', e: 'E', o: 1, i: 'm7.1', j: 1, v: 1, mode: 'full' }
    const member = (): Rig => new Rig().login().join('room').say(record(7, 1))
    const taken = (rig: Rig, n: number): Rig => rig.say({ t: 'out', n, outcome: 'taken', i: 'p1', a: 7, o: 9, ts: 1 })

    it('P-CHANNEL-6: without a link: the greeting still names the channel, the leave follows the message, nothing of the channel is heard', () => {
      const rig = away(member())
      const [said, left] = [publish(rig, 'last'), leave(rig)]
      rig.greet(resumed(row({ o: 1 })))
      expect([asked(rig), kinds(rig), left]).toEqual([[stay], ['pub', 'leave'], []])
      taken(rig.say(record(7, 2)), 1).say({ t: 'ok', id: rig.link.last('leave').id })
      expect([said, left, rig.told('channelMessage').length, rig.told('memberCount').length]).toEqual([[{ ok: 1, outcome: 'taken', id: 'p1', n: 1 }], [{ ok: 1 }], 1, 1])
      expect([asked(away(rig).greet()), kinds(rig)]).toEqual([[], []])
    })

    it('P-CHANNEL-6: both were written and the link broke: as before; once the message has its outcome the greeting does not name it', () => {
      const rig = member()
      publish(rig, 'last')
      leave(rig)
      expect([asked(away(rig).greet(resumed(row({ o: 1 })))), kinds(rig)]).toEqual([[stay], ['pub', 'leave']])
      expect([asked(away(rig).greet({ ...resumed(row({ o: 1 })), taken: 1 })), kinds(rig)]).toEqual([[stay], ['leave']])
      taken(rig, 1)
      expect([asked(away(rig).greet(resumed())), kinds(rig)]).toEqual([[], []])
    })

    it('P-CHANNEL-6: a leave that has timed out follows it, too; a message that has timed out is waited for no longer', () => {
      const rig = member()
      rig.client.hold(1, () => {})
      const [said, left] = [publish(rig, 'last'), leave(rig)]
      rig.advance(5_500)
      rig.client.hold(0, () => {})
      rig.greet(resumed(row({ o: 1 })))
      expect([left, asked(rig), kinds(rig)]).toEqual([[{ ok: 1 }], [stay], ['pub', 'leave']])
      const late = member()
      late.client.hold(1, () => {})
      const lost = [publish(late, 'last'), leave(late)]
      late.advance(10_500)
      late.client.hold(0, () => {})
      expect([lost[0]![0]?.outcome, said, asked(late.greet(resumed())), kinds(late)]).toEqual(['not_sent', [], [], []])
    })

    it('P-CHANNEL-6: joined again: message, leave, join; and no other channel takes the place before it is left', () => {
      const rig = away(member())
      publish(rig, 'last')
      leave(rig)
      const again = [join(rig, 'hall'), join(rig)]
      rig.greet(resumed(row({ o: 1 })))
      expect([asked(rig), kinds(rig), again]).toEqual([[stay], ['pub', 'leave', 'join', 'join'], [[], []]])
      expect(rig.link.of('join').map(({ ch, j }) => [ch, j])).toEqual([['hall', 2], ['room', 3]])
    })

    it('P-CHANNEL-6: a channel that the server does not give back has nothing to be left; a join of it that waits has its own answer', () => {
      const rig = away(member())
      const said = publish(rig, 'last')
      const [left, again] = [leave(rig), join(rig)]
      rig.greet(resumed({ ch: 'room', no: 'too_many_channels' }))
      expect([left, kinds(rig), again, rig.told('channelLost')]).toEqual([[{ ok: 1 }], ['pub', 'join'], [], []])
      rig.say({ t: 'out', n: 1, outcome: 'refused', why: 'not_joined', message: 'words' })
      joinOk(rig, { o: 5 })
      expect([said[0]?.why, again]).toEqual(['not_joined', [{ ok: 1 }]])
    })
  })

  it('P-RESUME-5: a leave while there is no link is carried out by the greeting', () => {
    const rig = away(new Rig().login().join('room'))
    const answers = leave(rig)
    rig.greet(resumed())
    expect([asked(rig), kinds(rig), answers]).toEqual([[], [], [{ ok: 1 }]])
  })

  it('P-HELLO-11: left and joined again while away is left by the greeting and joined anew, so that nothing is replayed from the old join', () => {
    const rig = away(new Rig().login().join('room').say(record(7, 1)))
    leave(rig)
    const answers = join(rig)
    rig.greet(resumed())
    expect([asked(rig), kinds(rig)]).toEqual([[], ['join']])
    joinOk(rig, { o: 5 }).say(record(7, 5)).say(record(7, 6))
    expect([answers, rig.told('channelMessage').map(({ text }) => text)]).toEqual([[{ ok: 1 }], ['text 1', 'text 6']])
  })

  it('P-HELLO-11: the same between greeting and welcome: leave and join are written in their order', () => {
    const rig = away(new Rig().login().join('room'))
    rig.link.connect()
    leave(rig)
    const answers = join(rig)
    rig.greetAgain(resumed(row()))
    expect([kinds(rig), answers]).toEqual([['leave', 'join'], []])
    rig.say({ t: 'ok', id: rig.link.last('leave').id })
    joinOk(rig)
    expect(answers).toEqual([{ ok: 1 }])
    expect(asked(away(rig).greet(resumed(row())))).toEqual([{ ch: 'room', e: 'E', o: 0, i: '', j: 2, v: 0, mode: 'full' }])
  })

  it('A-CHANNEL-3 P-HELLO-11: a leave that timed out unanswered is not forgotten by the next greeting either', () => {
    const rig = away(new Rig().login().join('room').say(record(7, 1)))
    rig.client.hold(1, () => {})
    expect(leave(rig.advance(0))).toEqual([])
    rig.advance(5000)
    const answers = join(rig)
    rig.client.hold(0, () => {})
    rig.greet(resumed())
    expect([asked(rig), kinds(rig)]).toEqual([[], ['join']])
    joinOk(rig)
    expect(answers).toEqual([{ ok: 1 }])
  })

  it('P-WELCOME-4 P-RESUME-6: a channel the server does not give back is told as lost, with the reason', () => {
    const rig = new Rig().login().join('room')
    const pending = join(rig, 'hall')
    away(rig).greet(resumed({ ch: 'room', no: 'too_many_channels' }, { ch: 'hall', no: 'too_many_channels' }))
    expect(rig.told('channelLost')).toEqual([{ event: 'channelLost', channel: 'room', reason: 'too_many_channels' }])
    expect([pending[0]?.why, publish(rig, 'x')[0]?.why]).toEqual(['too_many_channels', 'not_joined'])
  })

  it('P-RECORD-2 P-STREAM-3: aliases and epochs of the new greeting hold; a new epoch is a gap of unknown size', () => {
    const rig = new Rig().login().join('room').say(record(7, 1))
    away(rig).greet(resumed(row({ a: 9, e: 'F', o: 30, gap: { from: 30, to: 30, count: -1, why: 'epoch' } })))
    rig.say(record(7, 2)).say(record(9, 31))
    expect([rig.told('channelMessage').map(({ text }) => text), rig.told('missed')])
      .toEqual([['text 1', 'text 31'], [{ event: 'missed', channel: 'room', peer: '', missed: -1, reason: 'epoch' }]])
  })

  it('P-GAP-1 P-GAP-4 P-ORDER-1: a gap is told once, before the retained tail; a gap of own messages only is not told', () => {
    const rig = new Rig().login().join('room').say(record(7, 1))
    const gap = { t: 'gap', a: 7, from: 2, to: 9, count: 8, why: 'retention' }
    rig.say(gap).say(gap).say(record(7, 10)).say({ t: 'gap', a: 7, from: 11, to: 12, count: 0, why: 'retention' }).say(record(7, 13))
    expect(rig.events.filter(({ event }) => event === 'missed' || event === 'channelMessage').map((event) => event.text ?? event.missed)).toEqual(['text 1', 8, 'text 10', 'text 13'])
  })
})
