// The test kit for app authors: several users in one test, on a clock that stands still, with the real engine and the
// real server.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Limits } from '../../../server/src/config/apps.ts'
import { createRtmClient, createTestKit, RtmError } from '../../../sdk/testing.ts'
import type { RtmTestKit, RtmTestKitOptions, RtmTestLimits } from '../../../sdk/testing.ts'

const kits: RtmTestKit[] = []
const kitOf = (options: RtmTestKitOptions = {}): RtmTestKit => {
  const kit = createTestKit(options)
  kits.push(kit)
  return kit
}
afterEach(async () => {
  vi.useRealTimers()
  for (const kit of kits.splice(0)) await kit.close()
})

describe('users in one test', () => {
  it('send to each other and to a channel, and every answer comes without the clock being moved', async () => {
    const kit = kitOf()
    const alice = await kit.login('alice')
    const bob = await kit.login('bob')
    const heard: string[] = []
    bob.on('message', ({ userId, text }) => {
      heard.push(`${userId}: ${text}`)
    })
    bob.channel('plaza').on('message', ({ userId, text }) => {
      heard.push(`plaza, ${userId}: ${text}`)
    })
    await alice.channel('plaza').join()
    await bob.channel('plaza').join()
    expect(await alice.sendMessage('bob', 'hello 你好')).toEqual({
      outcome: 'received',
      messageId: expect.any(String) as string
    })
    expect(await alice.channel('plaza').sendMessage('all of you')).toEqual({
      outcome: 'taken',
      messageId: expect.any(String) as string
    })
    await kit.settle()
    expect(heard).toEqual(['alice: hello 你好', 'plaza, alice: all of you'])
  })

  it('are found, counted, invited and have attributes: it is the real server', async () => {
    const kit = kitOf()
    const alice = await kit.login('alice')
    const bob = await kit.login('bob')
    const rings: string[] = []
    bob.on('invitation', ({ state, userId, content }) => {
      rings.push(`${state} ${userId} ${content}`)
    })
    await alice.setAttributes({ mood: 'glad' })
    await alice.invite('bob', { content: 'come' })
    await kit.settle()
    expect(await bob.getUserAttributes('alice')).toEqual({ mood: 'glad' })
    expect(await bob.getPresence(['alice', 'carol'])).toEqual([
      { userId: 'alice', presence: 'online' },
      { userId: 'carol', presence: 'offline' }
    ])
    expect(rings).toEqual(['ringing alice come'])
  })

  it('who is not there: a message is refused, or waits for their login when it was sent so', async () => {
    const kit = kitOf()
    const alice = await kit.login('alice')
    await expect(alice.sendMessage('carol', 'now or never')).rejects.toMatchObject({ code: 'offline' })
    expect(await alice.sendMessage('carol', 'whenever', { offline: true })).toMatchObject({ outcome: 'stored' })
    const carol = await kit.login('carol')
    const heard: string[] = []
    carol.on('message', ({ text, offline }) => {
      heard.push(`${text} ${offline}`)
    })
    await kit.settle()
    expect(heard).toEqual(['whenever true'])
  })

  it('a second login of a user ends the first, or stands beside it with `sessions`', async () => {
    for (const [sessions, state] of [
      [1, 'aborted'],
      [2, 'connected']
    ] as const) {
      const kit = kitOf({ sessions })
      const phone = await kit.login('alice')
      const tablet = await kit.login('alice')
      expect([phone.state, tablet.state]).toEqual([state, 'connected'])
    }
  })
})

describe('the code under test', () => {
  it('runs on the kit by its options, beside users of the test', async () => {
    const kit = kitOf()
    const mine = createRtmClient({ ...kit.options })
    await mine.login({ userId: 'me' })
    const alice = await kit.login('alice')
    expect(await alice.sendMessage('me', 'hello')).toMatchObject({ outcome: 'received' })
    expect(mine.appId).toBe(kit.appId)
  })

  it('that makes a client without a kit is told so', () => {
    expect(() => createRtmClient({ appId: 'a'.repeat(32) })).toThrow(RtmError)
    expect(() => createRtmClient({ appId: 'a'.repeat(32) })).toThrow(
      /the engine is missing: in a test pass the options of a kit/
    )
  })

  it('may have fake timers of the test framework: they and the kit leave each other alone', async () => {
    vi.useFakeTimers()
    const kit = kitOf()
    const alice = await kit.login('alice')
    await kit.login('bob')
    const begun = kit.now()
    let fired = 0
    setTimeout(() => {
      fired++
    }, 1000)
    expect(await alice.sendMessage('bob', 'hello')).toMatchObject({ outcome: 'received' })
    await kit.advance(5000)
    expect([fired, kit.now() - begun]).toEqual([0, 5000])
    vi.advanceTimersByTime(1000)
    expect([fired, kit.now() - begun]).toEqual([1, 5000])
  })
})

