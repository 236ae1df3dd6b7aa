// The code matrix of the attribute functions, row by row, the order of checks, their rates, and what they answer and
// tell.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame } from '../kit/engine-kit'

type Call = (rig: ArRig, callback: (result: Frame) => void) => void
const user = (rig: ArRig) => rig.entry.ar.userAttributes
const channel = (rig: ArRig) => rig.entry.ar.channelAttributes
const room = { channelId: 'room' }
const userWrites: Array<[string, Call]> = [
  [
    'setLocalUserAttributes',
    (rig, cb) => {
      user(rig).set({ a: 'x' }, cb)
    }
  ],
  [
    'addOrUpdateLocalUserAttributes',
    (rig, cb) => {
      user(rig).addOrUpdate({ a: 'x' }, cb)
    }
  ],
  [
    'deleteLocalUserAttributesByKeys',
    (rig, cb) => {
      user(rig).deleteByKeys({ attributeKeys: ['a'] }, cb)
    }
  ],
  [
    'clearLocalUserAttributes',
    (rig, cb) => {
      user(rig).clear(cb)
    }
  ]
]
const userReads: Array<[string, Call]> = [
  [
    'getUserAttributes',
    (rig, cb) => {
      user(rig).get({ userId: 'bob' }, cb)
    }
  ],
  [
    'getUserAttributesByKeys',
    (rig, cb) => {
      user(rig).getByKeys({ userId: 'bob', attributeKeys: ['a'] }, cb)
    }
  ]
]
const channelWrites: Array<[string, Call]> = [
  [
    'setChannelAttributes',
    (rig, cb) => {
      channel(rig).set({ ...room, attributes: { a: 'x' } }, cb)
    }
  ],
  [
    'addOrUpdateChannelAttributes',
    (rig, cb) => {
      channel(rig).addOrUpdate({ ...room, attributes: { a: 'x' } }, cb)
    }
  ],
  [
    'deleteChannelAttributesByKeys',
    (rig, cb) => {
      channel(rig).deleteByKeys({ ...room, attributeKeys: ['a'] }, cb)
    }
  ],
  [
    'clearChannelAttributes',
    (rig, cb) => {
      channel(rig).clear(room, cb)
    }
  ]
]
const channelReads: Array<[string, Call]> = [
  [
    'getChannelAttributes',
    (rig, cb) => {
      channel(rig).get(room, cb)
    }
  ],
  [
    'getChannelAttributesByKeys',
    (rig, cb) => {
      channel(rig).getByKeys({ ...room, attributeKeys: ['a'] }, cb)
    }
  ]
]
const all = [...userWrites, ...userReads, ...channelWrites, ...channelReads]
const code = (rig: ArRig, call: Call): unknown =>
  rig.code((cb) => {
    call(rig, cb)
  })
const open = (rig: ArRig, call: Call): Frame[] =>
  rig.ask((cb) => {
    call(rig, cb)
  })
