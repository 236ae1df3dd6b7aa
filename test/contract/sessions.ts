// What every back end of sessions keeps to.
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../server/src/wire/outcomes.ts'
import { reloaded } from '../kit/server/carried.ts'
import type { Sessions } from '../../server/src/store/sessions.ts'

const T0 = 1_000_000
const record = (id: string, generation = 1) => ({
  id,
  user: 'alice',
  keyHash: 'hash',
  attempt: 1,
  generation,
  device: 'd',
  login: 'l'
})
const taken = (o: number, a = 7): Outcome => ({ outcome: 'taken', a, o, i: `m${o}`, ts: T0 })

export function sessionsContract(name: string, make: () => Promise<Sessions>): void {
  describe(`sessions: ${name}`, () => {
    const one = async (): Promise<Sessions> => {
      const sessions = await make()
      await sessions.create(record('s1'))
      return sessions
    }

    it('a record is found by id and by user, until it ends', async () => {
      const sessions = await one()
      expect(await sessions.find('s1')).toMatchObject(record('s1'))
      expect(await sessions.ofUser('alice')).toEqual(['s1'])
      await sessions.create(record('s2'))
      await sessions.end('s1', T0)
      expect(await sessions.find('s1')).toBeNull()
      expect(await sessions.ofUser('alice')).toEqual(['s2'])
    })

    it('P-RESUME-1: only a higher attempt is claimed', async () => {
      const sessions = await one()
      expect([
        await sessions.claim('s1', 1),
        await sessions.claim('s1', 3),
        await sessions.claim('s1', 2),
        await sessions.claim('none', 9)
      ]).toEqual([false, true, false, false])
      expect(await sessions.find('s1')).toMatchObject({ attempt: 3 })
    })

    it('what is read is a copy: changing it changes nothing', async () => {
      const sessions = await one()
      const found = (await sessions.find('s1')) as { attempt: number }
      try {
        found.attempt = 99
      } catch {
        // frozen is as good
      }
      expect(await sessions.find('s1')).toMatchObject({ attempt: 1 })
    })

    it('P-HELLO-10: the generation is the highest, and outlives the session for a while', async () => {
      const sessions = await make()
      expect((await sessions.generations('alice')).last).toBe(0)
      await sessions.create(record('s1', 50))
      await sessions.create(record('s2', 40))
      expect((await sessions.generations('alice')).last).toBe(50)
      await sessions.end('s1', T0)
      await sessions.end('s2', T0)
      await sessions.sweep(T0 + 3600 * 1000, 100)
      expect((await sessions.generations('alice')).last).toBe(50)
      await sessions.sweep(T0 + 25 * 3600 * 1000, 100)
      expect((await sessions.generations('alice')).last).toBe(0)
    })

    it('P-HELLO-10: the fence only rises, and lives and ends with the generation', async () => {
      const sessions = await make()
      await sessions.fence('alice', 9) // nobody: nothing to remember
      expect(await sessions.generations('alice')).toEqual({ last: 0, fenced: 0 })
      await sessions.create(record('s1', 50))
      for (const generation of [20, 30, 10]) await sessions.fence('alice', generation)
      expect(await sessions.generations('alice')).toEqual({ last: 50, fenced: 30 })
      await sessions.end('s1', T0)
      await sessions.create(record('s2', 60))
      expect(await sessions.generations('alice')).toEqual({ last: 60, fenced: 30 })
      await sessions.end('s2', T0)
      await sessions.sweep(T0 + 25 * 3600 * 1000, 100)
      expect(await sessions.generations('alice')).toEqual({ last: 0, fenced: 0 })
    })

    it('P-SEND-2: a number is new once, then open, then its first outcome', async () => {
      const sessions = await one()
      expect(await sessions.begin('s1', 5)).toBe('new')
      expect(await sessions.begin('s1', 5)).toBe('open')
      expect(await sessions.begin('s1', 4)).toBe('forgotten')
      expect(await sessions.settle('s1', 5, taken(1))).toBe(true)
      expect(await sessions.settle('s1', 5, { outcome: 'unknown' })).toBe(false)
      expect(await sessions.begin('s1', 5)).toEqual(taken(1))
      expect(await sessions.begin('s1', 6)).toBe('new')
    })

    it('numbers of an unknown session are forgotten, and settling them keeps nothing', async () => {
      const sessions = await make()
      expect(await sessions.begin('none', 1)).toBe('forgotten')
      expect(await sessions.settle('none', 1, taken(1))).toBe(true)
    })

    it('P-SEND-2: the last 2,048 are remembered', async () => {
      const sessions = await one()
      for (let n = 1; n <= 5000; n++) {
        await sessions.begin('s1', n)
        await sessions.settle('s1', n, taken(n))
      }
      expect(await sessions.begin('s1', 5000 - 2048)).toBe('forgotten')
      expect(await sessions.begin('s1', 5000 - 2047)).toEqual(taken(5000 - 2047))
    })

    it('P-WELCOME-2: outcomes above settled are told in order; open ones are not', async () => {
      const sessions = await one()
      for (const n of [1, 2, 3, 4]) await sessions.begin('s1', n)
      for (const n of [4, 1, 2]) await sessions.settle('s1', n, taken(n))
      expect(await sessions.outcomes('s1', 1)).toEqual({
        taken: 4,
        outcomes: [
          [2, taken(2)],
          [4, taken(4)]
        ]
      })
      await sessions.settle('s1', 3, taken(3))
      expect((await sessions.outcomes('s1', 2)).outcomes.map(([n]) => n)).toEqual([3, 4])
      expect(await sessions.outcomes('none', 0)).toEqual({ taken: 0, outcomes: [] })
    })

    it("P-GAP-1: a session's own records within a range are counted", async () => {
      const sessions = await one()
      for (let n = 1; n <= 6; n++) {
        await sessions.begin('s1', n)
        await sessions.settle('s1', n, taken(n * 10, n === 6 ? 8 : 7))
      }
      expect(await sessions.own('s1', 7, 20, 40)).toBe(3)
      expect(await sessions.own('s1', 7, 41, 100)).toBe(1)
      expect(await sessions.own('none', 7, 0, 100)).toBe(0)
    })

    it('P-GAP-1: own records are known until the client has passed them, whatever is settled or ended', async () => {
      const sessions = await one()
      for (const n of [1, 2, 3]) {
        await sessions.begin('s1', n)
        await sessions.settle('s1', n, taken(n * 10, 7))
      }
      await sessions.outcomes('s1', 2)
      await sessions.settled('s1', 3)
      expect(await sessions.own('s1', 7, 0, 100), 'told in a welcome: out of their place').toBe(3)
      await sessions.begin('s1', 4)
      await sessions.settle('s1', 4, taken(40, 7))
      await sessions.passed('s1', 7, 10)
      expect(await sessions.own('s1', 7, 0, 100)).toBe(3)
      await sessions.settled('s1', 4)
      expect(await sessions.own('s1', 7, 0, 100), 'the fourth came in its place, and all before it were passed').toBe(0)
      await sessions.begin('s1', 5)
      await sessions.settle('s1', 5, taken(50, 7))
      await sessions.end('s1', 1000)
      expect(await sessions.own('s1', 7, 0, 100)).toBe(1)
    })

    it('P-STOP-1: a dump is pieces of JSON and frames, and brings everything back', async () => {
      const sessions = await one()
      await sessions.create({ ...record('s9', 77), user: 'bob' })
      await sessions.fence('bob', 70)
      await sessions.end('s9', T0)
      for (const n of [1, 2]) await sessions.begin('s1', n)
      await sessions.settle('s1', 1, taken(1))
      const restored = await reloaded(sessions, await make(), T0)
      expect(await restored.find('s1')).toEqual(await sessions.find('s1'))
      expect(await restored.begin('s1', 1)).toEqual(taken(1))
      expect(await restored.begin('s1', 2)).toBe('open')
      expect(await restored.begin('s1', 3)).toBe('new')
      expect(await restored.generations('bob')).toEqual({ last: 77, fenced: 70 })
    })
  })
}
