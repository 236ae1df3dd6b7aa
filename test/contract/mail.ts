// What every back end of mail keeps to. `again` gives the mail that the next process would find.
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { NaiveMailbox } from '../kit/server/naive-mail.ts'
import {
  NOTHING_BROUGHT,
  type Brought,
  type Loss,
  type Mail,
  type MailRoom,
  type Over,
  type Waiting
} from '../../server/src/store/mail.ts'

const T0 = 1_700_000_000_000
const room: MailRoom = { messages: 3, ms: 1000, allMessages: 1_000_000, allBytes: 1e12 }
const one: MailRoom = { ...room, messages: 1 }
const ALICE = 'app/inbox//alice'
const BOB = 'app/inbox//bob'
const draft = (name: string, ts = T0, from = name.slice(0, -1)) => ({
  id: `i-${name}`,
  from,
  session: `s-${from}`,
  ts,
  flags: 0,
  text: JSON.stringify(name)
})
const over = async (mail: Mail, now: number, most = 100, after = ''): Promise<readonly Over[]> =>
  (await mail.over(now, most, after)).over
const names = ({ letters }: Waiting): string[] => letters.map(({ draft: { text } }) => JSON.parse(text) as string)
const told = ({ losses }: Waiting): unknown[] => losses.map(({ why, count, by }) => [why, count, { ...by }])

export interface MailKept {
  readonly mail: Mail
  again(): Promise<Mail>
}

export function mailContract(name: string, make: () => Promise<MailKept>): void {
  describe(`mail: ${name}`, () => {
    const filled = async (...list: string[]): Promise<MailKept> => {
      const kept = await make()
      for (const name of list) await kept.mail.put(ALICE, draft(name), room, NOTHING_BROUGHT)
      return kept
    }
    const waiting = (mail: Mail, now = T0, brought: Brought = NOTHING_BROUGHT, user = ALICE): Promise<Waiting> =>
      mail.waiting(user, now, brought)

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

    it('P-MAIL-5 P-GAP-6: a loss is told until it is handled; what is lost after it was told is a loss of its own', async () => {
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

    it('P-MAIL-5: what is too old is lost, at a login or by a sweep, and told apart from what was pushed out', async () => {
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

    it('P-MAIL-5: one loss names two hundred senders, and counts the rest together', async () => {
      const { mail } = await make()
      for (let i = 0; i <= 250; i++) await mail.put(ALICE, draft('x1', T0, `u${i}`), one, NOTHING_BROUGHT)
      const [loss] = (await waiting(mail)).losses
      expect([loss!.count, Object.keys(loss!.by).length, loss!.by['']]).toEqual([250, 201, 50])
    })

    it('P-MAIL-5: in a full mailbox a sender above his share pushes out his own oldest; below it, the oldest of whoever is furthest above', async () => {
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

    it('P-MAIL-5: whoever sends however much: it holds what the naive mailbox holds, and tells what that has lost', async () => {
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

    it('P-MAIL-6: an app has a share of the disk, in letters and in bytes: beyond it nothing is stored and nothing that is stored goes', async () => {
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

    it('P-MAIL-5: losses that nobody ever handles are told together from the thirty-second on, and none is forgotten', async () => {
      const { mail } = await make()
      for (let n = 0; n < 100; n++) {
        await mail.put(ALICE, draft(`bob${n}`), one, NOTHING_BROUGHT)
        await waiting(mail)
      }
      const { losses } = await waiting(mail)
      expect(losses).toHaveLength(32)
      expect(losses.reduce((sum, { count }) => sum + count, 0)).toBe(99)
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
}
