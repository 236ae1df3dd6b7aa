// Offline messages: what waits on the server's disk for who is not there.
import { expect } from 'vitest'
import { defaultLimits, type Limits } from '../../../../server/src/config/apps.ts'
import type { Actor } from '../../actor.ts'
import type { Fields } from '../../runtime.ts'
import type { Scenario } from '../scenario.ts'
import { codes, kinds, numbered, texts } from '../scenario.ts'

const WEEK_MS = 7 * 24 * 3_600_000
const three: Partial<Limits> = { offline: { ...defaultLimits.offline, messages: 3, ms: WEEK_MS } }
const brief: Partial<Limits> = { offline: { ...defaultLimits.offline, messages: 200, ms: 8_000 } }

const flagged = (peerId: string, text: string): Fields => ({ peerId, text, enableOfflineMessaging: true })
const messages = (events: readonly Fields[]): Fields[] =>
  events.filter(({ rtmEvent }) => rtmEvent === 'onPeerMessageReceived')
const waited = (events: readonly Fields[]): unknown[] =>
  messages(events).map(({ text, OfflineMessage, isOfflineMessage }) => [text, OfflineMessage, isOfflineMessage])

async function store(from: Actor, peerId: string, list: readonly string[]): Promise<void> {
  for (const text of list)
    expect(await from.call('sendMessageToPeer', flagged(peerId, text)), text).toMatchObject({ code: 4 })
}