describe('the clock', () => {
  it('is one for server and clients, and moves in `advance` only', async () => {
    const kit = kitOf()
    const alice = await kit.login('alice')
    const bob = await kit.login('bob')
    const times: number[] = []
    bob.on('message', ({ time }) => {
      times.push(time)
    })
    const begun = kit.now()
    await alice.sendMessage('bob', 'one')
    await kit.advance(60_000)
    await alice.sendMessage('bob', 'two')
    await kit.settle()
    expect(times).toEqual([begun, begun + 60_000])
    expect([alice.state, bob.state]).toEqual(['connected', 'connected'])
  })

  it('an hour of three users in a channel is no more than a moment', async () => {
    const kit = kitOf()
    const users = await Promise.all(['alice', 'bob', 'carol'].map((userId) => kit.login(userId)))
    await Promise.all(users.map((user) => user.channel('plaza').join()))
    await kit.advance(3_600_000)
    expect(users.map(({ state }) => state)).toEqual(['connected', 'connected', 'connected'])
    expect(await users[0]!.channel('plaza').getMembers()).toHaveLength(3)
  })

  it.each([-1, NaN, Infinity])('cannot be moved by %s', (ms) => {
    expect(() => kitOf().advance(ms)).toThrow(RangeError)
  })
})

describe('limits', () => {
  it('are those of a server, where the kit is not told otherwise', async () => {
    const kit = kitOf({ limits: { text: 10, rates: { message: [2, 1000] } } })
    const alice = await kit.login('alice')
    await kit.login('bob')
    await expect(alice.sendMessage('bob', 'longer than ten')).rejects.toMatchObject({ code: 'bad_text' })
    await alice.sendMessage('bob', '1')
    await alice.sendMessage('bob', '2')
    const refused = await alice.sendMessage('bob', '3').catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'too_often', retryAfterMs: expect.any(Number) as number })
    await kit.advance((refused as RtmError).retryAfterMs!)
    expect(await alice.sendMessage('bob', '4')).toMatchObject({ outcome: 'received' })
  })

  it('that no server would start with are told at once, by name', () => {
    expect(() => createTestKit({ limits: { tekst: 5 } as RtmTestLimits })).toThrow(
      /limits\.tekst: unknown limit\. Did you mean "text"\?/
    )
    expect(() => createTestKit({ limits: { ping: 5000 } })).toThrow(/the times must rise/)
    expect(() => createTestKit({ sessions: 0 })).toThrow(/sessions: must be a whole number from 1 to 10/)
  })

  it('have the names of those of the server', () => {
    type Same<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? true : never
    const same: [
      Same<Limits, RtmTestLimits>,
      Same<Limits['rates'], NonNullable<RtmTestLimits['rates']>>,
      Same<Limits['retention'], NonNullable<RtmTestLimits['retention']>>
    ] = [true, true, true]
    expect(same).toHaveLength(3)
  })
})

describe('the end of a kit', () => {
  it('ends its clients, and nothing can be asked of it afterwards', async () => {
    const kit = kitOf()
    const alice = await kit.login('alice')
    await kit.close()
    await kit.close()
    await expect(alice.sendMessage('bob', 'hello')).rejects.toMatchObject({ code: 'destroyed' })
    expect(() => {
      kit.cut('alice')
    }).toThrow('this test kit is closed: make another one')
    expect(() => kit.client()).toThrow('this test kit is closed')
  })

  it('a kit that nobody closes leaves no timer of the real clock behind', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout')
    const repeated = vi.spyOn(globalThis, 'setInterval')
    const kit = createTestKit()
    const alice = await kit.login('alice', { tokenProvider: () => kit.token('alice', 60_000) })
    await alice.channel('plaza').join()
    kit.drop('alice')
    await kit.advance(20_000)
    expect([set.mock.calls, repeated.mock.calls]).toEqual([[], []])
    vi.restoreAllMocks()
  })
})
