// Channels: joining and leaving, who hears whom, and what members are told of each other.
import { expect } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { kinds, numbered, texts, twoMet } from '../scenario.ts'

export const channels: readonly Scenario[] = [
  {
    name: "A-CHANNEL-3: wrong arguments of channels answer each function's own code, a join overtaken by a leave 1",
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      expect(await alice.call('channelRelease', { channelId: 'hall' })).toMatchObject({ code: 1 })
      for (const text of ['x'.repeat(32_769), 7, null])
        expect(await alice.call('sendChannelMessage', { channelId: 'room', text })).toMatchObject({ code: 4 })
      for (const channelIds of [[], [''], 'room', null])
        expect(await alice.call('getChannelMemberCount', { channelIds }), JSON.stringify(channelIds)).toMatchObject({
          code: 2
        })
      expect(await alice.call('getChannelMemberCount', { channelIds: numbered(1, 33) })).toMatchObject({ code: 5 })
      await alice.call('createChannel', { channelId: 'hall' })
      stage.server.silence('alice')
      const join = await alice.begin('join', { channelId: 'hall' })
      expect(await alice.begin('leave', { channelId: 'hall' })).toBeTypeOf('function')
      await stage.settle()
      expect(join()).toMatchObject({ code: 1 })
      stage.server.speak('alice')
    }
  },
  {
    name: 'A-CHANNEL-5 A-CHANNEL-9: members hear each other join, speak and leave; nobody hears themselves',
    play: async (stage) => {
      const { alice, bob } = await twoMet(stage)
      expect(alice.events('onMemberJoined')).toMatchObject([{ userId: 'bob', channelId: 'room' }])
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'one' })).toMatchObject({ code: 0 })
      expect(await bob.call('sendChannelMessage', { channelId: 'room', text: 'two' })).toMatchObject({ code: 0 })
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(['two'])
      expect(texts(bob.events(), 'onChannelMessageReceived')).toEqual(['one'])
      expect(await bob.call('leave', { channelId: 'room' })).toEqual({ code: 0 })
      await stage.advance(2_000)
      expect(kinds(alice.events())).toEqual(['onMemberLeft', 'onMemberCountUpdated'])
    }
  },
  {
    name: 'A-CHANNEL-2: join wants a channel object, and is answered 6 the second time',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      expect(await alice.call('join', { channelId: 'room' })).toMatchObject({ code: 3 })
      expect(await alice.call('createChannel', { channelId: 'room' })).toEqual({ code: 0 })
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'x' })).toMatchObject({ code: 1 })
      expect(await alice.call('join', { channelId: 'room' })).toEqual({ code: 0 })
      expect(await alice.call('join', { channelId: 'room' })).toMatchObject({ code: 6 })
      expect(await alice.call('channelRelease', { channelId: 'room' })).toEqual({ code: 0 })
      expect(await alice.call('leave', { channelId: 'room' })).toMatchObject({ code: 3 })
      expect(await alice.call('createChannel', { channelId: '' })).toMatchObject({ code: 1 })
    }
  },
  {
    name: 'A-CHANNEL-6 A-CHANNEL-7: members are listed and counted, joined or not',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      await (await stage.actor('bob', false).ready()).joined('room', 'other')
      const listed = await alice.call('getMembers', { channelId: 'room' })
      expect(listed).toMatchObject({ code: 0 })
      expect((listed['members'] as { userId: string }[]).map(({ userId }) => userId).sort()).toEqual(['alice', 'bob'])
      expect(await alice.call('getMembers', { channelId: 'other' })).toMatchObject({ code: 5 })
      expect(await alice.call('getChannelMemberCount', { channelIds: ['room', 'other', 'empty'] })).toMatchObject({
        code: 0,
        memberCounts: [
          { channelId: 'room', count: 2 },
          { channelId: 'other', count: 1 },
          { channelId: 'empty', count: 0 }
        ]
      })
      expect(await alice.call('getChannelMemberCount', { channelIds: ['room'] })).toMatchObject({ code: 3 })
    }
  },
  {
    name: 'P-CHANNEL-4: a channel that was left is silent, the others go on',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('one', 'two', 'three')
      const bob = await (await stage.actor('bob', false).ready()).joined('one', 'two', 'three')
      await stage.advance(2_000)
      alice.events()
      expect(await alice.call('leave', { channelId: 'one' })).toEqual({ code: 0 })
      for (const channelId of ['one', 'two', 'three'])
        expect(await bob.call('sendChannelMessage', { channelId, text: channelId })).toMatchObject({ code: 0 })
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(['two', 'three'])
      expect(await alice.call('sendChannelMessage', { channelId: 'one', text: 'x' })).toMatchObject({ code: 1 })
    }
  },
  {
    name: 'P-CHANNEL-6: what was sent to a channel without a link is heard before the leave that was called after it',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      const bob = await (await stage.actor('bob', false).ready()).joined('room')
      await stage.advance(2_000)
      bob.events()
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      const said = await alice.begin('sendChannelMessage', { channelId: 'room', text: 'the last word' })
      const left = await alice.begin('leave', { channelId: 'room' })
      stage.server.refuse(false)
      await stage.advance(5_000)
      expect([said(), left()]).toMatchObject([{ code: 0 }, { code: 0 }])
      const heard = bob
        .events()
        .filter(({ rtmEvent }) => rtmEvent === 'onChannelMessageReceived' || rtmEvent === 'onMemberLeft')
      expect(heard).toMatchObject([
        { rtmEvent: 'onChannelMessageReceived', text: 'the last word' },
        { rtmEvent: 'onMemberLeft', userId: 'alice' }
      ])
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'x' })).toMatchObject({ code: 1 })
    }
  },
  {
    name: 'P-MEMBER-5: who left and who joined while a link was away is reported when it is back, once',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      const bob = await (await stage.actor('bob', false).ready()).joined('room')
      const carol = await (await stage.actor('carol', false).ready()).joined('room')
      const dave = await stage.actor('dave', false).ready()
      await stage.advance(2_000)
      alice.events()
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      expect(await bob.call('leave', { channelId: 'room' })).toEqual({ code: 0 })
      await dave.joined('room')
      stage.server.refuse(false)
      await stage.advance(5_000)
      const heard = alice.events()
      expect(heard.filter(({ rtmEvent }) => rtmEvent === 'onMemberLeft')).toMatchObject([{ userId: 'bob' }])
      expect(heard.filter(({ rtmEvent }) => rtmEvent === 'onMemberJoined')).toMatchObject([{ userId: 'dave' }])
      expect(await carol.call('sendChannelMessage', { channelId: 'room', text: 'x' })).toMatchObject({ code: 0 })
      expect(texts(alice.events(), 'onChannelMessageReceived')).toEqual(['x'])
    }
  },
  {
    name: 'A-CODE-8: a user joins 20 channels, the next one is answered 5',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      for (let i = 1; i <= 20; i++) await alice.joined(`room${i}`)
      await alice.call('createChannel', { channelId: 'one more' })
      expect(await alice.call('join', { channelId: 'one more' })).toMatchObject({ code: 5 })
    }
  }
]
