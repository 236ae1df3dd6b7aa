// Chat and Call of one window, on one client.
import { describe, expect, it } from 'vitest'
import { Desk } from '../../pages/call/desk.ts'
import { emptyDesk } from '../../pages/call/state.ts'
import { Chat } from '../../pages/chat/chat.ts'
import { Login } from '../../pages/shared/login/login.ts'
import { fieldsOf } from '../sdk/fields.ts'
import { ChatTown, conversation, entrance, memoryOf } from './chat/chat-kit.ts'

/** The name that the form of the calls is filled with, and numbers that go on, so that no key is given twice. */
const meant: readonly RegExp[] = [/^\.state\.user$/, /\.last\w+$/]

function windowOf(town: ChatTown, device: string) {
  const { clock } = town.town.world
  let clients = 0
  const login = new Login((options) => {
    clients++
    return town.client(device, options)
  })
  const after = (ms: number, task: () => void) => {
    const id = clock.after(ms, task)
    return () => {
      clock.cancel(id)
    }
  }
  const chat = new Chat(
    { now: () => clock.now(), monotonic: () => clock.monotonic(), after, memory: memoryOf() },
    login
  )
  const state = emptyDesk('')
  const desk = new Desk(state, login, clock, memoryOf())
  return {
    login,
    chat,
    state,
    desk,
    get clients() {
      return clients
    }
  }
}

describe('a window with chat and calls', () => {
  it('logs in once for both: who is in the chat is called, and what their telephone hears is no talk', async () => {
    const town = new ChatTown()
    const [alice, bob] = [windowOf(town, 'alice'), windowOf(town, 'bob')]
    for (const [one, name] of [
      [alice, 'alice'],
      [bob, 'bob']
    ] as const)
      await town.within(1000, one.chat.login(entrance(name)))
    expect([alice.state.user, alice.state.connection, alice.clients]).toEqual(['alice', 'connected', 1])
    await town.done(alice.desk.call('bob', false))
    await town.done(bob.desk.accept())
    await town.done(alice.desk.leave())
    expect(bob.state.book.calls.map(({ peer, end }) => [peer, end])).toEqual([['alice', 'hungUp']])
    expect(bob.chat.state.conversations).toEqual([])
  })

  it('goes on with both after a login elsewhere, at one press on either', async () => {
    const town = new ChatTown()
    const alice = windowOf(town, 'alice')
    await town.within(1000, alice.chat.login(entrance('alice')))
    await town.done(alice.chat.join('plaza'))
    await town.enter('alice', 'telephone')
    expect([alice.chat.state.connection, alice.state.connection]).toEqual(['aborted', 'aborted'])
    const { appId, server } = entrance('alice')
    await town.within(2000, alice.desk.login({ appId, server }))
    expect(alice.chat.state).toMatchObject({
      connection: 'connected',
      conversations: [{ key: 'channel:plaza', membership: 'in' }]
    })
    expect(alice.clients).toBe(1)
  })

  it('has nothing of a user left when they have logged out on either, nor when another has logged in', async () => {
    const town = new ChatTown()
    const elsewhere = new ChatTown()
    const bob = await town.enter('bob')
    for (const leave of ['logout', 'another'] as const) {
      // or a login of carol would end the other
      const [alice, empty] = [windowOf(town, `alice ${leave}`), windowOf(elsewhere, 'empty')]
      await town.within(1000, alice.chat.login(entrance('alice')))
      await town.done(alice.chat.join('plaza'))
      await town.done(alice.desk.call('bob', false))
      alice.chat.talkTo('bob')
      bob.talkTo('alice')
      await town.done(bob.send(conversation(bob, 'peer:alice'), 'hello'))
      await town.done(alice.chat.send(conversation(alice.chat, 'channel:plaza'), 'hello, everybody'))
      await town.done(alice.chat.setProfile('Alice', 'here'))
      await town.done(alice.chat.hold(true))
      if (leave === 'logout') await town.done(alice.desk.logout())
      else await town.within(1000, alice.chat.login(entrance('carol')))
      if (leave === 'another') await elsewhere.within(1000, empty.chat.login(entrance('carol')))
      // Whatever fields there are: what the pages show, and what stands behind it.
      const left = ({ chat, state, login }: typeof alice) =>
        fieldsOf({ chat, state, login }, ['clock', 'around', 'town', 'engine', 'handle'])
      const [now, fresh] = [left(alice), left(empty)]
      const differing = [...new Set([...now.keys(), ...fresh.keys()])].filter(
        (path) => now.get(path) !== fresh.get(path)
      )
      expect(differing.filter((path) => !meant.some((pattern) => pattern.test(path)))).toEqual([])
      await elsewhere.done(empty.chat.logout())
    }
    await town.done(bob.logout())
  })
})
