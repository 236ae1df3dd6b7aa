// Joining and leaving.
import { describe, expect, it } from 'vitest'
import { asked, away, join, joinOk, kinds, leave, publish, resumed } from '../../kit/channel-rig'
import { Rig, record } from '../../kit/engine-kit'

describe('joining', () => {
  it('A-CHANNEL-2 P-CHANNEL-1: the answer comes first, then the count; nothing up to the start is passed on', () => {
    const rig = new Rig().login()
    const order: unknown[] = []
    rig.listen((event) => {
      order.push(event.event === 'memberCount' ? event.count : event.text)
    })
    rig.ask((done) =>
      rig.client.join('room', (answer) => {
        order.push(answer)
        done(answer)
      })
    )
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
    rig
      .say({ t: 'ok', id: 2, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
      .say({ t: 'ok', id: 4, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
    rig.say({ t: 'ok', id: 3 })
    away(rig).greet(resumed())
    expect(asked(rig)).toEqual([
      expect.objectContaining({ ch: 'hall', j: 1 }),
      expect.objectContaining({ ch: 'room', j: 3 })
    ])
  })

  it.each(['too_many_channels', 'invalid', 'internal', 'too_often'])(
    'P-CHANNEL-3: a refused join is answered %s and leaves nothing behind',
    (why) => {
      const rig = new Rig().login()
      const answers = join(rig)
      rig.say({ t: 'no', id: 1, why, message: 'words', ...(why === 'too_often' ? { retryAfterMs: 700 } : {}) })
      expect(answers).toEqual([{ ok: 0, why, message: 'words', ...(why === 'too_often' ? { retryAfterMs: 700 } : {}) }])
      expect([kinds(rig), leave(rig)[0]?.why]).toEqual([['join'], 'not_joined'])
      expect(asked(away(rig).greet())).toEqual([])
    }
  )

  it('A-CALL-4: already_joined: joining or joined', () => {
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

  it('A-CHANNEL-3: a leave without an answer is answered well after 5 s; the next greeting completes it', () => {
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
    for (const end of [
      (rig: Rig) => {
        rig.ask((done) => rig.client.logout(done))
      },
      (rig: Rig) => {
        rig.link.end(4202)
      },
      (rig: Rig) => {
        rig.link.end(4201)
      }
    ]) {
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
