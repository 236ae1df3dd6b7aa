// Attributes on the wire: changes, reads, notices, lives (section 7.2 of docs/protocol.md).
import { describe, expect, it } from 'vitest'
import { AttributesMemory } from '../../server/src/store/memory/attributes-memory.ts'
import type { Client } from '../kit/server/client.ts'
import { Stage, appWith } from '../kit/server/stage.ts'
import { defaultLimits, newest } from '../../server/src/config/apps.ts'
import type { Fields } from '../kit/server/wire.ts'

const room = { ch: 'room' }
let last = 0
/** A change with a number of its own. */
const set = (client: Client, how: string, fields: Fields = {}): Promise<Fields> =>
  client.request('setattrs', { w: ++last, how, ...fields })
const get = (client: Client, fields: Fields): Promise<Fields> => client.request('getattrs', fields)
const rows = (...pairs: [string, unknown][]): Fields => ({ rows: pairs.map(([k, v]) => ({ k, v })) })
const keys = (reply: Fields): string[] => (reply['rows'] as Fields[]).map(({ k }) => k as string)

describe('changes and reads', () => {
  it('P-ATTR-2 P-ATTR-3: own attributes are replaced, merged, deleted, cleared, and read by everybody as they were set', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    expect(
      await set(alice, 'replace', {
        rows: [
          { k: 'age', v: 23 },
          { k: 'part', v: -0.5 },
          { k: 'name', v: '张' },
          { k: 'on', v: 1, y: 'b' }
        ]
      })
    ).toEqual({ t: 'ok', id: 1 })
    const all = [
      { k: 'age', v: 23, x: '23' },
      { k: 'part', v: -0.5, x: '-0.5' },
      { k: 'name', v: '张' },
      { k: 'on', v: 1, y: 'b' }
    ]
    for (const one of [alice, bob]) expect((await get(one, { user: 'alice' }))['rows']).toEqual(all)
    expect((await get(bob, { user: 'alice', keys: ['on', 'age', 'unknown'] }))['rows']).toEqual([all[0], all[3]])
    await set(alice, 'merge', rows(['new', 'x'], ['part', 2]))
    await set(alice, 'delete', { keys: ['age', 'unknown'] })
    expect(keys(await get(bob, { user: 'alice' }))).toEqual(['part', 'name', 'on', 'new'])
    await set(alice, 'clear')
    expect((await get(bob, { user: 'alice' }))['rows']).toEqual([])
    expect((await get(bob, { user: 'bob' }))['rows']).toEqual([])
  })

  it('P-ATTR-3: of a user without a lease there are none to read; of another app neither', async () => {
    const stage = new Stage()
    const alice = await stage.login('alice')
    expect(await get(alice, { user: 'nobody' })).toMatchObject({ t: 'no', why: 'user_offline' })
    const other = await stage.login('bob', { app: 'fedcba9876543210fedcba9876543210' })
    await set(other, 'merge', rows(['a', 'x']))
    await set(other, 'merge', { ...rows(['a', 'x']), ...room })
    expect(await get(alice, { user: 'bob' })).toMatchObject({ t: 'no', why: 'user_offline' })
    expect((await get(alice, room))['rows']).toEqual([])
  })

  it('P-ATTR-1 P-FRAME-11: what is no key, no value or no change is refused by the name of its field, and changes nothing', async () => {
    const stage = new Stage()
    const alice = await stage.login('alice')
    await set(alice, 'merge', rows(['kept', 'x']))
    const wrongRows = [
      undefined,
      'x',
      {},
      [],
      [null],
      ['x'],
      [{}],
      [{ k: 'a' }],
      [{ v: 'x' }],
      [{ k: '', v: 'x' }],
      [{ k: ' ', v: 'x' }],
      [{ k: '\u3000\u200b', v: 'x' }],
      [{ k: 'a\u0007', v: 'x' }],
      [{ k: 'a\u2028b', v: 'x' }],
      [{ k: '__proto__', v: 'x' }],
      [{ k: '\ud800', v: 'x' }],
      [{ k: '漢'.repeat(11), v: 'x' }],
      [{ k: 7, v: 'x' }],
      [{ k: 'a', v: '' }],
      [{ k: 'a', v: null }],
      [{ k: 'a', v: true }],
      [{ k: 'a', v: [1] }],
      [{ k: 'a', v: 'x'.repeat(8193) }],
      [{ k: 'a', v: '漢'.repeat(2731) }],
      [{ k: 'a', v: '\udc00' }],
      [{ k: 'a', v: 2, y: 'b' }],
      [{ k: 'a', v: 'true', y: 'b' }],
      [{ k: 'a', v: 1, y: 'x' }],
      [
        { k: 'a', v: 'x' },
        { k: 'a', v: 'y' }
      ]
    ]
    for (const wrong of wrongRows)
      expect(await set(alice, 'merge', { rows: wrong }), JSON.stringify(wrong)).toMatchObject({
        t: 'no',
        why: 'invalid',
        message: expect.stringContaining('rows') as unknown
      })
    alice.sendText(`{"t":"setattrs","id":900,"w":900,"how":"merge","rows":[{"k":"a","v":1e999}]}`)
    await stage.settle()
    expect(alice.last('no')).toMatchObject({ id: 900, why: 'invalid' })
    const next = await stage.login('alice2')
    for (const wrong of [undefined, [], 'a', [''], [7], Array(513).fill('a'), ['x'.repeat(33)]])
      expect(await set(next, 'delete', { keys: wrong }), JSON.stringify(wrong)).toMatchObject({ why: 'invalid' })
    for (const how of [undefined, 'dance', 'restore'])
      expect(
        await next.request('setattrs', { w: ++last, how, ...rows(['a', 'x']), ...(how === 'restore' ? room : {}) }),
        how
      ).toMatchObject({ why: 'invalid' })
    for (const w of [undefined, -1, 'x', 1.5])
      expect(await next.request('setattrs', { w, how: 'clear' })).toMatchObject({ why: 'invalid' })
    for (const fields of [{}, { user: '' }, { user: 'a/b' }, { ch: '' }, { user: 'bob', keys: [] }])
      expect(await get(next, fields), JSON.stringify(fields)).toMatchObject({ why: 'invalid' })
    expect(await set(next, 'merge', { ...rows(['a', 'x']), ch: 'a/b' })).toMatchObject({ why: 'invalid' })
    expect(await set(next, 'merge', { ...rows(['a', 'x']), ...room, notify: 2 })).toMatchObject({ why: 'invalid' })
    expect(keys(await get(next, { user: 'alice' }))).toEqual(['kept'])
    expect(await set(next, 'replace', { rows: [] })).toMatchObject({ t: 'ok' })
    expect(await set(next, 'merge', rows(['漢'.repeat(10), '漢'.repeat(2730)], [' a ', ' ']))).toMatchObject({
      t: 'ok'
    })
  })

  it('P-ATTR-4: 32 attributes and 16 KB of a user, 32 KB of a channel; more is refused and changes nothing', async () => {
    const stage = new Stage()
    const alice = await stage.login('alice')
    const many = (count: number, value: string): [string, unknown][] =>
      Array.from({ length: count }, (_, i) => [`k${i}`, value])
    expect(await set(alice, 'merge', rows(...many(33, 'x')))).toMatchObject({ why: 'attributes_too_large' })
    expect(await set(alice, 'merge', rows(...many(32, 'x')))).toMatchObject({ t: 'ok' })
    expect(await set(alice, 'merge', rows(['k0', 'new'], ['other', 'x']))).toMatchObject({
      why: 'attributes_too_large'
    })
    expect(await set(alice, 'merge', rows(...many(3, 'x'.repeat(6000))))).toMatchObject({ why: 'attributes_too_large' })
    expect((await get(alice, { user: 'alice', keys: ['k0'] }))['rows']).toEqual([{ k: 'k0', v: 'x' }])
    expect(await set(alice, 'replace', { ...rows(...many(32, 'x'.repeat(1021))), ...room })).toMatchObject({ t: 'ok' })
    expect(await set(alice, 'merge', { ...rows(['k9', 'x'.repeat(1031)]), ...room })).toMatchObject({ t: 'ok' })
    expect(await set(alice, 'merge', { ...rows(['k9', 'x'.repeat(1032)]), ...room })).toMatchObject({
      why: 'attributes_too_large'
    })
  })

  it('P-LIMIT-1: four rates, each a bucket of ten seconds; wrong ones and repeats take nothing', async () => {
    const stage = new Stage()
    const alice = await stage.login('alice')
    const one = rows(['a', 'x'])
    for (const [most, call] of [
      [20, () => set(alice, 'merge', one)],
      [80, () => get(alice, { user: 'alice' })],
      [20, () => set(alice, 'merge', { ...one, ...room })],
      [20, () => get(alice, room)]
    ] as const) {
      for (let i = 0; i < most; i++) expect(await call()).toMatchObject({ t: 'ok' })
      expect(await call()).toMatchObject({ why: 'too_often' })
    }
    expect(await set(alice, 'merge', { rows: [] })).toMatchObject({ why: 'invalid' })
    expect(await alice.request('setattrs', { w: 1, how: 'dance' })).toMatchObject({ why: 'invalid' })
  })
})

