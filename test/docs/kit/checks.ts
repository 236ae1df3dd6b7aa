// What each ts block of the guides is to do, by its name: it runs against a server in memory, with bob there.
import { expect, vi } from 'vitest'
import type { Snippet } from './snippets.ts'
import type { Scene } from './stage.ts'

type Check = (scene: Scene, snippet: Snippet) => Promise<void>

/** Bob is there; then the block runs. */
const withBob = async (scene: Scene, snippet: Snippet) => {
  const bob = await scene.other('bob')
  return { ...bob, exported: await scene.run(snippet) }
}

export const checks: Readonly<Record<string, Check>> = {
  first: async (scene, snippet) => {
    const { client: bob, got } = await withBob(scene, snippet)
    expect(got).toEqual(['alice: hello'])
    await scene.done(bob.sendMessage('alice', 'hi'))
    await scene.done(bob.channel('plaza').join())
    await scene.done(bob.channel('plaza').sendMessage('hi'))
    expect(scene.shown).toEqual([['bob: hi'], ['bob in plaza: hi']])
  },
  readme: async (scene, snippet) => {
    const { client: bob, got } = await withBob(scene, snippet)
    await scene.done(bob.sendMessage('alice', 'hi'))
    await scene.done(bob.channel('plaza').join())
    await scene.done(bob.channel('plaza').sendMessage('hi'))
    expect([got, scene.printed.splice(0)]).toEqual([['alice: hello'], [['bob', 'hi'], ['bob in plaza: hi']]])
  },
  oldWay: async (scene, snippet) => {
    await scene.run(snippet)
    expect(scene.printed).toEqual([])
  },
  market: async (scene, snippet) => {
    const { client: bob, got } = await withBob(scene, snippet)
    await scene.done(bob.channel('plaza').join())
    await scene.done(bob.channel('plaza').sendMessage('hi'))
    expect([got, scene.shown]).toEqual([['alice: 你好'], [['received'], ['bob 在 plaza：hi']]])
  },
  marketOld: async (scene, snippet) => {
    await scene.run(snippet)
    expect(scene.shown).toEqual([['onConnectionStateChanged'], ['onConnectionStateChanged'], [0]])
  },
  functions: async (scene, snippet) => {
    const { got } = await withBob(scene, snippet)
    expect([got, scene.shown]).toEqual([
      ['alice: 你好'],
      [['onConnectionStateChanged'], ['onConnectionStateChanged'], [0]]
    ])
    expect(scene.urls).toEqual(['ws://192.168.1.5:7080/rtm'])
  },
  hello: async (scene, snippet) => {
    const { client: bob, got, exported } = await withBob(scene, snippet)
    const { text, lines, send } = exported as {
      text: { value: string }
      lines: { value: string[] }
      send: () => Promise<void>
    }
    text.value = 'hello'
    await scene.done(send())
    await scene.done(bob.sendMessage('alice', 'hi'))
    expect([got, lines.value, text.value]).toEqual([
      ['alice: hello'],
      ['logged in as alice', 'me: hello (received)', 'bob: hi'],
      ''
    ])
    await scene.leave()
    expect(exported['client']).toMatchObject({ state: 'disconnected' })
  },
  token: async (scene, snippet) => {
    await scene.run(snippet)
    expect([scene.fetched, scene.shown]).toEqual([['alice'], []])
  },
  outcome: async (scene, snippet) => {
    await withBob(scene, snippet)
    expect(scene.shown).toEqual([['received'], ['offline'], [expect.stringContaining('offline: true')]])
  },
  late: async (scene, snippet) => {
    const { client: bob } = await scene.other('bob')
    await scene.done(bob.hold(true))
    await scene.run(snippet)
    await scene.town.advance(10_000)
    expect(scene.shown).toEqual([['waiting']])
    await scene.done(bob.hold(false))
    await scene.town.advance(1000)
    expect(scene.shown).toEqual([['waiting'], ['received']])
  },
  offline: async (scene, snippet) => {
    const { client: bob } = await withBob(scene, snippet)
    expect(scene.shown).toEqual([['stored']])
    expect((await scene.other('carol')).got).toEqual(['alice: call me'])
    await scene.done(bob.sendMessage('alice', 'hi'))
    expect(scene.shown.at(-1)).toEqual(['bob: hi'])
  },
  channel: async (scene, snippet) => {
    await scene.run(snippet)
    expect(scene.shown).toEqual([
      ['1 members'],
      [['alice']],
      [
        [
          { channelId: 'room', count: 1 },
          { channelId: 'hall', count: 0 }
        ]
      ]
    ])
  },
  presence: async (scene, snippet) => {
    const { client: bob } = await withBob(scene, snippet)
    await scene.done(bob.logout())
    expect(scene.shown).toEqual([
      ['bob is online'],
      ['carol is offline'],
      [
        [
          { userId: 'bob', presence: 'online' },
          { userId: 'dave', presence: 'offline' }
        ]
      ],
      [['bob', 'carol']],
      ['bob is offline']
    ])
  },
  attributes: async (scene, snippet) => {
    await scene.run(snippet)
    expect(scene.shown).toEqual([
      [{ age: 24 }],
      [{ topic: 'weather', open: true, mood: 'fine' }],
      [{ topic: 'weather', open: false }]
    ])
  },
  invite: async (scene, snippet) => {
    const { client: bob } = await withBob(scene, snippet)
    await scene.done(bob.acceptInvitation('alice', { response: 'coming' }))
    expect(scene.shown).toEqual([['ringing at bob'], ['bob says coming']])
  },
  answer: async (scene, snippet) => {
    const { client: bob } = await withBob(scene, snippet)
    const carol = (await scene.other('carol')).client
    const told: string[] = []
    carol.on('invitation', ({ state, reason }) => told.push(`${state} ${reason}`))
    await scene.done(bob.invite('alice', { channelId: 'room' }))
    await scene.done(carol.invite('alice'))
    expect([scene.shown, told]).toEqual([
      [['accepted'], ['refused']],
      ['ringing ', 'refused busy']
    ])
    expect(await scene.done(bob.getMemberCounts(['room']))).toEqual([{ channelId: 'room', count: 1 }])
  },
  network: async (scene, snippet) => {
    await scene.run(snippet)
    scene.town.crash()
    await scene.town.advance(6000)
    expect(scene.shown).toEqual([['some messages of several users are lost'], ['some messages are lost']])
    scene.town.net.blocked.add('page 1')
    for (const socket of scene.town.net.sockets) if (socket.owner === 'page 1') socket.cut()
    await scene.town.advance(5000)
    scene.town.net.blocked.clear()
    await scene.town.advance(8000)
    expect(scene.shown.slice(2)).toEqual([['offline, trying again'], ['online']])
  },
  errors: async (scene, snippet) => {
    const { got } = await withBob(scene, snippet)
    expect(got.length).toBe(60)
    await scene.town.advance(2000)
    expect([got.length, got.at(-1), scene.shown]).toEqual([61, 'alice: message 61', []])
  },
  devices: async (scene, snippet) => {
    const { exported } = await withBob(scene, snippet)
    expect(exported).toEqual({})
    await scene.other('alice')
    expect(scene.shown).toEqual([['logged in elsewhere']])
  },
  jsEngine: async (scene, snippet) => {
    await scene.run(snippet)
    expect(scene.shown).toEqual([['connected']])
  },
  shared: async (scene, snippet) => {
    expect((await scene.run(snippet))['client']).toMatchObject({ state: 'disconnected' })
  },
  page: async (scene, snippet) => {
    const { client: bob } = await withBob(scene, snippet)
    await scene.done(bob.sendMessage('alice', 'here'))
    await scene.leave()
    await scene.done(bob.sendMessage('alice', 'gone'))
    expect(scene.shown).toEqual([['bob: here']])
  },
  end: async (scene, snippet) => {
    await scene.run(snippet)
    expect(scene.shown).toEqual([['disconnected', false], ['destroyed']])
  },
  standIn: async (scene, snippet) => {
    const { client: bob, got } = await withBob(scene, snippet)
    await scene.done(bob.sendMessage('alice', 'hi'))
    expect([got, scene.shown]).toEqual([['alice: hello'], [[0], ['bob: hi']]])
  },
  main: async (scene, snippet) => {
    vi.stubGlobal('uni', {})
    await scene.run(snippet)
    const { requireNativePlugin } = (
      globalThis as unknown as {
        uni: { requireNativePlugin: (name: string) => Record<string, (options: object) => void> }
      }
    ).uni
    const rtm = requireNativePlugin('AR-RtmModule')
    rtm['createInstance']!({ appId: '0'.repeat(32) })
    rtm['login']!({ userId: 'alice', token: '' })
    await scene.town.settle()
    expect(scene.urls).toEqual(['wss://rtm.example.com/rtm'])
    vi.unstubAllGlobals()
  },
  web: async (scene, snippet) => {
    const { client: bob, got } = await withBob(scene, snippet)
    await scene.done(bob.sendMessage('bot', 'hi'))
    expect(got).toEqual(['bot: you said: hi'])
  }
}
