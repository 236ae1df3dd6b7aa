// Call invitations: each scenario is a story of two people, most of them told from both sides of the runtime under test.
import { expect } from 'vitest'
import type { Actor } from '../actor.ts'
import type { Fields } from '../runtime.ts'
import { SHARED_APP } from '../server.ts'
import type { Stage } from '../stage.ts'
import type { Scenario } from './scenario.ts'

const CONTENT = '{"Mode":1,"Text":"漢字 😀"}'
const PAST_RING_MS = 61_000
const PAST_SENT_MS = 31_000

async function calling(actor: Actor): Promise<Actor> {
  await actor.ready()
  expect(await actor.call('setCallEventListener')).toEqual({ code: 0 })
  return actor
}

/** Alice, on the runtime under test, and bob. */
async function two(stage: Stage): Promise<{ alice: Actor; bob: Actor }> {
  return { alice: await calling(stage.actor('alice')), bob: await calling(stage.actor('bob', false)) }
}

const invite = (from: Actor, to: string, more: Fields = {}): Promise<Fields> => from.call('sendLocalInvitation', { calleeId: to, content: CONTENT, channelId: 'room', ...more })
const calls = (actor: Actor): Fields[] => actor.events().filter(({ rtmEvent }) => /Invitation/.test(String(rtmEvent)))
const names = (actor: Actor): string[] => calls(actor).map(({ rtmEvent, state, code }) => `${String(rtmEvent).replace(/^on/, '')} ${String(state)}${code === undefined ? '' : ` code ${String(code)}`}`)
const forget = (...actors: Actor[]): void => { for (const actor of actors) actor.events() }

/** What the events of an invitation from `caller` to `callee` must hold, exactly. */
function shapes(caller: string, callee: string, id: unknown) {
  const common = { content: CONTENT, channelId: 'room', invitationId: id, response: '', getResponse: '' }
  return {
    local: (name: string, state: number, more: Fields = {}): Fields => ({ rtmEvent: `onLocalInvitation${name}`, calleeId: callee, state, ...common, ...more }),
    remote: (name: string, state: number, more: Fields = {}): Fields => ({ rtmEvent: `onRemoteInvitation${name}`, callerId: caller, state, ...common, ...more })
  }
}
const said = (text: string): Fields => ({ response: text, getResponse: text })
const failed = (code: number, reason: string): Fields => ({ code, errorCode: code, reason })

async function away(stage: Stage, who: string): Promise<void> {
  stage.server.refuse(true)
  stage.server.cut(who)
  await stage.settle()
}

