// Attributes as clients by handles have them.
import { expect } from 'vitest'
import type { Scenario } from '../scenario.ts'

export const attributesByHandles: readonly Scenario[] = [
  {
    name: 'P-ATTR-3: attributes by handles: the same in words, and the event with rows',
    play: async (stage) => {
      const page = stage.actor('page')
      const ann = await page.handle('ann').ready()
      const ask = (method: string, args: object) => ann.ask('call', method, args as Record<string, unknown>)
      await ask('join', { channel: 'room' })
      ann.heard()
      expect(await ask('setAttributes', { attributes: { age: 23, old: 1 } })).toEqual({ ok: 1 })
      expect(await ask('mergeAttributes', { attributes: { yes: true } })).toEqual({ ok: 1 })
      expect(await ask('deleteAttributes', { keys: ['old'] })).toEqual({ ok: 1 })
      expect(await ask('userAttributes', { user: 'ann' })).toMatchObject({
        ok: 1,
        rows: [
          { key: 'age', value: 23, text: '23' },
          { key: 'yes', value: true, text: 'true' }
        ]
      })
      expect(await ask('userAttributes', { user: 'ann', keys: ['yes'] })).toMatchObject({
        ok: 1,
        rows: [{ key: 'yes', value: true }]
      })
      expect(await ask('clearAttributes', {})).toEqual({ ok: 1 })
      expect(await ask('userAttributes', { user: 'ann' })).toMatchObject({ ok: 1, rows: [] })
      expect(await ask('userAttributes', { user: 'nobody' })).toMatchObject({ ok: 0, why: 'user_offline' })
      for (const args of [{ keys: [] }, {}])
        expect(await ask('deleteAttributes', args)).toMatchObject({ ok: 0, why: 'invalid' })
      expect(await ask('setChannelAttributes', { channel: 'room', attributes: { a: 1 }, notify: 1 })).toEqual({ ok: 1 })
      expect(ann.heard()).toMatchObject([
        { event: 'attributes', channel: 'room', rows: [{ key: 'a', value: 1, text: '1', by: 'ann' }] }
      ])
      expect(await ask('mergeChannelAttributes', { channel: 'room', attributes: { b: false } })).toEqual({ ok: 1 })
      expect(await ask('deleteChannelAttributes', { channel: 'room', keys: ['a'] })).toEqual({ ok: 1 })
      expect(await ask('channelAttributes', { channel: 'room' })).toMatchObject({
        ok: 1,
        rows: [{ key: 'b', value: false, text: 'false', by: 'ann' }]
      })
      expect(await ask('channelAttributes', { channel: 'room', keys: ['a'] })).toMatchObject({ ok: 1, rows: [] })
      expect(await ask('clearChannelAttributes', { channel: 'room' })).toEqual({ ok: 1 })
      expect(ann.heard()).toEqual([])
    }
  }
]
