// JavaScript begins again while its process lives: an update, a reload, a hot restart. And a page that logs in as
// somebody else without a logout.
import { expect } from 'vitest'
import { OPEN_APP, SHARED_APP } from '../../server.ts'
import type { Actor, Handle } from '../../actor.ts'
import type { Fields } from '../../runtime.ts'
import type { Stage } from '../../stage.ts'
import type { Scenario } from '../scenario.ts'
import { states, texts } from '../scenario.ts'

const DECIDED_MS = 2_000
const ABANDONED_MS = 10_000
const enough = (answers: readonly (() => Fields)[]): unknown[] =>
  answers.map((answer) => {
    const { code, ok } = answer()
    return code ?? ok
  })

/** A handle of this context opens, listens and logs in, in one go. */
async function opens(
  stage: Stage,
  { runtime }: Actor,
  handle: Handle,
  context: string,
  user = 'ann',
  app = OPEN_APP
): Promise<() => Fields> {
  await handle.begin('open', [{ app, server: runtime.server ?? stage.server.url, context }])
  await handle.begin('listen')
  const login = await handle.begin('call', ['login', { user }])
  await stage.settle()
  return () => runtime.answerOf(login, 'login')
}

/** So does a page of AR-RtmModule. */
async function starts(stage: Stage, alice: Actor, context: string): Promise<(() => Fields)[]> {
  await alice.handle('').begin('call', ['enter', { context }])
  await alice.runtime.call('setCallBack', null)
  const answers = [
    await alice.begin('createInstance', { appId: OPEN_APP }),
    await alice.begin('setParameters', { server: alice.runtime.server ?? stage.server.url }),
    await alice.begin('login', { userId: alice.user, token: '' })
  ]
  await stage.settle()
  return answers
}

const of = (handle: Handle): unknown[] =>
  handle.heard().map(({ event, state, text, redelivered }) => [event, state ?? text ?? '', redelivered ?? 0])

