// Call invitations to and from somebody who is not there: no answer, no link, no listener, logged out.
import { expect } from 'vitest'
import type { Fields } from '../../runtime.ts'
import { away, calling, calls, failed, forget, invite, names, said, shapes, two } from './inviting.ts'
import type { Scenario } from '../scenario.ts'

const PAST_RING_MS = 61_000
const PAST_SENT_MS = 31_000

export const invitationsAway: readonly Scenario[] = [
  {
    name: 'A-INVITE-11 P-CALL-4: nobody answers a call invitation: it ends after ringing 60 s, unreceived after 30 s',
    notInRealTime: 'it waits for two minutes and a half',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      const [{ invitationId: out }, { invitationId: back }] = [await invite(alice, 'bob'), await invite(bob, 'alice')]
      forget(alice, bob)
      await stage.advance(PAST_RING_MS)
      const [mine, his] = [shapes('alice', 'bob', out), shapes('bob', 'alice', back)]
      const expired = failed(3, 'expired')
      const byName = (a: Fields, b: Fields): number => String(a['rtmEvent']).localeCompare(String(b['rtmEvent']))
      expect(calls(alice).sort(byName)).toEqual(
        [
          mine.local('Failure', 6, expired),
          mine.local('Expired', 6, expired),
          his.remote('Failure', 6, expired),
          his.remote('Expired', 6, expired)
        ].sort(byName)
      )
      expect(calls(bob)).toHaveLength(4)
      const { invitationId: nobody } = await invite(alice, 'nobody')
      const { invitationId: late } = await invite(alice, 'carol')
      await stage.advance(20_000)
      const carol = await calling(stage.actor('carol', false))
      await stage.settle()
      expect(calls(alice)).toEqual([shapes('alice', 'carol', late).local('ReceivedByPeer', 2)])
      await away(stage, 'bob')
      const { invitationId: silent } = await invite(alice, 'bob')
      await stage.advance(12_000)
      expect(calls(alice)).toEqual([shapes('alice', 'nobody', nobody).local('Failure', 6, failed(1, 'offline'))])
      await stage.advance(PAST_SENT_MS - 12_000)
      expect(calls(alice)).toEqual([shapes('alice', 'bob', silent).local('Failure', 6, failed(2, 'silent'))])
      stage.server.refuse(false)
      await carol.call('acceptRemoteInvitation', { calleeId: 'alice' })
      expect(names(alice)).toEqual(['LocalInvitationAccepted 3'])
    }
  },
  {
    name: 'A-INVITE-7 P-CALL-8: one side of a call invitation is away: it goes on; with no caller an accept fails',
    notInRealTime: 'it waits for minutes, and is cut off',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      // The caller is away beyond his lease: refused meanwhile, then accepted in vain.
      await invite(alice, 'bob')
      forget(alice, bob)
      await away(stage, 'alice')
      await stage.advance(35_000)
      expect(await bob.call('refuseRemoteInvitation', { calleeId: 'alice', response: 'no' })).toMatchObject({ code: 0 })
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(calls(alice)).toMatchObject([{ rtmEvent: 'onLocalInvitationRefused', response: 'no' }])
      await invite(alice, 'bob')
      forget(alice, bob)
      await away(stage, 'alice')
      await stage.advance(35_000)
      expect(await bob.call('acceptRemoteInvitation', { calleeId: 'alice' })).toMatchObject({ code: 0 })
      expect(names(bob)).toEqual(['RemoteInvitationFailure 6 code 1'])
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(names(alice)).toEqual(['LocalInvitationFailure 6 code 3'])
      // The same, seen by the callee.
      const { invitationId: one } = await invite(bob, 'alice')
      forget(alice, bob)
      await away(stage, 'bob')
      await stage.advance(35_000)
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      expect(calls(alice)).toEqual([shapes('bob', 'alice', one).remote('Failure', 6, failed(1, 'caller_away'))])
      stage.server.refuse(false)
      await stage.advance(6_000)
      // Asked without a link: answered 0, and done when it is back.
      await invite(bob, 'alice')
      forget(alice, bob)
      await away(stage, 'alice')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      expect(await invite(alice, 'bob')).toMatchObject({ code: 0 })
      expect(calls(alice)).toEqual([])
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(names(alice).sort()).toEqual(['LocalInvitationReceivedByPeer 2', 'RemoteInvitationAccepted 4'])
      expect(await alice.call('cancelLocalInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
    }
  },
  {
    name: 'A-INVITE-7 P-CALL-4: an accept waits for a caller whose link is away, until the ring time is over',
    notInRealTime: 'it waits for a minute and a half, and is cut off',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      const { invitationId: again } = await invite(bob, 'alice')
      forget(alice, bob)
      await stage.advance(50_000)
      await away(stage, 'bob')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob', response: 'hello?' })).toMatchObject({
        code: 0
      })
      await stage.advance(10_400)
      expect(calls(alice)).toEqual([
        shapes('bob', 'alice', again).remote('Failure', 6, { ...said('hello?'), ...failed(2, 'unconfirmed') })
      ])
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(names(bob)).toContain('LocalInvitationFailure 6 code 3')
      // A caller whose link is away in his lease is waited for, and then it is a call: he has been away for longer than
      // the 5 s.
      for (const [caller, callee] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        await invite(caller, callee.user)
        forget(alice, bob)
        await away(stage, caller.user)
        await stage.advance(800)
        expect(await callee.call('acceptRemoteInvitation', { calleeId: caller.user })).toMatchObject({ code: 0 })
        await stage.advance(9_000)
        expect([names(alice), names(bob)]).toEqual([[], []])
        stage.server.refuse(false)
        await stage.advance(6_000)
        expect([names(caller), names(callee)]).toEqual([['LocalInvitationAccepted 3'], ['RemoteInvitationAccepted 4']])
      }
    }
  },
  {
    name: 'A-INVITE-1 A-INVITE-12 P-CALL-8: invitations wait for the listener; a logout ends those sent, no others',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await calling(stage.actor('bob', false))
      const { invitationId: gone } = await invite(bob, 'alice')
      await bob.call('cancelLocalInvitation', { calleeId: 'alice' })
      const { invitationId: rings } = await invite(bob, 'alice')
      expect(gone).not.toBe(rings)
      expect(calls(alice)).toEqual([])
      expect(await alice.call('setCallEventListener')).toMatchObject({ code: 0 })
      const received = shapes('bob', 'alice', rings).remote('Received', 1)
      expect(calls(alice)).toEqual([received])
      await invite(alice, 'bob')
      forget(alice, bob)
      await alice.call('logout')
      expect(names(bob)).toEqual(['RemoteInvitationFailure 6 code 1'])
      expect(calls(alice)).toEqual([])
      await alice.login()
      expect(calls(alice)).toEqual([received])
      forget(bob)
      await bob.call('logout')
      expect(calls(alice)).toEqual([shapes('bob', 'alice', rings).remote('Failure', 6, failed(1, 'caller_gone'))])
    }
  }
]
