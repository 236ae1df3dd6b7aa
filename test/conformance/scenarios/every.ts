// What holds for every function in the same way, shown for each of them: the numbers differ per function.
import { expect } from 'vitest'
import type { Actor } from '../actor.ts'
import { everyRate } from '../../kit/rates.ts'
import { functions } from '../matrix.ts'
import type { Options } from '../protocol.ts'
import type { Scenario } from './scenario.ts'

/** Options with which a function would do its work. */
const right: Readonly<Record<string, Options>> = {
  login: { userId: 'alice', token: '' },
  renewToken: { newToken: 'any' },
  setLogFile: { filePath: '/' },
  setLogFilter: { filter: 15 },
  setLogFileSize: { fileSizeInKBytes: 512 },
  sendMessageToPeer: { peerId: 'bob', text: 'x' },
  createChannel: { channelId: 'room' },
  join: { channelId: 'room' },
  leave: { channelId: 'room' },
  channelRelease: { channelId: 'room' },
  sendChannelMessage: { channelId: 'room', text: 'x' },
  getMembers: { channelId: 'room' },
  getChannelMemberCount: { channelIds: ['room'] },
  queryPeersOnlineStatus: { peerIds: ['bob'] },
  subscribePeersOnlineStatus: { peerIds: ['bob'] },
  unsubscribePeersOnlineStatus: { peerIds: ['bob'] },
  queryPeersBySubscriptionOption: { option: 0 },
  setLocalUserAttributes: { age: 23 },
  addOrUpdateLocalUserAttributes: { age: 23 },
  deleteLocalUserAttributesByKeys: { attributeKeys: ['age'] },
  getUserAttributes: { userId: 'alice' },
  getUserAttributesByKeys: { userId: 'alice', attributeKeys: ['age'] },
  setChannelAttributes: { channelId: 'room', attributes: { age: 23 } },
  addOrUpdateChannelAttributes: { channelId: 'room', attributes: { age: 23 } },
  deleteChannelAttributesByKeys: { channelId: 'room', attributeKeys: ['age'] },
  clearChannelAttributes: { channelId: 'room' },
  getChannelAttributes: { channelId: 'room' },
  getChannelAttributesByKeys: { channelId: 'room', attributeKeys: ['age'] },
  sendLocalInvitation: { calleeId: 'bob' },
  cancelLocalInvitation: { calleeId: 'bob' },
  acceptRemoteInvitation: { calleeId: 'bob' },
  refuseRemoteInvitation: { calleeId: 'bob' }
}

/** In ABORTED nothing can be asked any more: the code of a timeout where there is one, else of a failure. */
const ended: Readonly<Record<string, number>> = {
  renewToken: 1,
  sendMessageToPeer: 2,
  join: 4,
  leave: 1,
  sendChannelMessage: 2,
  getMembers: 3,
  getChannelMemberCount: 4,
  queryPeersOnlineStatus: 4,
  subscribePeersOnlineStatus: 4,
  unsubscribePeersOnlineStatus: 4,
  queryPeersBySubscriptionOption: 2,
  setLocalUserAttributes: 7,
  addOrUpdateLocalUserAttributes: 7,
  deleteLocalUserAttributesByKeys: 7,
  clearLocalUserAttributes: 7,
  getUserAttributes: 7,
  getUserAttributesByKeys: 7,
  setChannelAttributes: 7,
  addOrUpdateChannelAttributes: 7,
  deleteChannelAttributesByKeys: 7,
  clearChannelAttributes: 7,
  getChannelAttributes: 7,
  getChannelAttributesByKeys: 7
}

/**
 * The method of a store that fails, and the code of a general failure. (Attributes have a scenario of their own for
 * it.)
 */
const failing: ReadonlyArray<readonly [method: string, code: number, names: readonly string[]]> = [
  ['members.counts', 1, ['getChannelMemberCount']],
  ['members.state', 1, ['getMembers']],
  ['presence.states', 1, ['queryPeersOnlineStatus', 'subscribePeersOnlineStatus']]
]

