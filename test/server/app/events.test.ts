// What a node tells to whoever listens.
import { describe, expect, it } from 'vitest'
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import { type EventName, type Events, eventsOf } from '../../../server/src/base/events.ts'
import { type Log, silentLog } from '../../../server/src/base/log.ts'
import { keepOutcome } from '../../../server/src/user/settle.ts'
import { APP_ID, Stage } from '../../kit/server/stage.ts'

/** Everything of these kinds, in its order, without what differs from run to run. */
function heard(events: Events, ...names: EventName[]): unknown[] {
  const list: unknown[] = []
  for (const name of names)
    events.on(name, (event) => {
      list.push([name, event])
    })
  return list
}

const app = APP_ID

describe('what a node tells', () => {
  it('sessions: who is welcomed, with a new one or again, who is refused, and how one ends', async () => {
    const stage = new Stage()
    const list = heard(stage.node.events, 'welcomed', 'loginRefused', 'sessionEnded')
    const alice = await stage.login('alice')
    const session = alice.welcome!['session']
    alice.wire.break()
    const back = await alice.back()
    await stage.login('not an id\u0000')
    await stage.login('bob', { app: 'f'.repeat(32) })
    await back.request('bye')
    expect(list).toEqual([
      ['welcomed', { app, user: 'alice', session, resumed: 'fresh', why: 'login' }],
      ['welcomed', { app, user: 'alice', session, resumed: 'full', why: 'resume' }],
      ['loginRefused', { app, user: 'not an id\u0000', code: 4207, why: 'bad_user', address: 'memory' }],
      ['loginRefused', { app: 'f'.repeat(32), user: 'bob', code: 4205, why: 'unknown_app', address: 'memory' }],
      ['sessionEnded', { app, user: 'alice', session, why: 'left' }]
    ])
  })

  it('presence: a user comes once for all sessions, fades, and goes with the lease', async () => {
    const stage = new Stage()
    const list = heard(stage.node.events, 'presenceChanged')
    const alice = await stage.login('alice')
    alice.silent = true
    await stage.advance(40_000)
    expect(list).toEqual(
      ['online', 'unreachable', 'offline'].map((state) => ['presenceChanged', { app, user: 'alice', state }])
    )
  })

  it('channels: they begin with the first member and end with the last, members by user and reason', async () => {
    const stage = new Stage()
    const list = heard(stage.node.events, 'channelBegan', 'channelEnded', 'memberJoined', 'memberLeft')
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    await alice.join('room')
    await bob.join('room')
    await alice.leave('room')
    bob.silent = true
    await stage.advance(40_000)
    expect(list).toEqual([
      ['channelBegan', { app, channel: 'room' }],
      ['memberJoined', { app, channel: 'room', user: 'alice' }],
      ['memberJoined', { app, channel: 'room', user: 'bob' }],
      ['memberLeft', { app, channel: 'room', user: 'alice', why: 'left' }],
      ['memberLeft', { app, channel: 'room', user: 'bob', why: 'lost' }],
      ['channelEnded', { app, channel: 'room' }]
    ])
  })

  it('messages: what was taken, in a channel, an inbox or the mail, and what became of each send', async () => {
    const stage = new Stage({ disk: new ModelDisk() })
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    const taken: unknown[] = []
    const outcomes: unknown[] = []
    stage.node.events.on('messageTaken', ({ to, offset, message }) => {
      taken.push([to, offset, message.from, message.text])
    })
    stage.node.events.on('outcome', ({ session, n, outcome, why }) => {
      outcomes.push([session === alice.welcome!['session'], n, outcome, why])
    })
    await alice.join('room')
    alice.pub(1, 'room', 'to all')
    alice.peer(2, 'bob', 'to bob')
    alice.mail(3, 'carol', 'for later')
    alice.peer(4, 'carol', 'now')
    alice.pub(5, 'elsewhere', 'x')
    await stage.settle()
    await bob.acked(1, 1)
    expect(taken).toEqual([
      [{ channel: 'room' }, 1, 'alice', '"to all"'],
      [{ user: 'bob' }, 1, 'alice', '"to bob"'],
      [{ user: 'carol' }, 0, 'alice', '"for later"']
    ])
    expect(outcomes.sort()).toEqual([
      [true, 1, 'taken', ''],
      [true, 2, 'received', ''],
      [true, 3, 'stored', ''],
      [true, 4, 'offline', ''],
      [true, 5, 'refused', 'not_joined']
    ])
  })

  it('the first outcome of a send, which stays, and no second one', async () => {
    const stage = new Stage()
    const alice = await stage.login('alice')
    const outcomes: unknown[] = []
    stage.node.events.on('outcome', ({ n, outcome }) => {
      outcomes.push([n, outcome])
    })
    await alice.join('room')
    alice.pub(1, 'room', 'once')
    await stage.settle()
    await keepOutcome(stage.node.domain, alice.welcome!['session'], 1, { outcome: 'unknown' })
    expect(outcomes).toEqual([[1, 'taken']])
  })

  it('invitations at each change, and requests that are refused', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    const list: unknown[] = []
    stage.node.events.on('invitationChanged', ({ caller, callee, id, state, why }) => {
      list.push([caller, callee, id, state, why])
    })
    stage.node.events.on('refused', ({ user, request, why }) => {
      list.push([user, request, why])
    })
    await alice.request('invite', { i: '1', to: 'bob', ch: '', content: '' })
    await bob.request('call', { i: '1', of: 'alice', do: 'refuse', text: 'no' })
    await bob.request('call', { i: '2', of: 'alice', do: 'refuse', text: 'no' })
    await bob.request('leave', { ch: 'room' })
    expect(list).toEqual([
      ['alice', 'bob', '1', 'sent', ''],
      ['alice', 'bob', '1', 'ringing', ''],
      ['alice', 'bob', '1', 'refused', ''],
      ['bob', 'call', 'unknown_invitation'],
      ['bob', 'leave', 'not_joined']
    ])
  })

  it('its totals, which count from them', async () => {
    const stage = new Stage()
    const alice = await stage.login('alice')
    alice.wire.break()
    await (await alice.back()).request('bye')
    await stage.login('bob', { app: 'f'.repeat(32) })
    expect(stage.node.stats()).toMatchObject({ logins: 1, resumes: 1, refusedLogins: 1, endedSessions: 1 })
  })

  it('its log has a line per session at debug, one per refusal, none for who comes too often', async () => {
    const lines: string[] = []
    const log: Log = {
      ...silentLog,
      debug: (event) => {
        lines.push(`debug ${event}`)
      },
      info: (event, fields) => {
        lines.push(`info ${event} ${String(fields?.['why'])}`)
      }
    }
    const stage = new Stage({ log })
    await (await stage.login('alice')).request('bye')
    await stage.login('bob', { app: 'f'.repeat(32) })
    for (let i = 0; i < 200; i++) await stage.login('carol')
    const seen = new Set(lines)
    expect([...seen].sort()).toEqual([
      'debug refused',
      'debug session_ended',
      'debug welcome',
      'info refused unknown_app'
    ])
  })
})

