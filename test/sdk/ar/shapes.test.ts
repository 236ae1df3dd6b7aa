// The stand-in for AR-RtmModule: every function, in every shape in which pages call it (A-CALL-1).
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ArPlugin, exported, standIn } from './plugin.ts'
import type { StandIn } from './plugin.ts'

const opened = async (): Promise<{ plugin: ArPlugin } & StandIn> => {
  const plugin = new ArPlugin()
  return { plugin, ...(await standIn(plugin.functions)) }
}
const answered = exported.filter((name) => name !== 'setCallBack')

afterEach(() => {
  vi.restoreAllMocks()
})

describe('every function', () => {
  it('of index.uts is there, and no other', async () => {
    const { module } = await opened()
    expect(exported).toHaveLength(40)
    expect(Object.keys(module).sort()).toEqual([...exported].sort())
  })

  it('A-CALL-1 A-CALL-2: passes options and callback on, and answers once', async () => {
    const { plugin, module } = await opened()
    for (const name of answered) {
      const heard: unknown[] = []
      module[name]!({ channelId: 'room' }, (result: unknown) => {
        heard.push(result)
      })
      expect([plugin.last.name, plugin.last.options], name).toEqual([name, { channelId: 'room' }])
      expect(heard, name).toEqual([])
      plugin.last.callback({ code: 0 })
      expect(heard, name).toEqual([{ code: 0 }])
    }
  })

  it('A-CALL-1: takes a callback alone, {} and a callback, nothing, and anything in their places', async () => {
    const { plugin, module } = await opened()
    for (const name of answered) {
      const heard: unknown[] = []
      const callback = (result: unknown): void => {
        heard.push(result)
      }
      for (const given of [
        [callback],
        [{}, callback],
        [null, callback],
        [undefined, callback],
        [callback, undefined],
        ['text', callback],
        [7, callback],
        [[1], callback]
      ]) {
        module[name]!(...given)
        const text = given[0] === 'text' && name === 'setParameters' ? { parameters: 'text' } : null
        expect(plugin.last.options ?? null, `${name} ${typeof given[0]}`).toEqual(
          given[0] !== null && typeof given[0] === 'object' && !Array.isArray(given[0]) ? {} : text
        )
        plugin.last.callback({ code: 0 })
      }
      expect(heard, name).toHaveLength(8)
      for (const given of [[], [{}], [null], [{}, null], [{}, 'no function'], [undefined, undefined]]) {
        module[name]!(...given)
        expect(plugin.last.callback, name).toBeTypeOf('function')
        plugin.last.callback({ code: 0 })
      }
    }
  })

  it('A-CALL-1: returns nothing, and that may be awaited', async () => {
    const { module } = await opened()
    for (const name of exported) expect(await module[name]!({}, () => {}), name).toBeUndefined()
  })

  it('A-CALL-1: works taken off its object, as pages do that destructure it', async () => {
    const { plugin, module } = await opened()
    const { login } = module
    login!({ userId: 'alice' }, () => {})
    expect(plugin.last).toMatchObject({ name: 'login', options: { userId: 'alice' } })
  })
})

describe('values', () => {
  it('texts may be numbers, booleans or objects, lists may be Sets', async () => {
    const { plugin, module } = await opened()
    const passed = (name: string, options: object): unknown => {
      module[name]!(options)
      return plugin.last.options
    }
    expect(passed('sendMessageToPeer', { peerId: 7, text: 5, enableOfflineMessaging: 1 })).toEqual({
      peerId: 7,
      text: '5',
      enableOfflineMessaging: 1
    })
    expect(passed('sendChannelMessage', { channelId: 'room', text: true })).toEqual({ channelId: 'room', text: 'true' })
    expect(passed('sendLocalInvitation', { calleeId: 'bob', content: { Mode: 1 } })).toEqual({
      calleeId: 'bob',
      content: '{"Mode":1}'
    })
    expect(passed('acceptRemoteInvitation', { calleeId: 'bob', response: null })).toEqual({
      calleeId: 'bob',
      response: null
    })
    expect(passed('queryPeersOnlineStatus', { peerIds: new Set(['bob', 7]) })).toEqual({ peerIds: ['bob', 7] })
    expect(passed('login', { userId: 123, token: null })).toEqual({ userId: 123, token: null })
  })

  it('A-ATTR-1: own attributes are the argument itself: nothing in it is changed', async () => {
    const { plugin, module } = await opened()
    for (const name of ['setLocalUserAttributes', 'addOrUpdateLocalUserAttributes']) {
      const attributes = { text: 5, token: true, peerIds: 'x' }
      module[name]!(attributes)
      expect(plugin.last.options, name).toBe(attributes)
    }
    module['setChannelAttributes']!({ channelId: 'room', attributes: { text: 5 } })
    expect(plugin.last.options).toEqual({ channelId: 'room', attributes: { text: 5 } })
  })

  it("leaves the page's object as it is", async () => {
    const { module } = await opened()
    const options = Object.freeze({ peerId: 'bob', text: 5 })
    module['sendMessageToPeer']!(options)
    expect(options).toEqual({ peerId: 'bob', text: 5 })
  })
})

describe('setCallBack', () => {
  it('A-INSTANCE-3: gives the plugin one function for ever; each new callback replaces the old one', async () => {
    const { plugin, module } = await opened()
    const [first, second]: [unknown[], unknown[]] = [[], []]
    module['setCallBack']!((event: unknown) => {
      first.push(event)
    })
    module['setCallBack']!({}, (event: unknown) => {
      second.push(event)
    })
    expect(plugin.of('setCallBack')).toHaveLength(1)
    plugin.last.callback({ rtmEvent: 'onMemberJoined' })
    expect([first, second]).toEqual([[], [{ rtmEvent: 'onMemberJoined' }]])
  })

  it('without a callback changes nothing, and before the first one the plugin keeps the events', async () => {
    const { plugin, module } = await opened()
    for (const given of [[], [null], [{}], ['x']]) module['setCallBack']!(...given)
    expect(plugin.calls).toEqual([])
    const heard: unknown[] = []
    module['setCallBack']!((event: unknown) => {
      heard.push(event)
    })
    module['setCallBack']!()
    plugin.last.callback({ rtmEvent: 'onMemberLeft' })
    expect(heard).toEqual([{ rtmEvent: 'onMemberLeft' }])
  })

  it('a callback that throws hears the next event, and what it threw is written down', async () => {
    const { plugin, module } = await opened()
    const written = vi.spyOn(console, 'error').mockImplementation(() => {})
    const heard: unknown[] = []
    const fault = new Error('a fault of the page')
    module['setCallBack']!((event: unknown) => {
      heard.push(event)
      throw fault
    })
    module['login']!({ userId: 'alice' }, () => {
      throw fault
    })
    expect(() => {
      plugin.last.callback({ code: 0 })
    }).not.toThrow()
    for (const rtmEvent of ['one', 'two']) plugin.of('setCallBack')[0]!.callback({ rtmEvent })
    expect(heard).toEqual([{ rtmEvent: 'one' }, { rtmEvent: 'two' }])
    expect(written.mock.calls.map(([, what]) => what as unknown)).toEqual([fault, fault, fault])
  })
})
