// Arguments are refused by name before they are encoded: whatever stands in their place, a promise is rejected with an
// RtmError, and nothing is dropped or cleared in silence.
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { RtmError } from '../../sdk/api/error.ts'
import type { RtmChannel } from '../../sdk/api/channel-api.ts'
import type { RtmClient } from '../../sdk/api/client-api.ts'
import { scripted, TypedTown } from './sdk-kit.ts'

type Methods = Record<string, (...given: unknown[]) => Promise<unknown>>

/** Every method with its arguments as they should be, and what each is called where it is refused. */
const ofClient: Record<string, Record<string, unknown>> = {
  login: { userId: { userId: 'alice' } },
  renewToken: { token: 'token' },
  sendMessage: { userId: 'bob', text: 'hello', options: {} },
  getMemberCounts: { channelIds: ['room'] },
  getPresence: { userIds: ['bob'] },
  subscribePresence: { userIds: ['bob'] },
  unsubscribePresence: { userIds: ['bob'] },
  setAttributes: { attributes: { a: 1 } },
  updateAttributes: { attributes: { a: 1 } },
  deleteAttributes: { keys: ['a'] },
  getUserAttributes: { userId: 'bob', keys: ['a'] },
  invite: { userId: 'bob', options: {} },
  cancelInvitation: { userId: 'bob', options: {} },
  acceptInvitation: { userId: 'bob', options: {} },
  refuseInvitation: { userId: 'bob', options: {} },
  hold: { held: true }
}
const ofChannel: typeof ofClient = {
  sendMessage: { text: 'hello', options: {} },
  getAttributes: { keys: ['a'] },
  setAttributes: { attributes: { a: 1 }, options: {} },
  updateAttributes: { attributes: { a: 1 }, options: {} },
  deleteAttributes: { keys: ['a'], options: {} },
  clearAttributes: { options: {} }
}
const bare = 'logout destroy clearAttributes getPresenceSubscriptions getStats join leave getMembers'.split(' ')
const places = [
  ...Object.entries(ofClient).map(([name, args]) => ({ on: 'client', name, args })),
  ...Object.entries(ofChannel).map(([name, args]) => ({ on: 'channel', name, args }))
].flatMap(({ on, name, args }) =>
  Object.keys(args).map((argument, at) => ({ on, name, argument, given: Object.values(args), at }))
)

const optionsOf: Record<string, unknown> = {
  offline: true,
  history: false,
  notify: true,
  busy: false,
  channelId: 'room',
  content: 'text',
  response: 'text',
  invitationId: 'i.1'
}

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withTypedArray: true,
  withSparseArray: true
})
const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic
const throwing = {
  get a() {
    throw new Error('a getter of the page')
  }
}
const primitives = [undefined, null, NaN, Infinity, 10n, Symbol('s')]
const objects = [new Map([['a', 1]]), new Date(0), new ArrayBuffer(2), Promise.resolve(1), cyclic, [cyclic], throwing]
const odd: unknown[] = [...primitives, () => 1, ...objects]

async function rejectionOf(call: () => Promise<unknown>): Promise<unknown> {
  return call().then(
    () => 'kept its promise',
    (error: unknown) => error
  )
}

/** Calls with `given`, and answers at once whatever reaches the engine: what it was asked, or the refusal. */
async function played(
  place: (typeof places)[number],
  given: unknown
): Promise<{ refusal: RtmError | null; asked: Record<string, unknown> | null }> {
  const { engine, client } = scripted()
  const methods = (place.on === 'client' ? client : client.channel('room')) as unknown as Methods
  const args = place.given.map((fit, at) => (at === place.at ? given : fit))
  const before = engine.calls.length
  const call = rejectionOf(() => methods[place.name]!(...args))
  await Promise.resolve()
  await Promise.resolve()
  const asked = engine.calls[before]
  asked?.answer({ ok: 1, rows: [] })
  const outcome = await call
  if (outcome === 'kept its promise') return { refusal: null, asked: asked!.args }
  expect(outcome, `${place.name}: ${String(outcome)}`).toBeInstanceOf(RtmError)
  expect(engine.calls.length, 'nothing that is refused reaches the engine').toBe(before)
  return { refusal: outcome as RtmError, asked: null }
}

const isFit: Record<string, (given: unknown) => boolean> = {
  text: (given) => typeof given === 'string',
  attributes: (given) =>
    Object.values(given as object).every((one) => ['string', 'boolean'].includes(typeof one) || Number.isFinite(one)) &&
    [null, Object.prototype].includes(Object.getPrototypeOf(given)),
  keys: (given) => Array.isArray(given) && given.length === [...given].filter((one) => typeof one === 'string').length
}