describe('the port', () => {
  it('is null for what nobody listens to, from the start and again when the last listener has gone', () => {
    const events = eventsOf(silentLog)
    expect(events.memberJoined).toBeNull()
    const ends = [events.on('memberJoined', () => {}), events.on('memberJoined', () => {})]
    ends[0]!()
    expect(events.memberJoined).not.toBeNull()
    ends[1]!()
    expect(events.memberJoined).toBeNull()
  })

  it('a node has no listener for what happens with every message', () => {
    const { events } = new Stage().node
    expect([
      events.messageTaken,
      events.outcome,
      events.refused,
      events.memberJoined,
      events.memberLeft,
      events.presenceChanged
    ]).toEqual([null, null, null, null, null, null])
  })

  it('a listener that throws is logged without its message, and the others and whoever tells go on', () => {
    const faults: unknown[] = []
    const events = eventsOf({
      ...silentLog,
      error: (event, fields) => {
        faults.push([event, fields?.['where'], fields?.['fault'], JSON.stringify(fields).includes('secret')])
      }
    })
    const seen: string[] = []
    events.on('channelBegan', () => {
      throw new Error('secret')
    })
    events.on('channelBegan', ({ channel }) => {
      seen.push(channel)
    })
    events.channelBegan?.({ app, channel: 'room' })
    expect([seen, faults]).toEqual([['room'], [['fault', 'listener of channelBegan', 'Error', false]]])
  })
})
