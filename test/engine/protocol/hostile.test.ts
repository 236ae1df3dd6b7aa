// A server that is broken or not ours: nothing it says may throw, or reach a page as an event with a hole in it.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { ArRig, type FakeLink, Rig, welcome } from '../../kit/engine-kit'

const words = (text: string): string[] => text.split(' ')
const names = words(
  'welcome m out ok no members peers gap skip redelivery replay attrs call pong refused moved weather'
)
const fields = words(
  'id a o i f fs ts p n outcome why message code from to count v joined left all by u after jitter ' +
    'session key resumed generation taken outcomes limits rates message text channels heartbeat ping ' +
    'silent inbox e ch no gap users counts states s peers rows k y x critical'
)

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      1,
      2,
      7,
      -1,
      0.5,
      1e308,
      4201,
      9007199254740993,
      '',
      'alice',
      'room',
      's1',
      'E',
      'I',
      'taken',
      'received',
      'fresh',
      'full',
      [],
      {}
    ),
    fc.integer(),
    fc.string({ maxLength: 6 }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...fields), tie('any'), { maxKeys: 5 })
  )
})).any
const nearlyRight = [
  {},
  { a: 7, o: 1 },
  { a: 0, o: 1 },
  { a: 7, v: 5, count: 2 },
  { a: 7, v: 5, joined: ['bob', '', 5] },
  { a: 7, v: 5, left: [{ u: 'bob' }, {}, 5] },
  { a: 7, v: 6, all: ['', 'x'] },
  { n: 1, outcome: 'taken' },
  { n: 2, outcome: 'refused' },
  { id: 1 },
  { id: 2, why: 5 },
  { id: 3 },
  { a: 0, from: 1, to: 2, count: 1, by: [{}, 5, { u: 5 }] },
  { states: [{ u: 'bob', s: 'offline' }, {}, 5, { u: 'bob' }] },
  { id: 7, states: ['online', 5] },
  { a: 7, n: 5, rows: [{ k: 'a', v: 'x', by: 'bob', ts: 1 }, {}, 5] },
  { id: 1, rows: [{ k: 'a', v: 1, y: 'b' }, { k: 'a', v: [], y: 5 }, { v: {} }, 'x'] },
  { a: 0, from: 1, to: 2, count: 1, by: [{}, 5, { u: 5 }] }
]
const frame = fc
  .tuple(
    fc.constantFrom(...names, ''),
    fc.constantFrom(...nearlyRight),
    fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 })
  )
  .map(([t, base, rest]) => JSON.stringify({ t, ...base, ...rest }))
const text = fc.oneof(
  { weight: 8, arbitrary: frame },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '1',
      '"m"',
      '{"t":1}',
      '{"t":null}',
      '[{"t":"m"}]',
      '\u0000',
      '{"t":"m","__proto__":{"o":1}}'
    )
  }
)

/** Speaks on whatever link the engine has at the moment. */
function talk(links: { all: FakeLink[]; last: FakeLink }, texts: string[], breathe: () => void): void {
  for (const [at, one] of texts.entries()) {
    const link = links.last
    if (link.sent.length === 0 && link.closedBy === null) link.connect()
    if (at % 3 === 2 && link.sent.length === 1)
      link.say(
        welcome({ resumed: 'full', channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' }] })
      )
    link.say(one)
    if (at % 5 === 4) breathe()
  }
}
function holes(what: unknown, path = ''): string[] {
  if (what === undefined || what === null || (typeof what === 'number' && Number.isNaN(what))) return [path]
  return typeof what === 'object' ? Object.entries(what).flatMap(([key, inner]) => holes(inner, `${path}.${key}`)) : []
}

describe('a hostile server', () => {
  it('P-FRAME-1 P-FRAME-5 P-FRAME-11: never throws, never makes an event with a hole, and calls still end', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 25 }), (texts) => {
        const rig = new Rig().login().join('room')
        const answers = [
          rig.call((done) => rig.client.send('bob', 'x', false, false, done)),
          rig.call((done) => rig.client.publish('room', 'x', false, done)),
          rig.call((done) => rig.client.members('room', done)),
          rig.call((done) => rig.client.counts(['room'], done)),
          rig.call((done) => rig.client.attributes.writeOwn('merge', { a: 1 }, done)),
          rig.call((done) => rig.client.attributes.clearChannel('room', true, done)),
          rig.call((done) => rig.client.attributes.readUser('bob', null, done)),
          rig.call((done) => rig.client.presence.query(['bob'], done)),
          rig.call((done) => rig.client.join('hall', done)),
          rig.call((done) => rig.client.leave('nowhere', done)),
          rig.call((done) => rig.client.presence.watch(['bob', 'carol'], done))
        ]
        talk(rig.links, texts, () => {
          rig.advance(300)
        })
        rig.advance(20_000)
        for (const event of rig.events) expect(holes(event)).toEqual([])
        for (const event of rig.events) if ('user' in event) expect(event.user).not.toBe('')
        for (const row of answers) expect(row).toHaveLength(1)
        expect(rig.faults).toEqual([])
        rig.ask((done) => rig.client.close(done))
        expect(rig.world.timersOpen()).toBe(0)
      }),
      { numRuns: 600 }
    )
  })

  it('A-EVENT-1: the events and answers of the AR façade have every field, of its type', () => {
    const types: Record<string, string> = {
      state: 'number',
      reason: 'number',
      memberCount: 'number',
      missed: 'number',
      serverReceivedTs: 'number',
      messageType: 'number',
      type: 'number',
      isOfflineMessage: 'boolean',
      OfflineMessage: 'boolean',
      attributeList: 'object'
    }
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 25 }), (texts) => {
        const rig = new ArRig().loggedIn().joined('room')
        const { ar } = rig.entry
        const answers = [
          rig.ask((cb) => ar.channels.getMembers({ channelId: 'room' }, cb)),
          rig.ask((cb) => ar.channels.getChannelMemberCount({ channelIds: ['room'] }, cb)),
          rig.ask((cb) => ar.userAttributes.get({ userId: 'bob' }, cb)),
          rig.ask((cb) => ar.channelAttributes.get({ channelId: 'room' }, cb)),
          rig.ask((cb) => ar.presence.query({ peerIds: ['bob'] }, cb)),
          rig.ask((cb) => ar.sendMessageToPeer({ peerId: 'bob', text: 'x' }, cb))
        ]
        talk(rig.links, texts, () => {
          rig.advance(300)
        })
        rig.advance(20_000)
        for (const event of rig.events)
          for (const [key, field] of Object.entries(event))
            if (key !== 'reason' || event.rtmEvent !== 'onMessagesMissed')
              expect(typeof field, key).toBe(types[key] ?? 'string')
        for (const row of answers) {
          expect(row).toHaveLength(1)
          expect(holes(row)).toEqual([])
          expect(Number.isInteger(row[0]?.code)).toBe(true)
        }
        expect(rig.faults).toEqual([])
      }),
      { numRuns: 300 }
    )
  })
})
