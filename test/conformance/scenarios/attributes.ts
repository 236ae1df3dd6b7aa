// Attributes of users and of channels.
import { expect } from 'vitest'
import type { Actor } from '../actor.ts'
import type { Options } from '../protocol.ts'
import type { Fields } from '../runtime.ts'
import type { Stage } from '../stage.ts'
import type { Scenario } from './scenario.ts'
import { codes, twoAtRest } from './scenario.ts'

type Call = readonly [name: string, right: Options, wrong: readonly Options[]]
const ids = [null, {}, { userId: '' }, { userId: 'a/b' }, { userId: null }]
const channelIds = [null, {}, { channelId: '' }, { channelId: 'a/b' }]
const keys = [[], null, [''], [' '], ['x'.repeat(33)], ['a\u0000'], ['__proto__'], [null], 'a']
const maps: Options[] = [
  { '': 'x' },
  { ' ': 'x' },
  { ['k'.repeat(33)]: 'x' },
  { 'a\nb': 'x' },
  { a: '' },
  { a: null },
  { a: 'x'.repeat(8_193) },
  { a: [] },
  { a: {} },
  { a: 'x', b: [1] }
]

const userWrites: readonly Call[] = [
  ['setLocalUserAttributes', { a: 'x' }, [null, ...maps]],
  ['addOrUpdateLocalUserAttributes', { a: 'x' }, [null, {}, ...maps]],
  [
    'deleteLocalUserAttributesByKeys',
    { attributeKeys: ['a'] },
    [null, {}, ...keys.map((attributeKeys) => ({ attributeKeys }))]
  ],
  ['clearLocalUserAttributes', null, []]
]
const userReads: readonly Call[] = [
  ['getUserAttributes', { userId: 'alice' }, ids],
  [
    'getUserAttributesByKeys',
    { userId: 'alice', attributeKeys: ['a'] },
    [...ids, ...keys.map((attributeKeys) => ({ userId: 'alice', attributeKeys }))]
  ]
]
const channelWrites: readonly Call[] = [
  [
    'setChannelAttributes',
    { channelId: 'room', attributes: { a: 'x' } },
    [
      ...channelIds,
      { channelId: 'room' },
      { channelId: 'room', attributes: [] },
      ...maps.map((attributes) => ({ channelId: 'room', attributes }))
    ]
  ],
  [
    'addOrUpdateChannelAttributes',
    { channelId: 'room', attributes: { a: 'x' } },
    [
      ...channelIds,
      { channelId: 'room', attributes: {} },
      ...maps.map((attributes) => ({ channelId: 'room', attributes }))
    ]
  ],
  [
    'deleteChannelAttributesByKeys',
    { channelId: 'room', attributeKeys: ['a'] },
    [...channelIds, ...keys.map((attributeKeys) => ({ channelId: 'room', attributeKeys }))]
  ],
  ['clearChannelAttributes', { channelId: 'room' }, channelIds]
]
const channelReads: readonly Call[] = [
  ['getChannelAttributes', { channelId: 'room' }, channelIds],
  [
    'getChannelAttributesByKeys',
    { channelId: 'room', attributeKeys: ['a'] },
    [...channelIds, ...keys.map((attributeKeys) => ({ channelId: 'room', attributeKeys }))]
  ]
]
const all = [...userWrites, ...userReads, ...channelWrites, ...channelReads]
const code = async (actor: Actor, name: string, options: Options): Promise<unknown> =>
  (await actor.call(name, options))['code']
const own = async (actor: Actor, userId = actor.user): Promise<unknown> =>
  (await actor.call('getUserAttributes', { userId }))['userAttributesList']
const ofRoom = async (actor: Actor): Promise<unknown> =>
  (await actor.call('getChannelAttributes', { channelId: 'room' }))['channelAttributes']

/** The codes of many calls, made at once. */
async function codesOf(stage: Stage, actor: Actor, times: number, name: string, options: Options): Promise<unknown[]> {
  const answers: (() => Fields)[] = []
  for (let i = 0; i < times; i++) answers.push(await actor.begin(name, options))
  await stage.settle()
  return codes(answers)
}

