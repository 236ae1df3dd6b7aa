// What every back end of membership keeps to.
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import { reloaded } from '../kit/server/carried.ts'
import type { Members } from '../../server/src/store/members.ts'

export function membersContract(name: string, make: () => Promise<Members>): void {
  describe(`members: ${name}`, () => {
    it('P-MEMBER-1: every change of who is in has a version', async () => {
      const members = await make()
      expect(await members.state('room')).toEqual({ version: 0, count: 0 })
      expect(await members.join('room', 'alice', 's1')).toEqual({ version: 1, count: 1, changed: true })
      expect(await members.join('room', 'bob', 's2')).toEqual({ version: 2, count: 2, changed: true })
      expect(await members.leave('room', 'alice', 's1')).toEqual({ version: 3, count: 1, changed: true })
      expect(await members.leave('room', 'alice', 's1')).toEqual({ version: 3, count: 1, changed: false })
      expect(await members.leave('nowhere', 'alice', 's1')).toMatchObject({ changed: false })
      expect(await members.state('room')).toEqual({ version: 3, count: 1 })
    })

    it('a user is in as long as one of their sessions is', async () => {
      const members = await make()
      await members.join('room', 'alice', 's1')
      for (const session of ['s2', 's2', 's3'])
        expect(await members.join('room', 'alice', session)).toMatchObject({ version: 1, count: 1, changed: false })
      for (const session of ['s1', 's3', 's3'])
        expect(await members.leave('room', 'alice', session)).toMatchObject({ count: 1, changed: false })
      expect(await members.leave('room', 'alice', 's2')).toEqual({ version: 2, count: 0, changed: true })
    })

    it('the version outlives the last member until the channel ends', async () => {
      const members = await make()
      await members.join('room', 'alice', 's1')
      await members.forget('room')
      expect(await members.state('room')).toEqual({ version: 1, count: 1 })
      await members.leave('room', 'alice', 's1')
      expect(await members.state('room')).toEqual({ version: 2, count: 0 })
      await members.forget('room')
      expect(await members.state('room')).toEqual({ version: 0, count: 0 })
    })

    it('P-MEMBER-6: lists come sorted, in pages, with the total', async () => {
      const members = await make()
      for (const user of ['d', 'b', 'a', 'c']) await members.join('room', user, `s-${user}`)
      expect(await members.all('room')).toEqual(['a', 'b', 'c', 'd'])
      expect(await members.list('room', '', 3)).toEqual({ users: ['a', 'b', 'c'], total: 4, next: 'c' })
      expect(await members.list('room', 'c', 3)).toEqual({ users: ['d'], total: 4, next: '' })
      expect(await members.list('room', 'bb', 9)).toEqual({ users: ['c', 'd'], total: 4, next: '' })
      expect(await members.list('room', 'z', 9)).toEqual({ users: [], total: 4, next: '' })
      expect(await members.list('nowhere', '', 9)).toEqual({ users: [], total: 0, next: '' })
    })

    it('P-MEMBER-6: a sample has so many different members', async () => {
      const members = await make()
      for (let i = 0; i < 50; i++) await members.join('room', `u${i}`, `s${i}`)
      const sample = await members.sample('room', 20)
      expect(new Set(sample).size).toBe(20)
      expect((await members.all('room')).filter((user) => sample.includes(user))).toHaveLength(20)
      expect(await members.sample('room', 99)).toHaveLength(50)
    })

    it('P-MEMBER-6: a sample is of those who are in, whoever came and went since the last one', async () => {
      const deed = fc.record({
        user: fc.nat({ max: 12 }).map((n) => `u${n}`),
        stays: fc.boolean(),
        size: fc.nat({ max: 14 })
      })
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
          const members = await make()
          for (const { user, stays, size } of deeds) {
            await (stays ? members.join('room', user, user) : members.leave('room', user, user))
            const all = await members.all('room')
            const sample = await members.sample('room', size)
            expect([new Set(sample).size, sample.every((one) => all.includes(one))]).toEqual([
              Math.min(size, all.length),
              true
            ])
          }
        }),
        { numRuns: 50 }
      )
    })

    it('P-MEMBER-6: everybody is in some sample', async () => {
      const members = await make()
      for (let i = 0; i < 20; i++) await members.join('room', `u${i}`, `s${i}`)
      const seen = new Set<string>()
      for (let i = 0; i < 200; i++) for (const user of await members.sample('room', 2)) seen.add(user)
      expect(seen.size).toBe(20)
    })

    it('P-QUERY-1: counts come in the order asked', async () => {
      const members = await make()
      await members.join('a', 'alice', 's1')
      expect(await members.counts(['b', 'a'])).toEqual([0, 1])
    })

    it('P-STOP-1: a dump is pieces of JSON and frames, and brings everything back', async () => {
      const members = await make()
      await members.join('room', 'alice', 's1')
      await members.join('room', 'alice', 's2')
      await members.join('room', 'bob', 's3')
      const restored = await reloaded(members, await make(), 0)
      expect(await restored.state('room')).toEqual({ version: 2, count: 2 })
      expect(await restored.leave('room', 'alice', 's1')).toMatchObject({ changed: false })
      expect(await restored.leave('room', 'alice', 's2')).toMatchObject({ changed: true, count: 1 })
    })
  })
}
