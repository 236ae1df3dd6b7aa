// What the attribute functions ask of the server, what they answer, and their event.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'
import { open, type Call } from './kit/calls'
import { answered, channel, channelReads, newest, room, user, userReads } from './kit/attribute-calls'

describe('what goes to the server', () => {
  const written = (call: Call): Frame => {
    const rig = new ArRig().loggedIn()
    open(rig, call)
    return newest(rig)
  }
  it('P-ATTR-1 P-ATTR-2: the map itself, in rows; booleans as 0 and 1 with a mark, in the order given', () => {
    expect(
      written((rig, cb) => user(rig).set({ b: 'x', a: 23, part: -1.5, yes: true, no: false, one: 1 }, cb))
    ).toEqual({
      t: 'setattrs',
      id: 1,
      w: 1,
      how: 'replace',
      rows: [
        { k: 'b', v: 'x' },
        { k: 'a', v: 23 },
        { k: 'part', v: -1.5 },
        { k: 'yes', v: 1, y: 'b' },
        { k: 'no', v: 0, y: 'b' },
        { k: 'one', v: 1 }
      ]
    })
    expect(written((rig, cb) => user(rig).deleteByKeys({ attributeKeys: ['a', 7, 'a'] }, cb))).toEqual({
      t: 'setattrs',
      id: 1,
      w: 1,
      how: 'delete',
      keys: ['a', '7']
    })
    expect(written((rig, cb) => user(rig).clear(cb))).toEqual({ t: 'setattrs', id: 1, w: 1, how: 'clear' })
  })
  it.each<[string, Call]>([
    ['setLocalUserAttributes', (rig, cb) => user(rig).set({}, cb)],
    ['setChannelAttributes', (rig, cb) => channel(rig).set({ ...room, attributes: {} }, cb)]
  ])('A-ATTR-3: %s with an empty map is 3, names the function that clears, and sends nothing', (name, call) => {
    const rig = new ArRig().loggedIn()
    expect(rig.ask((cb) => call(rig, cb))).toEqual([
      { code: 3, message: expect.stringContaining(name.replace('set', 'clear')) as string }
    ])
    expect(newest(rig)).toEqual({})
  })
  it.each([
    [{ enableNoticeMembers: true }, 1],
    [{ enableNotificationToChannelMembers: 1 }, 1],
    [{}, 0],
    [{ enableNoticeMembers: false }, 0]
  ] as Array<[Frame, number]>)('A-ATTR-7 P-ATTR-6: %j is notify %i', (options, notify) => {
    for (const [, call] of [
      ['set', (rig: ArRig, cb) => channel(rig).set({ ...room, attributes: { a: 'x' }, ...options }, cb)],
      ['delete', (rig: ArRig, cb) => channel(rig).deleteByKeys({ ...room, attributeKeys: ['a'], ...options }, cb)],
      ['clear', (rig: ArRig, cb) => channel(rig).clear({ ...room, ...options }, cb)]
    ] as Array<[string, Call]>)
      expect(written(call)).toMatchObject({ t: 'setattrs', ch: 'room', notify })
  })
  it('P-ATTR-3: reads name a user or a channel, and keys when some are meant', () => {
    expect(written(userReads[0]![1])).toEqual({ t: 'getattrs', id: 1, user: 'bob' })
    expect(written(userReads[1]![1])).toEqual({ t: 'getattrs', id: 1, user: 'bob', keys: ['a'] })
    expect(written(channelReads[1]![1])).toEqual({ t: 'getattrs', id: 1, ch: 'room', keys: ['a'] })
  })
})

describe('what comes back', () => {
  it('P-ATTR-3: values in their types, and the lists of the Android plugin with text', () => {
    const rows = [
      { k: 'age', v: 23, x: '23' },
      { k: 'no', v: 0, y: 'b' },
      { k: 'name', v: 'x' }
    ]
    for (const [, call] of userReads) {
      expect(answered(call, { t: 'ok', rows })).toEqual({
        code: 0,
        userId: 'bob',
        userAttributesList: { age: 23, no: false, name: 'x' },
        rtmAttributes: [
          { key: 'age', value: '23' },
          { key: 'no', value: 'false' },
          { key: 'name', value: 'x' }
        ]
      })
    }
    const told = rows.map((row) => ({ ...row, by: 'bob', ts: 5 }))
    const row = (key: string, value: string): Frame => ({
      key,
      value,
      lastUpdateUid: 'bob',
      lastUpdateUserId: 'bob',
      lastUpdateTs: 5
    })
    for (const [, call] of channelReads) {
      expect(answered(call, { t: 'ok', rows: told })).toEqual({
        code: 0,
        channelId: 'room',
        channelAttributes: { age: 23, no: false, name: 'x' },
        rtmChannelAttributes: [row('age', '23'), row('no', 'false'), row('name', 'x')]
      })
    }
  })
  it('P-ATTR-6: onAttributesUpdated has every attribute as text, with who and when, under both names', () => {
    const rig = new ArRig().loggedIn().joined('room')
    rig
      .say({ t: 'attrs', a: 7, n: 9, rows: [{ k: 'age', v: 23, x: '23', by: 'bob', ts: 5 }] })
      .say({ t: 'attrs', a: 7, n: 10, rows: [] })
      .say({ t: 'attrs', a: 8, n: 1, rows: [] })
    expect(rig.told('onAttributesUpdated')).toEqual([
      {
        rtmEvent: 'onAttributesUpdated',
        channelId: 'room',
        attributeList: [{ key: 'age', value: '23', lastUpdateUid: 'bob', lastUpdateUserId: 'bob', lastUpdateTs: 5 }]
      },
      { rtmEvent: 'onAttributesUpdated', channelId: 'room', attributeList: [] }
    ])
  })
})
