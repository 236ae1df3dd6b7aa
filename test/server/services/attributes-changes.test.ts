// Attributes on the wire: changes, reads, and changes that are asked again (section 7.2 of docs/protocol.md).
import { describe, expect, it } from 'vitest'
import { get, keys, nextChange, room, rows, set } from '../../kit/server/attributes.ts'
import { Stage } from '../../kit/server/stage.ts'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import type { Fields } from '../../kit/server/wire.ts'

describe('changes and reads', () => {
  it('P-ATTR-2 P-ATTR-3: own attributes are replaced, merged, deleted, cleared, read as they were set', async () => {
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

  it("P-ATTR-1 P-FRAME-11: no key, no value, no change: refused by its field's name, changing nothing", async () => {
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
        await next.request('setattrs', {
          w: nextChange(),
          how,
          ...rows(['a', 'x']),
          ...(how === 'restore' ? room : {})
        }),
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

  it('P-ATTR-4: 32 attributes, 16 KB for a user, 32 KB for a channel; more is refused', async () => {
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
  it('P-ATTR-5: a change asked again is answered as before, over another link too, and not done again', async () => {
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
