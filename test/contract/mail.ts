// What every back end of mail keeps to: letters here, what is lost of them in mail-losses.ts. `again` gives the mail
// that the next process would find.
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { NOTHING_BROUGHT, type Brought, type Loss, type MailRoom, type Waiting } from '../../server/src/store/mail.ts'
import { ALICE, BOB, draft, filledBy, type MakeMail, names, one, over, room, T0, waiting } from './kit/mail.ts'
import { mailLosses } from './mail-losses.ts'

export function mailContract(name: string, make: MakeMail): void {
  describe(`mail: ${name}`, () => {
    const filled = filledBy(make)

    it('P-MAIL-1 P-MAIL-4: letters wait in their order, as they were taken, each for its user', async () => {
      const { mail } = await filled('bob1', 'carol1', 'bob2')
      await mail.put(BOB, draft('carol2'), room, NOTHING_BROUGHT)
      const list = await waiting(mail)
      expect(names(list)).toEqual(['bob1', 'carol1', 'bob2'])
      expect(list.letters[0]!.draft).toEqual(draft('bob1'))
      expect(list.losses).toEqual([])
      expect(names(await waiting(mail, T0, NOTHING_BROUGHT, BOB))).toEqual(['carol2'])
      expect(names(await waiting(mail, T0, NOTHING_BROUGHT, 'app/inbox//al'))).toEqual([])
    })

    it('P-MAIL-2 P-MAIL-4: they are there until they are handled, and for the next process too', async () => {
      const kept = await filled('bob1', 'bob2', 'bob3')
      const { letters } = await waiting(kept.mail)
      await kept.mail.remove(ALICE, { letters: [letters[1]!.number], losses: [] })
      await kept.mail.flushed()
      const again = await kept.again()
      expect(names(await waiting(again))).toEqual(['bob1', 'bob3'])
      await again.remove(ALICE, { letters: letters.map(({ number }) => number), losses: [] })
      expect(await waiting(again)).toEqual({ letters: [], losses: [] })
    })

    it('what was brought is not told again', async () => {
      const { mail } = await filled('bob1', 'bob2')
      const { letters } = await waiting(mail)
      const brought = { letter: letters[0]!.number, loss: 0, letters: 1 }
      expect(names(await waiting(mail, T0, brought))).toEqual(['bob2'])
    })

    it('P-ID-1: users may be called as they like', async () => {
      const { mail } = await make()
      const odd = ['__proto__', 'constructor', 'toString', '0', '!', '~', 'a b']
      const user = 'app/inbox//__proto__'
      for (const from of odd) await mail.put(user, draft('x1', T0, from), one, NOTHING_BROUGHT)
      const [loss] = (await mail.waiting(user, T0, NOTHING_BROUGHT)).losses
      expect(Object.entries(loss!.by).sort()).toEqual(
        odd
          .slice(0, -1)
          .map((from) => [from, 1])
          .sort()
      )
      for (const from of odd)
        expect((await mail.waiting(`app/inbox//${from}`, T0, NOTHING_BROUGHT)).letters).toHaveLength(
          from === '__proto__' ? 1 : 0
        )
    })

    it('P-MAIL-6: an app has a share of the disk, letters and bytes: beyond it none is stored, none goes', async () => {
      const { mail } = await make()
      const put = (user: string, text: string, more: Partial<MailRoom>): Promise<number | null> =>
        mail.put(user, { ...draft('bob1'), text: JSON.stringify(text) }, { ...room, ...more }, NOTHING_BROUGHT)
      for (let n = 1; n <= 3; n++) expect(await put(`app/inbox//u${n}`, 'x', { allMessages: 3 })).not.toBeNull()
      expect(await put(ALICE, 'x', { allMessages: 3 })).toBeNull()
      expect(await put('other/inbox//alice', 'x', { allMessages: 3 })).not.toBeNull()
      expect(await put(ALICE, 'x'.repeat(10_000), { allBytes: 10_000 })).toBeNull()
      for (let n = 1; n <= 3; n++)
        expect((await waiting(mail, T0, NOTHING_BROUGHT, `app/inbox//u${n}`)).letters).toHaveLength(1)
      const [first] = (await waiting(mail, T0, NOTHING_BROUGHT, 'app/inbox//u1')).letters
      await mail.remove('app/inbox//u1', { letters: [first!.number], losses: [] })
      expect(await put(ALICE, 'x', { allMessages: 3 })).not.toBeNull()
      for (const due of await over(mail, T0 + 1000)) await mail.expire(due, T0 + 1000, NOTHING_BROUGHT)
      expect(await put(ALICE, 'x', { allMessages: 1 })).not.toBeNull()
    })

    it('P-MAIL-5: whatever is done: nothing is there twice, and what is gone is counted once', async () => {
      const step = fc.oneof(
        { weight: 5, arbitrary: fc.record({ put: fc.constantFrom('bob', 'carol') }) },
        { weight: 1, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 700 }) }) },
        { weight: 1, arbitrary: fc.record({ bring: fc.constant(true) }) },
        { weight: 1, arbitrary: fc.record({ handle: fc.integer({ min: 1, max: 4 }) }) },
        { weight: 1, arbitrary: fc.record({ drop: fc.constant(true) }) },
        { weight: 1, arbitrary: fc.record({ sweep: fc.integer({ min: 1, max: 5 }) }) },
        { weight: 1, arbitrary: fc.record({ next: fc.constant(true) }) }
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
          const kept = await make()
          let { mail } = kept
          let now = T0
          let n = 0
          const put: string[] = []
          const seen: string[] = []
          const lost: Record<string, number> = { bob: 0, carol: 0 }
          let inbox: { losses: Loss[]; letters: Waiting['letters'][number][] } = { losses: [], letters: [] }
          const brought = (): Brought => ({
            letter: inbox.letters.at(-1)?.number ?? 0,
            loss: inbox.losses.at(-1)?.number ?? 0,
            letters: inbox.letters.length
          })
          const bring = async (): Promise<void> => {
            const more = await mail.waiting(ALICE, now, brought())
            inbox = { losses: [...inbox.losses, ...more.losses], letters: [...inbox.letters, ...more.letters] }
          }
          const handle = async (most: number): Promise<void> => {
            const [losses, letters] = [inbox.losses.splice(0, most), inbox.letters.splice(0, most)]
            for (const { by } of losses) for (const [from, count] of Object.entries(by)) lost[from]! += count
            seen.push(...names({ losses, letters }))
            await mail.remove(ALICE, {
              letters: letters.map(({ number }) => number),
              losses: losses.map(({ number }) => number)
            })
          }
          for (const one of steps as Partial<{
            put: string
            pass: number
            bring: true
            handle: number
            drop: true
            sweep: number
            next: true
          }>[]) {
            now++
            if (one.put !== undefined) {
              put.push(`${one.put}${++n}`)
              await mail.put(ALICE, draft(`${one.put}${n}`, now, one.put), room, brought())
            } else if (one.pass !== undefined) now += one.pass
            else if (one.bring !== undefined) await bring()
            else if (one.handle !== undefined) await handle(one.handle)
            else if (one.sweep !== undefined)
              for (const due of await over(mail, now, one.sweep)) await mail.expire(due, now, brought())
            else {
              inbox = { losses: [], letters: [] }
              if (one.drop !== undefined) await mail.trim(ALICE, room, now, brought())
              else {
                await mail.flushed()
                mail = await kept.again()
              }
            }
            if (one.put === undefined) continue
            const beside = await mail.waiting(ALICE, 0, brought())
            expect(beside.letters.length, 'beside what is in the inbox').toBeLessThanOrEqual(room.messages)
          }
          await bring()
          await handle(1000)
          expect(new Set(seen).size).toBe(seen.length)
          expect(put.filter((text) => seen.includes(text))).toEqual(seen)
          for (const from of ['bob', 'carol'])
            expect(lost[from]).toBe(put.filter((text) => text.startsWith(from) && !seen.includes(text)).length)
          expect(await over(mail, now + 1e12)).toEqual([])
        }),
        { numRuns: 100 }
      )
    }, 60_000) // a hundred stores are made, each on the disk
  })

  mailLosses(name, make)
}
