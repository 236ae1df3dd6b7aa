// A channel with more members than a list shows: what its members are told of who comes and goes.
import { expect } from 'vitest'
import type { Fields } from '../../runtime.ts'
import type { Scenario } from '../scenario.ts'
import { kinds } from '../scenario.ts'

export const largeChannel: readonly Scenario[] = [
  {
    name: 'A-CHANNEL-9 P-MEMBER-3: a large channel tells counts every 3 s, not names; when it shrinks, the difference',
    limits: { memberList: 3 },
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      const [bob, carol, dave, erin] = [
        stage.actor('bob', false),
        stage.actor('carol', false),
        stage.actor('dave', false),
        stage.actor('erin', false)
      ]
      for (const one of [bob, carol]) await (await one.ready()).joined('room')
      await stage.advance(3_000)
      expect(alice.events('onMemberJoined')).toMatchObject([{ userId: 'bob' }, { userId: 'carol' }])
      for (const one of [dave, erin]) await (await one.ready()).joined('room')
      await stage.advance(3_400)
      const heard = alice.events()
      expect([...new Set(kinds(heard))]).toEqual(['onMemberCountUpdated'])
      expect(heard.length).toBeLessThanOrEqual(2)
      expect(heard.at(-1)).toEqual({ rtmEvent: 'onMemberCountUpdated', channelId: 'room', memberCount: 5 })
      const { members, code: listed } = await alice.call('getMembers', { channelId: 'room' })
      expect([listed, new Set((members as Fields[]).map(({ userId }) => userId)).size]).toEqual([0, 3])
      expect(await alice.call('getChannelMemberCount', { channelIds: ['room'] })).toMatchObject({
        memberCounts: [{ count: 5 }]
      })
      expect(await erin.call('sendChannelMessage', { channelId: 'room', text: 'to all' })).toMatchObject({ code: 0 })
      for (const one of [alice, bob, carol, dave])
        expect(one.events('onChannelMessageReceived')).toMatchObject([{ text: 'to all', userId: 'erin' }])
      for (const one of [bob, carol]) await one.call('leave', { channelId: 'room' })
      await stage.advance(3_400)
      const after = alice.events()
      expect(
        after
          .filter(({ rtmEvent }) => rtmEvent === 'onMemberLeft')
          .map(({ userId }) => userId)
          .sort()
      ).toEqual(['bob', 'carol'])
      expect(
        after
          .filter(({ rtmEvent }) => rtmEvent === 'onMemberJoined')
          .map(({ userId }) => userId)
          .sort()
      ).toEqual(['dave', 'erin'])
      expect(after.at(-1)).toMatchObject({ rtmEvent: 'onMemberCountUpdated', memberCount: 3 })
    }
  }
]
