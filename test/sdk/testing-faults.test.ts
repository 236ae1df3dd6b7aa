// Faults of the test kit: what an app sees of each. What the engine and the server do about them is their own, so these are claims about the product, too.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestKit } from '../../uni_modules/rtm/js_sdk/src/testing.ts'
import type { RtmClient, RtmError, RtmTestKit } from '../../uni_modules/rtm/js_sdk/src/testing.ts'

let kit: RtmTestKit
let alice: RtmClient
let bob: RtmClient
/** What bob hears. */
let heard: string[]
/** The states that alice's page is told. */
let states: string[]

beforeEach(async () => {
  kit = createTestKit()
  alice = await kit.login('alice')
  bob = await kit.login('bob')
  for (const client of [alice, bob]) await client.channel('plaza').join()
  heard = []
  states = []
  bob.on('message', ({ text }) => { heard.push(text) })
  bob.channel('plaza').on('message', ({ text }) => { heard.push(text) })
  alice.on('state', ({ state, reason }) => { states.push(`${state} ${reason}`) })
})
afterEach(async () => { await kit.close() })

/** The error that a promise comes to; asked for before time passes, so that no rejection is unhandled meanwhile. */
const errorOf = (promise: Promise<unknown>): Promise<RtmError> => promise.then(() => { throw new Error('it was not rejected') }, (error: RtmError) => error)

describe('cut', () => {
  it('of less than 4 s is not told, and what was sent meanwhile arrives once', async () => {
    kit.cut('alice')
    const sending = alice.sendMessage('bob', 'in the tunnel')
    await kit.advance(3900)
    kit.restore('alice')
    expect(await sending).toMatchObject({ outcome: 'received' })
    expect([heard, states]).toEqual([['in the tunnel'], []])
  })

  it('is told as reconnecting after 4 s, a send fails after 10 s as not sent, and the way back needs no call', async () => {
    kit.cut('alice')
    const failed = errorOf(alice.sendMessage('bob', 'lost'))
    await kit.advance(10_000)
    expect(await failed).toMatchObject({ code: 'timeout', call: 'sendMessage' })
    expect(await (await failed).lateOutcome).toBe('not_sent')
    kit.restore('alice')
    await kit.settle()
    expect(states).toEqual(['reconnecting interrupted', 'connected login_success'])
    expect([heard, alice.channel('plaza').joined]).toEqual([[], true])
  })

  it('of one user is seen by the others: unreachable after 6 s, offline and out of his channels after 30 s', async () => {
    const seen: string[] = []
    bob.on('presence', (rows) => { for (const { userId, presence } of rows) seen.push(`${userId} ${presence}`) })
    bob.channel('plaza').on('memberLeft', ({ userId, reason }) => { seen.push(`${userId} left: ${reason}`) })
    await bob.subscribePresence(['alice'])
    kit.cut('alice')
    await kit.advance(31_000)
    expect(seen).toEqual(['alice online', 'alice unreachable', 'alice left: lost', 'alice offline'])
    kit.restore('alice')
    await kit.settle()
    expect(seen.at(-1)).toBe('alice online')
  })

  it('what a user missed comes after it, in order', async () => {
    kit.cut('bob')
    for (const text of ['1', '2', '3']) await alice.channel('plaza').sendMessage(text)
    expect(heard).toEqual([])
    kit.restore('bob')
    await kit.settle()
    expect(heard).toEqual(['1', '2', '3'])
  })

  it('before the login: it fails after 6 s', async () => {
    kit.cut('carol')
    const failed = errorOf(kit.client().login({ userId: 'carol' }))
    await kit.advance(6000)
    expect(await failed).toMatchObject({ code: 'timeout', call: 'login' })
  })
})

