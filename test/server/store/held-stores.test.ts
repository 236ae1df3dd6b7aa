// What the stores of one process hold in all: each is filled beyond its bound, by many who each keep to their limits.
import { describe, expect, it } from 'vitest'
import { AttributesMemory } from '../../../server/src/store/memory/attributes-memory.ts'
import { HELD } from '../../../server/src/config/held.ts'
import { randomIds } from '../../../server/src/base/ids.ts'
import { InboxesMemory } from '../../../server/src/store/memory/inboxes-memory.ts'
import { InvitationsMemory } from '../../../server/src/store/memory/invitations-memory.ts'
import { SessionsMemory } from '../../../server/src/store/memory/sessions-memory.ts'
import { Shares } from '../../../server/src/store/shares.ts'
import { stageWith } from '../../kit/server/held.ts'

describe('inboxes', () => {
  const room = { messages: 1000, bytes: 4_194_304 }
  const draft = (n: number, size: number) => ({
    id: `id-${n}`,
    from: 'bob',
    session: 's-bob',
    ts: 1,
    flags: 0,
    text: JSON.stringify('x'.repeat(size)),
    n,
    store: false
  })
  const bytesIn = async (inboxes: InboxesMemory, users: readonly string[]): Promise<number> => {
    let sum = 0
    for (const user of users)
      for (const item of await inboxes.read(user, 0, { messages: Infinity, bytes: Infinity }))
        if (item.kind === 'message') sum += item.json.length
    return sum
  }

  it('P-SEND-7: together hold no more than inboxBytes, and who fills them leaves the others their share', async () => {
    const most = 2_000_000
    const inboxes = new InboxesMemory(randomIds(), most)
    const greedy = Array.from({ length: 4 }, (_, i) => `greedy${i}`)
    const modest = Array.from({ length: 100 }, (_, i) => `modest${i}`)
    for (const user of [...greedy, ...modest]) await inboxes.open(user, 's')
    let refused = 0
    for (let i = 0; i < 2000; i++)
      for (const user of greedy) if ((await inboxes.append(user, draft(i, 1000), true, room)) === null) refused++
    expect(refused).toBeGreaterThan(5000)
    expect(await bytesIn(inboxes, greedy)).toBeLessThanOrEqual(most / 2 + 2000)
    for (const user of modest)
      for (let i = 0; i < 3; i++) expect(await inboxes.append(user, draft(i, 1000), true, room), user).not.toBeNull()
    for (let i = 0; i < 300; i++) for (const user of modest) await inboxes.append(user, draft(i, 1000), true, room)
    expect(await bytesIn(inboxes, [...greedy, ...modest])).toBeLessThanOrEqual(most)
    for (const user of greedy) {
      await inboxes.received(user, 's', 1e6)
      await inboxes.handled(user, 's', 1e6)
    }
    expect(await inboxes.append('greedy0', draft(1, 1000), true, room)).not.toBeNull()
  })

  it('count nothing any more when all is handled, withdrawn or expired', async () => {
    const inboxes = new InboxesMemory(randomIds(), 100_000)
    for (let round = 0; round < 50; round++) {
      for (const user of ['a', 'b', 'c']) {
        await inboxes.open(user, 's')
        for (let i = 0; i < 10; i++)
          expect(await inboxes.append(user, draft(i, 500), user !== 'c', room)).not.toBeNull()
      }
      await inboxes.received('a', 's', 1e6)
      await inboxes.handled('a', 's', 1e6)
      await inboxes.lapse('c')
      for (const user of ['a', 'b', 'c']) await inboxes.close(user, 's', round)
      await inboxes.sweep(1e12, 100)
    }
  })

  it('a sender hears full, and a share is one of those who have something', async () => {
    const stage = stageWith({ inboxBytes: 100_000 })
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    alice.wire.stall()
    for (let n = 1; n <= 200; n++) bob.peer(n, 'alice', 'x'.repeat(1000))
    await stage.settle()
    expect(bob.of('out').filter((frame) => frame['why'] === 'full').length).toBeGreaterThan(100)
    const shares = new Shares(1000)
    shares.changed(0, 400)
    shares.changed(0, 100)
    expect([shares.admits(240), shares.admits(260), shares.admits(0)]).toEqual([true, false, true])
    shares.changed(0, 500)
    expect(shares.admits(0)).toBe(false)
  })
})

