// The way in and out: instance, address, id, token, login, logout and release.
import { expect } from 'vitest'
import { CLOSED_APP } from '../../server.ts'
import type { Scenario } from '../scenario.ts'
import { states } from '../scenario.ts'

export const login: readonly Scenario[] = [
  {
    name: 'A-LOGIN-1 A-LOGIN-4: login answers 0 and tells connecting, then connected; logout 0 and disconnected',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter()
      expect(await alice.login()).toEqual({ code: 0 })
      expect(states(alice)).toEqual(['2/1', '3/2'])
      expect(await alice.call('login', { userId: 'alice', token: '' })).toMatchObject({ code: 8 })
      expect(await alice.call('logout')).toEqual({ code: 0 })
      expect(states(alice)).toEqual(['1/6'])
      expect(await alice.call('logout')).toMatchObject({ code: 102 })
    }
  },
  {
    name: "A-CALL-3: without an instance every function answers 101, in the vendor's order of checks",
    play: async (stage) => {
      const alice = stage.actor('alice')
      for (const [name, options] of [
        ['login', { userId: 'alice' }],
        ['logout', null],
        ['sendMessageToPeer', { peerId: 'bob', text: 'x' }],
        ['join', { channelId: 'room' }]
      ] as const) {
        expect(await alice.call(name, options), name).toMatchObject({ code: 101 })
      }
    }
  },
  {
    name: 'A-CALL-7: createInstance and login refuse what is no id, in words',
    play: async (stage) => {
      const alice = stage.actor('alice')
      expect(await alice.call('createInstance', {})).toMatchObject({ code: 4 })
      expect(await alice.call('createInstance', null)).toMatchObject({ code: 4 })
      expect(await alice.call('createInstance', { appId: 'short' })).toMatchObject({ code: 3 })
      await alice.enter()
      for (const userId of ['', null, true, {}, 'x'.repeat(65), 'ünicode']) {
        const result = await alice.call('login', { userId, token: '' })
        expect(result, JSON.stringify(userId)).toMatchObject({ code: 3 })
        expect(String(result['message']).length).toBeGreaterThan(10)
      }
    }
  },
  {
    name: 'A-INSTANCE-4: setParameters takes an address, as fields or as JSON text; everything else is answered 1',
    notInRealTime: 'one of its forms has no path, and the server has one there',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter()
      for (const parameters of ['null', 'word', '[1]', '{', '""', '1', '{"server":1}', '']) {
        expect(await alice.call('setParameters', { parameters }), parameters).toMatchObject({ code: 1 })
      }
      const { hostname, port } = new URL(stage.server.url)
      for (const Port of [Number(port) + 0.5, `${port}.5`, 0, -1, 65_536, 1e15, '', 'http', true, {}]) {
        expect(await alice.call('setParameters', { ServerAdd: hostname, Port }), JSON.stringify(Port)).toMatchObject({
          code: 1
        })
      }
      expect(
        await alice.call('setParameters', { parameters: JSON.stringify({ server: 'ws://127.0.0.1:9/' }) })
      ).toMatchObject({ code: 0 })
      expect(
        await alice.call('setParameters', {
          parameters: JSON.stringify({ Cmd: 'ConfigPrivateCloud', ServerAdd: hostname, Port: Number(port), Wss: 0 })
        })
      ).toMatchObject({ code: 0 })
      expect(await alice.login()).toEqual({ code: 0 })
    }
  },
  {
    name: 'A-CALL-7: a whole number is an id, written as its digits',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter()
      expect(await alice.call('login', { userId: 120_450, token: '' })).toEqual({ code: 0 })
      const bob = await (await stage.actor('bob', false).ready()).joined('7')
      expect(await alice.call('createChannel', { channelId: 7 })).toMatchObject({ code: 0 })
      expect(await alice.call('join', { channelId: 7 })).toMatchObject({ code: 0 })
      expect(await alice.call('sendChannelMessage', { channelId: 7, text: 'x' })).toMatchObject({ code: 0 })
      expect(bob.events('onChannelMessageReceived')).toMatchObject([{ userId: '120450', channelId: '7' }])
      expect(await bob.call('sendMessageToPeer', { peerId: '120450', text: 'y' })).toMatchObject({ code: 0 })
    }
  },
  {
    name: 'P-HELLO-6: an app with a certificate wants a token for this user that has not expired',
    notInRealTime: 'a token ends after hours',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter(CLOSED_APP)
      expect(await alice.login()).toMatchObject({ code: 5 })
      expect(await alice.login(stage.server.token('bob'))).toMatchObject({ code: 5 })
      await stage.advance(1_000)
      const old = stage.server.token('alice')
      expect(await alice.login(stage.server.token('alice'))).toEqual({ code: 0 })
      await alice.call('logout')
      await stage.time.leap(2 * 3_600_000)
      expect(await alice.login(old)).toMatchObject({ code: 6 })
    }
  },
  {
    name: 'P-HELLO-5: an app that the server does not have is answered 4',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter('9'.repeat(32))
      expect(await alice.login()).toMatchObject({ code: 4 })
    }
  },
  {
    name: 'A-LOGIN-2: a server that takes nobody: the login tries on, answers 9 after 6 s, and then gives up',
    play: async (stage) => {
      const alice = stage.actor('alice')
      await alice.enter()
      stage.server.refuse(true)
      const result = await alice.begin('login', { userId: 'alice', token: '' })
      await stage.advance(6_000 - stage.time.grain)
      expect(() => result()).toThrow('0 times')
      await stage.advance(2 * stage.time.grain)
      expect(result()).toMatchObject({ code: 9 })
      stage.server.refuse(false)
      await stage.advance(10_000)
      expect(stage.server.greeted('alice')).toBe(0)
      expect(await alice.login()).toEqual({ code: 0 })
    }
  },
  {
    name: 'A-STATE-4: a second login of the user elsewhere ends the first with aborted, remote login',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      await stage.actor('alice', false).ready()
      expect(states(alice)).toEqual(['5/8'])
      expect(await alice.call('sendMessageToPeer', { peerId: 'bob', text: 'x' })).toMatchObject({ code: 2 })
    }
  },
  {
    name: 'A-INSTANCE-2: after release nothing is told any more, and a new instance works',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      expect(await alice.call('release')).toEqual({ code: 0 })
      expect(states(alice)).toEqual(['1/6'])
      await stage.advance(10_000)
      expect(alice.events()).toEqual([])
      expect(await alice.call('release')).toMatchObject({ code: 101 })
      await alice.enter()
      expect(await alice.login()).toEqual({ code: 0 })
    }
  }
]
