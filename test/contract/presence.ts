// What every back end of presence keeps to.
import { describe, expect, it } from 'vitest'
import type { Presence } from '../../server/src/store/presence.ts'

export function presenceContract(name: string, make: () => Promise<Presence>): void {
  describe(`presence: ${name}`, () => {
    it('P-LIFE-3: online while held, unreachable when faded, offline when dropped', async () => {
      const presence = await make()
      const state = async (): Promise<string> => (await presence.states(['alice']))[0]!
      const seen = [await state()]
      for (const act of ['hold', 'fade', 'hold', 'fade', 'drop'] as const) {
        await presence[act]('alice', 's1')
        seen.push(await state())
      }
      expect(seen).toEqual(['offline', 'online', 'unreachable', 'online', 'unreachable', 'offline'])
    })

    it('P-RESUME-7: one reachable session is enough, and a hand-over does not flicker', async () => {
      const presence = await make()
      await presence.hold('alice', 's1')
      await presence.fade('alice', 's1')
      await presence.hold('alice', 's2')
      expect(await presence.states(['alice'])).toEqual(['online'])
      await presence.drop('alice', 's1')
      expect(await presence.states(['alice', 'bob'])).toEqual(['online', 'offline'])
      await presence.drop('alice', 's1')
      await presence.drop('alice', 's2')
      expect(await presence.states(['alice'])).toEqual(['offline'])
    })

    it('nobody is made present by fading or dropping', async () => {
      const presence = await make()
      await presence.fade('alice', 's1')
      await presence.drop('alice', 's1')
      expect(await presence.states(['alice'])).toEqual(['offline'])
    })

    it('P-WATCH-4: each change answers what the user is now, and whether that is news', async () => {
      const presence = await make()
      const seen: string[] = []
      for (const [act, session] of [
        ['fade', 's1'],
        ['hold', 's1'],
        ['hold', 's1'],
        ['fade', 's1'],
        ['fade', 's1'],
        ['hold', 's2'],
        ['fade', 's1'],
        ['drop', 's1'],
        ['drop', 's1'],
        ['fade', 's2'],
        ['drop', 's2'],
        ['drop', 's2']
      ] as const) {
        const { state, changed } = await presence[act]('alice', session)
        seen.push(changed ? state : `still ${state}`)
        expect(await presence.states(['alice'])).toEqual([state])
      }
      expect(seen).toEqual([
        'still offline',
        'online',
        'still online',
        'unreachable',
        'still unreachable',
        'online',
        'still online',
        'still online',
        'still online',
        'unreachable',
        'offline',
        'still offline'
      ])
    })
  })
}
