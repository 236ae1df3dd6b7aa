// The two users of the playground on one plugin, which goes on when a user logs out, and when JavaScript begins again.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import { contextId } from '../../../sdk/engine/context.ts'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, portsOf, SERVER } from '../../kit/engine-kit.ts'
import { Town } from '../../oracles/town.ts'
import { fieldsOf } from '../../sdk/fields.ts'
import type { Player } from '../../../pages/playground/use-client.ts'

const shared = globalThis as { uni?: object }
beforeEach(() => {
  shared.uni = {}
})
afterEach(() => {
  delete shared.uni
})

function pluginIn(town: Town) {
  const entry = new Entry(portsOf(town.world, town.net.links('page'), SERVER).ports)
  return {
    open: (handle: string, options: string, done: (answer: string) => void) => {
      entry.open(handle, options, done)
    },
    call: (handle: string, method: string, args: string, done: (answer: string) => void) => {
      entry.call(handle, method, args, done)
    },
    listen: (handle: string, listener: (event: string) => void) => {
      entry.run(() => {
        entry.handles.listen(handle, listener)
      })
    },
    close: (handle: string, done: (answer: string) => void) => {
      entry.close(handle, done)
    }
  }
}

/** The playground of one life of JavaScript. When that has ended nothing reaches its functions. */
async function playground(
  plugin: ReturnType<typeof pluginIn>
): Promise<{ left: Player; right: Player; end: () => void }> {
  vi.resetModules()
  let goesOn = true
  vi.doMock('@/uni_modules/rtm', () => ({
    ...plugin,
    listen: (handle: string, listener: (event: string) => void) => {
      plugin.listen(handle, (text) => {
        if (goesOn) listener(text)
      })
    }
  }))
  const { useClient } = await import('../../../pages/playground/use-client.ts')
  const settings = reactive({ server: SERVER, app: APP, channel: 'plaza' })
  const left: Player = useClient(
    'left',
    'alice',
    settings,
    () => right.me,
    () => () => {}
  )
  const right: Player = useClient(
    'right',
    'bob',
    settings,
    () => left.me,
    () => () => {}
  )
  return {
    left,
    right,
    end: () => {
      goesOn = false
      shared.uni = {}
    }
  }
}

describe('the players of the playground', () => {
  const done = async <T>(town: Town, promise: Promise<T>, ms = 0): Promise<T> => {
    for (let i = 0; i < 20; i++) await town.settle()
    await town.advance(ms)
    for (let i = 0; i < 20; i++) await town.settle()
    return promise
  }

  it('are after a logout what they are before the first login, field by field', async () => {
    const town = new Town()
    const [{ left, right }, fresh] = [await playground(pluginIn(town)), await playground(pluginIn(new Town()))]
    for (const player of [left, right]) {
      await done(town, player.login())
      await done(town, player.join())
    }
    await done(town, right.send(true, '#1'))
    await done(town, right.send(false, '#1'))
    await done(town, left.send(false, 'hello'))
    await done(town, left.lookForPeer())
    await done(town, left.hold(true))
    expect(left.me.messages.map(({ kind }) => kind)).toEqual(['got', 'got', 'sent'])
    await done(town, left.logout())
    expect([...fieldsOf(left.me)]).toEqual([...fieldsOf(fresh.left.me)])
    expect(right.me.messages).toHaveLength(3)
  })

  it('logs in again in a new life: nobody is told of the old one, what was not handled comes again', async () => {
    const town = new Town()
    const plugin = pluginIn(town)
    const carol = town.person('carol')
    carol.login()
    const old = await playground(plugin)
    await done(town, old.left.login())
    await done(town, old.left.join())
    carol.join('plaza')
    carol.send('alice', 'one')
    await town.settle()
    await town.advance(100)
    old.end()
    carol.send('alice', 'two')
    await town.settle()
    const { left } = await playground(plugin)
    expect(await done(town, left.login(), 2_500)).toBe(true)
    await done(town, left.join())
    expect(left.me.messages.map(({ text, redelivered }) => [text, redelivered])).toEqual([['two', true]])
    expect([old.left.me.phase, old.left.me.messages.length, carol.told('memberLeft')]).toEqual(['in', 1, []])
  })

  it('say the same id of their life as the typed client', async () => {
    const opened: string[] = []
    const plugin = {
      ...pluginIn(new Town()),
      open: (_handle: string, options: string, answer: (text: string) => void) => {
        opened.push((JSON.parse(options) as { context: string }).context)
        answer('{"ok":0,"why":"busy"}')
      }
    }
    const { left } = await playground(plugin)
    void left.login()
    for (let i = 0; i < 5; i++) await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    expect(opened).toEqual([contextId()])
  })
})