describe('outcomes of sends', () => {
  it('P-GAP-1: own places are counted with them, those of sessions that ended too', async () => {
    const sessions = new SessionsMemory(undefined, 3_000)
    for (let s = 0; s < 12; s++) {
      const id = `s${s}`
      await sessions.create({ id, user: `u${s}`, keyHash: '', attempt: 1, generation: 1, device: '', login: '' })
      for (let n = 1; n <= 500; n++) {
        await sessions.begin(id, n)
        await sessions.settle(id, n, { outcome: 'taken', a: 7, o: n * 2, i: `m${n}`, ts: 1 })
      }
      let kept = 0
      for await (const { row } of sessions.dump(0))
        if ('own' in row) kept += row.own.length + ('ns' in row ? row.ns.length : 0)
      expect(kept).toBeLessThanOrEqual(3_000)
      expect(await sessions.own(id, 7, 1, 1000)).toBe(500)
      if (s % 2 === 0) await sessions.end(id, 1)
    }
  })

  it('P-SEND-2: together are no more than outcomesKept: those give way who sent nothing for longest', async () => {
    const most = 10_000
    const sessions = new SessionsMemory(undefined, most)
    const kept = async (): Promise<Map<string, number>> => {
      const counts = new Map<string, number>()
      for await (const { row } of sessions.dump(0)) if ('id' in row) counts.set(row.id, row.outcomes.length)
      return counts
    }
    const send = async (id: string, from: number, to: number): Promise<void> => {
      for (let n = from; n <= to; n++) {
        await sessions.begin(id, n)
        await sessions.settle(id, n, { outcome: 'received', i: `m${n}` })
      }
    }
    for (let s = 0; s < 60; s++) {
      await sessions.create({
        id: `s${s}`,
        user: `u${s}`,
        keyHash: '',
        attempt: 1,
        generation: 1,
        device: '',
        login: ''
      })
      await send(`s${s}`, 1, 1000)
      expect([...(await kept()).values()].reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(most)
    }
    expect((await kept()).get('s59')).toBe(1000)
    expect((await kept()).get('s0')).toBeLessThan(1000)
    for (let s = 0; s < 60; s++) await sessions.end(`s${s}`, 1)
    await sessions.create({ id: 'last', user: 'u', keyHash: '', attempt: 1, generation: 1, device: '', login: '' })
    await send('last', 1, 2048)
    expect((await kept()).get('last')).toBe(2048) // those of sessions that ended count no more
  })
})

describe('attributes', () => {
  const life = { group: 'g', held: 1 as const, now: 1, ms: 1000, most: 1000, payers: [] }
  const wide = { entries: 100, bytes: 100_000 }
  const rows = (size: number) => [{ k: 'k', v: 'x'.repeat(size), by: 'a', ts: 1 }]

  it('P-ATTR-2: together hold no more than attributeBytes; a change that makes them fewer is always done', async () => {
    const attributes = new AttributesMemory(null, [], 100_000)
    const verdicts: string[] = []
    for (let i = 0; i < 30; i++)
      verdicts.push(await attributes.write(`owner${i}`, { how: 'replace', rows: rows(5000) }, wide, life))
    expect(verdicts.filter((verdict) => verdict === 'written').length).toBe(17)
    expect(verdicts.at(-1)).toBe('full')
    expect(await attributes.write('owner0', { how: 'replace', rows: rows(100) }, wide, life)).toBe('written')
    expect(await attributes.write('owner29', { how: 'replace', rows: rows(4000) }, wide, life)).toBe('written')
    for (let i = 0; i < 30; i++) await attributes.drop(`owner${i}`)
    for (let i = 0; i < 17; i++)
      expect(await attributes.write(`later${i}`, { how: 'replace', rows: rows(5000) }, wide, life)).toBe('written')
  })

  it('a client hears full', async () => {
    const stage = stageWith({ attributeBytes: 20_000 })
    const alice = await stage.login('alice')
    const reply = await alice.request('setattrs', {
      w: 1,
      how: 'merge',
      rows: [
        { k: 'a', v: 'x'.repeat(8000) },
        { k: 'b', v: 'x'.repeat(8000) }
      ]
    })
    expect(reply).toMatchObject({ t: 'no', why: 'full' })
  })
})

describe('call invitations', () => {
  it('P-CALL-12: in memory together hold no more than invitationBytes', async () => {
    const stage = stageWith({ invitationBytes: 50_000 })
    const callers = await Promise.all(Array.from({ length: 30 }, (_, i) => stage.login(`caller${i}`)))
    const replies = []
    for (const [i, caller] of callers.entries())
      replies.push(await caller.request('invite', { i: `c${i}.1`, to: 'bob', ch: '', content: 'x'.repeat(8000) }))
    expect(replies.filter(({ t }) => t === 'ok').length).toBe(6)
    expect(replies.at(-1)).toMatchObject({ why: 'full' })
    const rows = new InvitationsMemory(10)
    expect(await rows.isFull()).toBe(false)
  })
})

it('the bounds add up to what docs/server.md says', () => {
  expect(HELD).toEqual({
    inboxBytes: 134_217_728,
    attributeBytes: 67_108_864,
    invitationBytes: 33_554_432,
    outcomesKept: 500_000,
    sessionsKept: 100_000,
    memberships: 500_000,
    watchesKept: 500_000,
    waitingBytes: 67_108_864
  })
})
