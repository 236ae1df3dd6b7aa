// An engine that has stood still: a device that slept, a page that was frozen, a process that was stopped. What waits
// in a socket then is no sign of silence, and no news: the link proves itself first (P-LIFE-9).
import { describe, expect, it } from 'vitest'
import { type Frame, record, Rig } from '../../kit/engine-kit'

const dials = (rig: Rig): number => rig.links.all.length
/**
 * So much time passes, and nothing of the engine runs. What comes first then is up to the test: on some platforms it is
 * the timers, on others the socket.
 */
const sleep = (rig: Rig, ms: number): Rig => {
  rig.world.pass(ms)
  return rig
}
const NOW = 1_795_252_109_336
const view = (v: number, state: string, fields: Frame = {}): Frame => ({
  t: 'call',
  i: 'k1.1',
  from: 'bob',
  to: 'alice',
  ch: '',
  content: 'hi',
  v,
  state,
  response: '',
  why: '',
  by: '',
  ends: NOW + 30_000,
  ...fields
})
const pong = (rig: Rig, passed: number): Rig => rig.say({ t: 'pong', now: NOW + passed })
const heard = (rig: Rig): string[] => rig.events.map((row) => String(row.event)).filter((name) => name !== 'state')
const watching = (...users: string[]): Rig => {
  const rig = new Rig().login()
  rig.ask((done) => rig.client.presence.watch(users, done))
  rig.say({ t: 'ok', id: rig.link.last('watch').id, states: users.map(() => 'online') })
  rig.events.length = 0
  return rig
}
const ready = (): Rig => {
  const rig = new Rig().login()
  rig.client.invitations.listen()
  rig.events.length = 0
  return rig
}

