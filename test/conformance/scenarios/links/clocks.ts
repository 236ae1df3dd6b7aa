// Time that is not what it seems: somebody sets the clock of the device, or it sleeps. What is measured or waited for
// does not notice the first, and what was missed in the second comes all the same.
import { expect } from 'vitest'
import { CLOSED_APP } from '../../server.ts'
import type { Scenario } from '../scenario.ts'
import { codes, kinds, numbered, texts, twoAtRest } from '../scenario.ts'

const HOUR_MS = 3_600_000
const TEN_MINUTES_MS = 600_000
const SECOND = 1 / 3600 // of a token's hours

export const clocks: readonly Scenario[] = [
  {
    name: "A-RATE-1 P-LIFE-2: the device's clock jumps an hour back and forward: rates, sends and heartbeat go on",
    notInRealTime: 'nobody sets the clock of a phone',
    timeoutMs: 120_000,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      for (const ms of [-HOUR_MS, 2 * HOUR_MS]) {
        const sent = [
          await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'm1' }),
          await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'm2' })
        ]
        await alice.jump(ms)
        // Something comes right after the jump: a platform without a monotonic clock looks at the time then, and what
        // passes from there on is time.
        expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'now' })).toEqual({ code: 0 })
        await stage.advance(1_000)
        for (const text of numbered(3, 62)) sent.push(await alice.begin('sendMessageToPeer', { peerId: 'bob', text }))
        await stage.settle()
        expect(codes(sent)).toEqual([0])
        expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(numbered(1, 62))

        const greeted = stage.server.greeted('alice')
        stage.server.silence('alice')
        await alice.jump(ms)
        await stage.advance(1_800)
        expect(stage.server.greeted('alice')).toBe(greeted)
        await stage.advance(4_000)
        expect(stage.server.greeted('alice')).toBe(greeted + 1)
        stage.server.speak('alice')
      }
    }
  },
  {
    name: "P-TOKEN-2: the device's clock is set an hour back: the warning still comes 30 s before the token expires",
    notInRealTime: 'nobody sets the clock of a phone',
    timeoutMs: 120_000,
    play: async (stage) => {
      const alice = await stage.actor('alice').ready(CLOSED_APP, stage.server.token('alice', 36 * SECOND))
      await alice.jump(-HOUR_MS)
      await stage.advance(5_000)
      expect(kinds(alice.events())).toEqual([])
      await stage.advance(1_400)
      expect(kinds(alice.events())).toEqual(['onTokenWillExpire'])
    }
  },
  {
    name: "P-LIFE-3 P-WATCH-4: the server's clock jumps back and forward: links stay, presence is as prompt as ever",
    notInRealTime: 'nobody sets the clock of this machine',
    limits: { unreachable: 5_000, lease: 9_000 },
    timeoutMs: 120_000,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      await bob.call('subscribePeersOnlineStatus', { peerIds: ['alice'] })
      await stage.advance(1_000)
      for (const ms of [-HOUR_MS, 2 * HOUR_MS]) {
        bob.events()
        stage.time.jump(ms)
        await stage.advance(3_000)
        expect([alice.events(), bob.events()]).toEqual([[], []])
        const greeted = stage.server.greeted('alice')
        stage.server.refuse(true)
        stage.server.cut('alice')
        await stage.advance(10_000)
        expect(bob.events('onPeersOnlineStatusChanged').map(({ peersStatus }) => peersStatus)).toEqual(
          [1, 2].map((state) => [{ peerId: 'alice', state }])
        )
        stage.server.refuse(false)
        await stage.returns('alice', greeted)
        await stage.advance(1_000)
        expect(bob.events('onPeersOnlineStatusChanged').map(({ peersStatus }) => peersStatus)).toEqual([
          [{ peerId: 'alice', state: 0 }]
        ])
        expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'back' })).toEqual({ code: 0 })
        expect(texts(alice.events(), 'onPeerMessageReceived')).toEqual(['back'])
      }
    }
  },
  {
    name: 'P-LIFE-3 P-GAP-1: a device sleeps for ten minutes: its user goes and returns, and hears once what was kept',
    notInRealTime: 'it sleeps for ten minutes',
    timeoutMs: 120_000,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      await bob.call('subscribePeersOnlineStatus', { peerIds: ['alice'] })
      bob.events()
      await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'good night' })
      const during = await bob.begin('sendChannelMessage', { channelId: 'room', text: 'm1' })
      await stage.sleep(alice, TEN_MINUTES_MS)
      expect(during()['code']).toBe(0)
      await stage.advance(10_000)
      const told = bob.events()
      expect(
        told.filter(({ rtmEvent }) => rtmEvent === 'onPeersOnlineStatusChanged').map(({ peersStatus }) => peersStatus)
      ).toEqual([1, 2, 0].map((state) => [{ peerId: 'alice', state }]))
      expect(kinds(told).filter((kind) => kind === 'onMemberLeft' || kind === 'onMemberJoined')).toEqual([
        'onMemberLeft',
        'onMemberJoined'
      ])
      const heard = alice.events()
      expect(texts(heard, 'onChannelMessageReceived')).toEqual(['m1'])
      expect(kinds(heard)).not.toContain('onMessagesMissed')
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'awake' })).toEqual({ code: 0 })
      expect(texts(bob.events(), 'onChannelMessageReceived')).toEqual(['awake'])
    }
  }
]
