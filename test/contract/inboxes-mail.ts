// What every back end of inboxes keeps to with mail: what is brought into an inbox, and what goes from it to the mail.
import { describe, expect, it } from 'vitest'
import { reloaded } from '../kit/server/carried.ts'
import type { Inboxes } from '../../server/src/store/inboxes.ts'
import { all, draft, filledBy, type MakeInboxes, noneHandled, nothing, room, shape, T0 } from './kit/inboxes.ts'

export function inboxesMail(name: string, make: MakeInboxes): void {
  describe(`inboxes: ${name}`, () => {
    const filled = filledBy(make)
    const brought = (...numbers: number[]): Parameters<Inboxes['bring']>[1] => ({
      losses: [],
      letters: numbers.map((number) => ({ number, draft: draft(number + 10) }))
    })
    const loss = { number: 1, id: 'x', why: 'evicted', count: 3, by: { bob: 3 } } as const

    it('P-MAIL-4: mail is brought behind what is there, losses first, and is named when it was handled', async () => {
      const inboxes = await filled(1)
      await inboxes.bring('alice', { ...brought(1, 2), losses: [loss] })
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob1', ['evicted', 2, 2, 3], 'bob11', 'bob12'])
      expect(await inboxes.find('alice')).toMatchObject({
        head: 4,
        written: 1,
        brought: { letter: 2, loss: 1, letters: 2 }
      })
      expect(await inboxes.received('alice', 's1', 4)).toHaveLength(1) // what was brought has its outcome
      expect(await inboxes.handled('alice', 's1', 3)).toEqual({ letters: [1], losses: [1] })
      expect(await inboxes.find('alice')).toMatchObject({ brought: { letter: 2, loss: 0, letters: 1 } })
      expect(await inboxes.handled('alice', 's1', 4)).toEqual({ letters: [2], losses: [] })
      expect(await inboxes.find('alice')).toMatchObject({ brought: { letter: 0, loss: 0, letters: 0 } })
    })

    it('P-MAIL-3: when a lease ends, flagged messages go to the mail, in order, written or not', async () => {
      const inboxes = await filled(0)
      await inboxes.bring('alice', brought(1, 2))
      await inboxes.written('alice', 2)
      for (const [n, store, writing] of [
        [3, true, true],
        [4, false, true],
        [5, true, false],
        [6, false, false]
      ] as const) {
        await inboxes.append('alice', draft(n, 'bob', 's-bob', store), writing, room)
      }
      const { withdrawn, unknown, kept } = await inboxes.lapse('alice')
      expect([withdrawn.map((due) => due.n), unknown.map((due) => due.n)]).toEqual([[6], [4]])
      const { id, from, session, ts, flags, text } = draft(3)
      expect(kept.map(({ due, offset }) => [due?.n, offset])).toEqual([
        [3, 3],
        [5, 0]
      ])
      expect(kept[0]!.draft).toEqual({ id, from, session, ts, flags, text })
      await inboxes.mailed('alice', 3, 7)
      expect(await inboxes.find('alice')).toMatchObject({ brought: { letter: 7, letters: 3 } })
      expect(shape(await inboxes.read('alice', 0, all))).toEqual([
        'bob11',
        'bob12',
        'bob3',
        'bob4',
        ['withdrawn', 5, 6, 0]
      ])
      expect(await inboxes.lapse('alice')).toEqual(nothing)
    })

    it('P-MAIL-4: mail that was brought and not written will be brought again', async () => {
      const inboxes = await filled(0)
      await inboxes.bring('alice', { ...brought(1, 2, 3), losses: [loss] })
      await inboxes.written('alice', 2)
      await inboxes.lapse('alice')
      expect(await inboxes.find('alice')).toMatchObject({ brought: { letter: 1, loss: 1, letters: 1 } })
    })

    it("P-MAIL-3: the last session's end leaves a hole of unflagged messages only, none of the mail", async () => {
      const inboxes = await filled(1)
      await inboxes.bring('alice', { ...brought(1), losses: [loss] })
      await inboxes.append('alice', draft(5, 'bob', 's-bob', true), true, room)
      await inboxes.received('alice', 's1', 1)
      const { withdrawn, unknown, kept, handled } = await inboxes.close('alice', 's1', T0)
      expect([withdrawn, unknown, kept.map(({ due, offset }) => [due?.n, offset]), handled]).toEqual([
        [],
        [],
        [[5, 0]],
        noneHandled
      ])
      expect(shape(await inboxes.read('alice', 0, all))).toEqual([['expired', 1, 4, 1]])
      expect(await inboxes.find('alice')).toMatchObject({ brought: { letter: 0, loss: 0, letters: 0 } })
    })

    it('P-STOP-1 P-MAIL-3: a dump keeps what is flagged and what is in the mail', async () => {
      const inboxes = await filled(0)
      await inboxes.bring('alice', { ...brought(4), losses: [loss] })
      await inboxes.append('alice', draft(5, 'bob', 's-bob', true), true, room)
      const restored = await reloaded(inboxes, await make(), T0)
      expect(await restored.find('alice')).toEqual(await inboxes.find('alice'))
      expect((await restored.lapse('alice')).kept.map(({ due }) => due?.n)).toEqual([5])
    })
  })
}