describe('after a standstill', () => {
  it('P-LIFE-9: no silence is judged by a timer that was late: a ping at once, and silence counts from there', () => {
    for (const ms of [40_000, 600_000, 3_600_000]) {
      const rig = new Rig({ chance: 0.5 }).login()
      sleep(rig, ms).advance(0)
      expect([rig.link.of('ping').length, dials(rig)]).toEqual([1, 1])
      expect(dials(rig.advance(3999))).toBe(1)
      expect([rig.link.closedBy, rig.states().at(-1)]).toEqual([null, 'connected login_success'])
      rig.advance(1)
      expect([rig.link.closedBy?.reason, rig.states().at(-1)]).toEqual(['silent', 'reconnecting interrupted'])
    }
  })

  it('P-LIFE-9: late by a second or less it is an everyday timer', () => {
    const rig = new Rig({ chance: 0.5 }).login().advance(3000)
    sleep(rig, 2000).advance(0)
    expect(rig.link.closedBy?.reason).toBe('silent')
  })

  it('P-LIFE-9: what waited in the socket is told as it stands then: an invitation that is over never rings', () => {
    for (const first of ['socket', 'timers']) {
      const rig = sleep(ready(), 20_000)
      if (first === 'timers') rig.advance(0)
      rig
        .say(view(1, 'sent'))
        .say(view(2, 'ringing'))
        .say(view(3, 'cancelled', { ends: 0 }))
      expect([heard(rig), rig.link.of('call')]).toEqual([[], []])
      pong(rig, 20_000)
      expect(heard(rig)).toEqual([])
      expect(rig.link.of('call')).toMatchObject([{ do: 'seen', i: 'k1.1' }])
    }
  })

  it('P-LIFE-9: one that still runs rings when the link has proved itself', () => {
    const rig = sleep(ready(), 20_000).say(view(1, 'sent')).advance(0)
    expect(heard(rig)).toEqual([])
    pong(rig, 20_000)
    expect(rig.told('invitation')).toMatchObject([{ state: 'received', invitationId: 'k1.1' }])
    expect(rig.link.of('call')).toMatchObject([{ do: 'ring' }])
  })

  it('P-LIFE-9 P-LIFE-7: the pong to a ping of before is no proof', () => {
    const rig = ready().advance(2000)
    expect(rig.link.of('ping')).toHaveLength(1)
    pong(sleep(rig, 20_000), 2000)
    expect(rig.link.of('ping')).toHaveLength(2)
    rig.say(view(1, 'sent'))
    expect(heard(rig)).toEqual([])
    pong(rig, 22_000)
    expect(heard(rig)).toEqual(['invitation'])
  })

  it('P-LIFE-9: messages are told at once, in their order', () => {
    const rig = sleep(ready(), 20_000)
      .say(record(0, 1))
      .say(view(1, 'sent'))
      .say(record(0, 2))
      .say({ t: 'gap', a: 0, from: 3, to: 4, count: 2, why: 'retention' })
      .say(record(0, 5))
    expect(rig.events.map((row) => row.text ?? row.event)).toEqual(['text 1', 'text 2', 'missed', 'text 5'])
    expect(heard(pong(rig, 20_000))).toEqual(['peerMessage', 'peerMessage', 'missed', 'peerMessage', 'invitation'])
  })

  it('P-LIFE-9: of each user the newest state is told; the answer to a watch is not overtaken', () => {
    const rig = watching('bob', 'carol', 'dave')
    rig.ask((done) => rig.client.presence.watch(['erin'], done))
    const id = rig.link.last('watch').id
    sleep(rig, 20_000)
    rig.say({
      t: 'peers',
      states: [
        { u: 'bob', s: 'unreachable' },
        { u: 'carol', s: 'unreachable' }
      ]
    })
    rig.say({ t: 'ok', id, states: ['offline'] })
    rig.say({
      t: 'peers',
      states: [
        { u: 'bob', s: 'online' },
        { u: 'erin', s: 'online' }
      ]
    })
    expect(heard(rig)).toEqual([])
    pong(rig, 20_000)
    expect(rig.told('peers').map((row) => row.states)).toEqual([
      [{ user: 'carol', state: 'unreachable' }],
      [{ user: 'erin', state: 'offline' }],
      [{ user: 'erin', state: 'online' }]
    ])
  })

  it('P-LIFE-9: who joined and left is told behind the proof, in order', () => {
    const rig = new Rig().login().join('room', 7, 0, ['alice', 'bob'])
    rig.events.length = 0
    sleep(rig, 20_000)
      .say({ t: 'members', a: 7, v: 2, count: 1, left: [{ u: 'bob', why: 'lost' }] })
      .say(record(7, 1))
      .say({ t: 'members', a: 7, v: 3, count: 2, joined: ['carol'] })
    expect(heard(rig)).toEqual(['channelMessage'])
    pong(rig, 20_000)
    expect(rig.events.map((row) => row.user ?? row.event)).toEqual(['channelMessage', 'bob', 'carol'])
  })

  it('P-LIFE-9: a link that ends before it has proved itself has told nothing', () => {
    const rig = sleep(ready(), 40_000).say(view(1, 'sent')).say(record(0, 1))
    rig.link.end(4002)
    rig.advance(500).greet({ resumed: 'rejoined', inbox: { e: 'I', o: 1 } })
    pong(rig, 40_000)
    expect(heard(rig)).toEqual(['peerMessage'])
  })

  it('P-LIFE-9: a greeting that was slept through is made anew, and its welcome is not believed', () => {
    const rig = new Rig()
    const answers = rig.ask((done) => rig.client.login('alice', '', done))
    const old = rig.link.connect()
    rig.advance(1000)
    sleep(rig, 3000)
    old.say({ t: 'welcome', v: 1, session: 's0' })
    rig.advance(0)
    expect([old.closedBy?.reason, answers.length]).toEqual(['stood still', 0])
    rig.greet()
    expect([answers, rig.link.last('hello').attempt]).toEqual([[{ ok: 1 }], 2])
  })

  it('P-LIFE-9: a link that was being dialled is given its time once more', () => {
    const stuck = new Rig({ chance: 0.5 }).login()
    stuck.link.end()
    sleep(stuck.advance(500), 20_000).advance(0)
    expect(dials(stuck.advance(4999))).toBe(2)
    expect(stuck.links.all[1]!.closedBy).toBeNull()
    stuck.advance(1)
    expect(stuck.links.all[1]!.closedBy).not.toBeNull()
  })

  it('P-LIFE-9: in the background, without timers, a silence that would have ended the link is a standstill', () => {
    const rig = ready()
    rig.client.onBackground()
    sleep(rig, 3900).say({ t: 'poke' }).say(view(1, 'sent'))
    expect(heard(rig)).toEqual(['invitation'])
    rig.events.length = 0
    sleep(rig, 4100)
      .say({ t: 'poke' })
      .say(view(2, 'cancelled', { ends: 0 }))
    expect(heard(rig)).toEqual([])
    expect(heard(pong(pong(pong(rig, 8000), 8000), 8000))).toEqual(['invitation'])
    const back = ready()
    back.client.onBackground()
    sleep(back, 60_000)
    back.client.onForeground()
    back.say(view(1, 'sent')).say(view(2, 'failed', { ends: 0 }))
    expect([heard(pong(back, 60_000)), back.link.of('ping').length]).toEqual([[], 1])
  })
})

describe("a view whose time is over by the server's clock", () => {
  it('P-CALL-15: never rings, and is not asked to', () => {
    const rig = ready()
    for (let i = 0; i < 40; i++) pong(rig.advance(1000), (i + 1) * 1000)
    rig.say(view(1, 'sent'))
    expect(heard(pong(rig, 40_000))).toEqual([])
    expect(rig.link.of('call')).toEqual([])
    rig.say(view(2, 'ringing', { ends: NOW + 60_000 }))
    expect(heard(rig)).toEqual(['invitation'])
  })

  it('P-CALL-15: the server is asked for its time before: a clock that was set back silences nothing', () => {
    const rig = ready()
    const HOUR = 3_600_000
    rig.say(view(1, 'sent', { ends: NOW - HOUR + 30_000 }))
    expect([heard(rig), rig.link.of('ping').length]).toEqual([[], 1])
    expect(heard(pong(rig, -HOUR))).toEqual(['invitation'])
    rig.say(view(1, 'sent', { i: 'k1.2', ends: NOW - HOUR + 30_000 }))
    expect(heard(rig)).toEqual(['invitation', 'invitation'])
  })

  it('P-CALL-15: a server that names no end is believed', () => {
    expect(heard(ready().say(view(1, 'sent', { ends: undefined })))).toEqual(['invitation'])
  })
})
