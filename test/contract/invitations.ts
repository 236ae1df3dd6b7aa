// What every back end of invitations keeps to.
import { describe, expect, it } from 'vitest'
import { reloaded } from '../kit/server/carried.ts'
import type { Invitation, Invitations } from '../../server/src/store/invitations.ts'

export const APP = 'a'.repeat(32)

export function invitationOf(id: string, more: Partial<Invitation> = {}): Invitation {
  return {
    app: APP,
    caller: 'alice',
    callee: 'bob',
    id,
    login: 'l1',
    channel: '',
    content: 'c',
    response: '',
    state: 'sent',
    why: '',
    by: '',
    version: 1,
    sentAt: 1_000,
    dueAt: 31_000,
    ringUntil: 0,
    confirmUntil: 0,
    awayUntil: 0,
    endedAt: 0,
    met: 0,
    busy: [],
    seen: [],
    ...more
  }
}

export function invitationsContract(name: string, make: () => Promise<Invitations>): void {
  describe(`invitations: ${name}`, () => {
    const ids = (list: readonly Invitation[]): string[] => list.map(({ id }) => id)

    it('P-CALL-2: what was put is found as it was put, the last time', async () => {
      const store = await make()
      const first = invitationOf('1', { content: '漢字 "\\ \u0000 😀' })
      await store.put(first)
      expect(await store.find(first)).toEqual(first)
      const second: Invitation = {
        ...first,
        state: 'refused',
        response: 'no',
        version: 3,
        busy: ['s1'],
        seen: ['s1', 'callee']
      }
      await store.put(second)
      expect(await store.find({ app: APP, caller: 'alice', id: '1' })).toEqual(second)
      for (const key of [
        { ...first, id: '2' },
        { ...first, caller: 'bob' },
        { ...first, app: 'b'.repeat(32) }
      ])
        expect(await store.find(key)).toBeNull()
    })

    it('a user has those they sent and those they were sent, the oldest first, and none of another app', async () => {
      const store = await make()
      await store.put(invitationOf('z', { sentAt: 1 }))
      await store.put(invitationOf('y', { sentAt: 2, caller: 'bob', callee: 'alice' }))
      await store.put(invitationOf('x', { sentAt: 3, caller: 'carol', callee: 'bob' }))
      await store.put(invitationOf('w', { sentAt: 4, app: 'b'.repeat(32) }))
      await store.put(invitationOf('z', { sentAt: 1, state: 'ringing' }))
      expect(ids(await store.ofUser(APP, 'alice'))).toEqual(['z', 'y'])
      expect(ids(await store.ofUser(APP, 'bob'))).toEqual(['z', 'y', 'x'])
      expect(ids(await store.ofUser(APP, 'carol'))).toEqual(['x'])
      expect(await store.ofUser(APP, 'dave')).toEqual([])
      // No name is the beginning of another one by chance.
      await store.put(invitationOf('v', { caller: 'al', callee: 'alice2' }))
      expect(ids(await store.ofUser(APP, 'alice'))).toEqual(['z', 'y'])
    })

    it('P-CALL-9: ended ones are found by the time of their end, earliest first, so many at a time', async () => {
      const store = await make()
      const ended = { state: 'refused', dueAt: 0 } as const
      for (const id of ['1', '2', '3']) await store.put(invitationOf(id))
      for (const [id, endedAt] of [
        ['2', 100],
        ['3', 200],
        ['1', 300]
      ] as const)
        await store.put(invitationOf(id, { ...ended, endedAt }))
      await store.put(invitationOf('4'))
      await store.put(invitationOf('3', { ...ended, endedAt: 200, seen: ['s1'] }))
      const found = async (time: number, most: number): Promise<string[]> =>
        (await store.endedUntil(time, most)).map(({ id }) => id)
      expect([await found(99, 10), await found(250, 10), await found(1_000, 2)]).toEqual([[], ['2', '3'], ['2', '3']])
      await store.remove(invitationOf('2'))
      expect(await found(1_000, 10)).toEqual(['3', '1'])
    })

    it('P-CALL-9: what was removed is gone for both, and may be removed twice', async () => {
      const store = await make()
      const [one, two] = [invitationOf('1'), invitationOf('2', { sentAt: 2_000 })]
      for (const row of [one, two]) await store.put(row)
      for (let i = 0; i < 2; i++) await store.remove(one)
      expect(await store.find(one)).toBeNull()
      expect([
        ids(await store.ofUser(APP, 'alice')),
        ids(await store.ofUser(APP, 'bob')),
        ids(await store.all())
      ]).toEqual([['2'], ['2'], ['2']])
      await store.remove(two)
      expect([await store.ofUser(APP, 'alice'), await store.all()]).toEqual([[], []])
    })

    it('P-STOP-1: what a stop saves is there afterwards, in the same order', async () => {
      const store = await make()
      for (let i = 0; i < 12; i++)
        await store.put(invitationOf(`i${i}`, { sentAt: i, caller: `user${i % 3}`, callee: 'bob' }))
      await reloaded(store, store, 0)
      expect(ids(await store.ofUser(APP, 'bob'))).toEqual(Array.from({ length: 12 }, (_, i) => `i${i}`))
      expect((await store.all()).length).toBe(12)
    })
  })
}
