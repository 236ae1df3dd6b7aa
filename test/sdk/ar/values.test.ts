// What pages hand the stand-in that is no value of JSON: refused with the number and the words of the exported
// function, never sent as {} and never thrown at the page. And what the console says of a start that failed.
import fc from '../../kit/properties.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, reactive, ref } from 'vue'
import { APP, ArRig } from '../../kit/engine-kit.ts'
import type { Frame } from '../../kit/engine-kit.ts'
import { exported, standIn } from './plugin.ts'

type Options = Record<string, unknown> | null
type Exported = (options: Options, callback: (answer: Frame) => void) => void

/**
 * The real functions over an engine that is logged in, and the stand-in over them. What crosses is put through JSON, as
 * a phone does it, nulls dropped.
 */
async function onPhone(rig = new ArRig().loggedIn().joined('room')): Promise<{
  rig: ArRig
  direct: Record<string, Exported>
  page: (name: string, options: unknown) => Frame | undefined
}> {
  const { ar } = rig.entry
  const direct: Record<string, Exported> = {
    createInstance: (options, cb) => {
      ar.createInstance(options, cb)
    },
    setParameters: (options, cb) => {
      ar.setParameters(options, cb)
    },
    login: (options, cb) => {
      ar.login(options, cb)
    },
    sendMessageToPeer: (options, cb) => {
      ar.sendMessageToPeer(options, cb)
    },
    sendChannelMessage: (options, cb) => {
      ar.channels.sendChannelMessage(options, cb)
    },
    sendLocalInvitation: (options, cb) => {
      ar.invitations.sendLocalInvitation(options, cb)
    },
    createChannel: (options, cb) => {
      ar.channels.createChannel(options, cb)
    },
    queryPeersOnlineStatus: (options, cb) => {
      ar.presence.query(options, cb)
    },
    setLocalUserAttributes: (options, cb) => {
      ar.userAttributes.set(options, cb)
    },
    addOrUpdateLocalUserAttributes: (options, cb) => {
      ar.userAttributes.addOrUpdate(options, cb)
    },
    setChannelAttributes: (options, cb) => {
      ar.channelAttributes.set(options, cb)
    }
  }
  const crossed = (options: Options): Options =>
    JSON.parse(JSON.stringify(options), (_key, value: unknown) => value ?? undefined) as Options
  const functions = Object.fromEntries(
    exported.map((name) => [
      name,
      (options: Options, callback: (answer: Frame) => void) => {
        rig.entry.run(() => {
          direct[name]!(crossed(options), callback)
        })
      }
    ])
  )
  const { module } = await standIn(functions as never)
  const page = (name: string, options: unknown): Frame | undefined => {
    const answers: Frame[] = []
    module[name]!(options, (answer: Frame) => {
      answers.push(answer)
    })
    rig.world.drain()
    return answers[0]
  }
  return { rig, direct, page }
}

const circle: Record<string, unknown> = { a: 1 }
circle['self'] = circle
const odd: Array<[string, unknown]> = [
  ['an ArrayBuffer', new ArrayBuffer(2)],
  ['a Promise', Promise.resolve(1)],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['a ref of Vue', ref({ a: 1 })],
  ['a computed', computed(() => 1)],
  ['a circle', circle],
  ['a BigInt', 10n],
  ['a BigInt inside', { a: 10n }],
  ['a Map inside', { a: [new Map()] }],
  [
    'an instance',
    new (class {
      a = 1
    })()
  ],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['NaN', NaN],
  [
    'a getter that throws',
    {
      get a() {
        throw new Error('of the page')
      }
    }
  ]
]

afterEach(() => {
  vi.restoreAllMocks()
})

