// docs/protocol.md, section 8: replay, gaps, skips, and links that do not read.
import { expect, it } from 'vitest'
import { retainAll } from '../../kit/server/retention.ts'
import type { Client } from '../../kit/server/client.ts'
import { Stage } from '../../kit/server/stage.ts'
import type { Fields } from '../../kit/server/wire.ts'

const pair = async (stage: Stage): Promise<{ alice: Client; bob: Client; room: Fields }> => {
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  await bob.join('room')
  return { alice, bob, room }
}
const from = (room: Fields, o: number, i = '') => ({
  channels: [{ ch: 'room', e: room['e'], o, i, v: 2, mode: 'full' }]
})
const kinds = (client: Client): string[] =>
  client.frames.map((frame) => `${frame['t']} ${frame['from'] ?? frame['o'] ?? ''}`.trim())

it('P-REPLAY-1 P-STREAM-2: replay is announced, oldest first, and ends before the first live record', async () => {
  const stage = new Stage()
  const { alice, bob, room } = await pair(stage)
  bob.pub(1, 'room', 'one')
  await stage.settle()
  alice.wire.break()
  for (let n = 2; n <= 4; n++) bob.pub(n, 'room', `m${n}`)
  await stage.settle()
  const { session, key, generation } = alice.welcome!
  const next = stage.connect('alice')
  void next.hello({ auto: 1, generation, session, key, attempt: 2, ...from(room, 1, alice.last('m')!['i']) })
  bob.pub(5, 'room', 'live')
  await stage.settle()
  expect(kinds(next).slice(0, 2)).toEqual(['welcome', 'replay 2'])
  expect(next.texts()).toEqual(['m2', 'm3', 'm4', 'live'])
})

it("P-SKIP-1 P-RECORD-7: a session's own records are skipped in replay, the answers are in the welcome", async () => {
  const stage = new Stage()
  const { alice, bob, room } = await pair(stage)
  bob.pub(1, 'room', 'b1')
  await stage.beat()
  alice.pub(1, 'room', 'a1')
  alice.pub(2, 'room', 'a2')
  await stage.beat()
  bob.pub(2, 'room', 'b2')
  await stage.settle()
  const again = await alice.back(from(room, 0))
  expect(kinds(again)).toEqual(['welcome', 'replay 1', 'm 1', 'skip 2', 'replay 4', 'm 4'])
  expect(again.last('skip')).toEqual({ t: 'skip', a: 1, from: 2, to: 3, why: 'own' })
  expect(again.welcome!['outcomes'].map((out: Fields) => out.o)).toEqual([2, 3])
})

it('P-GAP-1 P-STREAM-1: what retention dropped is an exact gap without own messages, before the tail', async () => {
  const stage = new Stage({ limits: { retention: { ...retainAll, messages: 5, leastMessages: 0 } } })
  const { alice, bob, room } = await pair(stage)
  alice.pub(1, 'room', 'own')
  alice.wire.break()
  for (let n = 1; n <= 11; n++) bob.pub(n, 'room', `m${n}`)
  await stage.settle()
  const again = await alice.back(from(room, 0))
  expect(kinds(again)).toEqual(['welcome', 'gap 1', 'replay 8', 'm 8', 'm 9', 'm 10', 'm 11', 'm 12'])
  expect(again.last('gap')).toEqual({ t: 'gap', a: 1, from: 1, to: 7, count: 6, why: 'retention' })
})

it('P-GAP-1 P-GAP-5: a cursor of an ended session gets an exact gap in the welcome', async () => {
  const stage = new Stage()
  const { alice, bob, room } = await pair(stage)
  alice.pub(1, 'room', 'own')
  await stage.settle()
  alice.wire.break()
  await stage.live(300_000)
  for (let n = 1; n <= 3; n++) bob.pub(n, 'room', `m${n}`)
  await stage.live(310_000)
  const again = await alice.back(from(room, 0))
  const gap = { from: 1, to: 4, count: 3, why: 'expired' }
  expect(again.welcome).toMatchObject({ resumed: 'fresh', why: 'expired', channels: [{ o: 4, gap }] })
  bob.pub(4, 'room', 'new')
  await stage.settle()
  expect(again.texts()).toEqual(['new'])
})

