// Attributes on the wire: who is told of a change, and how long they live (section 7.2 of docs/protocol.md).
import { describe, expect, it } from 'vitest'
import { AttributesMemory } from '../../../server/src/store/memory/attributes-memory.ts'
import { get, keys, room, rows, set } from '../../kit/server/attributes.ts'
import type { Client } from '../../kit/server/client.ts'
import { Stage, appWith } from '../../kit/server/stage.ts'
import { newest } from '../../../server/src/config/apps.ts'
import type { Fields } from '../../kit/server/wire.ts'

describe('notices', () => {
  it('P-ATTR-6 P-ORDER-1: all members hear all attributes, after the answer, in record order, if asked', async () => {
    const stage = new Stage()
    const [alice, bob] = await stage.crowd(2)
    const carol = await stage.login('carol')
    for (const one of [alice!, bob!]) one.take()
    alice!.pub(1, 'room', 'before')
    alice!.send({
      t: 'setattrs',
      id: 50,
      w: 1,
      how: 'merge',
      rows: [
        { k: 'a', v: 1 },
        { k: 'b', v: 0, y: 'b' }
      ],
      ch: 'room',
      notify: 1
    })
    alice!.pub(2, 'room', 'after')
    await stage.settle()
    const list = [
      { k: 'a', v: 1, x: '1', by: 'user0', ts: stage.now },
      { k: 'b', v: 0, y: 'b', by: 'user0', ts: stage.now }
    ]
    expect(alice!.take().map((frame) => frame['t'])).toEqual(['out', 'ok', 'attrs', 'out'])
    const heard = bob!.take()
    expect(heard.map((frame) => frame['p'] ?? frame['rows'])).toEqual(['before', list, 'after'])
    await set(carol, 'merge', { ...rows(['a', 2]), ...room })
    expect(bob!.take()).toEqual([])
    await set(carol, 'clear', { ...room, notify: 1 })
    expect(bob!.take()).toMatchObject([{ t: 'attrs', rows: [] }])
    expect(carol.of('attrs')).toEqual([])
  })

  it('P-ATTR-7: who was away or reads slowly is told them as they are then, once; newcomers are not', async () => {
    const stage = new Stage()
    const [alice, bob] = await stage.crowd(2)
    await set(alice!, 'merge', { ...rows(['a', 1]), ...room, notify: 1 })
    const known = bob!.last('attrs')!['n'] as number
    bob!.wire.break()
    await stage.settle()
    alice!.pub(1, 'room', 'meanwhile')
    await set(alice!, 'merge', { ...rows(['a', 2]), ...room, notify: 1 })
    await set(alice!, 'merge', { ...rows(['a', 3]), ...room })
    const cursor = {
      ch: 'room',
      e: (await alice!.request('list', { ch: 'room' }), bob!.of('ok')[0]!['e']),
      o: 0,
      i: '',
      v: 0
    }
    const back = await bob!.back({ channels: [{ ...cursor, n: known }] })
    expect(back.welcome!['channels']).toMatchObject([{ ch: 'room', n: alice!.last('attrs')!['n'] as number }])
    expect(
      back.frames
        .filter(({ t }) => t === 'm' || t === 'attrs')
        .map((frame) => frame['p'] ?? (frame['rows'] as Fields[])[0]!['v'])
    ).toEqual(['meanwhile', 3])
    const n = back.last('attrs')!['n'] as number
    expect(n).toBeGreaterThan(known)
    const calm = await back.back({ channels: [{ ...cursor, o: 1, n }] })
    expect(calm.of('attrs')).toEqual([])
    expect(await (await stage.login('carol')).join('room')).toMatchObject({ t: 'ok', n })
    const late = await stage.login('dave', { channels: [{ ...cursor, e: '', n: 0 }] })
    expect(late.of('attrs')).toEqual([])
    await stage.restart()
    expect((await calm.back({ channels: [{ ...cursor, o: 1, n }] })).of('attrs')).toEqual([])
    await stage.crash()
    const lost = stage.connect('user1')
    await lost.hello({ channels: [{ ...cursor, o: 1, n }] })
    expect(lost.of('attrs')).toMatchObject([{ n: 0, rows: [] }]) // they are gone, and he is told
  })
})

