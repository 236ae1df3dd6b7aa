// Calls of one page that waits for nothing: each has happened when the next one is made, with a link and without one.
import { expect } from 'vitest'
import type { Actor, Call } from '../actor.ts'
import type { Fields } from '../runtime.ts'
import { calling, calls, forget, names, two } from './invitations/inviting.ts'
import type { Scenario } from './scenario.ts'

const room = { channelId: 'room' }
const board = { channelId: 'board', attributes: { mood: 'good' } }
const codesOf = async (actor: Actor, ...list: Call[]): Promise<unknown[]> =>
  (await actor.inARow(...list)).map(({ code }) => code)

export const inARow: readonly Scenario[] = [
  {
    name: 'A-INVITE-3 P-CALL-14 P-ORDER-3: a call may follow a cancelled one at once; both sides hear them in order',
    notInRealTime: 'the link is cut and held back',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      const send = ['sendLocalInvitation', { calleeId: 'bob', content: 'c' }] as const
      const cancel = ['cancelLocalInvitation', { calleeId: 'bob' }] as const
      expect(await codesOf(alice, send, cancel, send, cancel, cancel, send, send)).toEqual([0, 0, 0, 0, 3, 0, 5])
      const mine = calls(alice)
      expect(mine.filter(({ rtmEvent }) => rtmEvent === 'onLocalInvitationCanceled')).toHaveLength(2)
      expect(mine.at(-1)).toMatchObject({ rtmEvent: 'onLocalInvitationReceivedByPeer', state: 2 })
      expect(names(bob)).toEqual([
        'RemoteInvitationReceived 1',
        'RemoteInvitationCanceled 5',
        'RemoteInvitationReceived 1',
        'RemoteInvitationCanceled 5',
        'RemoteInvitationReceived 1'
      ])
      // The link is gone: the last one rings on there until it is back, and then the next one does.
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      expect(await codesOf(alice, cancel, send, cancel, send)).toEqual([0, 0, 0, 0])
      expect(names(alice)).toEqual(['LocalInvitationCanceled 5', 'LocalInvitationCanceled 5'])
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(names(bob)).toEqual(['RemoteInvitationCanceled 5', 'RemoteInvitationReceived 1'])
      expect(names(alice)).toEqual(['LocalInvitationReceivedByPeer 2'])
      // The other side accepts while the page cancels: it is not confirmed.
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      expect(await bob.call('acceptRemoteInvitation', { calleeId: 'alice' })).toMatchObject({ code: 0 })
      expect(await alice.call('cancelLocalInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect([names(alice), names(bob)]).toEqual([['LocalInvitationCanceled 5'], ['RemoteInvitationCanceled 5']])
      expect(await alice.call(...send)).toMatchObject({ code: 0 })
    }
  },
  {
    name: 'A-CALL-11 P-ORDER-3: calls that undo each other, none waited for, end as the last one says',
    notInRealTime: 'the link is cut and held back',
    play: async (stage) => {
      const bob = await calling(stage.actor('bob', false))
      const alice = await stage.actor('alice').ready()
      const peers = { peerIds: ['bob'] }
      const undo = [
        ['leave', room],
        ['unsubscribePeersOnlineStatus', peers],
        ['clearLocalUserAttributes'],
        ['clearChannelAttributes', board]
      ] as const
      const redo = [
        ['join', room],
        ['subscribePeersOnlineStatus', peers],
        ['setLocalUserAttributes', { mood: 'good' }],
        ['setChannelAttributes', board]
      ] as const
      const isDone = async (): Promise<void> => {
        expect(await alice.call('getMembers', room)).toMatchObject({ code: 0, members: [{ userId: 'alice' }] })
        expect(await alice.call('queryPeersBySubscriptionOption', { option: 0 })).toMatchObject({
          code: 0,
          peers: ['bob']
        })
        expect(await bob.call('getUserAttributes', { userId: 'alice' })).toMatchObject({
          code: 0,
          userAttributesList: { mood: 'good' }
        })
        expect(await bob.call('getChannelAttributes', board)).toMatchObject({
          code: 0,
          channelAttributes: { mood: 'good' }
        })
      }
      const first = await codesOf(
        alice,
        ['createChannel', room],
        ...redo,
        ...undo,
        ['channelRelease', room],
        ['createChannel', room],
        ...redo
      )
      expect([0, 1]).toContain(first[1]) // a leave ends a join that still waits
      expect([...first.slice(0, 1), ...first.slice(2)]).toEqual(Array(14).fill(0))
      await isDone()
      await stage.advance(6_000)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      // Answered when the link is back.
      const waiting: Array<() => Fields> = []
      const again: readonly Call[] = [...undo, ...redo]
      for (const [name, options = null] of again) waiting.push(await alice.begin(name, options))
      await stage.settle()
      stage.server.refuse(false)
      await stage.advance(3_000)
      expect(waiting.map((answer) => answer()['code'])).toEqual(Array(8).fill(0))
      await isDone()
      // A login begins anew, and belongs to the last call.
      forget(alice, bob)
      expect(await codesOf(alice, ['logout'], ['login', { userId: 'alice', token: '' }])).toEqual([0, 0])
      expect(await alice.call('getMembers', room)).toMatchObject({ code: 5 })
      expect(await bob.call('getUserAttributes', { userId: 'alice' })).toMatchObject({ userAttributesList: {} })
    }
  }
]
