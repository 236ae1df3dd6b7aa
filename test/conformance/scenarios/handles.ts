// The functions for handles: several clients of one process, by name, with JSON text both ways.
import { expect } from 'vitest'
import { OPEN_APP } from '../server.ts'
import type { Handle } from '../actor.ts'
import type { Fields } from '../runtime.ts'
import type { Stage } from '../stage.ts'
import type { Scenario } from './scenario.ts'
import { numbered } from './scenario.ts'

/** Ann and ben, both of the process under test, in one channel. */
async function twoHandles(stage: Stage, process = stage.actor('page')): Promise<{ ann: Handle; ben: Handle }> {
  const [ann, ben] = [await process.handle('ann').ready(), await process.handle('ben').ready()]
  for (const one of [ann, ben]) expect(await one.ask('call', 'join', { channel: 'room' })).toMatchObject({ ok: 1 })
  await stage.advance(2_000)
  for (const one of [ann, ben]) one.heard()
  return { ann, ben }
}

const of = (handle: Handle, kind: string): unknown[] =>
  handle
    .heard()
    .filter(({ event }) => event === kind)
    .map(({ text }) => text)

export const handles: readonly Scenario[] = [
  {
    name: 'two clients of one process, by handles: each hears what the other sends and publishes, by its own listener',
    play: async (stage) => {
      const { ann, ben } = await twoHandles(stage)
      expect(await ann.ask('call', 'send', { to: 'ben', text: 'to you' })).toMatchObject({ ok: 1 })
      expect(await ben.ask('call', 'publish', { channel: 'room', text: '漢字 😀 "\\' })).toMatchObject({ ok: 1 })
      expect(ann.heard()).toMatchObject([
        { event: 'channelMessage', channel: 'room', from: 'ben', text: '漢字 😀 "\\' }
      ])
      expect(ben.heard()).toMatchObject([{ event: 'peerMessage', from: 'ann', text: 'to you', redelivered: 0 }])
      const { users } = await ann.ask('call', 'members', { channel: 'room' })
      expect([...(users as string[])].sort()).toEqual(['ann', 'ben'])
      expect(await ann.ask('call', 'counts', { channels: ['room', 'none'] })).toMatchObject({ ok: 1, counts: [2, 0] })
      expect(await ann.ask('call', 'presence', { users: ['ben', 'nobody'] })).toMatchObject({
        ok: 1,
        states: ['online', 'offline']
      })
    }
  },
  {
    name: 'a handle answers in words what cannot be: an unknown handle or method, no JSON object, a name in use',
    play: async (stage) => {
      const process = stage.actor('page')
      const [ann, nobody] = [await process.handle('ann').ready(), process.handle('nobody')]
      const why = async (answer: Promise<unknown>): Promise<unknown> =>
        ((await answer) as { why?: unknown; message?: string }).why
      expect(await why(nobody.ask('call', 'login', { user: 'x' }))).toBe('not_initialised')
      expect(await why(nobody.ask('close'))).toBe('not_initialised')
      expect(await why(ann.ask('open', { app: OPEN_APP }))).toBe('busy')
      expect(await why(ann.ask('call', 'dance', {}))).toBe('unsupported')
      for (const args of ['', 'word', '[1]', '1', 'null', '{'])
        expect(await why(ann.ask('call', 'join', args)), args).toBe('invalid')
      for (const args of [{}, { channel: null }, { channel: true }, { channel: '' }])
        expect(await why(ann.ask('call', 'join', args)), JSON.stringify(args)).toBe('invalid')
      expect(await why(ann.ask('call', 'publish', { channel: 'room', text: 'x' }))).toBe('not_joined')
    }
  },
  {
    name: 'P-REPLAY-1: a cut link of one handle does not disturb the other, and what it missed comes once, in order',
    play: async (stage) => {
      const { ann, ben } = await twoHandles(stage)
      stage.server.refuse(true)
      stage.server.cut('ann')
      for (const text of numbered(1, 5))
        expect(await ben.ask('call', 'publish', { channel: 'room', text })).toMatchObject({ ok: 1 })
      stage.server.refuse(false)
      await stage.advance(3_000, () => ann.count('channelMessage') >= 5)
      expect(of(ann, 'channelMessage')).toEqual(numbered(1, 5))
      expect(ben.heard().map(({ event }) => event)).not.toContain('state')
    }
  },
  {
    name: 'a handle that is closed is logged out and silent, and its name can be opened again',
    play: async (stage) => {
      const { ann, ben } = await twoHandles(stage)
      expect(await ann.ask('close')).toEqual({ ok: 1 })
      expect(ann.heard()).toMatchObject([{ event: 'state', state: 'out', reason: 'logout' }])
      expect(await ben.ask('call', 'send', { to: 'ann', text: 'x' })).toMatchObject({ ok: 0, why: 'offline' })
      expect(ann.heard()).toEqual([])
      await ann.ready()
      expect(await ben.ask('call', 'send', { to: 'ann', text: 'again' })).toMatchObject({ ok: 1 })
      expect(of(ann, 'peerMessage')).toEqual(['again'])
    }
  },
  {
    name: 'P-LIFE-7: stats of a handle: links, messages each way, waiting sends and round trip, even without a login',
    play: async (stage) => {
      const process = stage.actor('page')
      const { ann, ben } = await twoHandles(stage, process)
      const cat = process.handle('cat')
      const stats = (handle: Handle): Promise<Fields> => handle.ask('call', 'stats', {})
      await cat.ask('open', { app: OPEN_APP })
      expect(await stats(cat)).toEqual({
        ok: 1,
        phase: 'out',
        roundTrip: -1,
        links: 0,
        lost: 0,
        sent: 0,
        received: 0,
        waiting: 0
      })
      await cat.ask('close')

      expect(await ann.ask('call', 'send', { to: 'ben', text: 'to you' })).toMatchObject({ ok: 1 })
      expect(await ben.ask('call', 'publish', { channel: 'room', text: 'to all' })).toMatchObject({ ok: 1 })
      expect(await ben.ask('call', 'send', { to: 'ann', text: 'to you' })).toMatchObject({ ok: 1 })
      expect(await stats(ann)).toMatchObject({
        ok: 1,
        phase: 'in',
        links: 1,
        lost: 0,
        sent: 1,
        received: 2,
        waiting: 0
      })
      expect(await stats(ben)).toMatchObject({
        ok: 1,
        phase: 'in',
        links: 1,
        lost: 0,
        sent: 2,
        received: 1,
        waiting: 0
      })

      stage.server.silence('ann')
      await ann.begin('call', ['send', { to: 'ben', text: 'slowly' }])
      await stage.advance(2_600) // a ping is on its way, too
      expect(await stats(ann)).toMatchObject({ phase: 'in', sent: 2, waiting: 1 })
      stage.server.speak('ann')
      await stage.settle()
      const { roundTrip, waiting } = await stats(ann)
      expect([waiting, Number(roundTrip) > 0, Number(roundTrip) <= 2_600]).toEqual([0, true, true])

      const before = stage.server.greeted('ann')
      stage.server.refuse(true)
      stage.server.cut('ann')
      await stage.settle()
      expect(await stats(ann)).toMatchObject({ phase: 'mending', roundTrip: -1, links: 1, lost: 1 })
      stage.server.refuse(false)
      await stage.returns('ann', before)
      const { phase, links, lost, roundTrip: again } = await stats(ann)
      expect([phase, links, lost, Number(again) >= 0]).toEqual(['in', 2, 1, true])
    }
  }
]