describe('drop', () => {
  it('of what the server says, on three links in a row: a send has no outcome in 10 s although it arrived, and its late outcome says so', async () => {
    kit.drop('alice', { from: 'server', links: 3 })
    const failed = errorOf(alice.sendMessage('bob', 'did it arrive?'))
    await kit.advance(10_000)
    expect(await failed).toMatchObject({ code: 'timeout' })
    expect(heard).toEqual(['did it arrive?'])
    await kit.advance(10_000)
    expect(await (await failed).lateOutcome).toBe('received')
    expect([heard, states]).toEqual([['did it arrive?'], ['reconnecting interrupted', 'connected login_success']])
  })

  it('of what the client says, as long: it did not arrive, its late outcome says so, and it does not come later', async () => {
    kit.drop('alice', { from: 'client', links: 3 })
    const failed = errorOf(alice.sendMessage('bob', 'did it arrive?'))
    await kit.advance(20_000)
    expect(await (await failed).lateOutcome).toBe('not_sent')
    await kit.advance(60_000)
    expect([heard, alice.state]).toEqual([[], 'connected'])
  })

  it('of one link: it is given up after 4 s, and what it lost comes on the next one, once, both ways', async () => {
    kit.drop('alice')
    const fromBob: string[] = []
    alice.on('message', ({ text }) => { fromBob.push(text) })
    const sent = alice.sendMessage('bob', 'to bob')
    const back = bob.sendMessage('alice', 'to alice')
    await kit.advance(3999)
    expect([heard, fromBob, states]).toEqual([[], [], []])
    await kit.advance(1000)
    expect([await sent, await back]).toMatchObject([{ outcome: 'received' }, { outcome: 'received' }])
    expect([heard, fromBob]).toEqual([['to bob'], ['to alice']])
  })

  it('before the login: the link does not open, the next one after 5 s does', async () => {
    kit.drop('carol')
    const carol = kit.client()
    const login = carol.login({ userId: 'carol' })
    await kit.advance(5000)
    expect(carol.state).toBe('connecting')
    await kit.advance(500)
    await login
    expect(carol.state).toBe('connected')
  })

  it('restore does not bring a silent link back: what it lost would be missing in the middle', async () => {
    kit.drop('bob', { from: 'server', links: 5 })
    await alice.channel('plaza').sendMessage('first')
    kit.restore('bob')
    await alice.channel('plaza').sendMessage('second')
    expect(heard).toEqual([])
    await kit.advance(5000)
    expect(heard).toEqual(['first', 'second'])
  })
})

describe('delay', () => {
  it('makes every way longer, in order, and is measured', async () => {
    kit.delay('alice', 150)
    const answered: string[] = []
    for (const text of ['1', '2']) void alice.channel('plaza').sendMessage(text).then(() => { answered.push(text) })
    await kit.advance(149)
    expect([heard, answered]).toEqual([[], []])
    await kit.advance(1)
    expect([heard, answered]).toEqual([['1', '2'], []])
    await kit.advance(150)
    expect(answered).toEqual(['1', '2'])
    await kit.advance(5000)
    expect(await Promise.all([alice.getStats(), kit.advance(300)])).toMatchObject([{ roundTripMs: 300 }, undefined])
  })

  it('that is taken back lets nothing overtake', async () => {
    kit.delay('alice', 1000)
    void alice.channel('plaza').sendMessage('slow')
    await kit.advance(10)
    kit.delay('alice', 0)
    void alice.channel('plaza').sendMessage('fast')
    await kit.settle()
    expect(heard).toEqual([])
    await kit.advance(990)
    expect(heard).toEqual(['slow', 'fast'])
  })

  it.each([[999, 0, 'connected'], [1000, 1, 'connected'], [1999, 1, 'connected'], [2001, 6, 'reconnecting']] as const)('of %i ms each way for a minute: %i links are given up as silent', async (ms, links, state) => {
    const { lost } = await alice.getStats()
    kit.delay('alice', ms)
    await kit.advance(60_000)
    const stats = alice.getStats()
    expect([(await stats).lost - lost, alice.state]).toEqual([links, state])
    kit.restore('alice')
    await kit.advance(10_000)
    expect(alice.state).toBe('connected')
  })
})

describe('duplicate', () => {
  it('a message from the user is told once, although it came twice', async () => {
    const { links } = await alice.getStats()
    kit.duplicate('alice')
    const sending = alice.channel('plaza').sendMessage('once')
    await kit.advance(1000)
    expect(await sending).toMatchObject({ outcome: 'taken' })
    expect([heard, states]).toEqual([['once'], []])
    expect((await alice.getStats()).links).toBe(links + 1)
  })

  it('so is a message to the user, and the sender has his answer', async () => {
    kit.duplicate('bob', 2)
    const sending = alice.sendMessage('bob', 'once')
    await alice.channel('plaza').sendMessage('and once')
    await kit.advance(3000)
    expect(await sending).toMatchObject({ outcome: 'received' })
    expect(heard).toEqual(['once', 'and once'])
  })

  it('an app that was killed before it had confirmed a message hears it again, marked as redelivered', async () => {
    const marked: string[] = []
    const listen = (client: RtmClient): void => { client.on('message', ({ text, redelivered }) => { marked.push(`${text} ${redelivered}`) }) }
    const carol = await kit.login('carol')
    listen(carol)
    kit.drop('carol', { from: 'client' })
    void alice.sendMessage('carol', 'hello')
    await kit.settle()
    listen(await kit.login('carol'))
    await kit.settle()
    expect(marked).toEqual(['hello false', 'hello true'])
  })
})

