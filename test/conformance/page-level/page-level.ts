// The plugin as a page of an app sees it: how long callbacks live, and how values cross. No server: what is told here
// is local.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { onPage } from './page.ts'
import type { Page } from './page.ts'
import type { Fields } from '../runtime.ts'
import type { PageLevel } from '../runtimes/bridge.ts'

const ENTRY = fileURLToPath(new URL('../../../uni_modules/rtm/utssdk/index.uts', import.meta.url))
const REFUSES = 'ws://127.0.0.1:9/rtm'

/** Two events each time: connecting, and disconnected. */
async function loginAndOut(page: Page): Promise<void> {
  await page.advance(1_000)
  page.functions['login']!({ userId: 'alice', token: '' }, () => {})
  await page.rest()
  expect(await page.code('logout', null)).toBe(0)
}

export function pageLevel(name: string, level: PageLevel): void {
  describe(`page level: ${name}`, () => {
    // What no page uses is left out of a build, and then nothing here could call it.
    it(
      'the pages of the app use every function that index.uts exports',
      onPage(level, async ({ functions }) => {
        const exported = [...readFileSync(ENTRY, 'utf8').matchAll(/^export function (\w+)/gm)].map(([, name]) => name)
        expect(exported.length).toBeGreaterThan(10)
        expect(Object.keys(functions).sort()).toEqual(exported.sort())
      })
    )

    it(
      'the callback of a call is called once, after the call has returned',
      onPage(level, async (page) => {
        const answers: Fields[] = []
        page.functions['createInstance']!({ appId: '0'.repeat(32) }, (answer: Fields) => {
          answers.push(answer)
        })
        expect(answers).toEqual([])
        await page.rest()
        expect(answers).toEqual([{ code: 0 }])
      })
    )

    it(
      'the function of setCallBack is called for every event, until another takes its place',
      onPage(level, async (page) => {
        await page.ready()
        expect(await page.code('setParameters', { server: REFUSES })).toBe(0)
        const [first, second]: [unknown[], unknown[]] = [[], []]
        page.functions['setCallBack']!((event: Fields) => {
          first.push(event['state'])
        })
        await loginAndOut(page)
        await loginAndOut(page)
        expect(first).toEqual([2, 1, 2, 1])
        page.functions['setCallBack']!((event: Fields) => {
          second.push(event['state'])
        })
        await loginAndOut(page)
        expect(first).toEqual([2, 1, 2, 1])
        expect(second).toEqual([2, 1])
      })
    )

    it(
      'the same function set twice is called once for an event',
      onPage(level, async (page) => {
        await page.ready()
        await page.code('setParameters', { server: REFUSES })
        const states: unknown[] = []
        const listen = (event: Fields): void => {
          states.push(event['state'])
        }
        page.functions['setCallBack']!(listen)
        page.functions['setCallBack']!(listen)
        await loginAndOut(page)
        expect(states).toEqual([2, 1])
      })
    )

    it(
      'without keepAlive in the proxy it would hear one event: then the uni-app runtime lets go of it, and says so',
      onPage(level, async (page) => {
        await page.ready()
        await page.code('setParameters', { server: REFUSES })
        const states: unknown[] = []
        page.app.other('setCallBack', { keepAlive: false })((event: Fields) => {
          states.push(event['state'])
        })
        await loginAndOut(page)
        expect(states).toEqual([2])
        expect(page.faults.splice(0)).toEqual([expect.stringContaining('#keepalive')])
      })
    )

    it(
      'the listener of a handle is called for every event, each answer once',
      onPage(level, async (page) => {
        const { open, listen, call, close } = page.functions
        const [events, answers]: [string[], string[]] = [[], []]
        const answered = (text: string): void => {
          answers.push(text)
        }
        open!('one', JSON.stringify({ app: '0'.repeat(32), server: REFUSES }), answered)
        listen!('one', (text: string) => {
          events.push(text)
        })
        call!('one', 'login', JSON.stringify({ user: 'alice', token: '' }), () => {})
        await page.rest()
        call!('one', 'logout', '{}', answered)
        close!('one', answered)
        await page.rest()
        expect(events.map((text) => (JSON.parse(text) as Fields)['state'])).toEqual(['entering', 'out'])
        expect(answers).toEqual(['{"ok":1}', '{"ok":1}', '{"ok":1}'])
      })
    )

    it(
      'a callback that throws hurts nobody: the next one is called',
      onPage(level, async (page) => {
        page.functions['createInstance']!({ appId: '0'.repeat(32) }, () => {
          throw new Error('a fault of the page')
        })
        await page.rest()
        expect(page.faults.splice(0)).toEqual(['Error: a fault of the page'])
        expect(await page.code('createInstance', { appId: '0'.repeat(32) })).toBe(2)
      })
    )

    it(
      'a page may call from within a callback',
      onPage(level, async (page) => {
        const { createInstance, createChannel, channelRelease } = page.functions
        const codes: unknown[] = []
        createInstance!({ appId: '0'.repeat(32) }, ({ code }: Fields) => {
          codes.push(code)
          createChannel!({ channelId: 'room' }, (answer: Fields) => {
            codes.push(answer['code'])
            channelRelease!({ channelId: 'room' }, (last: Fields) => {
              codes.push(last['code'])
            })
          })
        })
        for (let i = 0; i < 3; i++) await page.rest()
        expect(codes).toEqual([0, 0, 0])
      })
    )

    it(
      'null, undefined and {} are no options, and a null field is a missing one',
      onPage(level, async (page) => {
        for (const options of [null, undefined, {}, { appId: null }, { appId: undefined }])
          expect(await page.code('createInstance', options), JSON.stringify(options)).toBe(4)
        expect(
          await page.code('setParameters', {
            server: null,
            parameters: null,
            ServerAdd: '127.0.0.1',
            Port: 7080,
            Wss: false
          })
        ).toBe(0)
      })
    )

    it(
      'fields that the plugin does not read may hold anything',
      onPage(level, async (page) => {
        const odd = {
          deep: [null, [1.5, { none: null }], { a: { b: [] } }],
          act: () => {},
          huge: 1e300,
          no: false,
          empty: ''
        }
        expect(await page.answers('createInstance', { appId: '0'.repeat(32), ...odd })).toEqual([{ code: 0 }])
      })
    )

    it(
      'a reactive object of Vue arrives as the plain one',
      onPage(level, async (page) => {
        const reactive = page.app.Vue['reactive'] as <T>(of: T) => T
        await page.ready()
        expect(await page.code('createChannel', reactive({ channelId: 'room' }))).toBe(0)
        expect(await page.code('getChannelMemberCount', reactive({ channelIds: ['room', 7] }))).toBe(102)
      })
    )

    it(
      'a whole number arrives exactly, as an id it is its digits',
      onPage(level, async (page) => {
        await page.ready()
        for (const id of [0, 7, 2_147_483_648, 4_294_967_296, 999_999_999_999_999]) {
          expect(await page.code('createChannel', { channelId: id }), String(id)).toBe(0)
          expect(await page.code('channelRelease', { channelId: String(id) }), String(id)).toBe(0)
        }
      })
    )

    it(
      'what is neither a text nor a whole number is no id',
      onPage(level, async (page) => {
        await page.ready()
        for (const id of [
          null,
          true,
          false,
          5.5,
          -0.5,
          2 ** 53,
          1e300,
          NaN,
          Infinity,
          '',
          {},
          [],
          ['room'],
          { id: 'room' }
        ]) {
          expect(await page.answers('createChannel', { channelId: id }), JSON.stringify(id)).toEqual([
            { code: 1, message: expect.any(String) as unknown }
          ])
        }
        for (const id of [0, -1, 1e15, 2 ** 53 - 1])
          expect(await page.code('createChannel', { channelId: id }), String(id)).toBe(0)
      })
    )

    it(
      'an attribute is a text, a number or a boolean, and nothing else',
      onPage(level, async (page) => {
        await page.ready()
        for (const value of ['x', 0, 1, 7, -1.5, 2 ** 40, 1e300, true, false])
          expect(await page.code('setLocalUserAttributes', { value }), JSON.stringify(value)).toBe(102)
        for (const value of ['', null, NaN, Infinity, [], ['x'], {}, { a: 1 }])
          expect(await page.code('setLocalUserAttributes', { value }), JSON.stringify(value)).toBe(3)
        expect(
          await page.code('setChannelAttributes', { channelId: 'room', attributes: { a: 1.5, b: true, 键: 'x' } })
        ).toBe(102)
        for (const attributes of [null, [], 'x', {}, { a: null }, { ' ': 'x' }])
          expect(
            await page.code('setChannelAttributes', { channelId: 'room', attributes }),
            JSON.stringify(attributes)
          ).toBe(3)
      })
    )

    it(
      'an array arrives with its places, and each is judged',
      onPage(level, async (page) => {
        await page.ready()
        const code = (channelIds: unknown): Promise<unknown> => page.code('getChannelMemberCount', { channelIds })
        expect(await code(['room', 7])).toBe(102)
        for (const ids of [[], ['room', null], [true], [['room']], [{ id: 'room' }], 'room', null])
          expect(await code(ids), JSON.stringify(ids)).toBe(2)
        expect(await code(Array.from({ length: 33 }, (_, i) => i))).toBe(5)
      })
    )
  })
}
