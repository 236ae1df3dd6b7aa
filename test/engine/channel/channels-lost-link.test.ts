// What a lost link does to joining and leaving.
import { describe, expect, it } from 'vitest'
import { asked, away, join, joinOk, kinds, leave, publish, resumed, row } from '../../kit/channel-rig'
import { Rig, record } from '../../kit/engine-kit'

describe('channels over a lost link', () => {
  it('P-HELLO-11 P-RESUME-5: the greeting names every channel with its place and the members it knows', () => {
    const rig = new Rig().login().join('room', 7, 4).say(record(7, 5))
    join(rig, 'hall')
    away(rig).link.connect()
    expect(asked(rig)).toEqual([
      { ch: 'room', e: 'E', o: 5, i: 'm7.5', j: 1, v: 1, mode: 'full' },
      { ch: 'hall', e: '', o: 0, i: '', j: 2, v: 0, mode: 'full' }
    ])
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

  it('P-ORDER-3: calls between greeting and welcome go out in their order, a message before the leave', () => {
    const rig = away(new Rig().login().join('room'))
    rig.link.connect()
    publish(rig, 'last')
    rig.ask((done) => {
      rig.client.attributes.clearOwn(done)
    })
    const left = leave(rig)
    rig.greetAgain(resumed(row()))
    expect([kinds(rig), left]).toEqual([['pub', 'setattrs', 'leave'], []])
  })

  describe('P-CHANNEL-6: what was published before a leave goes out before it', () => {
    const stay = { ch: 'room', e: 'E', o: 1, i: 'm7.1', j: 1, v: 1, mode: 'full' }
    const member = (): Rig => new Rig().login().join('room').say(record(7, 1))
    const taken = (rig: Rig, n: number): Rig => rig.say({ t: 'out', n, outcome: 'taken', i: 'p1', a: 7, o: 9, ts: 1 })

    it('P-CHANNEL-6: without a link the greeting names the channel, the leave follows the message', () => {
      const rig = away(member())
      const [said, left] = [publish(rig, 'last'), leave(rig)]
      rig.greet(resumed(row({ o: 1 })))
      expect([asked(rig), kinds(rig), left]).toEqual([[stay], ['pub', 'leave'], []])
      taken(rig.say(record(7, 2)), 1).say({ t: 'ok', id: rig.link.last('leave').id })
      expect([said, left, rig.told('channelMessage').length, rig.told('memberCount').length]).toEqual([
        [{ ok: 1, outcome: 'taken', id: 'p1', n: 1 }],
        [{ ok: 1 }],
        1,
        1
      ])
      expect([asked(away(rig).greet()), kinds(rig)]).toEqual([[], []])
    })

    it('P-CHANNEL-6: written, then the link broke: as before; given its outcome, the greeting omits it', () => {
      const rig = member()
      publish(rig, 'last')
      leave(rig)
      expect([asked(away(rig).greet(resumed(row({ o: 1 })))), kinds(rig)]).toEqual([[stay], ['pub', 'leave']])
      expect([asked(away(rig).greet({ ...resumed(row({ o: 1 })), taken: 1 })), kinds(rig)]).toEqual([[stay], ['leave']])
      taken(rig, 1)
      expect([asked(away(rig).greet(resumed())), kinds(rig)]).toEqual([[], []])
    })

    it('P-CHANNEL-6: a leave that timed out follows it, too; a message that timed out is not waited for', () => {
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

    it('P-CHANNEL-6: joined again: message, leave, join; no other channel takes the place before it is left', () => {
      const rig = away(member())
      publish(rig, 'last')
      leave(rig)
      const again = [join(rig, 'hall'), join(rig)]
      rig.greet(resumed(row({ o: 1 })))
      expect([asked(rig), kinds(rig), again]).toEqual([[stay], ['pub', 'leave', 'join', 'join'], [[], []]])
      expect(rig.link.of('join').map(({ ch, j }) => [ch, j])).toEqual([
        ['hall', 2],
        ['room', 3]
      ])
    })

    it('P-CHANNEL-6: a channel that the server does not give back is not left; a waiting join is answered', () => {
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

  it('P-HELLO-11: left and joined again while away: the greeting does both, so no old join is replayed', () => {
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
    expect(asked(away(rig).greet(resumed(row())))).toEqual([
      { ch: 'room', e: 'E', o: 0, i: '', j: 2, v: 0, mode: 'full' }
    ])
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
    expect([rig.told('channelMessage').map(({ text }) => text), rig.told('missed')]).toEqual([
      ['text 1', 'text 31'],
      [{ event: 'missed', channel: 'room', peer: '', missed: -1, reason: 'epoch' }]
    ])
  })

  it('P-GAP-1 P-GAP-4 P-ORDER-1: a gap is told once, before the retained tail; one of own messages is not', () => {
    const rig = new Rig().login().join('room').say(record(7, 1))
    const gap = { t: 'gap', a: 7, from: 2, to: 9, count: 8, why: 'retention' }
    rig
      .say(gap)
      .say(gap)
      .say(record(7, 10))
      .say({ t: 'gap', a: 7, from: 11, to: 12, count: 0, why: 'retention' })
      .say(record(7, 13))
    expect(
      rig.events
        .filter(({ event }) => event === 'missed' || event === 'channelMessage')
        .map((event) => event.text ?? event.missed)
    ).toEqual(['text 1', 8, 'text 10', 'text 13'])
  })
})
