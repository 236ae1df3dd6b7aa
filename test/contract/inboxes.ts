// What every back end of inboxes keeps to; what it does with mail stands in inboxes-mail.ts.
import { describe, expect, it } from 'vitest'
import { reloaded } from '../kit/server/carried.ts'
import { ack, all, draft, filledBy, type MakeInboxes, noneHandled, nothing, room, shape, T0 } from './kit/inboxes.ts'
import { inboxesMail } from './inboxes-mail.ts'

export function inboxesContract(name: string, make: MakeInboxes): void {
  describe(`inboxes: ${name}`, () => {
    const filled = filledBy(make)

    it('P-INBOX-2: a message gets the next offset, and is read until it is handled', async () => {
      const inboxes = await filled(3)
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob1', 'bob2', 'bob3'])
      await inboxes.received('alice', 's1', 3)
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob1', 'bob2', 'bob3'])
      await ack(inboxes, 's1', 2)
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob3'])
      expect(await inboxes.find('alice')).toMatchObject({ head: 3, floor: 2, written: 3 })
    })

    it('P-INBOX-1 P-INBOX-2: received settles each send once, and only rises', async () => {
      const inboxes = await filled(3)
      const numbers = async (to: number): Promise<number[]> =>
        (await inboxes.received('alice', 's1', to)).map((due) => due.n)
      expect(await numbers(2)).toEqual([1, 2])
      expect(await numbers(2)).toEqual([])
      expect(await numbers(1)).toEqual([])
      expect(await inboxes.received('alice', 's1', 3)).toEqual([{ session: 's-bob', n: 3, id: 'bob3' }])
    })

    it('P-INBOX-2: what is not received cannot be handled: no send loses its outcome', async () => {
      const inboxes = await filled(2)
      await inboxes.received('alice', 's1', 1)
      await inboxes.handled('alice', 's1', 2)
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob2'])
    })

    it('P-RESUME-7: a cursor begins where it is told, within what there is, and once', async () => {
      const inboxes = await filled(4)
      await ack(inboxes, 's1', 1)
      const start = async (session: string, after?: number): Promise<number> =>
        (await inboxes.open('alice', session, after)).start
      expect([
        await start('s2'),
        await start('s3', 0),
        await start('s4', 3),
        await start('s5', Infinity),
        await start('s4', 1)
      ]).toEqual([1, 1, 3, 4, 3])
      for (const session of ['s1', 's2', 's3']) await ack(inboxes, session, 4)
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob4']) // s4 has not
    })

    it('a portion is bounded, and never empty while there is more', async () => {
      const inboxes = await filled(3)
      expect(await inboxes.read('alice', 0, { messages: 2, bytes: 1_000_000 })).toHaveLength(2)
      expect(await inboxes.read('alice', 0, { messages: 9, bytes: 0 })).toHaveLength(1)
      expect(await inboxes.read('alice', 3, all)).toEqual([])
    })

    it('P-SEND-7: full by messages or bytes refuses and changes nothing', async () => {
      const inboxes = await filled(3)
      expect(await inboxes.append('alice', draft(4), true, { messages: 3, bytes: 1_000_000 })).toBeNull()
      expect(await inboxes.append('alice', draft(4), true, { messages: 9, bytes: 10 })).toBeNull()
      expect(await inboxes.find('alice')).toMatchObject({ head: 3 })
      await ack(inboxes, 's1', 1)
      expect(await inboxes.append('alice', draft(4), true, { messages: 3, bytes: 1_000_000 })).toMatchObject({
        offset: 4
      })
    })

    it("P-SEND-5 P-SEND-6: a lease's end withdraws what was never written; what was written is unknown", async () => {
      const inboxes = await filled(2, 2)
      await inboxes.received('alice', 's1', 1)
      const { withdrawn, unknown } = await inboxes.lapse('alice')
      expect([withdrawn.map((due) => due.n), unknown.map((due) => due.n)]).toEqual([[3, 4], [2]])
      expect(shape(await inboxes.read('alice', 0, all))).toEqual(['bob1', 'bob2', ['withdrawn', 3, 4, 0]])
      expect(await inboxes.lapse('alice')).toEqual(nothing)
      await inboxes.append('alice', draft(5), false, room)
      expect(shape(await inboxes.read('alice', 2, all))).toEqual([['withdrawn', 3, 4, 0], 'bob5'])
      expect(await inboxes.received('alice', 's1', 2)).toEqual([])
    })

    it('what a pump has written is not withdrawn', async () => {
      const inboxes = await filled(0, 3)
      await inboxes.written('alice', 2)
      const { withdrawn, unknown } = await inboxes.lapse('alice')
      expect([withdrawn.map((due) => due.n), unknown.map((due) => due.n)]).toEqual([[3], [1, 2]])
    })

    it('P-RESUME-7: another session takes over from the floor; outcomes follow its acknowledgement', async () => {
      const inboxes = await filled(3)
      await ack(inboxes, 's1', 1)
      expect(await inboxes.open('alice', 's2')).toMatchObject({ floor: 1, head: 3, written: 3 })
      expect(await inboxes.close('alice', 's1', T0)).toEqual({ ...nothing, handled: noneHandled })
      expect(shape(await inboxes.read('alice', 1, all))).toEqual(['bob2', 'bob3'])
      expect((await inboxes.received('alice', 's2', 3)).map((due) => due.n)).toEqual([2, 3])
      await ack(inboxes, 's2', 3)
      expect(await inboxes.find('alice')).toMatchObject({ floor: 3 })
    })

    it('with two sessions a message stays until both have handled it', async () => {
      const inboxes = await filled(2)
      await inboxes.open('alice', 's2')
      await ack(inboxes, 's1', 2)
      expect(await inboxes.read('alice', 0, all)).toHaveLength(2)
      await ack(inboxes, 's2', 1)
      expect(await inboxes.read('alice', 0, all)).toHaveLength(1)
      await inboxes.close('alice', 's2', T0)
      expect(await inboxes.read('alice', 0, all)).toHaveLength(0)
    })

    it('P-GAP-1 P-GAP-3: the end of the last session leaves one exact hole, with counts per sender', async () => {
      const inboxes = await filled(2)
      await inboxes.append('alice', draft(1, 'carol', 's-carol'), true, room)
      await inboxes.append('alice', draft(3), false, room)
      await ack(inboxes, 's1', 1)
      const { withdrawn, unknown } = await inboxes.close('alice', 's1', T0)
      expect([withdrawn.map((due) => due.id), unknown.map((due) => due.id)]).toEqual([['bob3'], ['bob2', 'carol1']])
      expect(await inboxes.open('alice', 's2')).toMatchObject({ floor: 1, head: 4 })
      expect(await inboxes.read('alice', 1, all)).toEqual([
        {
          kind: 'hole',
          from: 2,
          to: 4,
          why: 'expired',
          count: 2,
          by: { bob: 1, carol: 1 },
          id: expect.stringMatching(/./) as string
        }
      ])
    })

    it('P-GAP-6: a hole that was not handled is told again under its id; a new one is another', async () => {
      const inboxes = await filled(1)
      await inboxes.close('alice', 's1', T0)
      await inboxes.open('alice', 's2')
      await inboxes.append('alice', draft(2), true, room)
      await inboxes.close('alice', 's2', T0)
      await inboxes.open('alice', 's3')
      const holes = await inboxes.read('alice', 0, all)
      expect(holes).toMatchObject(
        [1, 2].map((o) => ({ kind: 'hole', from: o, to: o, why: 'expired', count: 1, by: { bob: 1 } }))
      )
      expect(new Set(['', ...holes.map(({ id }) => id)]).size).toBe(3)
      await ack(inboxes, 's3', 1)
      expect(await inboxes.read('alice', 0, all)).toEqual([holes[1]])
      await ack(inboxes, 's3', 2)
      expect(await inboxes.read('alice', 0, all)).toEqual([])
    })

    it('P-RECORD-3: an inbox that ended clean never uses an offset again', async () => {
      const inboxes = await filled(3)
      const { epoch } = (await inboxes.find('alice'))!
      await ack(inboxes, 's1', 3)
      await inboxes.close('alice', 's1', T0)
      const state = await inboxes.open('alice', 's2')
      expect(state.epoch !== epoch || state.floor >= 3).toBe(true)
      expect(state.floor).toBe(state.head)
      expect((await inboxes.append('alice', draft(4), true, room))!.offset).toBe(state.head + 1)
    })

    it('holes are kept for users who stay away, but not for ever', async () => {
      const inboxes = await filled(1)
      await inboxes.close('alice', 's1', T0)
      await inboxes.sweep(T0 + 6 * 24 * 3600 * 1000, 100)
      expect(await inboxes.find('alice')).not.toBeNull()
      await inboxes.sweep(T0 + 8 * 24 * 3600 * 1000, 100)
      expect(await inboxes.find('alice')).toBeNull()
    })

    it('P-STOP-1: a dump is pieces of JSON and frames, and brings everything back', async () => {
      const inboxes = await filled(2, 1)
      await inboxes.received('alice', 's1', 1)
      const restored = await reloaded(inboxes, await make(), T0)
      expect(await restored.find('alice')).toEqual(await inboxes.find('alice'))
      expect(await restored.read('alice', 0, all)).toEqual(await inboxes.read('alice', 0, all))
      expect((await restored.received('alice', 's1', 2)).map((due) => due.n)).toEqual([2])
    })
  })

  inboxesMail(name, make)
}