/** With these limits a third call is one too many. */
const twice = [2, 10_000] as const
const often: ReadonlyArray<readonly [name: string, code: number]> = [
  ['sendMessageToPeer', 5],
  ['sendChannelMessage', 3],
  ['getMembers', 4],
  ['getChannelMemberCount', 3],
  ['queryPeersOnlineStatus', 5],
  ['subscribePeersOnlineStatus', 5],
  ['unsubscribePeersOnlineStatus', 5],
  ['queryPeersBySubscriptionOption', 3],
  ['setLocalUserAttributes', 5],
  ['addOrUpdateLocalUserAttributes', 5],
  ['deleteLocalUserAttributesByKeys', 5],
  ['clearLocalUserAttributes', 5],
  ['getUserAttributes', 5],
  ['getUserAttributesByKeys', 5],
  ['setChannelAttributes', 5],
  ['addOrUpdateChannelAttributes', 5],
  ['deleteChannelAttributesByKeys', 5],
  ['clearChannelAttributes', 5],
  ['getChannelAttributes', 5],
  ['getChannelAttributesByKeys', 5],
  ['renewToken', 4]
]

const withCode = (code: number): string[] =>
  Object.keys(functions).filter((name) => functions[name]!.codes.includes(code))

async function answer(actor: Actor, name: string, code: number): Promise<void> {
  const result = await actor.call(name, right[name] ?? null)
  expect(result, name).toMatchObject({ code })
  if (code > 0) expect(String(result['message']).length, name).toBeGreaterThan(10)
}

export const every: readonly Scenario[] = [
  {
    name: 'A-CALL-3 A-CALL-5: without an instance every function answers 101, without a login 102, each in words',
    play: async (stage) => {
      const alice = stage.actor('alice')
      for (const name of withCode(101)) await answer(alice, name, 101)
      await alice.enter()
      await alice.call('createChannel', { channelId: 'room' })
      for (const name of withCode(102)) await answer(alice, name, 102)
    }
  },
  {
    name: 'A-CALL-9: when the user has logged in elsewhere, every call to the server fails or times out at once',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room', 'hall')
      await stage.actor('alice', false).ready()
      expect(alice.events('onConnectionStateChanged')).toMatchObject([{ state: 5, reason: 8 }])
      for (const [name, code] of Object.entries(ended)) await answer(alice, name, code)
      expect(await alice.call('logout')).toEqual({ code: 0 })
    }
  },
  {
    name: "A-CODE-1: a fault of the server is answered with each function's own failure code, and the connection stays",
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      for (const [method, code, names] of failing) {
        stage.server.failing(method)
        for (const name of names) await answer(alice, name, code)
      }
      stage.server.failing('')
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'x' })).toEqual({ code: 0 })
      expect(alice.events('onConnectionStateChanged')).toEqual([])
    }
  },
  {
    name: 'A-CALL-6: called too often, every function answers its own code for that, and says how long to wait',
    limits: { rates: { ...everyRate(twice), rejoin: [50, 10_000] } },
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room', 'hall')
      for (const [name, code] of often) {
        let last = {}
        for (let i = 0; i < 3; i++) last = await alice.call(name, right[name] ?? null)
        expect(last, name).toMatchObject({ code })
        expect(Number((last as Record<string, unknown>)['retryAfterMs']), name).toBeGreaterThan(0)
      }
      await alice.call('createChannel', { channelId: 'yard' })
      expect(await alice.call('join', { channelId: 'yard' })).toMatchObject({ code: 7 })
    }
  },
  {
    name: 'A-CODE-3 A-CODE-8: the same channel joined again and again is answered 8, a third login in a second 10',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      await alice.call('createChannel', { channelId: 'room' })
      const codes: unknown[] = []
      for (let i = 0; i < 3; i++) {
        codes.push((await alice.call('join', { channelId: 'room' }))['code'])
        await alice.call('leave', { channelId: 'room' })
      }
      expect(codes).toEqual([0, 0, 8])
      await alice.call('logout')
      const logins: unknown[] = []
      for (let i = 0; i < 2; i++) logins.push((await alice.login())['code'])
      expect(logins).toContain(10)
    }
  }
]