const newest = (rig: ArRig): Frame => rig.link.sent.filter(({ t }) => t === 'setattrs' || t === 'getattrs').at(-1) ?? {}
const answered = (call: Call, reply: Frame): Frame => {
  const rig = new ArRig().loggedIn()
  const answers = open(rig, call)
  rig.say({ id: newest(rig).id, ...reply })
  return answers[0] ?? {}
}
const live = (rig: ArRig, ms: number): ArRig => {
  for (let i = 0; i < ms; i += 500) rig.say({ t: 'pong' }).advance(500)
  return rig
}

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
    for (let i = 0; i < 50; i++)
      expect(
        rig.code((cb) => {
          user(rig).addOrUpdate({}, cb)
        })
      ).toBe(3)
    for (let i = 0; i < most; i++) expect(code(rig, calls[i % calls.length]![1])).toBeUndefined()
    for (const [, call] of calls) expect(open(rig, call)).toMatchObject([{ code: 5, retryAfterMs: 5000 }])
    live(rig, 4500).advance(499)
    expect(code(rig, calls[0]![1])).not.toBeUndefined()
    rig.advance(1)
    expect(code(rig, calls[0]![1])).toBeUndefined()
  })
  it('P-WELCOME-3: limits and rates of the app hold', () => {
    const rig = new ArRig().created()
    rig.ask((cb) => {
      rig.entry.ar.login({ userId: 'alice' }, cb)
    })
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
    const set = (map: Frame): unknown =>
      rig.code((cb) => {
        user(rig).set(map, cb)
      })
    expect([set({ abc: 'x' }), set({ a: 'xxxx' }), set({ a: 1, b: 2, c: 3 }), set({ aa: 'xxx', bb: 'xxx' })]).toEqual([
      3, 3, 4, 4
    ])
    expect([set({ aa: 'xxx', bb: 'x' }), set({ a: 'x' })]).toEqual([undefined, 5])
    expect(
      rig.code((cb) => {
        channel(rig).set({ ...room, attributes: { aa: 'xxx', bb: 'xx' } }, cb)
      })
    ).toBeUndefined()
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
    expect(
      rig.code((cb) => {
        user(rig).set(map as Frame, cb)
      })
    ).toBe(3)
    expect(
      rig.code((cb) => {
        user(rig).addOrUpdate(map as Frame, cb)
      })
    ).toBe(3)
    expect(
      rig.code((cb) => {
        channel(rig).set({ ...room, attributes: map }, cb)
      })
    ).toBe(3)
    expect(
      rig.code((cb) => {
        channel(rig).addOrUpdate({ ...room, attributes: map }, cb)
      })
    ).toBe(3)
  })
  it.each(wrongKeys)('keys %j', (attributeKeys) => {
    expect(
      rig.code((cb) => {
        user(rig).deleteByKeys({ attributeKeys }, cb)
      })
    ).toBe(3)
    expect(
      rig.code((cb) => {
        user(rig).getByKeys({ userId: 'bob', attributeKeys }, cb)
      })
    ).toBe(3)
    expect(
      rig.code((cb) => {
        channel(rig).deleteByKeys({ ...room, attributeKeys }, cb)
      })
    ).toBe(3)
    expect(
      rig.code((cb) => {
        channel(rig).getByKeys({ ...room, attributeKeys }, cb)
      })
    ).toBe(3)
  })
  it('maps that are none, and ids', () => {
    for (const map of [null, undefined]) {
      expect(
        rig.code((cb) => {
          user(rig).set(map as unknown as Frame, cb)
        })
      ).toBe(3)
      expect(
        rig.code((cb) => {
          channel(rig).set({ ...room, attributes: map }, cb)
        })
      ).toBe(3)
    }
    expect(
      rig.code((cb) => {
        user(rig).addOrUpdate({}, cb)
      })
    ).toBe(3)
    for (const attributes of [{}, [], 'x', 7])
      expect(
        rig.code((cb) => {
          channel(rig).addOrUpdate({ ...room, attributes }, cb)
        })
      ).toBe(3)
    for (const id of [undefined, null, '', 'a/b', true, {}]) {
      expect(
        rig.code((cb) => {
          user(rig).get({ userId: id }, cb)
        })
      ).toBe(3)
      for (const call of [channel(rig).set, channel(rig).addOrUpdate])
        expect(
          rig.code((cb) => {
            call.call(channel(rig), { channelId: id, attributes: { a: 'x' } }, cb)
          })
        ).toBe(3)
      expect(
        rig.code((cb) => {
          channel(rig).clear({ channelId: id }, cb)
        })
      ).toBe(3)
      expect(
        rig.code((cb) => {
          channel(rig).get({ channelId: id }, cb)
        })
      ).toBe(3)
    }
  })
  it('4: more than 32, more than 16 KB or 32 KB in one call, without asking the server', () => {
    const big = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`k${i}`, 'x'.repeat(7000)]))
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, 1]))
    const before = rig.link.sent.length
    for (const map of [big, many]) {
      expect(
        rig.code((cb) => {
          user(rig).set(map, cb)
        })
      ).toBe(4)
      expect(
        rig.code((cb) => {
          channel(rig).addOrUpdate({ ...room, attributes: map }, cb)
        })
      ).toBe(4)
    }
    expect(rig.link.sent.length).toBe(before)
  })
})

describe('what goes to the server', () => {
  const written = (call: Call): Frame => {
    const rig = new ArRig().loggedIn()
    open(rig, call)
    return newest(rig)
  }
  it('P-ATTR-1 P-ATTR-2: the map itself, in rows; booleans as 0 and 1 with a mark, in the order given', () => {
    expect(
      written((rig, cb) => {
        user(rig).set({ b: 'x', a: 23, part: -1.5, yes: true, no: false, one: 1 }, cb)
      })
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
    expect(
      written((rig, cb) => {
        user(rig).deleteByKeys({ attributeKeys: ['a', 7, 'a'] }, cb)
      })
    ).toEqual({ t: 'setattrs', id: 1, w: 1, how: 'delete', keys: ['a', '7'] })
    expect(
      written((rig, cb) => {
        user(rig).clear(cb)
      })
    ).toEqual({ t: 'setattrs', id: 1, w: 1, how: 'clear' })
  })
  it.each<[string, Call]>([
    [
      'setLocalUserAttributes',
      (rig, cb) => {
        user(rig).set({}, cb)
      }
    ],
    [
      'setChannelAttributes',
      (rig, cb) => {
        channel(rig).set({ ...room, attributes: {} }, cb)
      }
    ]
  ])(
    'A-ATTR-3: %s with an empty map is 3, names the function that clears, and nothing is sent: a null that the bridge dropped deletes nothing',
    (name, call) => {
      const rig = new ArRig().loggedIn()
      expect(
        rig.ask((cb) => {
          call(rig, cb)
        })
      ).toEqual([{ code: 3, message: expect.stringContaining(name.replace('set', 'clear')) as string }])
      expect(newest(rig)).toEqual({})
    }
  )
  it.each([
    [{ enableNoticeMembers: true }, 1],
    [{ enableNotificationToChannelMembers: 1 }, 1],
    [{}, 0],
    [{ enableNoticeMembers: false }, 0]
  ] as Array<[Frame, number]>)('A-ATTR-7 P-ATTR-6: %j is notify %i', (options, notify) => {
    for (const [, call] of [
      [
        'set',
        (rig: ArRig, cb) => {
          channel(rig).set({ ...room, attributes: { a: 'x' }, ...options }, cb)
        }
      ],
      [
        'delete',
        (rig: ArRig, cb) => {
          channel(rig).deleteByKeys({ ...room, attributeKeys: ['a'], ...options }, cb)
        }
      ],
      [
        'clear',
        (rig: ArRig, cb) => {
          channel(rig).clear({ ...room, ...options }, cb)
        }
      ]
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