describe('kick', () => {
  it('ends the client for good, the others hear why, and a login brings it back', async () => {
    const left: string[] = []
    bob.channel('plaza').on('memberLeft', ({ userId, reason }) => { left.push(`${userId} ${reason}`) })
    kit.kick('alice')
    await kit.advance(60_000)
    expect([states, left]).toEqual([['aborted banned'], ['alice kicked']])
    await expect(alice.sendMessage('bob', 'hello?')).rejects.toMatchObject({ code: 'timeout' })
    await alice.logout()
    await alice.login({ userId: 'alice' })
    expect(alice.state).toBe('connected')
  })

  it('is told for a user who is not logged in', () => {
    expect(() => { kit.kick('carol') }).toThrow("kick: carol is not logged in; await kit.login('carol') first")
  })
})

describe('tokens', () => {
  it('of the kit end: the provider is asked 30 s before, and nothing else happens', async () => {
    const asked: string[] = []
    const carol = await kit.login('carol', { tokenProvider: (userId, cause) => { asked.push(cause); return kit.token(userId, 60_000) } })
    await kit.advance(29_999)
    expect(asked).toEqual(['login'])
    await kit.advance(1)
    expect(asked).toEqual(['login', 'expiring'])
    await kit.advance(300_000)
    expect([asked.length, carol.state]).toEqual([12, 'connected'])
  })

  it('of another user are refused, and any other text is a token', async () => {
    await expect(kit.login('carol', { token: kit.token('dave') })).rejects.toMatchObject({ code: 'token_invalid' })
    expect((await kit.login('carol', { token: 'whatever' })).state).toBe('connected')
  })

  it('expireToken: without a provider the client stays reconnecting until it is given another one', async () => {
    let told = 0
    alice.on('tokenExpired', () => { told++ })
    kit.expireToken('alice')
    await kit.advance(60_000)
    expect([told, states]).toEqual([1, ['reconnecting interrupted']])
    await alice.renewToken('another')
    await kit.settle()
    expect([alice.state, alice.channel('plaza').joined]).toEqual(['connected', true])
  })

  it('expireToken: a provider is asked, and asked again when it fails, which is told', async () => {
    const asked: string[] = []
    const failures: unknown[] = []
    let broken = true
    const tokenProvider = (userId: string, cause: string): string => {
      asked.push(cause)
      if (cause !== 'login' && broken) throw new Error('our own server is down')
      return kit.token(userId)
    }
    const carol = await kit.login('carol', { tokenProvider })
    carol.on('tokenFailed', ({ error }) => { failures.push((error as Error).message) })
    kit.expireToken('carol')
    await kit.advance(4000)
    expect([asked, failures, carol.state]).toEqual([['login', 'expired'], ['our own server is down'], 'reconnecting'])
    broken = false
    await kit.advance(5000)
    expect([asked.length, carol.state]).toEqual([3, 'connected'])
  })
})

