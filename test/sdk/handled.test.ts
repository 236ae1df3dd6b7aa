// When a peer message counts as handled: when the app's listener has had it, on every engine. What is not handled comes
// again, or is told as missed.
import { describe, expect, it } from 'vitest'
import type { RtmClient } from '../../sdk/api/client-api.ts'
import { record, welcome } from '../kit/engine-kit.ts'
import { defaultLimits } from '../../server/src/config/apps.ts'
import { engines, settle, type Rig } from './engine-rigs.ts'
import { scripted, TypedTown } from './sdk-kit.ts'

describe.each(engines)('over %s', (_, begin) => {
  async function loggedIn(): Promise<{ rig: Rig; client: RtmClient }> {
    const { rig, client } = begin()
    void client.login({ userId: 'alice' })
    await settle(rig)
    rig.greet()
    await settle(rig)
    return { rig, client }
  }
  /** Up to where the server has heard that all is handled. */
  const told = (rig: Rig): unknown =>
    rig.link.sent
      .map(({ h }) => h)
      .filter((h) => h !== undefined && h !== 0)
      .at(-1)
  async function handled(rig: Rig): Promise<unknown> {
    await settle(rig)
    rig.advance(2_100)
    return told(rig)
  }

  it('P-INBOX-1: a message is handled when its listener was called', async () => {
    const { rig, client } = await loggedIn()
    client.on('message', () => {})
    rig.say(record(0, 1))
    expect(await handled(rig)).toBe(1)
  })

  it('P-INBOX-1: a message waiting for a listener is handled after it, none behind it before', async () => {
    const { rig, client } = await loggedIn()
    rig.say({ t: 'gap', a: 0, from: 1, to: 1, count: 1, why: 'expired' })
    expect(await handled(rig)).toBe(1)
    for (const frame of [
      { t: 'pong' },
      record(0, 2),
      { t: 'gap', a: 0, from: 3, to: 3, count: 1, why: 'expired' },
      record(0, 4),
      { t: 'skip', a: 0, from: 5, to: 6, why: 'withdrawn' }
    ])
      rig.say(frame)
    expect(await handled(rig)).toBe(1)
    rig.say({ t: 'pong' })
    const heard: string[] = []
    client.on('message', ({ text }) => {
      heard.push(text)
    })
    expect([await handled(rig), heard]).toEqual([6, ['text 2', 'text 4']])
  })

  it('P-INBOX-1: what waited when its user logged out is not handled: the next login is told again', async () => {
    const { rig, client } = await loggedIn()
    rig.say(record(0, 1))
    await settle(rig)
    void client.logout()
    await settle(rig)
    expect(told(rig)).toBeUndefined()
    void client.login({ userId: 'alice' })
    await settle(rig)
    rig.link.connect().say(welcome({ session: 's2', inbox: { e: 'I', o: 7 } }))
    const heard: string[] = []
    client.on('message', ({ messageId }) => {
      heard.push(messageId)
    })
    rig.say({ ...record(0, 8), i: record(0, 1).i, fl: 2 })
    await settle(rig)
    expect(heard).toEqual([record(0, 1).i])
  })

  const endings: readonly (readonly [string, (client: RtmClient) => unknown])[] = [
    ['a logout', (client) => client.logout()],
    ['a destroy', (client) => client.destroy()],
    [
      'a logout after offAll',
      (client) => {
        client.offAll()
        return client.logout()
      }
    ],
    [
      'a logout a moment later',
      async (client) => {
        await Promise.resolve()
        await client.logout()
      }
    ]
  ]
  it.each(endings)('P-LIFE-5: %s from within its listener finds a message handled', async (_name, end) => {
    const { rig, client } = await loggedIn()
    client.on('message', () => {
      void end(client)
    })
    rig.say(record(0, 1))
    await settle(rig)
    expect(rig.link.last('bye')).toMatchObject({ h: 1 })
  })

  it('P-LIFE-5: a logout finds handled what its listener hears before the answer, not what nobody hears', async () => {
    for (const listens of [true, false]) {
      const { rig, client } = await loggedIn()
      const heard: string[] = []
      if (listens)
        client.on('message', ({ text }) => {
          heard.push(text)
        })
      rig.link.say(record(0, 1)).say(record(0, 2))
      void client.logout().then(() => {
        heard.push('out')
      })
      await settle(rig)
      expect(heard).toEqual(listens ? ['text 1', 'text 2', 'out'] : ['out'])
      expect(rig.link.last('bye').h ?? 0).toBe(listens ? 2 : 0)
    }
  })

  it('P-INBOX-1: a destroy leaves unhandled what nobody will hear any more', async () => {
    const { rig, client } = await loggedIn()
    const heard: string[] = []
    client.on('message', ({ text }) => {
      heard.push(text)
    })
    rig.link.say(record(0, 1))
    void client.destroy()
    await settle(rig)
    expect([heard, rig.link.last('bye').h ?? 0]).toEqual([[], 0])
  })
})

describe('a page that is loaded anew', () => {
  it('is told again what had waited for a listener there, and nothing that a listener has had', async () => {
    const town = new TypedTown()
    const bob = await town.login('bob')
    const before = await town.login('alice')
    await town.done(bob.sendMessage('alice', 'waits'))
    await town.town.advance(3_000)
    const again: [string, boolean][] = []
    const listening = (client: RtmClient): void => {
      client.on('message', ({ text, redelivered }) => {
        again.push([text, redelivered])
      })
    }
    // nothing is left of the page before: its engine hears that it was replaced, and no more
    const second = await town.login('alice')
    listening(second)
    await town.done(Promise.resolve())
    expect([again, before.state]).toEqual([[['waits', true]], 'aborted'])
    await town.town.advance(3_000)
    listening(await town.login('alice'))
    await town.done(Promise.resolve())
    expect(again).toEqual([['waits', true]])
  })

  it('fills the inbox when it never listens: the sender hears that; it empties when somebody listens', async () => {
    const town = new TypedTown({ ...defaultLimits, inbox: { messages: 3, bytes: 4_194_304 } })
    const [bob, alice] = [await town.login('bob'), await town.login('alice')]
    for (let i = 0; i < 3; i++) await town.done(bob.sendMessage('alice', `text ${i}`))
    expect(await town.refused(bob.sendMessage('alice', 'one more'))).toMatchObject({ code: 'full' })
    alice.on('message', () => {})
    await town.town.advance(3_000)
    expect(await town.done(bob.sendMessage('alice', 'one more'))).toMatchObject({ outcome: 'received' })
  })
})

it('what comes while waiting messages are about to be told comes after them', async () => {
  const { engine, client } = scripted()
  const heard: string[] = []
  const tell = (text: string): Promise<void> => engine.tell({ event: 'peerMessage', from: 'bob', id: text, text })
  const first = tell('first')
  void Promise.resolve().then(() => {
    client.on('message', ({ text }) => {
      heard.push(text)
    })
  })
  await Promise.all([first, tell('second')])
  expect(heard).toEqual(['first', 'second'])
})
