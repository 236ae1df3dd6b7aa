// Faults of a network, by the test kit: what an app sees of each. What the engine and the server do about them is their
// own, so these are claims about the product, too.
import { describe, expect, it } from 'vitest'
import type { RtmClient, RtmTestKit } from '../../../sdk/testing.ts'
import { errorOf, scenes } from './scene.ts'

let kit: RtmTestKit
let alice: RtmClient
let bob: RtmClient
let heard: string[]
let states: string[]
scenes((scene) => {
  ;({ kit, alice, bob, heard, states } = scene)
})

describe('cut', () => {
  it('of less than 4 s is not told, and what was sent meanwhile arrives once', async () => {
    kit.cut('alice')
    const sending = alice.sendMessage('bob', 'in the tunnel')
    await kit.advance(3900)
    kit.restore('alice')
    expect(await sending).toMatchObject({ outcome: 'received' })
    expect([heard, states]).toEqual([['in the tunnel'], []])
  })

  it('is told as reconnecting after 4 s, a send fails after 10 s as not sent; it comes back by itself', async () => {
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

  it('of one user is seen by others: unreachable after 6 s, offline and out of channels after 30 s', async () => {
    const seen: string[] = []
    bob.on('presence', (rows) => {
      for (const { userId, presence } of rows) seen.push(`${userId} ${presence}`)
    })
    bob.channel('plaza').on('memberLeft', ({ userId, reason }) => {
      seen.push(`${userId} left: ${reason}`)
    })
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
  it("of the server's frames, three links long: no outcome in 10 s; it arrived, lateOutcome says so", async () => {
    kit.drop('alice', { from: 'server', links: 3 })
    const failed = errorOf(alice.sendMessage('bob', 'did it arrive?'))
    await kit.advance(10_000)
    expect(await failed).toMatchObject({ code: 'timeout' })
    expect(heard).toEqual(['did it arrive?'])
    await kit.advance(10_000)
    expect(await (await failed).lateOutcome).toBe('received')
    expect([heard, states]).toEqual([['did it arrive?'], ['reconnecting interrupted', 'connected login_success']])
  })

  it("of the client's frames, as long: it did not arrive, lateOutcome says so, it does not come later", async () => {
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
    alice.on('message', ({ text }) => {
      fromBob.push(text)
    })
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
    for (const text of ['1', '2'])
      void alice
        .channel('plaza')
        .sendMessage(text)
        .then(() => {
          answered.push(text)
        })
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

  it.each([
    [999, 0, 'connected'],
    [1000, 1, 'connected'],
    [1999, 1, 'connected'],
    [2001, 6, 'reconnecting']
  ] as const)('of %i ms each way for a minute: %i links are given up as silent', async (ms, links, state) => {
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

  it('so is a message to the user, and the sender has the answer', async () => {
    kit.duplicate('bob', 2)
    const sending = alice.sendMessage('bob', 'once')
    await alice.channel('plaza').sendMessage('and once')
    await kit.advance(3000)
    expect(await sending).toMatchObject({ outcome: 'received' })
    expect(heard).toEqual(['once', 'and once'])
  })

  it('an app that was killed before it had confirmed a message hears it again, marked as redelivered', async () => {
    const marked: string[] = []
    const listen = (client: RtmClient): void => {
      client.on('message', ({ text, redelivered }) => {
        marked.push(`${text} ${redelivered}`)
      })
    }
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
