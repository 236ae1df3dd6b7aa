// One fault each, of the link, the server or the network, and how everybody comes back.
import { expect } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { kinds, numbered, states, texts, twoAtRest } from '../scenario.ts'

export const faults: readonly Scenario[] = [
  {
    name: 'P-RESUME-4 P-REPLAY-1: a cut link comes back by itself, and what was missed comes once and in order',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      for (const text of numbered(1, 10))
        expect(await bob.call('sendChannelMessage', { channelId: 'room', text })).toMatchObject({ code: 0 })
      const peer = await bob.begin('sendMessageToPeer', { peerId: 'alice', text: 'to you' })
      stage.server.refuse(false)
      await stage.advance(
        3_000,
        () => alice.count('onChannelMessageReceived') >= 10 && alice.count('onPeerMessageReceived') >= 1
      )
      const heard = alice.events()
      expect(texts(heard, 'onChannelMessageReceived')).toEqual(numbered(1, 10))
      expect(texts(heard, 'onPeerMessageReceived')).toEqual(['to you'])
      expect(peer()).toMatchObject({ code: 0 })
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'back' })).toMatchObject({ code: 0 })
    }
  },
  {
    name: 'P-SEND-2: what is sent during a break is sent after it, once',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      const results = []
      for (const text of numbered(1, 5))
        results.push(await alice.begin('sendChannelMessage', { channelId: 'room', text }))
      stage.server.refuse(false)
      await stage.advance(3_000, () => bob.count('onChannelMessageReceived') >= 5)
      expect(results.map((result) => result()['code'])).toEqual([0, 0, 0, 0, 0])
      expect(texts(bob.events(), 'onChannelMessageReceived')).toEqual(numbered(1, 5))
    }
  },
  {
    name: 'A-TIMER-4: what is still open at the release is answered with a timeout, once',
    play: async (stage) => {
      const { alice } = await twoAtRest(stage)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      const peer = await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'x' })
      const channel = await alice.begin('sendChannelMessage', { channelId: 'room', text: 'x' })
      const members = await alice.begin('getMembers', { channelId: 'room' })
      expect(await alice.call('release')).toEqual({ code: 0 })
      expect([peer()['code'], channel()['code'], members()['code']]).toEqual([2, 2, 3])
    }
  },
  {
    name: 'P-LIFE-2 P-SEND-2: a silent link is replaced within 4 s; what it held comes once, even if it speaks again',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.silence('alice')
      for (const text of numbered(1, 3)) await bob.call('sendChannelMessage', { channelId: 'room', text })
      const lost = await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'into the silence' })
      await stage.advance(
        8_000,
        () => alice.count('onChannelMessageReceived') >= 3 && bob.count('onPeerMessageReceived') >= 1
      )
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(numbered(1, 3))
      expect(lost()).toMatchObject({ code: 0 })
      stage.server.speak('alice')
      await stage.settle()
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(['into the silence'])
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual([])
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'still here' })).toMatchObject({
        code: 0
      })
      expect(texts(bob.events(), 'onChannelMessageReceived')).toEqual(['still here'])
    }
  },
  {
    name: 'P-GAP-1: more was missed than the server keeps: one event says how many',
    limits: { retention: { messages: 5, ms: 600_000, bytes: 4_000_000, leastMessages: 1, leastMs: 0 } },
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      for (const text of numbered(1, 12)) await bob.call('sendChannelMessage', { channelId: 'room', text })
      stage.server.refuse(false)
      await stage.advance(3_000, () => alice.count('onChannelMessageReceived') >= 5)
      const heard = alice
        .events()
        .filter(({ rtmEvent }) => rtmEvent === 'onMessagesMissed' || rtmEvent === 'onChannelMessageReceived')
      expect(heard[0]).toMatchObject({ rtmEvent: 'onMessagesMissed', channelId: 'room', missed: 7 })
      expect(texts(heard.slice(1), 'onChannelMessageReceived')).toEqual(numbered(8, 12))
    }
  },
  {
    name: 'P-STOP-1 P-STREAM-3: the server restarts: sessions go on, nothing is missed',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      await bob.call('sendChannelMessage', { channelId: 'room', text: 'before' })
      await stage.server.restart()
      await stage.advance(5_000)
      expect(await bob.call('sendChannelMessage', { channelId: 'room', text: 'after' })).toMatchObject({ code: 0 })
      const heard = alice.events()
      expect(texts(heard, 'onChannelMessageReceived')).toEqual(['before', 'after'])
      expect(heard.filter(({ rtmEvent }) => rtmEvent === 'onMessagesMissed')).toEqual([])
    }
  },
  {
    name: 'P-GAP-2: the server crashes: everybody is back, and hears that messages may be missing',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.crash()
      await stage.advance(8_000)
      expect(alice.events('onMessagesMissed')).toMatchObject([
        { channelId: '', peerId: '', missed: -1 },
        { channelId: 'room', missed: -1 }
      ])
      expect(await bob.call('sendChannelMessage', { channelId: 'room', text: 'after' })).toMatchObject({ code: 0 })
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(['after'])
    }
  },
  {
    name: 'A-STATE-3: a long break is reported as reconnecting, then connected; a short one is not',
    notInRealTime: 'it waits for 48 s',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      stage.server.cut('alice')
      await stage.advance(3_000)
      expect(states(alice)).toEqual([])
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.advance(10_000)
      expect(states(alice)).toEqual(['4/5'])
      stage.server.refuse(false)
      await stage.advance(35_000)
      expect(states(alice)).toEqual(['3/2'])
    }
  },
  {
    name: 'P-ORDER-1: twenty breaks under traffic: nothing is lost, doubled or out of order',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      const results = []
      for (let i = 1; i <= 20; i++) {
        results.push(await bob.begin('sendChannelMessage', { channelId: 'room', text: `m${2 * i - 1}` }))
        stage.server.cut('alice')
        results.push(await bob.begin('sendChannelMessage', { channelId: 'room', text: `m${2 * i}` }))
        results.push(await alice.begin('sendMessageToPeer', { peerId: 'bob', text: `p${i}` }))
        await stage.advance(1_000)
      }
      await stage.advance(
        15_000,
        () => alice.count('onChannelMessageReceived') >= 40 && bob.count('onPeerMessageReceived') >= 20
      )
      expect(new Set(results.map((result) => result()['code']))).toEqual(new Set([0]))
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(numbered(1, 40))
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(Array.from({ length: 20 }, (_, i) => `p${i + 1}`))
    }
  },
  {
    name: 'A-TIMER-3: another network while a client waits for its next try: it comes back at once',
    notInRealTime: 'a page cannot change the network',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.advance(12_000)
      stage.server.refuse(false)
      await alice.around('network')
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'there' })).toMatchObject({ code: 0 })
      expect(texts(alice.events(), 'onPeerMessageReceived')).toEqual(['there'])
    }
  },
  {
    name: 'A-TIMER-3: in the background nothing is lost within the lease; the foreground finds a dead link at once',
    notInRealTime: 'a page cannot leave the foreground and go on',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      await alice.around('background')
      await bob.call('sendChannelMessage', { channelId: 'room', text: 'm1' })
      stage.server.silence('alice')
      await bob.call('sendChannelMessage', { channelId: 'room', text: 'm2' })
      const heard = stage.server.heardFrom('alice')
      await stage.advance(20_000)
      expect(stage.server.heardFrom('alice')).toBe(heard)
      const before = alice.events()
      expect(kinds(before)).not.toContain('onConnectionStateChanged')
      await alice.around('foreground')
      await stage.advance(6_000)
      expect(texts([...before, ...alice.events()], 'onChannelMessageReceived')).toEqual(['m1', 'm2'])
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'back' })).toMatchObject({ code: 0 })
    }
  }
]
