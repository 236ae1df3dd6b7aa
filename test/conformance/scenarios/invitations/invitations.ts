// Call invitations between two people who are there: each scenario is a story, most of them told from both sides of the
// runtime under test.
import { expect } from 'vitest'
import { SHARED_APP } from '../../server.ts'
import { calling, calls, failed, forget, invite, names, said, shapes, two } from './inviting.ts'
import type { Scenario } from '../scenario.ts'

export const invitations: readonly Scenario[] = [
  {
    name: 'A-EVENT-7 P-CALL-6 P-CALL-7: a call invitation is received, accepted or refused: both sides hear it once',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      for (const [caller, callee] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        const { code, invitationId } = await invite(caller, callee.user)
        expect(code).toBe(0)
        const { local, remote } = shapes(caller.user, callee.user, invitationId)
        expect([calls(caller), calls(callee)]).toEqual([[local('ReceivedByPeer', 2)], [remote('Received', 1)]])
        expect(await invite(caller, callee.user)).toMatchObject({ code: 5 })
        expect(await callee.call('acceptRemoteInvitation', { calleeId: caller.user, response: 'yes' })).toEqual({
          code: 0,
          invitationId
        })
        expect([calls(caller), calls(callee)]).toEqual([
          [local('Accepted', 3, said('yes'))],
          [remote('Accepted', 4, said('yes'))]
        ])
        expect(await callee.call('acceptRemoteInvitation', { calleeId: caller.user })).toMatchObject({ code: 4 })
        for (const [actor, name] of [
          [callee, 'refuseRemoteInvitation'],
          [caller, 'cancelLocalInvitation']
        ] as const)
          expect(await actor.call(name, { calleeId: actor === callee ? caller.user : callee.user })).toMatchObject({
            code: 3
          })
      }
      for (const [caller, callee] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        const { invitationId } = await invite(caller, callee.user, { content: '', channelId: null })
        expect(calls(caller)).toMatchObject([{ content: '', channelId: '' }])
        expect(calls(callee)).toMatchObject([{ content: '', channelId: '' }])
        expect(
          await callee.call('refuseRemoteInvitation', { callerId: caller.user, response: '', invitationId })
        ).toMatchObject({ code: 0 })
        const { local, remote } = shapes(caller.user, callee.user, invitationId)
        const bare = { content: '', channelId: '', ...said(''), reason: 'refused' }
        expect([calls(caller), calls(callee)]).toEqual([[local('Refused', 4, bare)], [remote('Refused', 3, bare)]])
      }
    }
  },
  {
    name: 'A-INVITE-4 A-INVITE-7 P-CALL-3: a call invitation is cancelled, with words or without; the first word wins',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      for (const [caller, callee] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        const { invitationId: one } = await invite(caller, callee.user)
        forget(caller, callee)
        expect(await caller.call('cancelLocalInvitation', { calleeId: callee.user })).toEqual({
          code: 0,
          invitationId: one
        })
        const { local, remote } = shapes(caller.user, callee.user, one)
        expect([calls(caller), calls(callee)]).toEqual([[local('Canceled', 5)], [remote('Canceled', 5)]])
        const { invitationId: second } = await invite(caller, callee.user)
        forget(caller, callee)
        expect(await caller.call('cancelLocalInvitation', { calleeId: callee.user, invitationId: one })).toMatchObject({
          code: 3
        })
        expect(
          await caller.call('cancelLocalInvitation', {
            calleeId: callee.user,
            content: 'never mind',
            invitationId: second
          })
        ).toMatchObject({ code: 0 })
        expect([calls(caller), calls(callee)]).toMatchObject([
          [{ content: 'never mind', channelId: 'room', state: 5 }],
          [{ content: 'never mind', channelId: 'room', state: 5 }]
        ])
      }
      await invite(alice, 'bob')
      forget(alice, bob)
      const race = [
        await alice.begin('cancelLocalInvitation', { calleeId: 'bob' }),
        await bob.begin('acceptRemoteInvitation', { callerId: 'alice' })
      ]
      await stage.settle()
      const [cancel, accept] = race.map((result) => result()['code'])
      const ends = [names(alice), names(bob)]
      expect([0, 3]).toContain(cancel)
      expect([0, 3]).toContain(accept)
      expect([
        [['LocalInvitationCanceled 5'], ['RemoteInvitationCanceled 5']],
        [['LocalInvitationAccepted 3'], ['RemoteInvitationAccepted 4']]
      ]).toContainEqual(ends)
    }
  },
  {
    name: 'A-INVITE-8 A-CODE-17: every code of the five functions for invitations, and the failure without a login',
    play: async (stage) => {
      const alice = stage.actor('alice')
      const bob = await calling(stage.actor('bob', false))
      const five = [
        'sendLocalInvitation',
        'cancelLocalInvitation',
        'acceptRemoteInvitation',
        'refuseRemoteInvitation'
      ] as const
      for (const name of ['setCallEventListener', ...five])
        expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 101 })
      await alice.enter()
      expect(await alice.call('setCallEventListener')).toMatchObject({ code: 0 })
      for (const name of five)
        expect(await alice.call(name, { calleeId: 'bob', channelId: 'room' }), name).toMatchObject({ code: 102 })
      const none = shapes('', 'bob', '').local('Failure', 6, { ...failed(4, 'not_logged_in'), content: '' })
      expect(calls(alice)).toEqual([none])
      await alice.login()
      const long = 'x'.repeat(8_193)
      for (const name of five) {
        for (const calleeId of ['', null, {}, 'x'.repeat(65)])
          expect(await alice.call(name, { calleeId }), name).toMatchObject({ code: 1 })
        for (const text of [long, {}, true])
          expect(await alice.call(name, { calleeId: 'bob', content: text, response: text }), name).toMatchObject({
            code: 1
          })
        if (name !== 'sendLocalInvitation')
          expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 2 })
      }
      for (const more of [{ calleeId: 'alice' }, { channelId: 'x'.repeat(65) }])
        expect(await invite(alice, 'bob', more)).toMatchObject({ code: 1 })
      forget(alice)
      const most = 'x'.repeat(8_192)
      expect(await invite(alice, 'bob', { content: most })).toMatchObject({ code: 0 })
      expect(calls(bob)).toMatchObject([{ content: most }])
      expect(await invite(alice, 'bob')).toMatchObject({ code: 5 })
      await alice.call('cancelLocalInvitation', { calleeId: 'bob' })
      expect(await alice.call('cancelLocalInvitation', { calleeId: 'bob' })).toMatchObject({ code: 3 })
      await invite(bob, 'alice')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob', invitationId: 'another' })).toMatchObject({
        code: 2
      })
      expect(await alice.call('refuseRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      for (const name of ['acceptRemoteInvitation', 'refuseRemoteInvitation'])
        expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 3 })
      stage.server.silence('bob') // he cannot confirm: the accept stays on its way
      await bob.begin('sendLocalInvitation', { calleeId: 'alice' })
      stage.server.speak('bob')
      await stage.settle()
      stage.server.silence('bob')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      for (const name of ['acceptRemoteInvitation', 'refuseRemoteInvitation'])
        expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 4 })
      stage.server.speak('bob')
      await stage.settle()
      forget(alice)
      stage.server.failing('invitations.put')
      expect(await invite(alice, 'bob')).toMatchObject({ code: 0 })
      expect(calls(alice)).toMatchObject([
        { rtmEvent: 'onLocalInvitationFailure', state: 6, code: 2, reason: 'internal' }
      ])
      stage.server.failing('')
    }
  },
  {
    name: 'P-CALL-11: a call invitation rings on several sessions: the first answer counts, a busy one stops alone',
    play: async (stage) => {
      const phone = await calling(stage.actor('alice'), SHARED_APP)
      const tablet = await calling(stage.actor('alice', false), SHARED_APP)
      const bob = await calling(stage.actor('bob', false), SHARED_APP)
      const { invitationId: one } = await invite(bob, 'alice')
      expect([names(phone), names(tablet)]).toEqual([['RemoteInvitationReceived 1'], ['RemoteInvitationReceived 1']])
      forget(bob)
      await tablet.call('refuseRemoteInvitation', { calleeId: 'bob', response: 'not now' })
      const { local, remote } = shapes('bob', 'alice', one)
      expect([calls(bob), calls(tablet)]).toMatchObject([
        [local('Refused', 4, said('not now'))],
        [remote('Refused', 3, said('not now'))]
      ])
      expect(calls(phone)).toEqual([remote('AnsweredElsewhere', 3, said('not now'))])
      await invite(bob, 'alice')
      forget(phone, tablet, bob)
      expect(await phone.call('refuseRemoteInvitation', { calleeId: 'bob', busy: true })).toMatchObject({ code: 0 })
      expect([names(phone), names(tablet), names(bob)]).toEqual([['RemoteInvitationRefused 3'], [], []])
      await tablet.call('refuseRemoteInvitation', { calleeId: 'bob', busy: true })
      expect(calls(bob)).toMatchObject([{ rtmEvent: 'onLocalInvitationRefused', reason: 'busy' }])
      await invite(bob, 'alice')
      forget(phone, tablet, bob)
      await phone.call('acceptRemoteInvitation', { calleeId: 'bob' })
      expect([names(phone), names(bob)]).toEqual([['RemoteInvitationAccepted 4'], ['LocalInvitationAccepted 3']])
      expect(names(tablet)).toEqual(['RemoteInvitationAnsweredElsewhere 2'])
      await invite(phone, 'bob')
      expect(await tablet.call('cancelLocalInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      expect(names(phone)).toEqual(['LocalInvitationReceivedByPeer 2', 'LocalInvitationCanceled 5'])
      const handle = phone.handle('page')
      expect(await handle.ask('open', { app: SHARED_APP, server: stage.server.url })).toEqual({ ok: 1 })
      await handle.begin('listen')
      await handle.ask('call', 'login', { user: 'page' })
      handle.heard()
      expect(await handle.ask('call', 'invite', { to: 'bob', content: 'c' })).toMatchObject({ ok: 1 })
      await bob.call('acceptRemoteInvitation', { callerId: 'page', response: 'r' })
      const view = { event: 'invitation', role: 'local', caller: 'page', callee: 'bob', content: 'c', channel: '' }
      expect(handle.heard()).toMatchObject([
        { ...view, state: 'received' },
        { ...view, state: 'accepted', response: 'r' }
      ])
      await invite(bob, 'page')
      expect(await handle.ask('call', 'refuse', { from: 'bob', busy: 1 })).toMatchObject({ ok: 1 })
      expect(handle.heard()).toMatchObject([
        { role: 'remote', state: 'received' },
        { role: 'remote', state: 'refused', why: 'busy' }
      ])
      for (const [method, args] of [
        ['cancelInvite', { to: 'bob' }],
        ['accept', { from: 'bob' }]
      ] as const)
        expect(await handle.ask('call', method, args)).toMatchObject({ ok: 0, why: 'invitation_ended' })
    }
  }
]