describe('lives', () => {
  const own = async (reader: Client, user = 'alice'): Promise<unknown> => {
    const reply = await get(reader, { user })
    return reply['why'] ?? keys(reply)
  }

  it('P-ATTR-8: own ones outlive a break and a restart; they end with lease, logout or another login', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    await set(alice, 'merge', rows(['a', 'x']))
    alice.wire.break()
    await stage.live(29_000)
    expect(await own(bob)).toEqual(['a'])
    const back = await alice.back()
    expect(await own(bob)).toEqual(['a'])
    await stage.restart()
    const [second, third] = [await back.back(), await bob.back()]
    expect(await own(third)).toEqual(['a'])
    second.wire.break()
    second.silent = true
    await stage.live(31_000)
    expect(await own(third)).toBe('user_offline')
    const rejoined = await second.back()
    expect(rejoined.welcome!['resumed']).toBe('rejoined')
    expect(await own(third)).toEqual([])
    expect(await set(rejoined, 'restore', rows(['a', 'x']))).toMatchObject({ t: 'ok' })
    expect(await own(third)).toEqual(['a'])
    const other = await stage.login('alice')
    expect(await own(other)).toEqual([])
    await set(other, 'merge', rows(['b', 'x']))
    await other.request('bye')
    expect(await own(third)).toBe('user_offline')
  })

  it('P-ATTR-8: with several sessions they end with the last; a restore beside another does nothing', async () => {
    const stage = new Stage({ appList: [appWith({}, { policy: newest(10) })] })
    const [first, second, bob] = [await stage.login('alice'), await stage.login('alice'), await stage.login('bob')]
    await set(first, 'merge', rows(['a', 'x']))
    await set(second, 'merge', rows(['b', 'x']))
    await first.request('bye')
    expect(await own(bob)).toEqual(['a', 'b'])
    const third = await stage.login('alice')
    expect(await own(bob)).toEqual(['a', 'b'])
    expect(await set(third, 'restore', rows(['c', 'x']))).toMatchObject({ t: 'ok' })
    expect(await own(bob)).toEqual(['a', 'b'])
    await second.request('bye')
    await set(third, 'restore', rows(['c', 'x']))
    expect(await own(bob)).toEqual(['c'])
    await third.request('bye')
    expect(await own(bob)).toBe('user_offline')
  })

  it('P-ATTR-9: those of a channel end 120 s after its last member, or its last change without members', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    const left = async (ch: string): Promise<string[]> => keys(await get(alice, { ch }))
    await bob.join('room')
    for (const ch of ['room', 'empty']) await set(alice, 'merge', { ...rows(['a', 'x']), ch })
    await stage.live(60_000)
    await set(alice, 'merge', { ...rows(['b', 'x']), ch: 'empty' })
    await stage.live(118_000)
    expect([await left('room'), await left('empty')]).toEqual([['a'], ['a', 'b']])
    await stage.live(2_000)
    expect([await left('room'), await left('empty')]).toEqual([['a'], []])
    await bob.leave('room')
    await stage.live(118_000)
    await bob.join('room')
    await stage.live(200_000)
    await bob.leave('room')
    await stage.live(118_000)
    expect(await left('room')).toEqual(['a'])
    await stage.live(10_000)
    expect(await left('room')).toEqual([])
    expect(stage.node.stats().channels).toBe(0)
  })

  it('P-ATTR-9: an app keeps those of so many channels without members; what it refuses is said in words', async () => {
    const stage = new Stage({ limits: { idleChannels: 2 } })
    const alice = await stage.login('alice')
    const write = (ch: string): Promise<Fields> => set(alice, 'merge', { ...rows(['a', 'x']), ch })
    expect([await write('one'), await write('two')]).toMatchObject([{ t: 'ok' }, { t: 'ok' }])
    expect(await write('three')).toMatchObject({ t: 'no', why: 'full' })
    await alice.join('three')
    expect([await write('three'), await write('one')]).toMatchObject([{ t: 'ok' }, { t: 'ok' }])
  })

  it('a store that fails changes nothing, and is told as internal', async () => {
    const userAttributes = new AttributesMemory()
    const stage = new Stage({ stores: { userAttributes } })
    const alice = await stage.login('alice')
    await set(alice, 'merge', rows(['a', 'x']))
    const write = userAttributes.write.bind(userAttributes)
    userAttributes.write = async () => {
      throw new Error('no room')
    }
    expect(await alice.request('setattrs', { w: 99, how: 'clear' })).toMatchObject({ t: 'no', why: 'internal' })
    userAttributes.write = write
    expect(await own(alice)).toEqual(['a'])
    expect(await alice.request('setattrs', { w: 99, how: 'clear' })).toMatchObject({ t: 'ok' })
    expect(await own(alice)).toEqual([])
  })
})
