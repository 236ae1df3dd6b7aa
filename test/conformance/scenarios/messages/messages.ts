// Messages to users who are there, and what is answered where they are not.
import { expect } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { kinds, texts } from '../scenario.ts'

const strange = [' ', '"\\\u0000\u001f\u2028', '漢字 عربى 😀 é', '{"t":"m"}', '\r\n', ',"p":"']

export const messages: readonly Scenario[] = [
  {
    name: 'P-SEND-7: more than may wait for a silent receiver is answered 1 at once, and what waited comes',
    limits: { inbox: { messages: 2, bytes: 65_536 } },
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      stage.server.silence('bob')
      const waiting = [
        await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'm1' }),
        await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'm2' })
      ]
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'm3' })).toMatchObject({ code: 1 })
      stage.server.speak('bob')
      await stage.settle()
      expect(waiting.map((result) => result()['code'])).toEqual([0, 0])
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(['m1', 'm2'])
    }
  },
  {
    name: 'A-EVENT-3: a peer message is answered 0 and arrives with its sender, text and time',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'hello' })).toMatchObject({ code: 0 })
      const before = stage.time.clock.now()
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'hello too' })).toMatchObject({ code: 0 })
      const [event] = alice.events('onPeerMessageReceived')
      expect(event).toMatchObject({ peerId: 'bob', text: 'hello too', isOfflineMessage: false, messageType: 1 })
      expect(event!['serverReceivedTs']).toBeGreaterThanOrEqual(before)
      expect(event!['serverReceivedTs']).toBeLessThanOrEqual(stage.time.clock.now())
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(['hello'])
    }
  },
  {
    name: 'P-FRAME-7: every text crosses unchanged, both ways',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      for (const text of strange) {
        expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text }), JSON.stringify(text)).toMatchObject({
          code: 0
        })
        expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text }), JSON.stringify(text)).toMatchObject({
          code: 0
        })
      }
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(strange)
      expect(texts(alice.events(), 'onPeerMessageReceived')).toEqual(strange)
    }
  },
  {
    name: 'A-PEER-1 A-PEER-4: a message to a user who is offline is answered 3, even if it asks for history',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      expect(await alice.call('sendMessageToPeer', { peerId: 'nobody', text: 'x' })).toMatchObject({ code: 3 })
      expect(
        await alice.call('sendMessageToPeer', { peerId: 'nobody', text: 'x', enableHistoricalMessaging: true })
      ).toMatchObject({ code: 3 })
    }
  },
  {
    name: 'A-PEER-5: bad arguments are answered in words, and a text of 32 KB passes',
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      for (const peerId of ['', null, true, {}, 'x'.repeat(65)])
        expect(await alice.call('sendMessageToPeer', { peerId, text: 'x' }), JSON.stringify(peerId)).toMatchObject({
          code: 6
        })
      for (const text of [null, true, {}, 'x'.repeat(32_769)])
        expect(
          await alice.call('sendMessageToPeer', { peerId: 'bob', text }),
          JSON.stringify(text).slice(0, 9)
        ).toMatchObject({ code: 7 })
      const most = '漢'.repeat(10_922) + 'xy'
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: most })).toMatchObject({ code: 0 })
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual([most])
    }
  },
  {
    name: "P-INBOX-4: a sender's messages arrive in their order, and each is answered",
    play: async (stage) => {
      const [alice, bob] = [await stage.actor('alice').ready(), await stage.actor('bob', false).ready()]
      const wanted = Array.from({ length: 40 }, (_, i) => `m${i}`)
      const results = []
      for (const text of wanted) results.push(await alice.begin('sendMessageToPeer', { peerId: 'bob', text }))
      await stage.settle()
      expect(results.map((result) => result()['code'])).toEqual(wanted.map(() => 0))
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(wanted)
    }
  },
  {
    name: 'A-CODE-6: more than 60 messages a second are answered 5',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      await stage.actor('bob', false).ready()
      const results = []
      for (let i = 0; i < 61; i++) results.push(await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'x' }))
      await stage.settle()
      const codes = results.map((result) => result()['code'])
      expect([codes.slice(0, 60).every((code) => code === 0), codes[60]]).toEqual([true, 5])
      await stage.advance(1_000)
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'x' })).toMatchObject({ code: 0 })
    }
  },
  {
    name: 'A-PRESENCE-2: who is online is told by 0, who is not by 2',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      const ask = () => alice.call('queryPeersOnlineStatus', { peerIds: ['bob', 'nobody'] })
      expect(await ask()).toMatchObject({
        code: 0,
        peerOnlineStatus: [
          { peerId: 'bob', state: 0 },
          { peerId: 'nobody', state: 2 }
        ]
      })
      await bob.call('logout')
      expect((await ask())['peerOnlineStatus']).toMatchObject([
        { peerId: 'bob', state: 2 },
        { peerId: 'nobody', state: 2 }
      ])
      expect(await alice.call('queryPeersOnlineStatus', { peerIds: [] })).toMatchObject({ code: 2 })
      expect(kinds(alice.events())).toEqual([])
    }
  }
]
