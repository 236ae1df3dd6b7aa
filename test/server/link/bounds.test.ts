// With readers that stand still or crawl, the server's bytes stay under a bound that can be computed, healthy members
// are not disturbed, and every resume moves a cursor.
import { expect, it } from 'vitest'
import { FLUSH_AT, MAX_UNWRITTEN } from '../../../server/src/link/link.ts'
import { PUMP_BELOW } from '../../../server/src/link/feed.ts'
import { Stage } from '../../kit/server/stage.ts'
import { retainAll } from '../../kit/server/retention.ts'

const TURN_BYTES = FLUSH_AT + 40_000 // what one turn can add: a list that was just below its limit, and one record

it('P-REPLAY-2: stalled readers: unwritten bytes are bounded, the healthy get records in their turn', async () => {
  const stage = new Stage()
  const speaker = await stage.login('speaker')
  const healthy = await stage.login('healthy')
  const stalled = await Promise.all(Array.from({ length: 20 }, (_, i) => stage.login(`stalled${i}`)))
  for (const client of [speaker, healthy, ...stalled]) await client.join('room')
  for (const client of stalled) client.wire.stall()
  let n = 0
  for (let turn = 0; turn < 90; turn++) {
    for (let i = 0; i < 2; i++) speaker.pub(++n, 'room', 'x'.repeat(30_000))
    await stage.live(200)
    expect(healthy.of('m')).toHaveLength(n)
    for (const client of stalled)
      expect(client.wire.unwritten()).toBeLessThanOrEqual(FLUSH_AT + TURN_BYTES + PUMP_BELOW)
    expect(stage.node.stats().unwrittenBytes).toBeLessThanOrEqual(20 * (FLUSH_AT + TURN_BYTES + PUMP_BELOW))
  }
  // records of a turn and a pong: nothing else is written for the sake of the slow
  expect(healthy.wire.writes).toBeLessThan(90 * 2 + 40)
})

it('P-REPLAY-2: all slow links together have a bound: the fullest go first, and come back without a loss', async () => {
  const most = 1_000_000
  const stage = new Stage({
    bounds: { helloMs: 5000, unwrittenBytes: most, streamBytes: 512_000_000 },
    limits: { retention: retainAll }
  })
  const speaker = await stage.login('speaker')
  const room = await speaker.join('room')
  const slow = await Promise.all(Array.from({ length: 10 }, (_, i) => stage.login(`slow${i}`)))
  for (const client of slow) {
    await client.join('room')
    client.wire.stall()
  }
  for (let n = 1; n <= 30; n++) {
    speaker.pub(n, 'room', 'x'.repeat(30_000))
    await stage.live(100)
    expect(stage.node.stats().unwrittenBytes).toBeLessThanOrEqual(most)
  }
  const closed = slow.filter((client) => client.closed === 4001)
  expect(closed.length).toBeGreaterThan(5)
  expect(closed.length).toBeLessThan(10)
  const back = await closed[0]!.back({ channels: [{ ch: 'room', e: room['e'], o: 0, i: '', v: 0, mode: 'full' }] })
  expect(back.of('m').map((frame) => frame['o'])).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
})

it('P-REPLAY-2: one who reads one portion per life of a link still gets on: each resume moves the cursor', async () => {
  const stage = new Stage({ limits: { retention: retainAll } })
  const speaker = await stage.login('speaker')
  let crawler = await stage.login('crawler')
  const room = await crawler.join('room')
  await speaker.join('room')
  crawler.wire.break()
  for (let n = 1; n <= 30; n++) speaker.pub(n, 'room', 'x'.repeat(30_000))
  await stage.settle()
  let offset = 0
  for (let life = 0; offset < 30; life++) {
    expect(life).toBeLessThan(30)
    const next = stage.connect('crawler')
    next.wire.stall()
    next.welcome = crawler.welcome
    const { session, key, generation } = crawler.welcome!
    void next.hello({
      auto: 1,
      generation,
      session,
      key,
      attempt: life + 2,
      channels: [{ ch: 'room', e: room['e'], o: offset, i: '', v: 2, mode: 'full' }]
    })
    await stage.settle()
    next.wire.crawl(2)
    await stage.settle()
    const before = offset
    offset = Math.max(offset, ...next.of('m').map((frame) => frame['o'] as number))
    expect(offset).toBeGreaterThan(before)
    next.wire.break()
    crawler = next
  }
})

it('P-SEND-7 P-REPLAY-2: an inbox of somebody who does not read is bounded too, and its senders are told', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  const alice = await stage.login('alice')
  alice.wire.stall()
  for (let n = 1; n <= 200; n++) {
    bob.peer(n, 'alice', 'x'.repeat(30_000))
    await stage.live(20)
  }
  expect(alice.wire.peak).toBeLessThan(MAX_UNWRITTEN)
  expect(bob.of('out').filter((frame) => frame['why'] === 'full').length).toBeGreaterThan(50)
})
