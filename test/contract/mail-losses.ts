// What every back end of mail keeps to where letters are lost: which ones go, and how that is told.
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { NaiveMailbox } from '../kit/server/naive-mail.ts'
import { NOTHING_BROUGHT, type Brought, type Waiting } from '../../server/src/store/mail.ts'
import { ALICE, BOB, draft, filledBy, type MakeMail, names, one, over, room, T0, told, waiting } from './kit/mail.ts'

export function mailLosses(name: string, make: MakeMail): void {
  describe(`mail: ${name}`, () => {
    const filled = filledBy(make)

    it('P-MAIL-5: the newest pushes out the oldest, which is counted by sender', async () => {
      const kept = await filled('bob1', 'carol1', 'bob2', 'bob3', 'bob4', 'carol2')
      await kept.mail.flushed()
      const list = await waiting(await kept.again())
      expect(names(list)).toEqual(['bob3', 'bob4', 'carol2'])
      expect(told(list)).toEqual([['evicted', 3, { bob: 2, carol: 1 }]])
    })

    it('P-MAIL-5: what is in the inbox is not pushed out, and counts again once it has left it', async () => {
      const { mail } = await filled('bob1', 'bob2')
      const { letters } = await waiting(mail)
      const brought = { letter: letters[1]!.number, loss: 0, letters: 2 }
      for (const one of ['carol1', 'carol2', 'carol3', 'carol4']) await mail.put(ALICE, draft(one), room, brought)
      expect(names(await waiting(mail))).toEqual(['bob1', 'bob2', 'carol2', 'carol3', 'carol4'])
      await mail.trim(ALICE, room, T0, NOTHING_BROUGHT)
      const list = await waiting(mail)
      expect(names(list)).toEqual(['carol2', 'carol3', 'carol4'])
      expect(told(list)).toEqual([
        ['evicted', 1, { carol: 1 }],
        ['evicted', 2, { bob: 2 }]
      ])
    })

    it('P-MAIL-5 P-GAP-6: a loss is told until it is handled; what is lost later is another loss', async () => {
      const { mail } = await filled('bob1', 'bob2', 'bob3', 'bob4')
      const first = await waiting(mail)
      expect(told(first)).toEqual([['evicted', 1, { bob: 1 }]])
      const brought = { letter: first.letters.at(-1)!.number, loss: first.losses[0]!.number, letters: 3 }
      for (const one of ['bob5', 'bob6', 'bob7', 'bob8']) await mail.put(ALICE, draft(one), room, brought)
      expect(told(await waiting(mail, T0, brought))).toEqual([['evicted', 1, { bob: 1 }]])
      const second = await waiting(mail)
      expect(told(second)).toEqual([
        ['evicted', 1, { bob: 1 }],
        ['evicted', 1, { bob: 1 }]
      ])
      expect(second.losses[0]).toEqual(first.losses[0]) // the same id, the same number of messages (P-GAP-6)
      expect(second.losses[1]!.id).not.toBe(first.losses[0]!.id)
      await mail.remove(ALICE, { letters: [], losses: [first.losses[0]!.number] })
      expect(told(await waiting(mail))).toEqual([['evicted', 1, { bob: 1 }]])
    })

    it('P-MAIL-5: what is too old is lost, at login or by a sweep, and told as such, not as pushed out', async () => {
      for (const swept of [false, true]) {
        const { mail } = await filled('bob1', 'bob2', 'bob3', 'bob4')
        await mail.put(BOB, draft('carol9', T0 + 500), room, NOTHING_BROUGHT)
        await mail.put(ALICE, draft('carol1', T0 + 500), room, NOTHING_BROUGHT)
        expect(await over(mail, T0 + 999)).toEqual([])
        if (swept) {
          const due = await over(mail, T0 + 1000)
          expect(due.map(({ user, letters }) => [user, letters.length])).toEqual([[ALICE, 2]])
          for (const one of due) await mail.expire(one, T0 + 1000, NOTHING_BROUGHT)
          expect(await over(mail, T0 + 1000)).toEqual([])
        }
        const list = await waiting(mail, T0 + 1000)
        expect(names(list)).toEqual(['carol1'])
        expect(told(list)).toEqual([
          ['evicted', 2, { bob: 2 }],
          ['expired', 2, { bob: 2 }]
        ])
      }
    })

    it('P-MAIL-5: a sweep comes in portions, and leaves alone what is in the inbox', async () => {
      const { mail } = await filled('bob1', 'bob2', 'bob3')
      expect((await over(mail, T0 + 1000, 2))[0]!.letters).toHaveLength(2)
      const { letters } = await waiting(mail)
      const brought = { letter: letters[1]!.number, loss: 0, letters: 2 }
      for (const due of await over(mail, T0 + 1000)) await mail.expire(due, T0 + 1000, brought)
      expect(told(await waiting(mail, T0 + 1000, brought))).toEqual([['expired', 1, { bob: 1 }]])
      expect(names(await waiting(mail, T0, { ...NOTHING_BROUGHT }))).toEqual(['bob1', 'bob2'])
    })

    it('P-MAIL-5: losses are kept for users who stay away, but not for ever', async () => {
      const { mail } = await filled('bob1', 'bob2', 'bob3', 'bob4')
      const { letters } = await waiting(mail)
      await mail.remove(ALICE, { letters: letters.map(({ number }) => number), losses: [] })
      const day = 24 * 3600 * 1000
      expect(await over(mail, T0 + 29 * day)).toEqual([])
      for (const due of await over(mail, T0 + 31 * day)) await mail.expire(due, T0 + 31 * day, NOTHING_BROUGHT)
      expect(await waiting(mail)).toEqual({ letters: [], losses: [] })
    })

    it('P-MAIL-5: one loss names two hundred senders, and counts the rest together', async () => {
      const { mail } = await make()
      for (let i = 0; i <= 250; i++) await mail.put(ALICE, draft('x1', T0, `u${i}`), one, NOTHING_BROUGHT)
      const [loss] = (await waiting(mail)).losses
      expect([loss!.count, Object.keys(loss!.by).length, loss!.by['']]).toEqual([250, 201, 50])
    })

    it('P-MAIL-5: a sender above their share pushes out their oldest, else that of the furthest above', async () => {
      const wide = { ...room, messages: 24 }
      const { mail } = await make()
      const put = (name: string): Promise<unknown> => mail.put(ALICE, draft(name), wide, NOTHING_BROUGHT)
      for (let n = 0; n < 8; n++) await put(`victim${n}`)
      const victims = names(await waiting(mail))
      for (let n = 0; n < 200; n++) await put('flood!')
      const list = await waiting(mail)
      expect(names(list).filter((text) => text !== 'flood!')).toEqual(victims)
      expect(told(list)).toEqual([['evicted', 184, { flood: 184 }]])
      await put('carol1')
      expect(names(await waiting(mail))).toEqual([...victims, ...Array.from({ length: 15 }, () => 'flood!'), 'carol1'])
    })

    it('P-MAIL-5: whatever is sent, it holds and tells what the naive mailbox does', async () => {
      const senders = ['ann', 'ben', 'cem', 'dan', 'eve', 'fay']
      const step = fc.oneof(
        {
          weight: 30,
          arbitrary: fc.record({ from: fc.constantFrom(...senders), times: fc.integer({ min: 1, max: 12 }) })
        },
        { weight: 2, arbitrary: fc.record({ bring: fc.constant(true) }) },
        { weight: 2, arbitrary: fc.record({ handle: fc.integer({ min: 1, max: 30 }) }) },
        { weight: 1, arbitrary: fc.record({ drop: fc.constant(true) }) },
        { weight: 1, arbitrary: fc.record({ next: fc.constant(true) }) }
      )
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 45 }),
          fc.array(step, { maxLength: 60 }),
          async (messages, steps) => {
            const kept = await make()
            let { mail } = kept
            const limit = { ...room, messages }
            const naive = new NaiveMailbox(messages)
            let inbox: Waiting['letters'][number][] = []
            let n = 0
            const brought = (): Brought => ({ letter: inbox.at(-1)?.number ?? 0, loss: 0, letters: inbox.length })
            for (const one of steps as Partial<{
              from: string
              times: number
              bring: true
              handle: number
              drop: true
              next: true
            }>[]) {
              for (let i = 0; i < (one.times ?? 0); i++) {
                const text = `${one.from!}${++n}`
                naive.put({ from: one.from!, text })
                await mail.put(ALICE, { ...draft(text), from: one.from! }, limit, brought())
              }
              if (one.bring !== undefined) {
                inbox.push(...(await mail.waiting(ALICE, T0, brought())).letters)
                naive.bring()
              }
              if (one.handle !== undefined) {
                await mail.remove(ALICE, {
                  letters: inbox.splice(0, one.handle).map(({ number }) => number),
                  losses: []
                })
                naive.handle(one.handle)
              }
              if (one.drop === undefined && one.next === undefined) continue
              inbox = []
              if (one.next !== undefined) {
                await mail.flushed()
                mail = await kept.again()
              }
              await mail.trim(ALICE, limit, T0, NOTHING_BROUGHT)
              naive.drop()
            }
            const list = await mail.waiting(ALICE, T0, NOTHING_BROUGHT)
            expect(names(list)).toEqual(naive.letters.map(({ text }) => text))
            const lost: Record<string, number> = {}
            for (const { by } of list.losses)
              for (const from of Object.keys(by)) lost[from] = (lost[from] ?? 0) + by[from]!
            for (const from of senders)
              expect(lost[from] ?? 0, from).toBe(naive.lost.filter((letter) => letter.from === from).length)
          }
        ),
        { numRuns: 60 }
      )
    })

    it('P-MAIL-5: losses that nobody handles are told together from the thirty-second on; none is lost', async () => {
      const { mail } = await make()
      for (let n = 0; n < 100; n++) {
        await mail.put(ALICE, draft(`bob${n}`), one, NOTHING_BROUGHT)
        await waiting(mail)
      }
      const { losses } = await waiting(mail)
      expect(losses).toHaveLength(32)
      expect(losses.reduce((sum, { count }) => sum + count, 0)).toBe(99)
    })
  })
}