export const offline: readonly Scenario[] = [
  {
    name: 'A-PEER-1 A-PEER-3: a flagged message to an offline user answers 4 and comes at login: marked, ordered, once',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      await bob.call('logout')
      await store(alice, 'bob', ['kept for bob'])
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'lost' })).toMatchObject({ code: 3 })
      await alice.call('logout')
      expect(await bob.login()).toMatchObject({ code: 0 })
      expect(waited(bob.events())).toEqual([['kept for bob', true, true]])

      const before = stage.time.clock.now()
      await store(bob, 'alice', numbered(1, 3))
      const after = stage.time.clock.now()
      await stage.advance(1_500)
      alice.events()
      const login = await alice.begin('login', { userId: 'alice', token: '' })
      const live = await bob.begin('sendMessageToPeer', flagged('alice', 'live'))
      await stage.settle()
      expect([login()['code'], [0, 4].includes(live()['code'] as number)]).toEqual([0, true])
      const events = alice.events()
      expect(kinds(events).slice(0, 3)).toEqual([
        'onConnectionStateChanged',
        'onConnectionStateChanged',
        'onPeerMessageReceived'
      ])
      expect(waited(events).slice(0, 3)).toEqual(numbered(1, 3).map((text) => [text, true, true]))
      expect(texts(events, 'onPeerMessageReceived')).toEqual([...numbered(1, 3), 'live'])
      for (const event of messages(events).slice(0, 3)) {
        expect(event).toMatchObject({ peerId: 'bob', messageType: 1, type: 1 })
        expect(event['serverReceivedTs']).toBeGreaterThanOrEqual(before)
        expect(event['serverReceivedTs']).toBeLessThanOrEqual(after)
      }
      await alice.call('logout')
      expect(await alice.login()).toMatchObject({ code: 0 })
      expect(waited(alice.events())).toEqual([])
    }
  },
  {
    name: 'A-PEER-3: the newest pushes out the oldest: one event says how many are missing from whom, the rest comes',
    limits: three,
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      await alice.call('logout')
      await store(bob, 'alice', numbered(1, 4))
      alice.events()
      await alice.login()
      const events = alice.events()
      expect(kinds(events).slice(2)).toEqual(['onMessagesMissed', ...numbered(1, 3).map(() => 'onPeerMessageReceived')])
      expect(events[2]).toMatchObject({ channelId: '', peerId: 'bob', missed: 1, reason: 'evicted' })
      expect(waited(events)).toEqual(numbered(2, 4).map((text) => [text, true, true]))
      await alice.call('logout')
      await alice.login()
      expect(kinds(alice.events())).not.toContain('onMessagesMissed')
    }
  },
  {
    name: 'P-MAIL-3: after a break longer than the lease flagged messages come once and in order, whenever sent',
    notInRealTime: 'a lease takes half a minute',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      stage.server.refuse(true)
      stage.server.cut('alice')
      const early = await bob.begin('sendMessageToPeer', flagged('alice', 'within the lease'))
      await stage.advance(11_000)
      expect(early()).toMatchObject({ code: 2 })
      await stage.advance(24_000)
      await store(bob, 'alice', numbered(1, 2))
      const before = stage.server.greeted('alice')
      stage.server.refuse(false)
      await stage.returns('alice', before)
      await stage.settle()
      const events = alice.events()
      expect(waited(events)).toEqual([
        ['within the lease', true, true],
        ...numbered(1, 2).map((text) => [text, true, true])
      ])
      expect(kinds(events)).not.toContain('onMessagesMissed')
      stage.server.cut('alice')
      await stage.returns('alice', before + 1)
      await stage.settle()
      expect(await bob.call('sendMessageToPeer', flagged('alice', 'live'))).toMatchObject({ code: 0 })
      expect(waited(alice.events())).toEqual([['live', false, false]])
    }
  },
  {
    name: 'A-PEER-3: what waited too long is missing, and the login says so',
    limits: brief,
    notInRealTime: 'it has to become old',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      await alice.call('logout')
      await store(bob, 'alice', ['old 1', 'old 2'])
      await stage.advance(9_000)
      await store(bob, 'alice', ['new'])
      alice.events()
      await alice.login()
      const events = alice.events()
      expect(events.filter(({ rtmEvent }) => rtmEvent === 'onMessagesMissed')).toMatchObject([
        { channelId: '', peerId: 'bob', missed: 2, reason: 'expired' }
      ])
      expect(waited(events)).toEqual([['new', true, true]])
    }
  },
  {
    name: 'P-MAIL-2: what was answered 4 outlives a crash and a restart; what a page has seen does not come again',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      await alice.call('logout')
      await store(bob, 'alice', numbered(1, 2))
      let before = stage.server.greeted('bob')
      stage.server.crash()
      await stage.returns('bob', before)
      await stage.settle()
      await store(bob, 'alice', ['m3'])
      alice.events()
      await alice.login()
      expect(waited(alice.events())).toEqual(numbered(1, 3).map((text) => [text, true, true]))
      await alice.call('logout')
      await store(bob, 'alice', ['m4'])
      before = stage.server.greeted('bob')
      await stage.server.restart()
      await stage.returns('bob', before)
      await stage.settle()
      await alice.login()
      expect(waited(alice.events())).toEqual([['m4', true, true]])
    }
  },
  {
    name: 'P-MAIL-4: by handles: stored, and marked when it comes',
    play: async (stage) => {
      const process = stage.actor('page')
      const [ann, ben] = [await process.handle('ann').ready(), await process.handle('ben').ready()]
      await ben.ask('call', 'logout', {})
      expect(await ann.ask('call', 'send', { to: 'ben', text: 'x', offline: 1 })).toMatchObject({
        ok: 1,
        outcome: 'stored'
      })
      ben.heard()
      expect(await ben.ask('call', 'login', { user: 'ben' })).toMatchObject({ ok: 1 })
      expect(await ann.ask('call', 'send', { to: 'ben', text: 'y', offline: 1 })).toMatchObject({
        ok: 1,
        outcome: 'received'
      })
      expect(ben.heard().filter(({ event }) => event === 'peerMessage')).toMatchObject([
        { from: 'ann', text: 'x', offline: 1 },
        { from: 'ann', text: 'y', offline: 0 }
      ])
    }
  },
  {
    name: 'P-MAIL-2: the server fails while it stores: the caller hears that nothing is known, and may send again',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      stage.server.failing('mail.put')
      const results = [await alice.begin('sendMessageToPeer', flagged('bob', 'x'))]
      await stage.settle()
      expect(codes(results)).toEqual([2])
      stage.server.failing('')
      await store(alice, 'bob', ['again'])
    }
  }
]
