// Who is told of whose presence, and every code of the four functions.
import { expect } from 'vitest'
import type { Actor } from '../actor.ts'
import type { Options } from '../protocol.ts'
import type { Fields } from '../runtime.ts'
import type { Scenario } from './scenario.ts'
import { codes, kinds, numbered, states } from './scenario.ts'

const QUERY = 'queryPeersOnlineStatus'
const SUBSCRIBE = 'subscribePeersOnlineStatus'
const UNSUBSCRIBE = 'unsubscribePeersOnlineStatus'
const LIST = 'queryPeersBySubscriptionOption'
const FOUR: ReadonlyArray<readonly [string, Options]> = [
  [QUERY, { peerIds: ['bob'] }],
  [SUBSCRIBE, { peerIds: ['bob'] }],
  [UNSUBSCRIBE, { peerIds: ['bob'] }],
  [LIST, { option: 0 }]
]

/** One text per event. */
const statuses = (actor: Actor): string[] =>
  actor
    .events('onPeersOnlineStatusChanged')
    .map(({ peersStatus }) =>
      (peersStatus as Fields[]).map(({ peerId, state }) => `${String(peerId)} ${String(state)}`).join(', ')
    )
const code = async (actor: Actor, name: string, options: Options): Promise<unknown> =>
  (await actor.call(name, options))['code']
const each = async (actor: Actor): Promise<unknown[]> => {
  const all = []
  for (const [name, options] of FOUR) all.push(await code(actor, name, options))
  return all
}

