// What every mini-program has to carry: link, message, cut, call, show and hide. Told without the moment of anything,
// for platforms that do not tell it.
import { expect } from 'vitest'
import type { Scenario } from '../conformance/scenarios/scenario.ts'
import { numbered, texts, twoAtRest } from '../conformance/scenarios/scenario.ts'
import { calls, invite, two } from '../conformance/scenarios/invitations/inviting.ts'

/** Long enough for a cut that only the pings find out. */
const LONG_MS = 12_000
const TEXTS = ['{"a":1}', '"quoted" \\ \n\t', 'é中文 😀👨‍👩‍👧', '\u0000\u2028\uffff', 'x'.repeat(20_000)]

export interface Story extends Scenario {
  /** Not where a socket cannot be closed before it opens: what never opens stays there, whatever an app does. */
  readonly closesOpening?: true
}

export const stories: readonly Story[] = [
  {
    name: 'link: a login is answered 0, a logout ends it, and the next login finds a free socket',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      for (let i = 0; i < 3; i++) {
        expect(await alice.call('logout')).toMatchObject({ code: 0 })
        await stage.advance(3_000)
        expect(await alice.call('login', { userId: 'alice', token: '' })).toMatchObject({ code: 0 })
        await stage.advance(3_000)
      }
    }
  },
  {
    name: 'message: every text crosses unchanged, both ways',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      for (const text of TEXTS) {
        expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text })).toMatchObject({ code: 0 })
        expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text })).toMatchObject({ code: 0 })
        expect(await alice.call('sendChannelMessage', { channelId: 'room', text })).toMatchObject({ code: 0 })
      }
      expect(texts(alice.events(), 'onPeerMessageReceived')).toEqual(TEXTS)
      const heard = bob.events()
      expect([texts(heard, 'onPeerMessageReceived'), texts(heard, 'onChannelMessageReceived')]).toEqual([TEXTS, TEXTS])
    }
  },
  {
    name: 'cut: the link comes back by itself, and what was missed comes once and in order',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      for (const text of numbered(1, 5))
        expect(await bob.call('sendChannelMessage', { channelId: 'room', text })).toMatchObject({ code: 0 })
      stage.server.refuse(false)
      await stage.advance(LONG_MS, () => alice.count('onChannelMessageReceived') >= 5)
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(numbered(1, 5))
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'back' })).toMatchObject({ code: 0 })
      expect(texts(bob.events(), 'onChannelMessageReceived')).toEqual(['back'])
    }
  },
  {
    name:
      'a server that takes connections and never answers: each is given up, none stays, and the first that is ' +
      'answered serves',
    closesOpening: true,
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      stage.server.hang(true)
      stage.server.cut('alice')
      await stage.advance(LONG_MS)
      stage.server.hang(false)
      await stage.advance(2 * LONG_MS)
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'there' })).toMatchObject({ code: 0 })
      expect(texts(alice.events(), 'onPeerMessageReceived')).toEqual(['there'])
    }
  },
  {
    name: 'call: an invitation rings, is accepted, and both sides hear it once',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      for (const [caller, callee] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        expect(await invite(caller, callee.user)).toMatchObject({ code: 0 })
        expect([calls(caller), calls(callee)].map((heard) => heard.map(({ rtmEvent }) => rtmEvent))).toEqual([
          ['onLocalInvitationReceivedByPeer'],
          ['onRemoteInvitationReceived']
        ])
        expect(await callee.call('acceptRemoteInvitation', { callerId: caller.user, response: '好' })).toMatchObject({
          code: 0
        })
        expect([calls(caller), calls(callee)].map((heard) => heard.map(({ rtmEvent }) => rtmEvent))).toEqual([
          ['onLocalInvitationAccepted'],
          ['onRemoteInvitationAccepted']
        ])
      }
    }
  },
  {
    name:
      'show and hide: what comes meanwhile over a link that has died is there when the app is back, and so ' +
      'after a change of network',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      await alice.around('background')
      stage.server.silence('alice')
      expect(await bob.call('sendChannelMessage', { channelId: 'room', text: 'm1' })).toMatchObject({ code: 0 })
      await alice.around('foreground')
      await stage.advance(LONG_MS, () => alice.count('onChannelMessageReceived') >= 1)
      await alice.around('no network')
      stage.server.cut('alice')
      await stage.settle()
      expect(await bob.call('sendChannelMessage', { channelId: 'room', text: 'm2' })).toMatchObject({ code: 0 })
      await alice.around('network')
      await stage.advance(LONG_MS, () => alice.count('onChannelMessageReceived') >= 2)
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(['m1', 'm2'])
    }
  }
]
