// JavaScript that begins again over a plugin that goes on: the typed client and the stand-in of the last life and of
// this one, over one engine.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lasting } from '../../sdk/engine/lasting.ts'
import { clientOn } from '../../sdk/client/create.ts'
import { APP, ArRig, record, SERVER, welcome, type Frame } from '../kit/engine-kit.ts'
import { ArPlugin, standIn } from './ar/plugin.ts'
import { engineOf, settle } from './engine-rigs.ts'

const shared = globalThis as { uni?: object }
/** From here on JavaScript is another one: nothing of it is known to `uni`. */
const begin = (): void => {
  shared.uni = {}
  vi.resetModules()
}
beforeEach(begin)
afterEach(() => {
  delete shared.uni
})

/** A client of one life, and whether that life goes on: when it has ended nothing reaches its functions. */
function life(rig: ArRig) {
  const state = { goesOn: true }
  const engine = engineOf(rig)
  const client = clientOn(
    { appId: APP, server: SERVER },
    lasting({
      ...engine,
      listen: (handle, listener) => {
        engine.listen(handle, (text) => {
          if (state.goesOn) listener(text)
        })
      }
    })
  )
  const told: unknown[] = []
  client.on('message', ({ text, redelivered }) => {
    told.push([text, redelivered])
  })
  client.on('state', ({ state: now }) => {
    told.push(now)
  })
  return {
    client,
    told,
    end: () => {
      state.goesOn = false
      begin()
    }
  }
}

describe('the typed client', () => {
  it('of a new life starts after 2 s, and is told nothing of what the last one had open', async () => {
    const rig = new ArRig()
    const first = life(rig)
    void first.client.login({ userId: 'alice' })
    await settle(rig)
    rig.greet()
    first.end()
    const second = life(rig)
    void second.client.login({ userId: 'alice' })
    await settle(rig)
    expect(rig.links.all).toHaveLength(1)
    rig.advance(2_000)
    await settle(rig)
    rig.link.connect().say(welcome({ session: 's2' }))
    rig.links.all[0]!.end(4201)
    await settle(rig)
    expect(second.told).toEqual(['connecting', 'connected'])
    expect(second.client.state).toBe('connected')
    expect(first.told).toEqual(['connecting', 'connected'])
  })

  it('of several bundles in one life, and of several lives that answer, all stay', async () => {
    const rig = new ArRig()
    const [one, two] = [life(rig), life(rig)]
    begin() // another life, which shares no `uni`; the first goes on
    const three = life(rig)
    await settle(rig)
    rig.advance(20_000)
    const stats = await Promise.all(
      [one, two, three].map(async ({ client }) => {
        const asked = client.getStats()
        await settle(rig)
        return asked
      })
    )
    expect(stats).toHaveLength(3)
  })

  it('P-INBOX-1: a message is handled once its listeners were called, not when JavaScript ended before', async () => {
    const rig = new ArRig()
    const first = life(rig)
    void first.client.login({ userId: 'alice' })
    await settle(rig)
    rig.greet().say(record(0, 1))
    await settle(rig)
    rig.advance(2_100)
    expect(rig.link.last('ping')).toMatchObject({ h: 1 })
    first.end()
    rig.say({ t: 'pong' }).say(record(0, 2)).advance(2_100)
    expect(rig.link.last('ping')).not.toMatchObject({ h: 2 })
  })

  it('ignores what names another handle, and what is no text', async () => {
    const heard: string[] = []
    let tell: (event: string) => void = () => {}
    lasting({
      open: () => {},
      call: () => {},
      close: () => {},
      listen: (_handle, listener) => {
        tell = listener
      }
    }).listen('mine', (text) => {
      heard.push(text)
    })
    for (const text of [
      '{"event":"state","handle":"other"}',
      '{"event":"state"}',
      { rtmEvent: 'onConnectionStateChanged' } as never,
      '{"event":"state","handle":"mine"}'
    ])
      tell(text)
    expect(heard).toEqual(['{"event":"state","handle":"mine"}'])
  })
})

describe('the stand-in', () => {
  it('says once which life its calls are of, before the first of them', async () => {
    const plugin = new ArPlugin()
    const { module } = await standIn(plugin.withCall)
    module['setCallBack']!(() => {})
    module['createInstance']!({ appId: APP })
    expect(plugin.said).toEqual([['enter', { context: expect.any(String) as string }]])
  })

  it('answers a probe, confirms what the page was told, shows neither; ignores other lives and handles', async () => {
    const plugin = new ArPlugin()
    const { module } = await standIn(plugin.withCall)
    const heard: Frame[] = []
    module['setCallBack']!((event: unknown) => {
      heard.push(event as Frame)
    })
    const { context } = plugin.said[0]![1]
    const tell = plugin.of('setCallBack')[0]!.callback as (event: unknown) => void
    tell({ rtmEvent: 'onPeerMessageReceived', text: 'old', context: 'another', confirm: 7 })
    tell({ rtmEvent: 'probe', context: 'another' })
    tell('{"event":"state"}')
    expect(plugin.said).toHaveLength(1)
    tell({ rtmEvent: 'probe', context })
    tell({ rtmEvent: 'onPeerMessageReceived', text: 'new', context, confirm: 1 })
    expect(plugin.said.slice(1)).toEqual([
      ['here', { context }],
      ['handled', { n: 1 }]
    ])
    expect(heard).toEqual([{ rtmEvent: 'onPeerMessageReceived', text: 'new' }])
  })
})
