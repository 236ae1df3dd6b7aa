// What the vendor's demo page and a call app written for AR-RtmModule do, in their own steps.
import { expect } from 'vitest'
import type { Actor } from '../actor.ts'
import { OPEN_APP } from '../server.ts'
import type { Stage } from '../stage.ts'
import type { Scenario } from './scenario.ts'
import { kinds, states, texts } from './scenario.ts'

/** The three calls of the demo's login button, and the address, without waiting for any. */
async function loginButton(stage: Stage, actor: Actor): Promise<unknown[]> {
  const server = actor.runtime.server ?? stage.server.url
  await actor.runtime.call('setCallBack', null)
  const calls = [
    await actor.begin('createInstance', { appId: OPEN_APP }),
    await actor.begin('setParameters', { server }),
    await actor.begin('login', { userId: actor.user, token: '' })
  ]
  await stage.settle()
  return calls.map((result) => result()['code'])
}

const invite = (from: Actor, to: string, more: object = {}): Promise<unknown> =>
  from.call('sendLocalInvitation', { calleeId: to, content: '', ...more })

export const demo: readonly Scenario[] = [
  {
    name: 'A-CALL-11: the demo page in its own steps: log in without waiting, mail, join again, release, log in again',
    play: async (stage) => {
      const alice = stage.actor('alice')
      const bob = await stage.actor('bob', false).ready()
      expect(await loginButton(stage, alice)).toEqual([0, 0, 0])
      expect(states(alice)).toEqual(['2/1', '3/2'])
      await alice.call('logout')
      expect(await alice.call('login', { userId: '', token: '' })).toMatchObject({ code: 3 })
      alice.events()
      expect(await loginButton(stage, alice)).toEqual([2, 0, 0]) // createInstance: the instance is there
      expect(states(alice)).toEqual(['2/1', '3/2'])

      const message = { peerId: 'alice', enableHistoricalMessaging: false, enableOfflineMessaging: true }
      await alice.call('logout')
      expect(await bob.call('sendMessageToPeer', { ...message, text: 'for later' })).toMatchObject({ code: 4 })
      await stage.advance(1_000) // at most two logins a second
      expect(await alice.login()).toEqual({ code: 0 })
      expect(await bob.call('sendMessageToPeer', { ...message, text: 'now' })).toMatchObject({ code: 0 })
      const came = alice.events('onPeerMessageReceived')
      expect(came.map(({ text, OfflineMessage }) => [text, OfflineMessage])).toEqual([
        ['for later', true],
        ['now', false]
      ])

      expect(await alice.call('queryPeersOnlineStatus', { peerIds: ['bob', 'carol'] })).toMatchObject({
        code: 0,
        peerOnlineStatus: [
          { peerId: 'bob', state: 0 },
          { peerId: 'carol', state: 2 }
        ]
      })
      stage.server.failing('presence.states')
      const failed = await alice.call('queryPeersOnlineStatus', { peerIds: ['bob'] })
      stage.server.failing('')
      expect([failed['code'] === 0, 'peerOnlineStatus' in failed]).toEqual([false, false])

      for (let again = 0; again < 2; again++) {
        const [created, joined] = [
          await alice.begin('createChannel', { channelId: 'room' }),
          await alice.begin('join', { channelId: 'room' })
        ]
        await stage.settle()
        expect([created()['code'], joined()['code']]).toEqual([0, 0])
        expect(await alice.call('getMembers', { channelId: 'room' })).toMatchObject({
          code: 0,
          members: [{ channelId: 'room', userId: 'alice' }]
        })
        expect(await alice.call('leave', { channelId: 'room' })).toEqual({ code: 0 })
      }
      alice.events()
      const [loggedOut, released] = [await alice.begin('logout'), await alice.begin('release')]
      await stage.settle()
      expect([loggedOut(), released(), states(alice)]).toEqual([{ code: 0 }, { code: 0 }, ['1/6']])
      await stage.advance(1_000)
      expect(await loginButton(stage, alice)).toEqual([0, 0, 0])
      expect(states(alice)).toEqual(['2/1', '3/2'])
    }
  },
  {
    name: 'A-INVITE-2 A-INVITE-4: a call app in its own steps: ring, accept, call again, cancel by name, ring out',
    notInRealTime: 'it lets calls ring out',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = stage.actor('bob', false)
      await bob.enter()
      const login = await bob.begin('login', { userId: 'bob', token: '' })
      expect(await bob.call('setCallEventListener')).toEqual({ code: 0 }) // before the login is answered, perhaps
      expect([login()['code'], (await alice.call('setCallEventListener'))['code']]).toEqual([0, 0])
      await alice.call('subscribePeersOnlineStatus', { peerIds: ['bob'] })
      for (const actor of [alice, bob]) actor.events()

      expect(await invite(alice, 'bob')).toMatchObject({ code: 0 })
      expect(await invite(alice, 'bob')).toMatchObject({ code: 5 })
      expect(bob.events()).toMatchObject([
        { rtmEvent: 'onRemoteInvitationReceived', callerId: 'alice', content: '', channelId: '', state: 1 }
      ])
      expect(await bob.call('acceptRemoteInvitation', { calleeId: 'alice', response: '' })).toMatchObject({ code: 0 })
      expect(alice.events()).toMatchObject([
        { rtmEvent: 'onLocalInvitationReceivedByPeer', state: 2 },
        { rtmEvent: 'onLocalInvitationAccepted', state: 3, response: '', getResponse: '' }
      ])
      expect(bob.events()).toMatchObject([{ rtmEvent: 'onRemoteInvitationAccepted', state: 4, response: '' }])

      const content = '{"Mode":1,"Conference":false,"Text":"漢字 \\"x\\""}'
      expect(await invite(alice, 'bob', { content })).toMatchObject({ code: 0 })
      expect(await alice.call('cancelLocalInvitation', { calleeId: 'bob' })).toMatchObject({ code: 0 })
      expect([alice.events(), bob.events()].flat().map(({ rtmEvent, content: told }) => [rtmEvent, told])).toEqual([
        ['onLocalInvitationReceivedByPeer', content],
        ['onLocalInvitationCanceled', content],
        ['onRemoteInvitationReceived', content],
        ['onRemoteInvitationCanceled', content]
      ])

      expect(await invite(alice, 'bob')).toMatchObject({ code: 0 })
      await stage.advance(61_000)
      for (const [actor, side] of [
        [alice, 'Local'],
        [bob, 'Remote']
      ] as const) {
        expect(actor.events().filter(({ rtmEvent }) => rtmEvent === `on${side}InvitationFailure`)).toMatchObject([
          { state: 6, code: 3, errorCode: 3 }
        ])
      }

      expect(await invite(alice, 'bob')).toMatchObject({ code: 0 })
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.advance(8_000)
      stage.server.refuse(false)
      await stage.advance(6_000)
      expect(states(alice)).toEqual(['4/5', '3/2'])
      bob.events()
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: '{"Cmd":"CallState"}' })).toMatchObject({
        code: 0
      })
      expect(texts(bob.events(), 'onPeerMessageReceived')).toEqual(['{"Cmd":"CallState"}'])
      expect(
        await bob.call('refuseRemoteInvitation', { calleeId: 'alice', response: '{"Reason":"busy"}' })
      ).toMatchObject({ code: 0 })
      expect(alice.events()).toMatchObject([
        { rtmEvent: 'onLocalInvitationRefused', state: 4, response: '{"Reason":"busy"}' }
      ])

      expect(await bob.call('logout')).toEqual({ code: 0 })
      expect(alice.events('onPeersOnlineStatusChanged')).toMatchObject([{ peersStatus: [{ peerId: 'bob', state: 2 }] }])

      const second = await stage.actor('alice', false).ready()
      expect(states(alice)).toEqual(['5/8'])
      expect([(await alice.call('logout'))['code'], (await alice.login())['code']]).toEqual([0, 0])
      expect([kinds(second.events()), states(alice)]).toEqual([['onConnectionStateChanged'], ['1/6', '2/1', '3/2']])
    }
  }
]