describe('every argument of every method', () => {
  it('is known to this test', () => {
    const { client } = scripted()
    const named = (object: object): string[] =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(object)).filter(
        (name) => (object as RtmChannel as unknown as Methods)[name]?.call !== undefined
      )
    const inner = 'constructor channel on off offAll told stateTold ended untilLogout ask close isIdle'.split(' ')
    expect(
      named(client)
        .filter((name) => !inner.includes(name) && !bare.includes(name))
        .sort()
    ).toEqual(Object.keys(ofClient).sort())
    expect(
      named(client.channel('room'))
        .filter((name) => !inner.includes(name) && !bare.filter((one) => one !== 'clearAttributes').includes(name))
        .sort()
    ).toEqual(Object.keys(ofChannel).sort())
  })

  it.each(places)(
    '$on $name $argument: an odd value is refused by this name',
    async (place) => {
      for (const given of odd) {
        if (
          given === undefined &&
          (place.argument === 'options' || (place.name.startsWith('get') && place.argument === 'keys'))
        )
          continue // left out
        // options that nobody knows
        if (place.argument === 'options' && Object.getPrototypeOf(Object(given)) === Object.prototype) continue
        const { refusal } = await played(place, given)
        expect(refusal, `${place.name} ${typeof given}`).not.toBeNull()
        expect(refusal).toMatchObject({ code: place.argument === 'text' ? 'bad_text' : 'invalid', call: place.name })
        expect(refusal!.reason).toMatch(place.name === 'login' ? /userId|options/ : new RegExp(place.argument))
      }
    },
    20_000
  )

  it.each(places)(
    '$on $name $argument: anything at all is refused, or reaches the engine as it is',
    async (place) => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(anything, fc.string(), fc.array(fc.string()), fc.dictionary(fc.string(), anything)),
          async (given) => {
            const { refusal, asked } = await played(place, given)
            if (refusal !== null) {
              expect(refusal.reason).not.toBe('')
              return
            }
            if (!(place.argument in isFit)) return
            expect(given === undefined ? place.argument : isFit[place.argument]!(given)).toBeTruthy()
            if (given !== undefined) expect(asked![place.argument]).toEqual(JSON.parse(JSON.stringify(given)))
          }
        ),
        { numRuns: 150 }
      )
    },
    30_000
  )

  it('in options is refused by its own name, and null is not the same as left out', async () => {
    const { client } = scripted()
    for (const [name, fit] of Object.entries(optionsOf)) {
      for (const given of [null, 7, {}, Symbol('s'), typeof fit === 'string' ? true : 'true']) {
        const error = (await rejectionOf(() =>
          client.refuseInvitation('alice', { [name]: given } as never)
        )) as RtmError
        expect([error.code, error.reason]).toEqual([
          'invalid',
          `${name} must be ${typeof fit === 'string' ? 'a string' : 'true or false'}`
        ])
      }
    }
  })
})

describe('values that are none', () => {
  const cleared = async (change: (client: RtmClient) => Promise<void>): Promise<unknown[]> => {
    const town = new TypedTown()
    const alice = await town.login('alice')
    await town.done(alice.setAttributes({ kept: 1 }))
    const error = (await town.refused(change(alice))) as RtmError
    return [error.code, error.reason, await town.done(alice.getUserAttributes('alice'))]
  }
  const value = 'must be a string, a finite number or a boolean'

  it('an attribute that is undefined, null, a function, a symbol, a Date or a BigInt changes nothing', async () => {
    for (const bad of [undefined, null, () => 1, Symbol('s'), new Date(0), 10n, NaN]) {
      expect(await cleared((client) => client.setAttributes({ name: bad } as never))).toEqual([
        'invalid',
        `attributes.name ${value}`,
        { kept: 1 }
      ])
      expect(await cleared((client) => client.updateAttributes({ a: 5, b: bad } as never))).toEqual([
        'invalid',
        `attributes.b ${value}`,
        { kept: 1 }
      ])
    }
  })

  it('a Map, an array and an instance are no attributes, and a symbol is no key', async () => {
    for (const bad of [
      new Map([['a', 1]]),
      [1],
      new (class {
        a = 1
      })()
    ])
      expect(await cleared((client) => client.setAttributes(bad as never))).toEqual([
        'invalid',
        'attributes must be a plain object',
        { kept: 1 }
      ])
    expect(await cleared((client) => client.setAttributes({ [Symbol('s')]: 1 } as never))).toEqual([
      'invalid',
      `attributes.Symbol(s) ${value}`,
      { kept: 1 }
    ])
  })

  it('login asks no provider for a user that there cannot be', async () => {
    const asked: string[] = []
    const { client } = scripted({
      tokenProvider: (userId) => {
        asked.push(userId)
        return 'token'
      }
    })
    for (const options of [undefined, null, {}, { userId: 5 }, { userId: '中文' }, { userId: 'alice', token: null }])
      expect(await rejectionOf(() => client.login(options as never))).toMatchObject({ code: 'invalid', call: 'login' })
    expect(asked).toEqual([])
  })

  it('channel and on throw at once what is wrong', () => {
    const { client } = scripted()
    for (const id of [undefined, null, 7, '', '中文', 'null', 'x'.repeat(65)])
      expect(() => client.channel(id as never)).toThrow(RtmError)
    expect(() => client.on('mesage' as never, () => {})).toThrow(/event/)
    expect(() => client.on('message', undefined as never)).toThrow(/listener/)
    expect(() => client.off(undefined as never)).not.toThrow()
  })
})
