// docs/protocol.md, section 4: heartbeats, silence, rates, names, the stop of a server.
import { expect, it } from 'vitest'
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import type { Client } from '../../kit/server/client.ts'
import { Stage } from '../../kit/server/stage.ts'

it('P-LIFE-1: a ping is answered with the time, and any frame counts as life', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  alice.send({ t: 'ping' })
  await stage.settle()
  expect(alice.last('pong')).toEqual({ t: 'pong', now: stage.now })
  for (let i = 0; i < 10; i++) {
    await stage.advance(5000)
    alice.ack(0, 0)
  }
  expect(alice.closed).toBeNull()
})

it('P-LIFE-7: every ping has one pong in its order, behind slow requests too; fields may be unknown', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const early = stage.now
  alice.send({ t: 'ping' })
  alice.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  alice.send({ t: 'ping', x: 1 })
  await stage.advance(100)
  alice.send({ t: 'ping' })
  await stage.settle()
  const answers = alice.take().filter(({ t }) => t === 'pong' || t === 'ok')
  expect(answers.map(({ t }) => t)).toEqual(['pong', 'ok', 'pong', 'pong'])
  expect(answers.filter(({ t }) => t === 'pong').map(({ now }) => now)).toEqual([early, early, early + 100])
})

it('P-LIFE-3: after 30 s of silence the lease ends: channels are left as lost, presence goes offline', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  alice.silent = true
  await stage.live(28_000)
  expect(await bob.request('presence', { users: ['alice', 'nobody'] })).toMatchObject({ states: ['online', 'offline'] })
  expect(bob.of('members').some((frame) => frame['left'] !== undefined)).toBe(false)
  await stage.live(4000)
  expect(alice.closed).toBe(4002)
  expect(bob.lastChange()).toMatchObject({ count: 1, left: [{ u: 'alice', why: 'lost' }] })
  expect(await bob.request('presence', { users: ['alice'] })).toMatchObject({ states: ['offline'] })
})

it('P-LIFE-3: a closed link counts as silence from that moment', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  await stage.live(20_000)
  alice.wire.break()
  await stage.live(28_000)
  expect(bob.lastChange()!['left']).toBeUndefined()
  await stage.live(4000)
  expect(bob.lastChange()).toMatchObject({ left: [{ u: 'alice', why: 'lost' }] })
})

it('P-LIFE-4: a session ends 10 minutes after its last link', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  alice.wire.break()
  await stage.advance(599_000)
  const again = await alice.back()
  expect(again.welcome).toMatchObject({ resumed: 'rejoined' })
  again.wire.break()
  await stage.advance(600_200)
  expect((await again.back()).welcome).toMatchObject({ resumed: 'fresh' })
  expect(stage.node.stats().sessions).toBe(1)
})

it('P-LIFE-5 P-RESUME-8: bye is answered, the link closes with 4200; others see left; the session goes', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  alice.take()
  bob.pub(1, 'room', 'before')
  alice.send({ t: 'bye', id: 9 })
  bob.pub(2, 'room', 'after')
  await stage.settle()
  expect(alice.take().map((frame) => frame['t'])).toEqual(['ok'])
  expect(alice.closed).toBe(4200)
  expect(bob.lastChange()).toMatchObject({ left: [{ u: 'alice', why: 'left' }] })
  expect((await alice.back()).welcome).toMatchObject({ resumed: 'fresh' })
})

it('P-LIFE-5 P-RESUME-2: bye counts when its link ends in that turn, unless a newer link has the session', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'hi')
  await stage.settle()
  alice.send({ t: 'bye', id: 9, r: 1, h: 1 }) // what it acknowledges comes first, in the lane of the user
  alice.wire.events.closed()
  await stage.settle()
  expect(await bob.request('presence', { users: ['alice'] })).toMatchObject({ states: ['offline'] })
  expect((await alice.back()).welcome).toMatchObject({ resumed: 'fresh' })
})

it('P-LIFE-6: more than 400 frames per second, as a bucket of 4,000, closes with 4305', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let i = 0; i < 3999; i++) alice.send({ t: 'ping' })
  await stage.settle()
  expect(alice.closed).toBeNull()
  await stage.advance(1000)
  for (let i = 0; i < 400; i++) alice.send({ t: 'ping' })
  expect(alice.closed).toBeNull()
  alice.send({ t: 'ping' })
  expect(alice.closed).toBe(4305)
})

it('P-LIMIT-1 P-LIMIT-2: rates are buckets that hold 10 s, and a refusal takes nothing', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  await alice.join('room')
  for (let n = 1; n <= 602; n++) alice.pub(n, 'room', 'x')
  await stage.settle()
  expect(alice.out(600)).toMatchObject({ outcome: 'taken' })
  expect(alice.out(601)).toMatchObject({ outcome: 'refused', why: 'too_often', retryAfterMs: 17 })
  expect(alice.out(602)).toMatchObject({ retryAfterMs: 17 })
  await stage.advance(17)
  alice.pub(603, 'room', 'x')
  await stage.settle()
  expect(alice.out(603)).toMatchObject({ outcome: 'taken' })
})

it('P-LIMIT-1: the same channel may be joined again from a bucket of 4', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let i = 0; i < 4; i++) {
    expect(await alice.join('room')).toMatchObject({ t: 'ok' })
    await alice.leave('room')
  }
  expect(await alice.join('room')).toMatchObject({ t: 'no', why: 'too_often', retryAfterMs: 2500 })
  expect(await alice.join('other')).toMatchObject({ t: 'ok' })
})