describe.each(odd)('%s', (_name, value) => {
  it('as a text is refused as by the exported function, and nothing is sent', async () => {
    const { rig, direct, page } = await onPhone()
    const places: Array<[string, Record<string, unknown>, string]> = [
      ['sendMessageToPeer', { peerId: 'bob' }, 'text'],
      ['sendChannelMessage', { channelId: 'room' }, 'text'],
      ['sendLocalInvitation', { calleeId: 'bob' }, 'content']
    ]
    const before = rig.link.sent.length
    for (const [name, options, key] of places) {
      const wanted = rig.ask((callback) => {
        direct[name]!({ ...options, [key]: new Map() }, callback)
      })[0]!
      expect(wanted['code']).toBeGreaterThan(0)
      expect(page(name, { ...options, [key]: value }), name).toEqual(wanted)
    }
    expect(rig.link.sent.slice(before)).toEqual([])
  })

  it('as an attribute or an id is refused, and clears nothing', async () => {
    const { rig, page } = await onPhone()
    const before = rig.link.sent.length
    const wrong =
      'an attribute value must be a string, a finite number or a boolean; delete the key instead of setting null'
    for (const bad of [value, null, undefined]) {
      for (const name of ['setLocalUserAttributes', 'addOrUpdateLocalUserAttributes'])
        expect(page(name, { kept: 1, n: bad })).toEqual({ code: 3, message: wrong })
      expect(page('setChannelAttributes', { channelId: 'room', attributes: { n: bad } })).toEqual({
        code: 3,
        message: wrong
      })
    }
    expect(page('sendMessageToPeer', { peerId: value, text: 'hi' })).toMatchObject({
      code: 6,
      message: /object|missing/
    })
    expect(page('queryPeersOnlineStatus', { peerIds: ['bob', value] })).toMatchObject({ code: 2 })
    expect(rig.link.sent.slice(before)).toEqual([])
  })
})

describe('what has a text of its own', () => {
  it('plain objects and arrays are sent as their JSON, as by the plugin for Android; also reactive ones', async () => {
    const { rig, page } = await onPhone()
    const at = new Date(0)
    for (const text of [
      { Mode: 1, list: [1, { a: null }] },
      [1, 'a'],
      reactive({ a: { b: true } }),
      Object.assign(Object.create(null), { a: 1 }),
      { at, gone: undefined }
    ])
      page('sendMessageToPeer', { peerId: 'bob', text })
    expect(rig.link.of('send').map(({ p }) => p)).toEqual([
      '{"Mode":1,"list":[1,{"a":null}]}',
      '[1,"a"]',
      '{"a":{"b":true}}',
      '{"a":1}',
      '{"at":"1970-01-01T00:00:00.000Z"}'
    ])
  })

  it('a Map or an array where a map of attributes belongs is refused', async () => {
    const { page } = await onPhone()
    for (const given of [new Map([['a', 1]]), new Set(['a']), [1]]) {
      expect(page('setLocalUserAttributes', given)).toMatchObject({ code: 3 })
      expect(page('setChannelAttributes', { channelId: 'room', attributes: given })).toMatchObject({ code: 3 })
    }
  })

  it('whatever stands anywhere, nothing is thrown at the page', async () => {
    const { page } = await onPhone()
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true
    })
    fc.assert(
      fc.property(
        fc.constantFrom(
          'sendMessageToPeer',
          'sendLocalInvitation',
          'setLocalUserAttributes',
          'setChannelAttributes',
          'createChannel',
          'login',
          'queryPeersOnlineStatus',
          'setParameters'
        ),
        fc.oneof(
          anything,
          fc.record({
            peerId: anything,
            text: anything,
            content: anything,
            channelId: anything,
            attributes: anything,
            userId: anything,
            peerIds: anything,
            server: anything
          })
        ),
        (name, options) => {
          expect(() => page(name, options)).not.toThrow()
        }
      ),
      { numRuns: 400 }
    )
  })
})

describe('a start that failed', () => {
  it('is told in the console once, with what to do, and the page hears its answer all the same', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { page } = await onPhone(new ArRig(undefined, ''))
    for (let i = 0; i < 3; i++) expect(page('createInstance', {})).toMatchObject({ code: 4 })
    expect(page('createInstance', { appId: APP })).toEqual({ code: 0 })
    for (let i = 0; i < 2; i++) expect(page('login', { userId: 'alice' })).toMatchObject({ code: 1 })
    expect(told.mock.calls.map(([text]) => String(text))).toEqual([
      expect.stringMatching(
        /^AR-RtmModule: createInstance answered 4: appId is missing\. Pass createInstance\(\{ appId \}\)/
      ),
      expect.stringMatching(
        /^AR-RtmModule: login answered 1: no server address; .* Say in main where the server is: configure/
      )
    ])
  })

  it('is not told of what went well, nor of an instance that is there already', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { page } = await onPhone()
    expect(page('createInstance', { appId: APP })).toMatchObject({ code: 2 })
    expect(told).not.toHaveBeenCalled()
  })
})
