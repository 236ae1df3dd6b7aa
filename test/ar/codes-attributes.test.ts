// The code matrix (docs/ar-rules.md, section 9) of the attribute functions, row by row: the order of checks, rates and
// arguments.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'
import { code, live, open, type Call } from './kit/calls'
import {
  all,
  answered,
  channel,
  channelReads,
  channelWrites,
  room,
  user,
  userReads,
  userWrites
} from './kit/attribute-calls'

describe.each(all)('A-CODE-15 A-CODE-16: %s', (name, call) => {
  it('101, 102, and in ABORTED its timeout code at once', () => {
    const rig = new ArRig().listen()
    expect(code(rig, call)).toBe(101)
    expect(code(rig.created(), call)).toBe(102)
    const aborted = new ArRig().loggedIn()
    aborted.link.end(4201)
    expect(code(aborted.advance(1000), call)).toBe(7)
  })
  it('0, and the code of each refusal', () => {
    expect(answered(call, { t: 'ok', rows: [] })).toMatchObject({ code: 0 })
    const offline = name.startsWith('get') && name.includes('User') ? 6 : 2
    const expected: Array<[string, number]> = [
      ['internal', 2],
      ['full', 2],
      ['unheard_of', 2],
      ['invalid', 3],
      ['attributes_too_large', 4],
      ['too_often', 5]
    ]
    for (const [why, number] of [...expected, ...(offline === 6 ? [['user_offline', 6] as [string, number]] : [])])
      expect(answered(call, { t: 'no', why, message: 'words' }), why).toMatchObject({ code: number, message: 'words' })
  })
  it('7 after 5 s', () => {
    const rig = new ArRig().loggedIn()
    const answers = open(rig, call)
    live(rig, 4500)
    expect(answers).toEqual([])
    rig.advance(500)
    expect(answers[0]?.code).toBe(7)
  })
})

describe('A-CODE-15 A-CODE-16: rates count the calls of a row together, after the arguments', () => {
  it.each([
    ['user writes', userWrites, 10],
    ['user reads', userReads, 40],
    ['channel writes', channelWrites, 10],
    ['channel reads', channelReads, 10]
  ] as Array<[string, Array<[string, Call]>, number]>)('5: %s', (_, calls, most) => {
    const rig = new ArRig().loggedIn()
    for (let i = 0; i < 50; i++) expect(rig.code((cb) => user(rig).addOrUpdate({}, cb))).toBe(3)
    for (let i = 0; i < most; i++) expect(code(rig, calls[i % calls.length]![1])).toBeUndefined()
    for (const [, call] of calls) expect(open(rig, call)).toMatchObject([{ code: 5, retryAfterMs: 5000 }])
    live(rig, 4500).advance(499)
    expect(code(rig, calls[0]![1])).not.toBeUndefined()
    rig.advance(1)
    expect(code(rig, calls[0]![1])).toBeUndefined()
  })
  it('P-WELCOME-3: limits and rates of the app hold', () => {
    const rig = new ArRig().created()
    rig.ask((cb) => rig.entry.ar.login({ userId: 'alice' }, cb))
    rig.greet({
      limits: {
        attributeKey: 2,
        attributeValue: 3,
        attributes: 2,
        userAttributes: 8,
        channelAttributes: 9,
        rates: { userWrite: [1, 5000] }
      }
    })
    const set = (map: Frame): unknown => rig.code((cb) => user(rig).set(map, cb))
    expect([set({ abc: 'x' }), set({ a: 'xxxx' }), set({ a: 1, b: 2, c: 3 }), set({ aa: 'xxx', bb: 'xxx' })]).toEqual([
      3, 3, 4, 4
    ])
    expect([set({ aa: 'xxx', bb: 'x' }), set({ a: 'x' })]).toEqual([undefined, 5])
    expect(rig.code((cb) => channel(rig).set({ ...room, attributes: { aa: 'xxx', bb: 'xx' } }, cb))).toBeUndefined()
  })
})

