// docs/protocol.md, section 6.3, and the gaps of an inbox.
import { expect, it } from 'vitest'
import type { Client } from '../../kit/server/client.ts'
import { Stage } from '../../kit/server/stage.ts'
import type { Fields } from '../../kit/server/wire.ts'

it('P-INBOX-1 P-INBOX-2: r and h ride on any frame, only rise, and above what was sent they are invalid', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'a')
  bob.peer(2, 'alice', 'b')
  await stage.settle()
  alice.send({ t: 'ping', r: 1, h: 0 })
  await stage.settle()
  expect([bob.out(1)?.['outcome'], bob.out(2)]).toEqual(['received', undefined])
  alice.ack(0, 0)
  alice.ack(3, 0)
  alice.ack(2, 3)
  alice.send({ t: 'ack', r: 'x', h: 0 })
  await stage.settle()
  expect(alice.of('no')).toEqual([1, 2, 3].map(() => expect.objectContaining({ id: 0, why: 'invalid' })))
  expect(bob.out(2)).toBeUndefined()
  alice.send({ t: 'counts', id: 1, chs: ['x'], r: 2, h: 2 })
  await stage.settle()
  expect(bob.out(2)).toMatchObject({ outcome: 'received' })
})

it('P-INBOX-2 P-INBOX-3: handled messages are deleted, received ones come again to a new session', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 3; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  await alice.acked(3, 2)
  const second = await stage.login('alice')
  expect(second.texts()).toEqual(['m3'])
  expect(second.last('redelivery')).toMatchObject({ from: 3, to: 3 })
})

it('P-INBOX-2 P-RESUME-7: acknowledged while another login comes in: it has its outcome, and never again', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'shown')
  await stage.settle()
  const second = stage.connect('alice')
  const greeting = second.hello()
  alice.ack(1, 1) // stands behind the login, which begins where this says
  await greeting
  expect(bob.out(1)).toMatchObject({ outcome: 'received' })
  expect(second.texts()).toEqual([])
  bob.peer(2, 'alice', 'live')
  await stage.settle()
  expect(second.texts()).toEqual(['live'])
})

it('P-INBOX-3: a message that was never written comes to a new session without the mark', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'written')
  await stage.settle()
  alice.wire.break()
  await stage.settle()
  bob.peer(2, 'alice', 'not written')
  await stage.settle()
  const second = await stage.login('alice')
  expect(
    second
      .take()
      .slice(1)
      .map((frame) => [frame['t'], frame['from'] ?? frame['o']])
  ).toEqual([
    ['redelivery', 1],
    ['m', 1],
    ['replay', 2],
    ['m', 2]
  ])
})

it('P-INBOX-3: the mark of a redelivery is not lost with a link that breaks before it, nor a restart', async () => {
  for (const restart of [false, true]) {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    bob.peer(1, 'alice', 'perhaps shown')
    await stage.settle()
    alice.wire.break()
    await stage.settle()
    const fresh = await stage.login('alice')
    expect(fresh.texts()).toEqual(['perhaps shown'])
    fresh.wire.break()
    await stage.settle()
    if (restart) await stage.restart()
    const { e, o } = fresh.welcome!['inbox']
    const again = await fresh.back({ inbox: { e, o, i: '', h: o } })
    expect(again.last('redelivery'), `restart: ${restart}`).toMatchObject({ from: 1, to: 1 })
    expect(again.texts()).toEqual(['perhaps shown'])
  }
})

it('P-INBOX-4 P-ORDER-1: what one sender sends arrives in its order, over a cut', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 5; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  alice.wire.break()
  for (let n = 6; n <= 10; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  const next = stage.connect('alice')
  const { session, key, generation, inbox } = alice.welcome!
  void next.hello({ auto: 1, generation, session, key, attempt: 2, inbox: { e: inbox.e, o: 5, i: '', h: 5 } })
  for (let n = 11; n <= 15; n++) bob.peer(n, 'alice', `m${n}`)
  await stage.settle()
  expect([...alice.texts(), ...next.texts()]).toEqual(Array.from({ length: 15 }, (_, i) => `m${i + 1}`))
  expect(next.frames[0]!['t']).toBe('welcome')
})

it('P-ORDER-2: a message that is committed after a login is delivered live', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  const alice = stage.connect('alice')
  void alice.hello()
  bob.peer(1, 'alice', 'just now')
  await stage.settle()
  const seen = alice.texts()
  expect(bob.out(1)?.['outcome'] === 'offline' ? [] : ['just now']).toEqual(seen)
})