it('P-RECORD-5 P-GAP-2 P-GAP-5: the same offset with another id, or a cursor above the head, diverges', async () => {
  const stage = new Stage()
  const { alice, bob, room } = await pair(stage)
  bob.pub(1, 'room', 'one')
  await stage.settle()
  const gap = { from: 1, to: 1, count: -1, why: 'epoch' }
  const other = await alice.back(from(room, 1, 'another id'))
  expect(other.welcome!['channels'][0].gap).toEqual(gap)
  const above = await other.back(from(room, 99))
  expect(above.welcome!['channels'][0].gap).toEqual(gap)
  bob.pub(2, 'room', 'two')
  await stage.settle()
  expect(above.texts()).toEqual(['two'])
})

it('P-REPLAY-2: a link that does not read leaves the live set, keeps a cursor, catches up as it drains', async () => {
  const stage = new Stage({ limits: { retention: retainAll } })
  const { alice, bob } = await pair(stage)
  const carol = await stage.login('carol')
  await carol.join('room')
  alice.take()
  alice.wire.stall()
  let n = 0
  for (let turn = 0; turn < 60; turn++) {
    for (let i = 0; i < 3; i++) bob.pub(++n, 'room', `${n}:` + 'x'.repeat(10_000))
    await stage.settle()
    await stage.live(400)
  }
  expect(stage.node.stats().slowLinks).toBe(1)
  expect(alice.wire.peak).toBeLessThan(262_144 + 262_144 + 65_536)
  expect(carol.of('m')).toHaveLength(n)
  alice.wire.resume()
  await stage.settle()
  expect(stage.node.stats().slowLinks).toBe(0)
  expect(alice.of('m').map((frame) => frame['o'])).toEqual(Array.from({ length: n }, (_, i) => i + 1))
  bob.pub(++n, 'room', 'live again')
  await stage.settle()
  expect(alice.texts().at(-1)).toBe('live again')
  expect(alice.of('gap')).toEqual([])
})

it('P-REPLAY-2 P-RECORD-7: a slow link that publishes gets its answers in their places', async () => {
  const stage = new Stage({ limits: { retention: retainAll } })
  const { alice, bob } = await pair(stage)
  alice.take()
  alice.wire.stall()
  let n = 0
  for (let turn = 0; turn < 12; turn++) {
    for (let i = 0; i < 4; i++) bob.pub(++n, 'room', 'x'.repeat(10_000))
    alice.pub(turn + 1, 'room', 'from the slow one')
    await stage.live(2000)
  }
  alice.wire.resume()
  await stage.settle()
  const places = alice
    .take()
    .filter((frame) => frame['a'] === 1 && (frame['t'] === 'm' || frame['t'] === 'out'))
    .map((frame) => frame['o'])
  expect(places).toEqual(Array.from({ length: n + 12 }, (_, i) => i + 1))
  expect(alice.of('out')).toHaveLength(12)
})

it('P-REPLAY-2: 30 s without progress closes with 4001, progress does not', async () => {
  const stage = new Stage({ limits: { retention: retainAll } })
  const { alice, bob } = await pair(stage)
  const carol = await stage.login('carol')
  await carol.join('room')
  alice.wire.stall()
  carol.wire.stall()
  for (let n = 1; n <= 40; n++) {
    bob.pub(n, 'room', 'x'.repeat(10_000))
    await stage.settle()
  }
  for (let second = 0; second < 40; second++) {
    await stage.live(1000)
    if (second % 10 === 0) carol.wire.crawl(1)
  }
  expect(alice.closed).toBe(4001)
  expect(carol.closed).toBeNull()
  const again = await alice.back(from({ e: alice.frames.find((frame) => frame['e'])!['e'] }, 0))
  expect(again.welcome).toMatchObject({ resumed: 'full' })
  expect(again.of('m')).toHaveLength(40)
})

