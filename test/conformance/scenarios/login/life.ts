// Lives: how logins and instances begin and end, in every order a page may ask for.
import { expect } from 'vitest'
import { SHARED_APP } from '../../server.ts'
import type { Scenario } from '../scenario.ts'
import { states, texts } from '../scenario.ts'

const STATE = 'onConnectionStateChanged'

export const life: readonly Scenario[] = [
  {
    name: 'A-CALL-11 A-INSTANCE-2: logout and release without waiting answer 0 in order, then nothing; all begins anew',
    play: async (stage) => {
      const alice = stage.actor('alice')
      expect(await alice.call('logout')).toMatchObject({ code: 101 })
      await alice.enter()
      expect(await alice.call('logout')).toMatchObject({ code: 102 })
      expect(await alice.call('createInstance', { appId: 'a'.repeat(32) })).toMatchObject({ code: 2 })
      expect(await alice.login()).toEqual({ code: 0 })
      await alice.joined('room')
      const before = alice.runtime.order.length
      const answers = await alice.inARow(['logout'], ['release'])
      expect(answers).toEqual([{ code: 0 }, { code: 0 }])
      const order = alice.runtime.order.slice(before)
      expect([order.length, order[0], Number(order[1]) < Number(order[2])]).toEqual([3, STATE, true])
      expect(states(alice)).toEqual(['1/6'])
      await stage.advance(5_000)
      expect([alice.events(), alice.runtime.order.length]).toEqual([[], before + 3])
      expect((await alice.inARow(['release'], ['logout'])).map(({ code }) => code)).toEqual([101, 101])

      const server = alice.runtime.server ?? stage.server.url
      const again = await alice.inARow(
        ['createInstance', { appId: '0'.repeat(32) }],
        ['setParameters', { server }],
        ['login', { userId: 'alice', token: '' }]
      )
      expect(again).toEqual([{ code: 0 }, { code: 0 }, { code: 0 }])
      expect(states(alice)).toEqual(['2/1', '3/2'])
      expect(await alice.call('release')).toEqual({ code: 0 }) // without a logout
      expect(states(alice)).toEqual(['1/6'])
    }
  },
  {
    name: 'A-LOGIN-3 A-LOGIN-4: during a login a second one answers 8, a third 10; logout and release end it with 1',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter()
      const login = ['login', { userId: 'alice', token: '' }] as const
      expect((await alice.inARow(login, login, login)).map(({ code }) => code)).toEqual([0, 8, 10])
      expect(await alice.call('logout')).toEqual({ code: 0 })
      await stage.advance(1_200)
      alice.events()
      stage.server.refuse(true)
      expect(await alice.inARow(login, ['logout'])).toMatchObject([{ code: 1 }, { code: 0 }])
      expect(states(alice)).toEqual(['2/1', '1/6'])
      expect(await alice.inARow(login, ['release'])).toMatchObject([{ code: 1 }, { code: 0 }])
      expect(states(alice)).toEqual(['2/1', '1/6'])
      stage.server.refuse(false)
      await stage.advance(3_000)
      expect(alice.events()).toEqual([])
    }
  },
  {
    name: 'A-LOGIN-6: the user logs in elsewhere: 5/8, every call times out at once, and others see them leave',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      const bob = await (await stage.actor('bob', false).ready()).joined('room')
      await stage.advance(1_500)
      bob.events()
      alice.events()
      const second = await alice.handle('alice').ready()
      expect(states(alice)).toEqual(['5/8'])
      await stage.advance(6_000) // he may be back in his channels until then (P-RESUME-7)
      expect(bob.events().filter(({ rtmEvent }) => rtmEvent === 'onMemberLeft')).toEqual([
        { rtmEvent: 'onMemberLeft', channelId: 'room', userId: 'alice' }
      ])
      expect(await bob.call('queryPeersOnlineStatus', { peerIds: ['alice'] })).toMatchObject({
        peerOnlineStatus: [{ peerId: 'alice', state: 0 }]
      })
      const calls = [
        ['sendMessageToPeer', { peerId: 'bob', text: 'x' }, 2],
        ['sendChannelMessage', { channelId: 'room', text: 'x' }, 2],
        ['join', { channelId: 'room' }, 4],
        ['getMembers', { channelId: 'room' }, 3],
        ['getChannelMemberCount', { channelIds: ['room'] }, 4],
        ['queryPeersOnlineStatus', { peerIds: ['bob'] }, 4],
        ['login', { userId: 'alice', token: '' }, 8]
      ] as const
      const answers = await alice.inARow(...calls.map(([name, options]) => [name, options] as const))
      expect(answers.map(({ code }) => code)).toEqual(calls.map(([, , code]) => code))
      expect(await alice.call('logout')).toEqual({ code: 0 })
      expect(states(alice)).toEqual(['1/6'])
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'to the second' })).toEqual({ code: 0 })
      expect(second.heard().map(({ event, text }) => [event, text])).toEqual([['peerMessage', 'to the second']])
      expect(alice.events()).toEqual([])
      await stage.advance(1_200)
      expect(await alice.login()).toEqual({ code: 0 }) // and now the first is the newer one
      expect(second.heard().map(({ pageState, reason }) => [pageState, reason])).toEqual([['aborted', 'remote_login']])
    }
  },
  {
    name: 'P-RESUME-7 P-RESUME-9 P-HELLO-10: an app that allows two sessions: both hear all, a third ends the oldest',
    play: async (stage) => {
      const phone = stage.actor('alice')
      const tablet = stage.actor('alice', false)
      const bob = stage.actor('bob', false)
      for (const one of [phone, tablet, bob]) {
        await one.ready(SHARED_APP)
        if (one !== bob) await one.joined('room')
        one.events()
      }
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'to both' })).toEqual({ code: 0 })
      expect(await tablet.call('sendChannelMessage', { channelId: 'room', text: 'from the other device' })).toEqual({
        code: 0
      })
      expect([texts(phone.events(), 'onPeerMessageReceived'), texts(tablet.events(), 'onPeerMessageReceived')]).toEqual(
        [['to both'], ['to both']]
      )
      expect(phone.runtime.events.filter(({ rtmEvent }) => rtmEvent === 'onChannelMessageReceived')).toMatchObject([
        { userId: 'alice', text: 'from the other device' }
      ])
      expect(await phone.call('getMembers', { channelId: 'room' })).toMatchObject({
        members: [{ channelId: 'room', userId: 'alice' }]
      })
      stage.server.crash() // both log in again by themselves
      await stage.advance(6_000, () => phone.count('onMessagesMissed') > 0 && tablet.count('onMessagesMissed') > 0)
      for (const one of [phone, tablet]) expect(states(one)).not.toContain('5/8')
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'again' })).toEqual({ code: 0 })
      expect([
        texts(phone.runtime.events, 'onPeerMessageReceived').at(-1),
        texts(tablet.runtime.events, 'onPeerMessageReceived').at(-1)
      ]).toEqual(['again', 'again'])
      phone.events()
      tablet.events()
      await stage.actor('alice', false).ready(SHARED_APP)
      expect([states(phone), states(tablet)]).toEqual([['5/8'], []])
    }
  }
]