it('P-GAP-1 P-GAP-3: an expired session leaves an exact gap with counts per sender, told once', async () => {
  const stage = new Stage()
  const [alice, bob, carol] = [await stage.login('alice'), await stage.login('bob'), await stage.login('carol')]
  bob.peer(1, 'alice', 'handled')
  bob.peer(2, 'alice', 'lost 1')
  carol.peer(1, 'alice', 'lost 2')
  bob.peer(3, 'alice', 'lost 3')
  await stage.settle()
  await alice.acked(1, 1)
  alice.wire.break()
  await stage.settle()
  bob.peer(4, 'alice', 'withdrawn')
  await stage.live(640_000)
  const second = await stage.login('alice')
  expect(second.welcome!['inbox'].o).toBe(1)
  expect(second.of('gap')).toEqual([
    {
      t: 'gap',
      a: 0,
      from: 2,
      to: 5,
      count: 3,
      why: 'expired',
      i: expect.any(String),
      by: expect.arrayContaining([
        { u: 'bob', count: 2 },
        { u: 'carol', count: 1 }
      ])
    }
  ])
  bob.peer(5, 'alice', 'new')
  await stage.settle()
  expect(second.of('m')).toEqual([expect.objectContaining({ o: 6, p: 'new' })])
  await second.acked(6, 6)
  const third = await stage.login('alice')
  expect(third.of('gap')).toEqual([])
  expect(third.texts()).toEqual([])
})

it('P-GAP-1: a gap whose welcome was lost is told again', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'lost')
  await stage.settle()
  alice.wire.break()
  await stage.live(640_000)
  const second = await stage.login('alice')
  second.wire.break()
  const third = await second.back()
  expect(third.of('gap')).toEqual([expect.objectContaining({ from: 1, to: 1, count: 1, by: [{ u: 'bob', count: 1 }] })])
})

it('P-GAP-2: who missed nothing hears of no gap, however long they were away', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'handled')
  await stage.settle()
  await alice.acked(1, 1)
  alice.wire.break()
  await stage.live(700_000)
  const again = await alice.back({ inbox: { e: alice.welcome!['inbox'].e, o: 1, i: '', h: 1 } })
  expect(again.welcome).toMatchObject({ resumed: 'fresh' })
  expect(again.of('gap')).toEqual([])
  bob.peer(2, 'alice', 'new')
  await stage.settle()
  expect(again.of('m')[0]!['o']).toBeGreaterThan(again.welcome!['inbox'].o)
})

it('P-LIFE-5 P-GAP-3: bye with unhandled messages leaves a gap for the next login', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'not handled')
  await stage.settle()
  await alice.request('bye')
  expect(bob.out(1)).toMatchObject({ outcome: 'unknown' })
  expect((await stage.login('alice')).of('gap')).toEqual([
    expect.objectContaining({ count: 1, by: [{ u: 'bob', count: 1 }], why: 'expired' })
  ])
})

/** Gaps that a new login of alice is told, and where they end. She leaves without a word on what she was told. */
async function missedAt(stage: Stage): Promise<{ gaps: Fields[]; alice: Client }> {
  const alice = await stage.login('alice')
  return { gaps: alice.of('gap'), alice }
}

it('P-GAP-6: a gap without an acknowledgement is told again under its id; later losses have their own', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  const known = new Map<string, number>()
  for (let n = 1; n <= 3; n++) {
    const { gaps, alice } = await missedAt(stage)
    for (const { i, count } of gaps) known.set(i as string, count as number)
    expect(gaps.map(({ count }) => count)).toEqual(Array(n - 1).fill(1))
    bob.peer(n, 'alice', 'not handled')
    await stage.settle()
    await alice.request('bye')
  }
  const { gaps, alice } = await missedAt(stage)
  expect(gaps.map(({ i }) => i)).toEqual([...known.keys(), gaps[2]!['i']])
  expect(new Set(gaps.map(({ i }) => i)).size).toBe(3)
  const { to } = gaps[1]!
  await alice.acked(to, to)
  await alice.request('bye')
  expect((await missedAt(stage)).gaps).toEqual([{ ...gaps[2], a: 0 }])
})

it('P-GAP-6: of gaps that nobody acknowledges so many stay apart, and none is lost', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  const total = 40
  for (let n = 1; n <= total; n++) {
    const { alice } = await missedAt(stage)
    bob.peer(n, 'alice', 'not handled')
    await stage.settle()
    await alice.request('bye')
    await stage.advance(1_000)
  }
  const { gaps } = await missedAt(stage)
  expect(gaps).toHaveLength(32)
  expect(gaps.reduce((sum, { count }) => sum + (count as number), 0)).toBe(total)
  expect(gaps[0]).toMatchObject({ count: total - 31, by: [{ u: 'bob', count: total - 31 }] })
})

it('P-RECORD-5: another record at the same offset is divergence', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'one')
  await stage.settle()
  const again = await alice.back({ inbox: { e: alice.welcome!['inbox'].e, o: 1, i: 'another', h: 0 } })
  expect(again.welcome!['inbox'].gap).toMatchObject({ count: -1, why: 'epoch' })
  expect(again.texts()).toEqual(['one'])
})