it('P-LIMIT-1: every query has its own rate', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  await alice.join('room')
  const until = async (t: string, fields: object): Promise<number> => {
    for (let i = 0; ; i++) if ((await alice.request(t, fields))['why'] === 'too_often') return i
  }
  expect(await until('list', { ch: 'room' })).toBe(25)
  expect(await until('counts', { chs: ['room'] })).toBe(10)
  expect(await until('presence', { users: ['bob'] })).toBe(20)
})

it('P-ID-1: names are 1 to 64 of the allowed signs, and the server checks them too', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (const ch of ['a b', '!#$%&()+-:;<=.>?@[]^_{}|~,', 'x'.repeat(64)])
    expect(await alice.join(ch)).toMatchObject({ t: 'ok' })
  for (const ch of ['', 'null', 'a"b', 'a\\b', 'x'.repeat(65), 'ü'])
    expect(await alice.join(ch)).toMatchObject({ t: 'no', why: 'invalid' })
})

it('P-STOP-1 P-STREAM-3 P-RESUME-3: a server that stops says when to come back; a deploy makes no gap', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  await bob.join('room')
  bob.pub(1, 'room', 'one')
  bob.peer(2, 'alice', 'psst')
  await stage.settle()
  bob.pub(3, 'room', 'in the last turn')
  await stage.restart()
  expect(alice.last('moved')).toEqual({ t: 'moved', after: 100, jitter: 50 })
  expect([alice.closed, bob.closed]).toEqual([4000, 4000])
  await stage.advance(2000)
  const seen = alice.of('m').filter((frame) => frame['a'] === room['a'])
  const last = seen.at(-1)!
  const again = await alice.back({
    channels: [{ ch: 'room', e: room['e'], o: last['o'], i: last['i'], v: 2, mode: 'full' }],
    inbox: { e: alice.welcome!['inbox'].e, o: 1, i: '', h: 0 }
  })
  const bobAgain = await bob.back({ channels: [{ ch: 'room', e: room['e'], o: 2, i: '', v: 2, mode: 'full' }] })
  expect(again.welcome).toMatchObject({ resumed: 'full', channels: [{ a: room['a'], e: room['e'], count: 2, v: 2 }] })
  expect(again.of('gap')).toEqual([])
  expect(bobAgain.welcome!['outcomes']).toEqual([
    expect.objectContaining({ n: 1, outcome: 'taken', o: 1 }),
    expect.objectContaining({ n: 2, outcome: 'received' }),
    expect.objectContaining({ n: 3, outcome: 'taken', o: 2 })
  ])
  bobAgain.pub(4, 'room', 'two')
  await stage.settle()
  expect([...seen.map((frame) => frame['p']), ...again.texts()]).toEqual(['one', 'in the last turn', 'two'])
})

it('P-STREAM-3 P-GAP-2 P-GAP-5: after a crash every stream has a new epoch', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const room = await alice.join('room')
  await stage.crash()
  const again = await alice.back({
    channels: [{ ch: 'room', e: room['e'], o: 0, i: '', v: 1, mode: 'full' }],
    inbox: { e: alice.welcome!['inbox'].e, o: 0, i: '', h: 0 }
  })
  expect(again.welcome!['channels'][0].e).not.toBe(room['e'])
  const gap = { from: 0, to: 0, count: -1, why: 'epoch' }
  expect(again.welcome).toMatchObject({ inbox: { o: 0, gap }, channels: [{ o: 0, gap }] })
})

it('P-STOP-1: a server that is stopping sends newcomers away', async () => {
  const stage = new Stage()
  await stage.node.stop(100, 50)
  const late = stage.connect()
  expect(late.closed).toBe(4000)
})

/** What alice says to the room, where bob is, waits behind a change that the disk does not finish. */
async function heldUp(
  words: string
): Promise<{ stage: Stage; alice: Client; bob: Client; letGo: () => Promise<void> }> {
  const disk = new ModelDisk()
  const stage = new Stage({ disk })
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  disk.hold()
  alice.send({ t: 'setattrs', id: 50, w: 1, ch: 'room', how: 'merge', rows: [{ k: 'a', v: 'x' }] })
  alice.pub(1, 'room', words)
  const letGo = (): Promise<void> => {
    disk.release()
    return stage.settle()
  }
  return { stage, alice, bob, letGo }
}

it('P-LIFE-5: a message and a farewell behind a slow frame count, although their sender has gone', async () => {
  const { stage, alice, bob, letGo } = await heldUp('last words')
  alice.send({ t: 'watch', id: 51, users: ['bob'] })
  alice.send({ t: 'bye', id: 52 })
  alice.wire.break()
  await stage.settle()
  await letGo()
  expect(bob.texts()).toEqual(['last words'])
  expect(bob.lastChange()).toMatchObject({ left: [{ u: 'alice', why: 'left' }] })
  expect(await bob.request('presence', { users: ['alice'] })).toMatchObject({ states: ['offline'] })
  expect(stage.node.stats().watched).toBe(0)
})

it('P-RESUME-2: frames that wait on a link that broke have no effect once its session has another link', async () => {
  const { stage, alice, bob, letGo } = await heldUp('said by the old link')
  alice.wire.break()
  await stage.settle()
  const back = await alice.back({ channels: [{ ch: 'room', e: '', o: 0, i: '', v: 0, mode: 'full' }] })
  expect(back.welcome).toBeNull()
  await letGo()
  expect(back.welcome).toMatchObject({ resumed: 'full', channels: [{ ch: 'room' }] })
  expect(bob.texts()).toEqual([])
  back.pub(1, 'room', 'said by the next link')
  await stage.settle()
  expect(bob.texts()).toEqual(['said by the next link'])
})