export const presence: readonly Scenario[] = [
  {
    name: 'A-CODE-12 A-CODE-13 A-CODE-14: presence: every code of the four functions, with limits and rates',
    play: async (stage) => {
      const alice = stage.actor('alice')
      expect(await each(alice)).toEqual([101, 101, 101, 101])
      await alice.enter()
      expect(await each(alice)).toEqual([102, 102, 102, 102])
      await alice.login()
      await stage.actor('bob', false).ready()
      alice.events()
      for (const name of [SUBSCRIBE, UNSUBSCRIBE]) {
        for (const peerIds of [[], ['a/b'], 'bob', null])
          expect(await code(alice, name, { peerIds }), JSON.stringify(peerIds)).toBe(2)
        expect(await code(alice, name, { peerIds: numbered(1, 513) })).toBe(6)
      }
      expect([
        await code(alice, QUERY, { peerIds: [] }),
        await code(alice, QUERY, { peerIds: numbered(1, 257) }),
        await code(alice, LIST, { option: 1 })
      ]).toEqual([2, 2, 1])
      expect(await alice.call(SUBSCRIBE, { peerIds: ['nobody', 'bob'] })).toEqual({ code: 0 })
      expect(statuses(alice)).toEqual(['nobody 2, bob 0'])
      expect(await alice.call(LIST, { option: 0 })).toEqual({
        code: 0,
        peers: ['nobody', 'bob'],
        options: ['nobody', 'bob']
      })
      expect(await alice.call(QUERY, { peerIds: ['bob', 'nobody', 'bob'] })).toEqual({
        code: 0,
        peerOnlineStatus: [
          { peerId: 'bob', state: 0 },
          { peerId: 'nobody', state: 2 }
        ],
        map: { bob: true, nobody: false }
      })
      stage.server.failing('presence.states')
      expect([
        await code(alice, QUERY, { peerIds: ['bob'] }),
        await code(alice, SUBSCRIBE, { peerIds: ['carol'] })
      ]).toEqual([1, 1])
      stage.server.failing('')
      expect(await code(alice, SUBSCRIBE, { peerIds: numbered(1, 510) })).toBe(0)
      expect(await code(alice, SUBSCRIBE, { peerIds: ['one more'] })).toBe(6)
      expect(await alice.call(UNSUBSCRIBE, { peerIds: ['nobody', ...numbered(1, 511)] })).toEqual({ code: 0 })
      expect(await alice.call(LIST, null)).toMatchObject({ code: 0, peers: ['bob'] })
      const results: (readonly [string, () => Fields])[] = []
      for (const [name, options] of FOUR)
        for (let i = 0; i < 11; i++) results.push([name, await alice.begin(name, options)] as const)
      await stage.settle()
      const of = (name: string): unknown[] => codes(results.filter(([one]) => one === name).map(([, result]) => result))
      for (const [name, tooOften] of [
        [QUERY, 5],
        [SUBSCRIBE, 5],
        [UNSUBSCRIBE, 5],
        [LIST, 3]
      ] as const)
        expect(of(name), name).toContain(tooOften)
      const other = stage.actor('alice', false)
      await other.enter()
      expect(await other.login()).toEqual({ code: 0 })
      expect(await each(alice)).toEqual([4, 4, 4, 2]) // aborted
      expect(await other.call(LIST, { option: 0 })).toMatchObject({ code: 0, peers: [] })
    }
  },
  {
    name: 'A-PRESENCE-1 A-PRESENCE-2 P-LIFE-3 P-WATCH-4: presence: 1 after 6 s of silence, 2 after 30 s, 0 at once',
    notInRealTime: 'it waits for 36 s',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      expect(await alice.call(SUBSCRIBE, { peerIds: ['bob'] })).toEqual({ code: 0 })
      expect(statuses(alice)).toEqual(['bob 0'])
      stage.server.refuse(true)
      stage.server.cut('bob')
      await stage.advance(6_000 - stage.time.grain)
      expect(statuses(alice)).toEqual([])
      await stage.advance(2 * stage.time.grain)
      expect(statuses(alice)).toEqual(['bob 1'])
      expect(await alice.call(QUERY, { peerIds: ['bob'] })).toMatchObject({
        peerOnlineStatus: [{ peerId: 'bob', state: 0 }]
      })
      await stage.advance(24_000 - 2 * stage.time.grain)
      expect(statuses(alice)).toEqual([])
      await stage.advance(2 * stage.time.grain)
      expect(statuses(alice)).toEqual(['bob 2'])
      expect(await alice.call(QUERY, { peerIds: ['bob'] })).toMatchObject({
        peerOnlineStatus: [{ peerId: 'bob', state: 2 }]
      })
      stage.server.refuse(false)
      await stage.advance(6_000, () => alice.count('onPeersOnlineStatusChanged') > 0)
      expect(statuses(alice)).toEqual(['bob 0'])
      expect(await alice.call(UNSUBSCRIBE, { peerIds: ['bob'] })).toEqual({ code: 0 })
      await bob.call('logout')
      await stage.settle()
      expect(alice.events()).toEqual([])
    }
  },
  {
    name: 'A-PRESENCE-4 A-PRESENCE-6 P-WATCH-1: presence: subscriptions outlive a break, a restart and a crash',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const [bob, carol, dave] = [
        await stage.actor('bob', false).ready(),
        await stage.actor('carol', false).ready(),
        await stage.actor('dave', false).ready()
      ]
      expect(await alice.call(SUBSCRIBE, { peerIds: ['bob', 'carol', 'dave', 'erin'] })).toEqual({ code: 0 })
      expect(statuses(alice)).toEqual(['bob 0, carol 0, dave 0, erin 2'])
      stage.server.cut('alice')
      stage.server.refuse(true)
      await stage.settle()
      const ended = await alice.begin(UNSUBSCRIBE, { peerIds: ['dave'] })
      for (const one of [bob, dave]) await one.call('logout')
      stage.server.refuse(false)
      await stage.advance(3_000, () => alice.count('onPeersOnlineStatusChanged') > 0)
      expect([statuses(alice), ended()]).toEqual([['bob 2'], { code: 0 }])
      expect(await alice.call(LIST, { option: 0 })).toMatchObject({ peers: ['bob', 'carol', 'erin'] })
      const before = stage.server.greeted('alice')
      await stage.server.restart()
      await stage.returns('alice', before)
      await stage.returns('carol', 1)
      stage.server.crash()
      await stage.returns('alice', before + 1)
      await stage.returns('carol', 2)
      await stage.settle()
      expect(['carol 0', undefined]).toContain(statuses(alice).at(-1)) // who of the two is back first is not said
      await carol.call('logout')
      await stage.settle()
      expect(statuses(alice)).toEqual(['carol 2'])
    }
  },
  {
    name: 'A-PRESENCE-6 P-RESUME-7: presence: a second login of a peer is not told, and begins without subscriptions',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      expect(await alice.call(SUBSCRIBE, { peerIds: ['bob'] })).toEqual({ code: 0 })
      expect(await bob.call(SUBSCRIBE, { peerIds: ['alice'] })).toEqual({ code: 0 })
      alice.events()
      const again = await stage.actor('bob', false).ready()
      expect(states(bob)).toContain('5/8')
      expect(await bob.call('logout')).toEqual({ code: 0 })
      expect(await again.call(LIST, { option: 0 })).toMatchObject({ code: 0, peers: [] })
      expect(kinds(alice.events())).toEqual([])
      await again.call('logout')
      await stage.settle()
      expect(statuses(alice)).toEqual(['bob 2'])
      await alice.call('logout')
      await alice.login()
      expect(await alice.call(LIST, { option: 0 })).toMatchObject({ code: 0, peers: [] })
    }
  },
  {
    name: 'P-WATCH-3: presence: handles watch, list and unwatch users, and hear the words for their states',
    play: async (stage) => {
      const process = stage.actor('page')
      const [ann, ben] = [await process.handle('ann').ready(), await process.handle('ben').ready()]
      expect(await ann.ask('call', 'watch', { users: ['ben', 'nobody'] })).toEqual({ ok: 1 })
      expect(ann.heard()).toEqual([
        {
          event: 'peers',
          handle: 'ann',
          states: [
            { user: 'ben', state: 'online' },
            { user: 'nobody', state: 'offline' }
          ]
        }
      ])
      expect(await ann.ask('call', 'unwatch', { users: ['nobody'] })).toEqual({ ok: 1 })
      expect(await ann.ask('call', 'watched', {})).toEqual({ ok: 1, users: ['ben'] })
      expect(await ann.ask('call', 'watch', { users: [] })).toMatchObject({ ok: 0, why: 'invalid' })
      await ben.ask('call', 'logout', {})
      await stage.settle()
      expect(ann.heard()).toEqual([{ event: 'peers', handle: 'ann', states: [{ user: 'ben', state: 'offline' }] }])
    }
  }
]