export const invitations: readonly Scenario[] = [
  {
    name: 'a call invitation is received, accepted or refused: both sides hear it once, with every field (B.1, C.1, C.2, C.3, P-CALL-6, P-CALL-7)',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      for (const [caller, callee] of [[alice, bob], [bob, alice]] as const) {
        const { code, invitationId } = await invite(caller, callee.user)
        expect(code).toBe(0)
        const { local, remote } = shapes(caller.user, callee.user, invitationId)
        expect([calls(caller), calls(callee)]).toEqual([[local('ReceivedByPeer', 2)], [remote('Received', 1)]])
        expect(await invite(caller, callee.user)).toMatchObject({ code: 5 })
        expect(await callee.call('acceptRemoteInvitation', { calleeId: caller.user, response: 'yes' })).toEqual({ code: 0, invitationId })
        expect([calls(caller), calls(callee)]).toEqual([[local('Accepted', 3, said('yes'))], [remote('Accepted', 4, said('yes'))]])
        expect(await callee.call('acceptRemoteInvitation', { calleeId: caller.user })).toMatchObject({ code: 4 })
        for (const [actor, name] of [[callee, 'refuseRemoteInvitation'], [caller, 'cancelLocalInvitation']] as const) expect(await actor.call(name, { calleeId: actor === callee ? caller.user : callee.user })).toMatchObject({ code: 3 })
      }
      for (const [caller, callee] of [[alice, bob], [bob, alice]] as const) {
        const { invitationId } = await invite(caller, callee.user, { content: '', channelId: null })
        expect(calls(caller)).toMatchObject([{ content: '', channelId: '' }])
        expect(calls(callee)).toMatchObject([{ content: '', channelId: '' }])
        expect(await callee.call('refuseRemoteInvitation', { callerId: caller.user, response: '', invitationId })).toMatchObject({ code: 0 })
        const { local, remote } = shapes(caller.user, callee.user, invitationId)
        const bare = { content: '', channelId: '', ...said(''), reason: 'refused' }
        expect([calls(caller), calls(callee)]).toEqual([[local('Refused', 4, bare)], [remote('Refused', 3, bare)]])
      }
    }
  },
  {
    name: 'a call invitation is cancelled, with words of its own or the first ones; the first decisive word wins (A.10, C.5, P-CALL-3)',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      for (const [caller, callee] of [[alice, bob], [bob, alice]] as const) {
        const { invitationId: one } = await invite(caller, callee.user)
        forget(caller, callee)
        expect(await caller.call('cancelLocalInvitation', { calleeId: callee.user })).toEqual({ code: 0, invitationId: one })
        const { local, remote } = shapes(caller.user, callee.user, one)
        expect([calls(caller), calls(callee)]).toEqual([[local('Canceled', 5)], [remote('Canceled', 5)]])
        const { invitationId: second } = await invite(caller, callee.user)
        forget(caller, callee)
        expect(await caller.call('cancelLocalInvitation', { calleeId: callee.user, invitationId: one })).toMatchObject({ code: 3 })
        expect(await caller.call('cancelLocalInvitation', { calleeId: callee.user, content: 'never mind', invitationId: second })).toMatchObject({ code: 0 })
        expect([calls(caller), calls(callee)]).toMatchObject([[{ content: 'never mind', channelId: 'room', state: 5 }], [{ content: 'never mind', channelId: 'room', state: 5 }]])
      }
      await invite(alice, 'bob')
      forget(alice, bob)
      const race = [await alice.begin('cancelLocalInvitation', { calleeId: 'bob' }), await bob.begin('acceptRemoteInvitation', { callerId: 'alice' })]
      await stage.settle()
      const [cancel, accept] = race.map((result) => result()['code'])
      const ends = [names(alice), names(bob)]
      expect([0, 3]).toContain(cancel)
      expect([0, 3]).toContain(accept)
      expect([[['LocalInvitationCanceled 5'], ['RemoteInvitationCanceled 5']], [['LocalInvitationAccepted 3'], ['RemoteInvitationAccepted 4']]]).toContainEqual(ends)
    }
  },
  {
    name: 'nobody answers a call invitation: 60 s after it rang it expires, never received it fails after 30 s; who logs in meanwhile gets it (B.3, C.4, C.6, P-CALL-4)',
    notInRealTime: 'it waits for two minutes and a half',
    play: async (stage) => {
      const { alice, bob } = await two(stage)
      const [{ invitationId: out }, { invitationId: back }] = [await invite(alice, 'bob'), await invite(bob, 'alice')]
      forget(alice, bob)
      await stage.advance(PAST_RING_MS)
      const [mine, his] = [shapes('alice', 'bob', out), shapes('bob', 'alice', back)]
      const expired = failed(3, 'expired')
      const byName = (a: Fields, b: Fields): number => String(a['rtmEvent']).localeCompare(String(b['rtmEvent']))
      expect(calls(alice).sort(byName)).toEqual([mine.local('Failure', 6, expired), mine.local('Expired', 6, expired), his.remote('Failure', 6, expired), his.remote('Expired', 6, expired)].sort(byName))
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
    name: 'one side of a call invitation is away: it goes on, what was asked meanwhile is carried out, and an accept that the caller cannot confirm fails (C.1, C.2, C.6, P-CALL-8)',
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
      // The same, seen by the callee; then the caller is there, but cannot be reached for the 5 s.
      const { invitationId: one } = await invite(bob, 'alice')
      forget(alice, bob)
      await away(stage, 'bob')
      await stage.advance(35_000)
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      expect(calls(alice)).toEqual([shapes('bob', 'alice', one).remote('Failure', 6, failed(1, 'caller_away'))])
      stage.server.refuse(false)
      await stage.advance(6_000)
      const { invitationId: again } = await invite(bob, 'alice')
      forget(alice, bob)
      await away(stage, 'bob')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob', response: 'hello?' })).toMatchObject({ code: 0 })
      await stage.advance(6_000)
      expect(calls(alice)).toEqual([shapes('bob', 'alice', again).remote('Failure', 6, { ...said('hello?'), ...failed(2, 'unconfirmed') })])
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(names(bob)).toEqual(['LocalInvitationFailure 6 code 3'])
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
    name: 'every code of the five functions for invitations, and the failure of who is not logged in (A.1, A.2, A.10, B.3)',
    play: async (stage) => {
      const alice = stage.actor('alice')
      const bob = await calling(stage.actor('bob', false))
      const five = ['sendLocalInvitation', 'cancelLocalInvitation', 'acceptRemoteInvitation', 'refuseRemoteInvitation'] as const
      for (const name of ['setCallEventListener', ...five]) expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 101 })
      await alice.enter()
      expect(await alice.call('setCallEventListener')).toMatchObject({ code: 0 })
      for (const name of five) expect(await alice.call(name, { calleeId: 'bob', channelId: 'room' }), name).toMatchObject({ code: 102 })
      const none = shapes('', 'bob', '').local('Failure', 6, { ...failed(4, 'not_logged_in'), content: '' })
      expect(calls(alice)).toEqual([none])
      await alice.login()
      const long = 'x'.repeat(8_193)
      for (const name of five) {
        for (const calleeId of ['', null, {}, 'x'.repeat(65)]) expect(await alice.call(name, { calleeId }), name).toMatchObject({ code: 1 })
        for (const text of [long, {}, true]) expect(await alice.call(name, { calleeId: 'bob', content: text, response: text }), name).toMatchObject({ code: 1 })
        if (name !== 'sendLocalInvitation') expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 2 })
      }
      for (const more of [{ calleeId: 'alice' }, { channelId: 'x'.repeat(65) }]) expect(await invite(alice, 'bob', more)).toMatchObject({ code: 1 })
      forget(alice)
      const most = 'x'.repeat(8_192)
      expect(await invite(alice, 'bob', { content: most })).toMatchObject({ code: 0 })
      expect(calls(bob)).toMatchObject([{ content: most }])
      expect(await invite(alice, 'bob')).toMatchObject({ code: 5 })
      await alice.call('cancelLocalInvitation', { calleeId: 'bob' })
      expect(await alice.call('cancelLocalInvitation', { calleeId: 'bob' })).toMatchObject({ code: 3 })
      await invite(bob, 'alice')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob', invitationId: 'another' })).toMatchObject({ code: 2 })
      expect(await alice.call('refuseRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      for (const name of ['acceptRemoteInvitation', 'refuseRemoteInvitation']) expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 3 })
      stage.server.silence('bob') // he cannot confirm: the accept stays on its way
      await bob.begin('sendLocalInvitation', { calleeId: 'alice' })
      stage.server.speak('bob')
      await stage.settle()
      stage.server.silence('bob')
      expect(await alice.call('acceptRemoteInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      for (const name of ['acceptRemoteInvitation', 'refuseRemoteInvitation']) expect(await alice.call(name, { calleeId: 'bob' }), name).toMatchObject({ code: 4 })
      stage.server.speak('bob')
      await stage.settle()
      forget(alice)
      stage.server.failing('invitations.put')
      expect(await invite(alice, 'bob')).toMatchObject({ code: 0 })
      expect(calls(alice)).toMatchObject([{ rtmEvent: 'onLocalInvitationFailure', state: 6, code: 2, reason: 'internal' }])
      stage.server.failing('')
    }
  },
  {
    name: 'invitations wait for the listener while they live; who logs out ends what he sent, and gets again what rings for him (A.10, C.1, C.6, P-CALL-8)',
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
  },
  {
    name: 'a call invitation rings on several sessions of one user together: the first answer counts, the others hear of it, and a busy one is silent alone (P-CALL-11)',
    play: async (stage) => {
      const enter = async (actor: Actor): Promise<Actor> => {
        await actor.enter(SHARED_APP)
        expect(await actor.login()).toEqual({ code: 0 })
        await actor.call('setCallEventListener')
        return actor
      }
      const phone = await enter(stage.actor('alice'))
      const tablet = await enter(stage.actor('alice', false))
      const bob = await enter(stage.actor('bob', false))
      forget(phone, tablet, bob)
      const { invitationId: one } = await invite(bob, 'alice')
      expect([names(phone), names(tablet)]).toEqual([['RemoteInvitationReceived 1'], ['RemoteInvitationReceived 1']])
      forget(bob)
      await tablet.call('refuseRemoteInvitation', { calleeId: 'bob', response: 'not now' })
      const { local, remote } = shapes('bob', 'alice', one)
      expect([calls(bob), calls(tablet)]).toMatchObject([[local('Refused', 4, said('not now'))], [remote('Refused', 3, said('not now'))]])
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
      expect(handle.heard()).toMatchObject([{ ...view, state: 'received' }, { ...view, state: 'accepted', response: 'r' }])
      await invite(bob, 'page')
      expect(await handle.ask('call', 'refuse', { from: 'bob', busy: 1 })).toMatchObject({ ok: 1 })
      expect(handle.heard()).toMatchObject([{ role: 'remote', state: 'received' }, { role: 'remote', state: 'refused', why: 'busy' }])
      for (const [method, args] of [['cancelInvite', { to: 'bob' }], ['accept', { from: 'bob' }]] as const) expect(await handle.ask('call', method, args)).toMatchObject({ ok: 0, why: 'invitation_ended' })
    }
  }
]
