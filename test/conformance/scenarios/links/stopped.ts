// A client that is stopped, by the system or a debugger, while the server goes on: its sockets take in what is sent,
// and it reads that when it goes on. Nothing of it is told as if it were so now (P-LIFE-9).
import { expect } from 'vitest'
import { calls, forget, invite, names, two } from '../invitations/inviting.ts'
import type { Scenario } from '../scenario.ts'
import { kinds, numbered, texts, twoAtRest } from '../scenario.ts'

const PAST_LEASE_MS = 40_000
const WITHIN_LEASE_MS = 10_000

export const stopped: readonly Scenario[] = [
  {
    name: 'P-LIFE-9 P-CALL-15: a client stopped for 40 s never rings a call that ended; one that still runs does ring',
    notInRealTime: 'nobody stops a page',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      stage.server.silence('alice')
      await invite(bob, 'alice')
      await bob.call('cancelLocalInvitation', { calleeId: 'alice' })
      await stage.stall(alice, PAST_LEASE_MS)
      await stage.advance(2_000)
      expect(calls(alice)).toEqual([])
      forget(bob)
      stage.server.silence('alice')
      await invite(bob, 'alice')
      await stage.stall(alice, WITHIN_LEASE_MS)
      await stage.advance(1_000)
      expect(names(alice)).toEqual(['RemoteInvitationReceived 1'])
      expect(await alice.call('acceptRemoteInvitation', { callerId: 'bob' })).toMatchObject({ code: 0 })
      await stage.advance(1_000)
      expect([names(alice), names(bob)]).toEqual([
        ['RemoteInvitationAccepted 4'],
        ['LocalInvitationReceivedByPeer 2', 'LocalInvitationAccepted 3']
      ])
    }
  },
  {
    name: 'P-LIFE-9: a client stopped for 10 s hears what it missed once, of presence only the end, and keeps its link',
    notInRealTime: 'nobody stops a page',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      await alice.call('subscribePeersOnlineStatus', { peerIds: ['bob', 'carol'] })
      const greeted = stage.server.greeted('alice')
      alice.events()
      stage.server.silence('alice')
      const carol = await stage.actor('carol', false).ready()
      for (const text of numbered(1, 3)) await bob.call('sendChannelMessage', { channelId: 'room', text })
      await carol.call('logout')
      await stage.stall(alice, WITHIN_LEASE_MS)
      await stage.advance(1_000)
      const heard = alice.events()
      expect(texts(heard, 'onChannelMessageReceived')).toEqual(numbered(1, 3))
      expect(kinds(heard).filter((kind) => kind !== 'onChannelMessageReceived')).toEqual([])
      expect(stage.server.greeted('alice')).toBe(greeted)
    }
  }
]
