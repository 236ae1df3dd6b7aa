// Attributes of channels: who hears of a change, how much fits in, and when they end.
import { expect } from 'vitest'
import type { Fields } from '../../runtime.ts'
import type { Scenario } from '../scenario.ts'
import { twoAtRest } from '../scenario.ts'
import { ofRoom } from './calls.ts'

export const channelAttributes: readonly Scenario[] = [
  {
    name: 'A-ATTR-7 P-ATTR-6: channel attributes: on request all members hear of a change, with every attribute',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      const carol = await stage.actor('carol', false).ready()
      const room = { channelId: 'room' }
      const heard = (): Fields[][] => [alice, bob, carol].map((one) => one.events('onAttributesUpdated'))
      expect(
        await alice.call('setChannelAttributes', {
          ...room,
          attributes: { age: 23, yes: true, part: 1.5 },
          enableNoticeMembers: true
        })
      ).toEqual({ code: 0 })
      const row = (key: string, value: string, by: string) => ({
        key,
        value,
        lastUpdateUid: by,
        lastUpdateUserId: by,
        lastUpdateTs: expect.any(Number) as unknown
      })
      const inOrder = (told: Fields): Fields => ({
        ...told,
        attributeList: [...(told['attributeList'] as { key: string }[])].sort((a, b) => (a.key < b.key ? -1 : 1))
      })
      const first = {
        rtmEvent: 'onAttributesUpdated',
        channelId: 'room',
        attributeList: [row('age', '23', 'alice'), row('part', '1.5', 'alice'), row('yes', 'true', 'alice')]
      }
      expect(alice.runtime.order.slice(-2).map((one) => (typeof one === 'number' ? 'an answer' : one))).toEqual([
        'an answer',
        'onAttributesUpdated'
      ])
      expect(heard().map((events) => events.map(inOrder))).toEqual([[first], [first], []])
      expect(await carol.call('addOrUpdateChannelAttributes', { ...room, attributes: { age: 24 } })).toEqual({
        code: 0
      })
      expect(heard()).toEqual([[], [], []])
      const read = await bob.call('getChannelAttributes', room)
      expect(read).toMatchObject({ code: 0, channelId: 'room', channelAttributes: { age: 24, yes: true, part: 1.5 } })
      expect([...(read['rtmChannelAttributes'] as { key: string }[])].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
        [row('age', '24', 'carol'), row('part', '1.5', 'alice'), row('yes', 'true', 'alice')]
      )
      expect(
        await alice.call('getChannelAttributesByKeys', { ...room, attributeKeys: ['yes', 'unknown'] })
      ).toMatchObject({
        code: 0,
        channelAttributes: { yes: true },
        rtmChannelAttributes: [row('yes', 'true', 'alice')]
      })
      expect(
        await bob.call('deleteChannelAttributesByKeys', {
          ...room,
          attributeKeys: ['age', 'part', 'unknown'],
          enableNotificationToChannelMembers: true
        })
      ).toEqual({ code: 0 })
      expect(heard().map((events) => events.map(({ attributeList }) => attributeList))).toEqual([
        [[row('yes', 'true', 'alice')]],
        [[row('yes', 'true', 'alice')]],
        []
      ])
      expect(await carol.call('clearChannelAttributes', { ...room, enableNoticeMembers: true })).toEqual({ code: 0 })
      expect(heard().map((events) => events.map(({ attributeList }) => attributeList))).toEqual([[[]], [[]], []])
      expect(await ofRoom(carol)).toEqual({})
      expect(await carol.call('getChannelAttributes', { channelId: 'unknown' })).toMatchObject({
        code: 0,
        channelAttributes: {},
        rtmChannelAttributes: []
      })
    }
  },
  {
    name: 'A-ATTR-4 P-ATTR-7: channel attributes: 4 beyond 32 entries or 32 KB; who was away hears of what they missed',
    play: async (stage) => {
      const { alice, bob } = await twoAtRest(stage)
      const room = { channelId: 'room' }
      const full = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`k${i}`, 'x'.repeat(900)]))
      expect(await alice.call('setChannelAttributes', { ...room, attributes: full })).toEqual({ code: 0 })
      expect(
        await alice.call('addOrUpdateChannelAttributes', { ...room, attributes: { k1: 'new', other: 'x' } })
      ).toMatchObject({ code: 4 })
      expect(
        await alice.call('addOrUpdateChannelAttributes', { ...room, attributes: { k1: 'x'.repeat(8_000) } })
      ).toMatchObject({ code: 4 })
      expect(await alice.call('setChannelAttributes', { ...room, attributes: { ...full, other: 'x' } })).toMatchObject({
        code: 4
      })
      expect(await ofRoom(bob)).toEqual(full)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.settle()
      expect(
        await bob.call('setChannelAttributes', { ...room, attributes: { a: 'first' }, enableNoticeMembers: true })
      ).toEqual({ code: 0 })
      expect(
        await bob.call('addOrUpdateChannelAttributes', {
          ...room,
          attributes: { a: 'last' },
          enableNoticeMembers: true
        })
      ).toEqual({ code: 0 })
      stage.server.refuse(false)
      await stage.advance(6_000, () => alice.count('onAttributesUpdated') > 0)
      expect(alice.events('onAttributesUpdated')).toMatchObject([
        { channelId: 'room', attributeList: [{ key: 'a', value: 'last', lastUpdateUid: 'bob' }] }
      ])
      expect(bob.count('onAttributesUpdated')).toBe(2)
    }
  },
  {
    name: 'A-ATTR-6 P-ATTR-9: channel attributes end 120 s after the last member left, or the last write without one',
    notInRealTime: 'it waits for two minutes',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await (await stage.actor('bob', false).ready()).joined('room')
      const attributes = { a: 'x' }
      for (const channelId of ['room', 'empty'])
        expect(await alice.call('setChannelAttributes', { channelId, attributes })).toEqual({ code: 0 })
      const read = async (): Promise<unknown[]> => [
        await ofRoom(alice),
        (await alice.call('getChannelAttributes', { channelId: 'empty' }))['channelAttributes']
      ]
      await stage.advance(119_000)
      expect(await read()).toEqual([attributes, attributes])
      await stage.advance(2_000)
      expect(await read()).toEqual([attributes, {}])
      await bob.call('leave', { channelId: 'room' })
      await stage.advance(100_000)
      await bob.call('join', { channelId: 'room' })
      await stage.advance(100_000)
      await stage.server.restart()
      await stage.advance(5_000)
      await bob.call('leave', { channelId: 'room' })
      await stage.advance(119_000)
      expect(await ofRoom(alice)).toEqual(attributes)
      await stage.advance(2_000)
      expect(await ofRoom(alice)).toEqual({})
    }
  }
]
