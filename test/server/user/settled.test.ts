// What is kept of a session's sends: until the client has said that it needs no outcome of them, and never more than
// the last 2,048.
import { expect, it } from 'vitest'
import { Outcomes } from '../../../server/src/store/memory/outcomes.ts'
import { SessionsMemory } from '../../../server/src/store/memory/sessions-memory.ts'
import type { Client } from '../../kit/server/client.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'
import { APP } from '../../kit/engine-kit.ts'
import { everyRate } from '../../kit/rates.ts'
import { Town } from '../../oracles/town.ts'

/** All that is kept of the session's sends, as it would be saved. */
async function keptOf(sessions: SessionsMemory, id: string): Promise<{ outcomes: readonly unknown[]; bytes: number }> {
  for await (const { row } of sessions.dump(0))
    if ('id' in row && row.id === id) return { outcomes: row.outcomes, bytes: Buffer.byteLength(JSON.stringify(row)) }
  throw new Error('no such session')
}

async function sent(count: number): Promise<{ stage: Stage; alice: Client; sessions: SessionsMemory; id: string }> {
  const sessions = new SessionsMemory()
  const stage = new Stage({ stores: { sessions }, appList: [appWith({ rates: everyRate([100_000, 1000]) })] })
  const alice = await stage.login('alice')
  await alice.join('room')
  for (let n = 1; n <= count; n++) {
    alice.pub(n, 'room', 'x')
    if (n % 300 === 0) await stage.live(1000)
  }
  await stage.settle()
  return { stage, alice, sessions, id: alice.welcome!['session'] as string }
}

it('P-SEND-2: a client that never tells what it has settled is kept the last 2,048 outcomes, and no more', async () => {
  const { alice, sessions, id, stage } = await sent(5000)
  expect((await keptOf(sessions, id)).outcomes).toHaveLength(2048)
  alice.pub(5000 - 2047, 'room', 'x')
  alice.pub(5000 - 2048, 'room', 'x')
  await stage.settle()
  expect(alice.of('out').slice(-2)).toMatchObject([
    { n: 5000 - 2047, outcome: 'taken' },
    { n: 5000 - 2048, outcome: 'unknown' }
  ])
})

it('P-SEND-2: nothing but the last 2,048 is held, whatever the order in which they are settled', () => {
  const outcomes = new Outcomes()
  for (let n = 1; n <= 9000; n++) {
    outcomes.begin(n)
    outcomes.settle(n, { outcome: 'received', i: `m${n}` })
    if (n % 100 !== 0) continue
    const { list } = JSON.parse(JSON.stringify(outcomes)) as { list: unknown[] }
    expect(list.filter((one) => one !== 0).length).toBeLessThanOrEqual(2048)
    expect(list.length).toBeLessThan(2048 + 257)
  }
  expect(outcomes.forget(9000)).toBe(true)
  expect(JSON.parse(JSON.stringify(outcomes))).toMatchObject({ list: [], ns: [] })
})

it('P-SEND-11: settled rides on any frame: up to it all is forgotten; a lower one does nothing', async () => {
  const { alice, sessions, id, stage } = await sent(100)
  alice.send({ t: 'ping', settled: 90 })
  await stage.settle()
  expect((await keptOf(sessions, id)).outcomes).toHaveLength(10)
  alice.send({ t: 'pub', n: 101, ch: 'room', hist: 0, settled: 50, p: 'y' })
  alice.send({ t: 'pub', n: 90, ch: 'room', hist: 0, p: 'y' })
  alice.send({ t: 'pub', n: 91, ch: 'room', hist: 0, p: 'y' })
  await stage.settle()
  expect(alice.of('out').slice(-3)).toMatchObject([
    { n: 90, outcome: 'unknown' },
    { n: 91, outcome: 'taken', o: 91 },
    { n: 101, outcome: 'taken' }
  ]) // that of a new one comes with its turn
  const back = await alice.back({ settled: 99, channels: [] })
  expect(back.welcome).toMatchObject({ taken: 101, outcomes: [{ n: 100 }, { n: 101 }] })
})

it('P-SEND-11: a settled that is no number is refused by its name, and forgets nothing', async () => {
  const { alice, sessions, id, stage } = await sent(3)
  for (const settled of ['3', -1, 1.5, null]) {
    alice.send({ t: 'ping', settled })
    await stage.settle()
    expect(alice.last('no')).toMatchObject({ id: 0, why: 'invalid', message: expect.stringContaining('settled') })
  }
  expect((await keptOf(sessions, id)).outcomes).toHaveLength(3)
})

it('P-SEND-11: an engine that has sent 3,000 messages and is idle leaves less than 4 KB on the server', async () => {
  const sessions = new SessionsMemory()
  const town = new Town(appWith({ rates: everyRate([100_000, 1000]) }).limits, {}, () => ({ sessions }))
  const [alice, bob] = [town.person('alice'), town.person('bob')]
  for (const person of [alice, bob]) {
    person.login()
    await town.settle()
    person.join('room')
    await town.settle()
  }
  let most = 0
  const id = (await sessions.ofUser(`${APP}/inbox//alice`))[0]!
  for (let i = 0; i < 3000; i++) {
    if (i % 3 === 0) alice.send('bob', `to bob ${i}`)
    else alice.publish('room', `to all ${i}`)
    if (i % 7 === 0) bob.publish('room', `of bob ${i}`)
    if (i % 50 !== 0) continue
    await town.advance(100)
    most = Math.max(most, (await keptOf(sessions, id)).outcomes.length)
  }
  await town.advance(5000)
  expect(alice.outcome('to all 2999')).toBe('ok')
  expect(most).toBeLessThan(200) // while it sends
  const kept = await keptOf(sessions, id)
  expect(kept.outcomes).toEqual([])
  expect(kept.bytes).toBeLessThan(4096)
})
