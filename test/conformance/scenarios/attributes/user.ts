// Attributes of users: how values come back, and how long they live.
import { expect } from 'vitest'
import type { Scenario } from '../scenario.ts'
import { code, own, userReads } from './calls.ts'

export const userAttributes: readonly Scenario[] = [
  {
    name: 'A-ATTR-2 A-ATTR-4: user attributes come back as they were set; a change is made as a whole or not at all',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      const every = {
        name: '张三 "\\ 😀',
        age: 23,
        zero: 0,
        one: 1,
        part: -1.5,
        big: 2 ** 40,
        yes: true,
        no: false,
        digits: '23',
        truth: 'true',
        space: ' '
      }
      expect(await alice.call('setLocalUserAttributes', every)).toEqual({ code: 0 })
      for (const one of [alice, bob]) {
        const read = await one.call('getUserAttributes', { userId: 'alice' })
        expect(read).toMatchObject({ code: 0, userId: 'alice', userAttributesList: every })
        const rows = read['rtmAttributes'] as { key: string; value: unknown }[]
        expect(new Map(rows.map(({ key, value }) => [key, value]))).toEqual(
          new Map(Object.entries(every).map(([key, value]) => [key, String(value)]))
        )
      }
      expect(await alice.call('addOrUpdateLocalUserAttributes', { age: 24, city: '北京' })).toEqual({ code: 0 })
      expect(
        await alice.call('deleteLocalUserAttributesByKeys', {
          attributeKeys: ['zero', 'one', 'part', 'big', 'digits', 'truth', 'unknown']
        })
      ).toEqual({ code: 0 })
      const rest = { name: every.name, age: 24, yes: true, no: false, space: ' ', city: '北京' }
      expect(await own(bob, 'alice')).toEqual(rest)
      expect(
        await bob.call('getUserAttributesByKeys', { userId: 'alice', attributeKeys: ['city', 'yes', 'unknown'] })
      ).toMatchObject({ code: 0, userId: 'alice', userAttributesList: { city: '北京', yes: true } })
      expect(await alice.call('getUserAttributesByKeys', { userId: 'alice', attributeKeys: ['city'] })).toMatchObject({
        code: 0,
        rtmAttributes: [{ key: 'city', value: '北京' }]
      })
      const many = Object.fromEntries(Array.from({ length: 27 }, (_, i) => [`k${i}`, i]))
      expect(await alice.call('addOrUpdateLocalUserAttributes', many)).toMatchObject({ code: 4 }) // 33 in all
      expect(await alice.call('setLocalUserAttributes', { a: 'x'.repeat(8_192), b: 'x'.repeat(8_192) })).toMatchObject({
        code: 4
      }) // and two keys: above 16 KB
      expect(await own(alice)).toEqual(rest)
      expect(
        await alice.call('setLocalUserAttributes', { a: 'x'.repeat(8_190), ['k'.repeat(32)]: 'x'.repeat(8_161) })
      ).toEqual({ code: 0 })
      expect(await alice.call('clearLocalUserAttributes')).toEqual({ code: 0 })
      expect(await own(bob, 'alice')).toEqual({})
      expect(bob.events()).toEqual([])
    }
  },
  {
    name: 'A-ATTR-3 A-ATTR-5: attributes of an offline user answer 6; a login begins without; {} replaces nothing',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      for (const userId of ['nobody', 'carol'])
        for (const [name, right] of userReads) expect(await code(alice, name, { ...right, userId }), name).toBe(6)
      await bob.call('setLocalUserAttributes', { a: 'x' })
      expect(await own(alice, 'bob')).toEqual({ a: 'x' })
      await bob.call('logout')
      for (const [name, right] of userReads) expect(await code(alice, name, { ...right, userId: 'bob' }), name).toBe(6)
      await bob.login()
      expect(await own(alice, 'bob')).toEqual({})
      await bob.call('setLocalUserAttributes', { a: 'x' })
      expect(await code(bob, 'setLocalUserAttributes', {})).toBe(3)
      expect(await code(bob, 'setLocalUserAttributes', { n: null })).toBe(3) // on a phone the same
      expect(await code(bob, 'setChannelAttributes', { channelId: 'hall', attributes: { n: null } })).toBe(3)
      expect(await own(alice, 'bob')).toEqual({ a: 'x' })
      expect(await code(bob, 'clearLocalUserAttributes', null)).toBe(0)
      expect(await own(alice, 'bob')).toEqual({})
    }
  },
  {
    name: 'A-ATTR-5 P-ATTR-8: user attributes outlive a break, restart and crash; while the user is gone so are they',
    notInRealTime: 'it waits for the end of a lease',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      const bob = await stage.actor('bob', false).ready()
      const mine = { age: 23, yes: true, name: 'x' }
      await alice.call('setLocalUserAttributes', { age: 22, name: 'x', old: 1 })
      await alice.call('addOrUpdateLocalUserAttributes', { age: 23, yes: true })
      await alice.call('deleteLocalUserAttributesByKeys', { attributeKeys: ['old'] })
      stage.server.cut('alice')
      expect(await own(bob, 'alice')).toEqual(mine)
      await stage.returns('alice', 1)
      await stage.server.restart()
      await stage.advance(5_000)
      for (const one of [alice, bob]) expect(await own(one, 'alice')).toEqual(mine)
      stage.server.refuse(true)
      stage.server.cut('alice')
      await stage.advance(31_000)
      expect(await code(bob, 'getUserAttributes', { userId: 'alice' })).toBe(6)
      stage.server.refuse(false)
      await stage.advance(6_000)
      for (const one of [alice, bob]) expect(await own(one, 'alice')).toEqual(mine)
      stage.server.crash()
      await stage.advance(6_000)
      for (const one of [alice, bob]) expect(await own(one, 'alice')).toEqual(mine)
    }
  }
]