describe('reachLimit', () => {
  it.each([
    ['message', 'sendMessage', () => alice.sendMessage('bob', 'hello')], ['message', 'sendMessage', () => alice.channel('plaza').sendMessage('hello')],
    ['join', 'join', () => alice.channel('forum').join()], ['members', 'getMembers', () => alice.channel('plaza').getMembers()],
    ['counts', 'getMemberCounts', () => alice.getMemberCounts(['plaza'])], ['presence', 'getPresence', () => alice.getPresence(['bob'])],
    ['watch', 'subscribePresence', () => alice.subscribePresence(['bob'])], ['userWrite', 'setAttributes', () => alice.setAttributes({ a: '1' })],
    ['userRead', 'getUserAttributes', () => alice.getUserAttributes('bob')], ['channelWrite', 'setAttributes', () => alice.channel('plaza').setAttributes({ a: '1' })],
    ['channelRead', 'getAttributes', () => alice.channel('plaza').getAttributes()], ['renew', 'renewToken', () => alice.renewToken('another')]
  ] as const)('%s: the next %s is refused with too_often, and works after retryAfterMs', async (kind, call, ask) => {
    kit.reachLimit('alice', kind)
    const error = await errorOf(ask())
    expect(error).toMatchObject({ code: 'too_often', call, retryAfterMs: expect.any(Number) as number })
    await kit.advance(Math.max(error.retryAfterMs!, 5000))
    await ask()
  })

  it('invite: an invitation is answered with its id, so that the refusal is an event', async () => {
    const told: unknown[] = []
    alice.on('invitation', ({ state, reason }) => { told.push([state, reason]) })
    kit.reachLimit('alice', 'invite')
    await alice.invite('bob')
    await kit.settle()
    expect(told).toEqual([['failed', 'too_often']])
  })

  it('of several kinds waits for each, however late it comes', async () => {
    kit.delay('alice', 100)
    kit.reachLimit('alice', 'message')
    kit.reachLimit('alice', 'join')
    await kit.advance(60_000)
    const message = errorOf(alice.sendMessage('bob', 'hello'))
    const join = errorOf(alice.channel('forum').join())
    await kit.advance(200)
    expect([(await message).code, (await join).code]).toEqual(['too_often', 'too_often'])
  })
})

describe('losePast', () => {
  it('who comes back hears how many messages of each channel are missing, and is a member', async () => {
    const missed: unknown[] = []
    bob.channel('plaza').on('missed', ({ count, reason }) => { missed.push([count, reason]) })
    await alice.channel('plaza').sendMessage('heard')
    kit.cut('bob')
    for (const text of ['1', '2', '3']) await alice.channel('plaza').sendMessage(text)
    kit.losePast('bob')
    kit.restore('bob')
    await kit.settle()
    await alice.channel('plaza').sendMessage('after')
    await kit.settle()
    expect([heard, missed]).toEqual([['heard', 'after'], [[3, 'expired']]])
    expect(bob.channel('plaza').joined).toBe(true)
  })

  it('a message to the user himself goes back to its sender as offline', async () => {
    kit.cut('bob')
    const failed = errorOf(alice.sendMessage('bob', 'hello'))
    kit.losePast('bob')
    expect(await failed).toMatchObject({ code: 'offline' })
  })

  it('is told for a user who misses nothing', () => {
    expect(() => { kit.losePast('bob') }).toThrow('losePast: bob is connected and misses nothing; cut him')
  })
})

describe('restartServer', () => {
  it('as a deploy: nobody notices, and nothing is lost', async () => {
    kit.cut('bob')
    await alice.channel('plaza').sendMessage('before')
    await kit.restartServer()
    await kit.advance(1000)
    await alice.channel('plaza').sendMessage('after')
    kit.restore('bob')
    await kit.settle()
    expect([heard, states, alice.channel('plaza').joined]).toEqual([['before', 'after'], [], true])
  })

  it('as a crash: everybody is back, hears that messages may be missing, and what was stored is still there', async () => {
    const missed: unknown[] = []
    bob.channel('plaza').on('missed', ({ count, reason }) => { missed.push([count, reason]) })
    await alice.sendMessage('carol', 'kept on disk', { offline: true })
    await alice.channel('plaza').sendMessage('before')
    await kit.restartServer({ memory: 'lost' })
    await kit.advance(2000)
    expect([alice.state, bob.state, missed]).toEqual(['connected', 'connected', [[null, 'epoch']]])
    const mail: string[] = []
    const carol = await kit.login('carol')
    carol.on('message', ({ text }) => { mail.push(text) })
    await alice.channel('plaza').sendMessage('after')
    await kit.settle()
    expect([heard, mail]).toEqual([['before', 'after'], ['kept on disk']])
  })

  it('a send that a crash caught in the middle stays unknown: nobody can say', async () => {
    kit.cut('bob')
    const failed = errorOf(alice.sendMessage('bob', 'hello'))
    await kit.settle()
    await kit.restartServer({ memory: 'lost' })
    await kit.advance(10_000)
    expect(await failed).toMatchObject({ code: 'timeout' })
    expect(await (await failed).lateOutcome).toBe('unknown')
  })
})