it('P-REPLAY-2 P-GAP-1: a slow link is overtaken by retention: the gap is exact and told in its place', async () => {
  const stage = new Stage({ limits: { retention: { ...retainAll, messages: 10, leastMessages: 0 } } })
  const { alice, bob } = await pair(stage)
  alice.take()
  alice.wire.stall()
  let n = 0
  for (let turn = 0; turn < 30; turn++) {
    for (let i = 0; i < 3; i++) bob.pub(++n, 'room', 'x'.repeat(10_000))
    await stage.live(1000)
  }
  alice.pub(1, 'room', 'own')
  await stage.settle()
  alice.wire.resume()
  await stage.settle()
  const [gap] = alice.of('gap')
  expect(alice.of('gap')).toHaveLength(1)
  expect(alice.of('m').length + gap!['count']).toBe(n)
  expect(alice.out(1)).toMatchObject({ o: n + 1 })
})

it('P-GAP-1 P-SEND-4: own answers that retention overtook are told before the gap', async () => {
  const stage = new Stage({ limits: { retention: { ...retainAll, messages: 5, leastMessages: 0 } } })
  const { alice, bob } = await pair(stage)
  alice.wire.stall()
  let n = 0
  const flood = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) bob.pub(++n, 'room', 'x'.repeat(10_000))
    await stage.live(1000)
  }
  await flood(40)
  alice.pub(1, 'room', 'own')
  await flood(20)
  alice.wire.resume()
  await stage.settle()
  const gap = alice.last('gap')!
  expect(alice.out(1)).toMatchObject({ outcome: 'taken', o: 41 })
  expect(gap['from']).toBeLessThanOrEqual(41)
  expect(gap['to']).toBeGreaterThanOrEqual(41)
  expect(gap['count']).toBe(gap['to'] - gap['from'])
})

it('P-REPLAY-2 P-INBOX-4: a slow inbox is a cursor too', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  alice.wire.stall()
  for (let n = 1; n <= 80; n++) {
    bob.peer(n, 'alice', `${n}:` + 'x'.repeat(10_000))
    await stage.settle()
  }
  expect(alice.wire.peak).toBeLessThan(400_000)
  alice.wire.resume()
  await stage.settle()
  expect(alice.of('m').map((frame) => frame['o'])).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
  await alice.acked(80, 80)
  expect(bob.of('out').map((frame) => frame['outcome'])).toEqual(Array(80).fill('received'))
})

it('P-REPLAY-2 P-CHANNEL-1: a link that joins while it does not read follows by a cursor', async () => {
  const stage = new Stage({ limits: { retention: retainAll } })
  const { alice, bob } = await pair(stage)
  await bob.join('second')
  alice.wire.stall()
  for (let n = 1; n <= 40; n++) bob.pub(n, 'room', 'x'.repeat(10_000))
  await stage.settle()
  alice.send({ t: 'join', id: 50, ch: 'second', mode: 'full' })
  await stage.settle()
  for (let n = 41; n <= 50; n++) bob.pub(n, 'second', `s${n}`)
  await stage.settle()
  alice.wire.resume()
  await stage.settle()
  const frames = alice.frames.filter((frame) => frame['id'] === 50 || frame['a'] === 2)
  expect(frames[0]).toMatchObject({ t: 'ok', id: 50, a: 2, o: 0 })
  expect(frames.filter((frame) => frame['t'] === 'm').map((frame) => frame['p'])).toEqual(
    Array.from({ length: 10 }, (_, i) => `s${i + 41}`)
  )
  expect(frames.some((frame) => frame['t'] === 'members' && frame['all'] !== undefined)).toBe(true)
})

it('P-REPLAY-2: somebody who only asks and never reads is closed', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const ids = Array.from({ length: 256 }, (_, i) => 'u'.repeat(60) + i)
  alice.wire.stall()
  for (let i = 0; i < 4000; i++) alice.send({ t: 'counts', id: i + 1, chs: ids.slice(0, 400) })
  for (let n = 1; n < 4000 && alice.closed === null; n++) {
    alice.peer(n, 'alice', 'x'.repeat(20_000))
    await stage.settle()
  }
  await stage.live(34_000)
  expect(alice.closed).not.toBeNull()
  expect(alice.wire.peak).toBeLessThan(1024 * 1024 + 262_144)
})
