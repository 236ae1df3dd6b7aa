// Where the server is: one setting for all pages, a page's own setParameters before it, and over the real engine what
// the login then dials.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ArRig, SERVER } from '../../kit/engine-kit.ts'
import type { Frame } from '../../kit/engine-kit.ts'
import { ArPlugin, standIn } from './plugin.ts'
import type { StandIn } from './plugin.ts'

const APP = '0'.repeat(32)
const SETTING = 'wss://rtm.example.com/rtm'

/** The stand-in over the engine itself. */
async function overEngine(defaultServer: string): Promise<{ rig: ArRig } & StandIn> {
  const rig = new ArRig(undefined, defaultServer)
  const ar = rig.entry.ar as unknown as Record<string, (...given: unknown[]) => void>
  const channels = rig.entry.ar.channels as unknown as Record<string, (...given: unknown[]) => void>
  const names = [
    'setCallBack',
    'createInstance',
    'setParameters',
    'login',
    'logout',
    'release',
    'createChannel',
    'join',
    'sendMessageToPeer',
    'sendChannelMessage'
  ]
  const functions = Object.fromEntries(
    names.map((name) => [
      name,
      (...given: unknown[]) => {
        const engines = ['logout', 'release'].includes(name) ? given.slice(1) : given
        rig.entry.run(() => {
          const owner = name in ar ? ar : channels
          owner[name]!(...engines)
        })
      }
    ])
  )
  const missing = Object.fromEntries(
    Object.keys(new ArPlugin().functions)
      .filter((name) => !(name in functions))
      .map((name) => [name, () => {}])
  )
  return { rig, ...(await standIn({ ...missing, ...functions })) }
}

function answer(rig: ArRig, call: (callback: (result: Frame) => void) => void): Frame {
  const answers: Frame[] = []
  call((result) => {
    answers.push(result)
  })
  rig.world.drain()
  expect(answers).toHaveLength(1)
  return answers[0]!
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('configure', () => {
  it('is told to the plugin before the first call that needs it, once', async () => {
    const plugin = new ArPlugin()
    const { module, configure } = await standIn(plugin.functions)
    configure({ server: SETTING })
    expect(plugin.calls).toEqual([])
    module['createInstance']!({ appId: APP })
    module['login']!({ userId: 'alice' })
    module['release']!()
    module['createInstance']!({ appId: APP })
    expect(plugin.calls.map(({ name, options }) => [name, (options as Frame | null)?.['server']])).toEqual([
      ['setParameters', SETTING],
      ['createInstance', undefined],
      ['login', undefined],
      ['release', undefined],
      ['createInstance', undefined]
    ])
  })

  it('may come late, and may come again', async () => {
    const plugin = new ArPlugin()
    const { module, configure } = await standIn(plugin.functions)
    module['createInstance']!({ appId: APP })
    for (const server of [SETTING, SERVER]) {
      configure({ server })
      module['login']!({ userId: 'alice' })
    }
    expect(plugin.of('setParameters').map(({ options }) => options)).toEqual([{ server: SETTING }, { server: SERVER }])
  })

  it('wants the address of a socket', async () => {
    const { configure } = await standIn(new ArPlugin().functions)
    for (const server of [
      '',
      'rtm.example.com',
      'http://rtm.example.com/rtm',
      'ws://',
      'ws:// x/rtm',
      null,
      undefined,
      7
    ]) {
      expect(() => {
        configure({ server: server as string })
      }, String(server)).toThrow(/configure: server is .*; give it as 'ws:\/\/host:port\/rtm'/)
    }
  })
})

describe("a page's own setParameters", () => {
  it.each([
    ['an object', { server: SERVER }],
    ["the vendor's command", { Cmd: 'ConfPriCloudAddr', ServerAdd: '127.0.0.1', Port: 7080 }],
    ['JSON text', JSON.stringify({ server: SERVER })],
    ['an object with JSON text', { parameters: JSON.stringify({ ServerAdd: '127.0.0.1', Port: '7080', Wss: false }) }]
  ])('wins as %s, before createInstance and after it', async (_, given) => {
    for (const isFirst of [true, false]) {
      const { rig, module, configure } = await overEngine('')
      configure({ server: SETTING })
      if (isFirst)
        expect(
          answer(rig, (done) => {
            module['setParameters']!(given, done)
          })
        ).toEqual({ code: 0 })
      expect(
        answer(rig, (done) => {
          module['createInstance']!({ appId: APP }, done)
        })
      ).toEqual({ code: 0 })
      if (!isFirst)
        expect(
          answer(rig, (done) => {
            module['setParameters']!(given, done)
          })
        ).toEqual({ code: 0 })
      module['login']!({ userId: 'alice', token: '' })
      rig.world.drain()
      expect(rig.link.url, String(isFirst)).toBe(SERVER)
    }
  })

  it.each([
    ['nothing', []],
    ['a callback only', [() => {}]],
    ['another command', [{ Cmd: 'SetLogLevel' }]],
    ['text that is no JSON', ['{']],
    ['a list', ['[]']],
    ['an empty address', [{ server: '' }]]
  ])('that names no server does not: %s', async (_, given) => {
    const { rig, module, configure } = await overEngine('')
    configure({ server: SETTING })
    module['setParameters']!(...given)
    module['createInstance']!({ appId: APP })
    module['login']!({ userId: 'alice' })
    rig.world.drain()
    expect(rig.link.url).toBe(SETTING)
  })
})

describe('without a setting', () => {
  it('the web dials the origin of the page', async () => {
    const { rig, module } = await overEngine(SERVER)
    module['createInstance']!({ appId: APP })
    module['login']!({ userId: 'alice' })
    rig.world.drain()
    expect(rig.link.url).toBe(SERVER)
  })

  it('elsewhere the login says what to do', async () => {
    const { rig, module } = await overEngine('')
    expect(
      answer(rig, (done) => {
        module['createInstance']!({ appId: APP }, done)
      })
    ).toEqual({ code: 0 })
    expect(
      answer(rig, (done) => {
        module['login']!({ userId: 'alice' }, done)
      })
    ).toMatchObject({ code: 1, message: expect.stringMatching(/no server address; call setParameters/) as unknown })
  })
})