describe('repeats', () => {
  it('P-ATTR-5: a change that is asked again is answered as the first time, also over another link, and not done again', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    for (const one of [alice, bob]) await one.join('room')
    const change = { w: 5, how: 'merge', ...rows(['a', 'alice']), ...room, notify: 1 }
    const large = {
      w: 6,
      how: 'merge',
      ...rows(...Array.from({ length: 33 }, (_, i): [string, unknown] => [`k${i}`, 'x']))
    }
    expect([await alice.request('setattrs', change), await alice.request('setattrs', large)]).toMatchObject([
      { t: 'ok' },
      { why: 'attributes_too_large' }
    ])
    await set(bob, 'merge', { ...rows(['a', 'bob']), ...room })
    expect(await alice.request('setattrs', change)).toMatchObject({ t: 'ok' })
    alice.wire.break()
    const again = await alice.back()
    expect(await again.request('setattrs', { w: 5, how: 'clear', ...room, notify: 1 })).toMatchObject({ t: 'ok' })
    await stage.restart()
    const restarted = await again.back()
    expect(await restarted.request('setattrs', { w: 5, how: 'clear', ...room })).toMatchObject({ t: 'ok' })
    expect((await get(restarted, room))['rows']).toMatchObject([{ k: 'a', v: 'bob', by: 'bob' }])
    expect(bob.of('attrs')).toHaveLength(1)
  })

  it('P-ATTR-5: the last 128 are remembered', async () => {
    const stage = new Stage({ limits: { rates: { ...defaultLimits.rates, userWrite: [1000, 1] } } })
    const alice = await stage.login('alice')
    const at = (w: number): Promise<Fields> => alice.request('setattrs', { w, how: 'merge', ...rows(['a', w]) })
    for (let w = 1; w <= 129; w++) await at(w)
    await at(2)
    expect((await get(alice, { user: 'alice' }))['rows']).toMatchObject([{ v: 129 }])
    await at(1)
    expect((await get(alice, { user: 'alice' }))['rows']).toMatchObject([{ v: 1 }])
  })
})

describe('notices', () => {
  it('P-ATTR-6 P-ORDER-1: all members hear of all attributes, after the answer and in the order of records; without notify nobody', async () => {
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

  it('P-ATTR-7: who was away, or reads slowly, is told the attributes as they are then, once and in step; who comes anew is not', async () => {
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

  it('P-ATTR-8: own attributes outlive a short break and a restart, and end with the lease, at logout and at another login', async () => {
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

  it('P-ATTR-8: where a user may have several sessions, attributes end with the last; a restore does nothing while another one is there', async () => {
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

  it('P-ATTR-9: attributes of a channel end 120 s after the last member, or the last change without members', async () => {
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