describe('A-ATTR-2 A-CODE-15 A-CODE-16: 3: arguments', () => {
  const rig = new ArRig().loggedIn()
  const wrongMaps: unknown[] = [
    { a: null },
    { a: '' },
    { a: [] },
    { a: {} },
    { a: NaN },
    { a: Infinity },
    { a: () => {} },
    { a: '\ud800' },
    { a: 'x'.repeat(8193) },
    { '': 'x' },
    { ' ': 'x' },
    { '\t': 'x' },
    { ['x'.repeat(33)]: 'x' },
    { ['漢'.repeat(11)]: 'x' },
    JSON.parse('{"__proto__":"x"}'),
    { a: 'x', b: null }
  ]
  const wrongKeys: unknown[] = [
    undefined,
    null,
    [],
    'a',
    {},
    [''],
    [' '],
    [null],
    [true],
    ['a', ''],
    ['x'.repeat(33)],
    Array.from({ length: 513 }, (_, i) => i)
  ]
  it.each(wrongMaps)('map %j', (map) => {
    expect(rig.code((cb) => user(rig).set(map as Frame, cb))).toBe(3)
    expect(rig.code((cb) => user(rig).addOrUpdate(map as Frame, cb))).toBe(3)
    expect(rig.code((cb) => channel(rig).set({ ...room, attributes: map }, cb))).toBe(3)
    expect(rig.code((cb) => channel(rig).addOrUpdate({ ...room, attributes: map }, cb))).toBe(3)
  })
  it.each(wrongKeys)('keys %j', (attributeKeys) => {
    expect(rig.code((cb) => user(rig).deleteByKeys({ attributeKeys }, cb))).toBe(3)
    expect(rig.code((cb) => user(rig).getByKeys({ userId: 'bob', attributeKeys }, cb))).toBe(3)
    expect(rig.code((cb) => channel(rig).deleteByKeys({ ...room, attributeKeys }, cb))).toBe(3)
    expect(rig.code((cb) => channel(rig).getByKeys({ ...room, attributeKeys }, cb))).toBe(3)
  })
  it('maps that are none, and ids', () => {
    for (const map of [null, undefined]) {
      expect(rig.code((cb) => user(rig).set(map as unknown as Frame, cb))).toBe(3)
      expect(rig.code((cb) => channel(rig).set({ ...room, attributes: map }, cb))).toBe(3)
    }
    expect(rig.code((cb) => user(rig).addOrUpdate({}, cb))).toBe(3)
    for (const attributes of [{}, [], 'x', 7])
      expect(rig.code((cb) => channel(rig).addOrUpdate({ ...room, attributes }, cb))).toBe(3)
    for (const id of [undefined, null, '', 'a/b', true, {}]) {
      expect(rig.code((cb) => user(rig).get({ userId: id }, cb))).toBe(3)
      for (const call of [channel(rig).set, channel(rig).addOrUpdate])
        expect(rig.code((cb) => call.call(channel(rig), { channelId: id, attributes: { a: 'x' } }, cb))).toBe(3)
      expect(rig.code((cb) => channel(rig).clear({ channelId: id }, cb))).toBe(3)
      expect(rig.code((cb) => channel(rig).get({ channelId: id }, cb))).toBe(3)
    }
  })
  it('4: more than 32, more than 16 KB or 32 KB in one call, without asking the server', () => {
    const big = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`k${i}`, 'x'.repeat(7000)]))
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, 1]))
    const before = rig.link.sent.length
    for (const map of [big, many]) {
      expect(rig.code((cb) => user(rig).set(map, cb))).toBe(4)
      expect(rig.code((cb) => channel(rig).addOrUpdate({ ...room, attributes: map }, cb))).toBe(4)
    }
    expect(rig.link.sent.length).toBe(before)
  })
})