export const anew: readonly Scenario[] = [
  {
    name: 'P-INBOX-1 P-INBOX-3: JavaScript begins again: silent handles end, the next login hears what was not handled',
    notInRealTime: 'its times are those of the engine',
    play: async (stage) => {
      const page = stage.actor('page')
      const bob = await stage.actor('bob', false).ready()
      const [first, second] = [page.handle('first'), page.handle('second')]
      expect((await opens(stage, page, first, 'one'))()).toMatchObject({ ok: 1 })
      await bob.call('subscribePeersOnlineStatus', { peerIds: ['ann'] })
      for (const text of ['handled', 'not handled'])
        expect(await bob.call('sendMessageToPeer', { peerId: 'ann', text })).toEqual({ code: 0 })
      const { confirm } = first.heard().find(({ text }) => text === 'handled')!
      expect(await first.ask('call', 'handled', { n: confirm as number })).toMatchObject({ ok: 1 })
      await stage.advance(2_600) // it rides on a ping
      bob.events()

      const login = await opens(stage, page, second, 'two')
      expect([of(first), of(second)]).toEqual([[['probe', '', 0]], []])
      await stage.advance(DECIDED_MS)
      expect(login()).toMatchObject({ ok: 1 })
      expect(of(second)).toEqual([
        ['state', 'entering', 0],
        ['state', 'in', 0],
        ['peerMessage', 'not handled', 1]
      ])
      expect(await bob.call('sendMessageToPeer', { peerId: 'ann', text: 'now' })).toEqual({ code: 0 })
      await stage.advance(ABANDONED_MS)
      expect([of(first), of(second), bob.events(), stage.server.sockets()]).toEqual([
        [],
        [['peerMessage', 'now', 0]],
        [],
        2
      ])
      expect(await first.ask('call', 'stats', {})).toMatchObject({ ok: 0, why: 'not_initialised' })
    }
  },
  {
    name: 'handles of several contexts stay while they answer; a silent one frees its name',
    notInRealTime: 'its times are those of the engine',
    play: async (stage) => {
      const page = stage.actor('page')
      const [first, second] = [page.handle('first'), page.handle('second')]
      await opens(stage, page, first, 'one')
      const login = await opens(stage, page, second, 'two', 'ben')
      expect(await first.ask('call', 'here', { context: 'one' })).toEqual({ ok: 1 })
      expect(login()).toMatchObject({ ok: 1 })
      expect(await first.ask('call', 'send', { to: 'ben', text: 'x' })).toMatchObject({ ok: 1 })
      expect(of(second).at(-1)).toEqual(['peerMessage', 'x', 0])
      first.heard()

      const again = await opens(stage, page, first, 'three') // the name of one that answers no more
      expect(await second.ask('call', 'here', { context: 'two' })).toEqual({ ok: 1 })
      await stage.advance(DECIDED_MS)
      expect(again()).toMatchObject({ ok: 1 })
      expect(of(first).slice(-2)).toEqual([
        ['state', 'entering', 0],
        ['state', 'in', 0]
      ])
      await stage.advance(ABANDONED_MS)
      expect(await second.ask('call', 'stats', {})).toMatchObject({ ok: 1, phase: 'in' })
    }
  },
  {
    name: 'A-INSTANCE-6 P-INBOX-1: JavaScript begins again: an old page starts as new, and hears what was not handled',
    notInRealTime: 'its times are those of the engine',
    play: async (stage) => {
      const alice = stage.actor('alice')
      const bob = await stage.actor('bob', false).ready()
      expect(enough(await starts(stage, alice, 'one'))).toEqual([0, 0, 0])
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'not handled' })).toEqual({ code: 0 })
      alice.events()

      const answers = await starts(stage, alice, 'two')
      await stage.advance(DECIDED_MS)
      expect(enough(answers)).toEqual([0, 0, 0])
      expect(alice.events().map(({ context, rtmEvent, text }) => [context, rtmEvent, text ?? ''])).toEqual([
        ['one', 'probe', ''],
        ['two', 'onConnectionStateChanged', ''],
        ['two', 'onConnectionStateChanged', ''],
        ['two', 'onPeerMessageReceived', 'not handled']
      ])
      await stage.advance(ABANDONED_MS)
      expect([alice.events(), stage.server.sockets()]).toEqual([[], 2])
    }
  },
  {
    name: 'A-LOGIN-3 A-LOGIN-5: a page logs in without a logout: 8 as the same user, else the one before is offline',
    play: async (stage) => {
      const alice = await (await stage.actor('alice').ready()).joined('room')
      const bob = await (await stage.actor('bob', false).ready()).joined('room')
      await stage.advance(2_000)
      alice.events()
      expect(await alice.call('createInstance', { appId: OPEN_APP })).toMatchObject({ code: 2 })
      expect(await alice.login()).toMatchObject({ code: 8 })
      expect(await alice.call('login', { userId: 'carol', token: '' })).toEqual({ code: 0 })
      expect(states(alice)).toEqual(['2/1', '3/2'])
      const { peerOnlineStatus } = await bob.call('queryPeersOnlineStatus', { peerIds: ['alice', 'carol'] })
      expect(peerOnlineStatus).toEqual([
        { peerId: 'alice', state: 2 },
        { peerId: 'carol', state: 0 }
      ])
      expect(await bob.call('sendMessageToPeer', { peerId: 'carol', text: 'hello' })).toEqual({ code: 0 })
      expect(alice.events()).toMatchObject([{ rtmEvent: 'onPeerMessageReceived', text: 'hello' }])
      expect(await alice.call('sendChannelMessage', { channelId: 'room', text: 'x' })).toMatchObject({ code: 1 })
    }
  },
  {
    name: 'A-LOGIN-5: a login as another user on a silent server: open calls are settled after 2 s, then it goes on',
    notInRealTime: 'the server is held still',
    play: async (stage) => {
      const alice = await stage.actor('alice').ready()
      await stage.advance(1_200)
      stage.server.silence('alice')
      const open = await alice.begin('sendMessageToPeer', { peerId: 'bob', text: 'x' })
      const login = await alice.begin('login', { userId: 'carol', token: '' })
      await stage.advance(2_200)
      expect([open()['code'], login()['code'], states(alice)]).toEqual([2, 0, ['2/1', '3/2']])
      stage.server.speak('alice')
      await stage.advance(3_000)
    }
  },
  {
    name: 'P-HELLO-10 P-RESUME-7: JavaScript begins again, two sessions allowed: a login replaces its own, no other',
    notInRealTime: 'its times are those of the engine',
    play: async (stage) => {
      const page = stage.actor('page')
      // the older one: it would have to go for a third session
      const tablet = await stage.actor('alice', false).ready(SHARED_APP)
      const bob = await stage.actor('bob', false).ready(SHARED_APP)
      const [first, second] = [page.handle('first'), page.handle('second')]
      expect((await opens(stage, page, first, 'one', 'alice', SHARED_APP))()).toMatchObject({ ok: 1 })
      await bob.call('subscribePeersOnlineStatus', { peerIds: ['alice'] })
      for (const text of ['handled', 'not handled'])
        expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text })).toEqual({ code: 0 })
      const { confirm } = first.heard().find(({ text }) => text === 'handled')!
      expect(await first.ask('call', 'handled', { n: confirm as number })).toMatchObject({ ok: 1 })
      await stage.advance(2_600) // it rides on a ping
      for (const one of [tablet, bob]) one.events()

      const login = await opens(stage, page, second, 'two', 'alice', SHARED_APP)
      await stage.advance(DECIDED_MS)
      expect(login()).toMatchObject({ ok: 1 })
      await stage.settle()
      expect(of(second)).toEqual([
        ['state', 'entering', 0],
        ['state', 'in', 0],
        ['peerMessage', 'not handled', 1]
      ])
      expect(await bob.call('sendMessageToPeer', { peerId: 'alice', text: 'now' })).toEqual({ code: 0 })
      await stage.advance(ABANDONED_MS)
      expect([of(first), of(second), bob.events()]).toEqual([[['probe', '', 0]], [['peerMessage', 'now', 0]], []])
      expect([texts(tablet.events(), 'onPeerMessageReceived'), states(tablet), stage.server.sockets()]).toEqual([
        ['now'],
        [],
        3
      ])
    }
  }
]