export const attributes: readonly Scenario[] = [
  {
    name: 'attributes: 101 without an instance, 3 for what is no id, key or value, then 102 before login, and 2 for a fault of the server (A-CALL-4, A-CODE-15, A-CODE-16)',
    play: async (stage) => {
      const alice = stage.actor('alice')
      for (const [name, right] of all) expect(await code(alice, name, right), name).toBe(101)
      await alice.enter()
      for (const [name, right, wrong] of all) {
        for (const options of wrong)
          expect(await code(alice, name, options), `${name} ${JSON.stringify(options)}`).toBe(3)
        expect(await code(alice, name, right), name).toBe(102)
      }
      await alice.login()
      for (const [method, calls] of [
        ['userAttributes.write', userWrites],
        ['userAttributes.read', userReads],
        ['channelAttributes.write', channelWrites],
        ['channelAttributes.read', channelReads]
      ] as const) {
        stage.server.failing(method)
        for (const [name, right] of calls) expect(await code(alice, name, right), name).toBe(2)
      }
      stage.server.failing('')
      for (const [name, right] of all) expect(await code(alice, name, right), name).toBe(0)
    }
  },
  {
    name: 'attributes: 5 beyond 10 writes and 40 reads of users, 10 writes and 10 reads of channels in 5 s; 7 after 5 s without an answer (A-CODE-15, A-CODE-16)',
    notInRealTime: 'it waits for times out and windows',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      for (const [calls, most] of [
        [userWrites, 10],
        [userReads, 40],
        [channelWrites, 10],
        [channelReads, 10]
      ] as const) {
        expect(await codesOf(stage, alice, most, calls[0]![0], calls[0]![1])).toEqual([0])
        for (const [name, right] of calls)
          expect(await alice.call(name, right), name).toMatchObject({ code: 5, retryAfterMs: 5_000 })
      }
      await stage.advance(5_000)
      stage.server.refuse(true)
      stage.server.cut('alice')
      const answers: (() => Fields)[] = []
      for (const [name, right] of all) answers.push(await alice.begin(name, right))
      await stage.advance(5_000)
      expect(codes(answers)).toEqual([7])
      stage.server.refuse(false)
      await stage.advance(5_000)
      expect(await own(alice)).toEqual({ a: 'x' }) // what timed out has not happened
    }
  },
  {
    name: 'user attributes come back as they were set, text, number or boolean, to oneself and to others; a change is done as a whole or not at all (A-ATTR-2, A-ATTR-4)',
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
    name: 'attributes of a user who is not logged in are answered 6; a login begins without any, and nothing is replaced by {} or a null (A-ATTR-3, A-ATTR-5)',
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
    name: 'user attributes outlive a short break and a restart; after 30 s they are gone, and with the user, or after a crash, they are back (A-ATTR-5, P-ATTR-8)',
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
  },
  {
    name: 'channel attributes: who asks for it lets all members hear of the change, with every attribute, himself after his callback (A-ATTR-7, P-ATTR-6)',
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
    name: 'channel attributes: 4 beyond 32 entries or 32 KB, and nothing changes; a member who was away hears of what he missed (A-ATTR-4, P-ATTR-7)',
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
    name: 'channel attributes end 120 s after the last member has left, or after the last write to a channel without members (A-ATTR-6, P-ATTR-9)',
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
  },
  {
    name: 'attributes by handles: the same in words, and the event with rows (P-ATTR-3)',
    play: async (stage) => {
      const page = stage.actor('page')
      const ann = await page.handle('ann').ready()
      const ask = (method: string, args: object) => ann.ask('call', method, args as Record<string, unknown>)
      await ask('join', { channel: 'room' })
      ann.heard()
      expect(await ask('setAttributes', { attributes: { age: 23, old: 1 } })).toEqual({ ok: 1 })
      expect(await ask('mergeAttributes', { attributes: { yes: true } })).toEqual({ ok: 1 })
      expect(await ask('deleteAttributes', { keys: ['old'] })).toEqual({ ok: 1 })
      expect(await ask('userAttributes', { user: 'ann' })).toMatchObject({
        ok: 1,
        rows: [
          { key: 'age', value: 23, text: '23' },
          { key: 'yes', value: true, text: 'true' }
        ]
      })
      expect(await ask('userAttributes', { user: 'ann', keys: ['yes'] })).toMatchObject({
        ok: 1,
        rows: [{ key: 'yes', value: true }]
      })
      expect(await ask('clearAttributes', {})).toEqual({ ok: 1 })
      expect(await ask('userAttributes', { user: 'ann' })).toMatchObject({ ok: 1, rows: [] })
      expect(await ask('userAttributes', { user: 'nobody' })).toMatchObject({ ok: 0, why: 'user_offline' })
      for (const args of [{ keys: [] }, {}])
        expect(await ask('deleteAttributes', args)).toMatchObject({ ok: 0, why: 'invalid' })
      expect(await ask('setChannelAttributes', { channel: 'room', attributes: { a: 1 }, notify: 1 })).toEqual({ ok: 1 })
      expect(ann.heard()).toMatchObject([
        { event: 'attributes', channel: 'room', rows: [{ key: 'a', value: 1, text: '1', by: 'ann' }] }
      ])
      expect(await ask('mergeChannelAttributes', { channel: 'room', attributes: { b: false } })).toEqual({ ok: 1 })
      expect(await ask('deleteChannelAttributes', { channel: 'room', keys: ['a'] })).toEqual({ ok: 1 })
      expect(await ask('channelAttributes', { channel: 'room' })).toMatchObject({
        ok: 1,
        rows: [{ key: 'b', value: false, text: 'false', by: 'ann' }]
      })
      expect(await ask('channelAttributes', { channel: 'room', keys: ['a'] })).toMatchObject({ ok: 1, rows: [] })
      expect(await ask('clearChannelAttributes', { channel: 'room' })).toEqual({ ok: 1 })
      expect(ann.heard()).toEqual([])
    }
  }
]
