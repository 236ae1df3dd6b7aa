// docs/protocol.md, sections 6.2 and 7: records, joining, leaving.
import { expect, it } from 'vitest'
import { newest } from '../../../server/src/config/apps.ts'
import type { Client } from '../../kit/server/client.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'

it('P-RECORD-1: a record is the same bytes for every receiver, live and in replay', async () => {
  const stage = new Stage()
  const [alice, bob, carol] = await stage.crowd(3)
  alice!.pub(1, 'room', 'hello')
  await stage.settle()
  const live = bob!.last('m')!
  expect(live).toEqual({
    t: 'm',
    a: 1,
    o: 1,
    i: expect.any(String),
    f: 'user0',
    fs: alice!.welcome!['session'],
    ts: stage.now,
    p: 'hello'
  })
  expect(Object.keys(live).at(-1)).toBe('p')
  expect(carol!.last('m')).toEqual(live)
  const again = await bob!.back({
    channels: [{ ch: 'room', e: carol!.frames.find((frame) => frame['e'])!['e'], o: 0, i: '', v: 3, mode: 'full' }]
  })
  expect(again.last('m')).toEqual(live)
})

it('P-RECORD-2: the alias is equal for all members and never used again', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const first = await alice.join('room')
  expect((await bob.join('room'))['a']).toBe(first['a'])
  expect((await bob.join('other'))['a']).not.toBe(first['a'])
  await alice.leave('room')
  await bob.leave('room')
  await stage.live(620_000)
  expect((await alice.join('room'))['a']).toBeGreaterThan(first['a'] + 1)
})

it('P-RECORD-3: offsets rise by one, and ids are separate', async () => {
  const stage = new Stage()
  const [alice, bob] = await stage.crowd(2)
  for (let n = 1; n <= 5; n++) alice!.pub(n, 'room', `m${n}`)
  await stage.settle()
  expect(bob!.of('m').map((frame) => frame['o'])).toEqual([1, 2, 3, 4, 5])
  expect(new Set(bob!.of('m').map((frame) => frame['i'])).size).toBe(5)
})

it("P-RECORD-7 P-ORDER-1: the sender's session gets its answer in its record's place in the turn", async () => {
  const stage = new Stage()
  const [alice, bob, carol] = await stage.crowd(3)
  for (const client of [alice!, bob!, carol!]) client.take()
  alice!.pub(1, 'room', 'a1')
  await stage.beat()
  bob!.pub(1, 'room', 'b1')
  await stage.beat()
  alice!.pub(2, 'room', 'a2')
  alice!.pub(3, 'room', 'a3')
  await stage.beat()
  bob!.pub(2, 'room', 'b2')
  await stage.settle()
  const line = (client: Client): string[] => client.take().map((frame) => `${frame['t']} ${frame['o']}`)
  expect(line(alice!)).toEqual(['out 1', 'm 2', 'out 3', 'out 4', 'm 5'])
  expect(line(bob!)).toEqual(['m 1', 'out 2', 'm 3', 'm 4', 'out 5'])
  expect(line(carol!)).toEqual(['m 1', 'm 2', 'm 3', 'm 4', 'm 5'])
  expect(carol!.wire.writes).toBe(3) // welcome, join, and one for the whole turn
})

it('P-RECORD-7: another session of the same user does get the record', async () => {
  const stage = new Stage({ appList: [appWith({}, { policy: newest(2) })] })
  const phone = await stage.login('alice')
  const tablet = await stage.login('alice')
  expect(phone.closed).toBeNull()
  await phone.join('room')
  expect(await tablet.join('room')).toMatchObject({ count: 1, v: 1 })
  phone.pub(1, 'room', 'hello')
  await stage.settle()
  phone.peer(2, 'alice', 'note')
  await stage.settle()
  expect(tablet.texts()).toEqual(['hello', 'note'])
  expect(phone.texts()).toEqual(['note'])
  expect(phone.out(2)).toBeUndefined()
  await tablet.acked(1, 1)
  expect(phone.out(2)).toMatchObject({ outcome: 'received' })
  await tablet.leave('room')
  expect(await phone.request('counts', { chs: ['room'] })).toMatchObject({ counts: [1] })
})

it('P-CHANNEL-1: the answer to a join precedes every event; nothing at or before its start is delivered', async () => {
  const stage = new Stage()
  const [alice] = await stage.crowd(1)
  const bob = await stage.login('bob')
  bob.take()
  alice!.pub(1, 'room', 'before')
  await stage.beat()
  bob.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  await stage.beat()
  alice!.pub(2, 'room', 'after')
  await stage.settle()
  const frames = bob.take()
  expect(frames[0]).toMatchObject({ t: 'ok', id: 1, o: 1, v: 2, count: 2, mode: 'full', e: expect.any(String), a: 1 })
  expect(bob.texts()).toEqual(['after'])
})

it('P-CHANNEL-2: a channel begins with its first join, ends 10 minutes after its last message and member', async () => {
  const stage = new Stage()
  const [alice, bob] = await stage.crowd(2)
  bob!.pub(1, 'room', 'x')
  await stage.settle()
  const { e } = await alice!.leave('room').then(() => alice!.join('room'))
  await alice!.leave('room')
  await bob!.leave('room')
  await stage.live(590_000)
  expect(await alice!.join('room')).toMatchObject({ e, o: 1 })
  await alice!.leave('room')
  await stage.live(620_000)
  const later = await alice!.join('room')
  expect(later['e']).not.toBe(e)
  expect(later['o']).toBe(0)
})

it('P-CHANNEL-2 P-GAP-2: the epoch of an emptied stream stands while a session may hold a cursor to it', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const room = await alice.join('room')
  alice.pub(1, 'room', 'mine')
  await stage.settle()
  alice.wire.break()
  await stage.advance(599_000)
  const again = await alice.back({
    settled: 1,
    channels: [{ ch: 'room', e: room['e'], o: 1, i: '', v: 1, mode: 'full' }]
  })
  expect(again.welcome).toMatchObject({ resumed: 'rejoined', channels: [{ e: room['e'], o: 1 }] })
  expect(again.of('gap')).toEqual([])
})

it('P-HELLO-11 P-CHANNEL-1: a channel whose answer was lost goes on from the join', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await bob.join('room')
  bob.pub(1, 'room', 'before')
  await stage.settle()
  alice.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  await stage.beat()
  alice.wire.break()
  bob.pub(2, 'room', 'after')
  await stage.settle()
  const again = await alice.back({ channels: [{ ch: 'room', e: '', o: 0, i: '', v: 0, mode: 'full' }] })
  expect(again.welcome!['channels'][0].o).toBe(1)
  expect(again.texts()).toEqual(['after'])
})

it('P-CHANNEL-3: joining twice, too many, and leaving what is not joined are refused', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let i = 0; i < 20; i++) await alice.join(`c${i}`)
  expect(await alice.join('c0')).toMatchObject({ t: 'no', why: 'already_joined' })
  expect(await alice.join('c20')).toMatchObject({ t: 'no', why: 'too_many_channels' })
  expect(await alice.leave('c20')).toMatchObject({ t: 'no', why: 'not_joined' })
  await alice.leave('c0')
  expect(await alice.join('c20')).toMatchObject({ t: 'ok' })
})

it('P-CHANNEL-4: after the answer to a leave no frame of that channel follows', async () => {
  const stage = new Stage()
  const [alice, bob] = await stage.crowd(2)
  bob!.take()
  alice!.pub(1, 'room', 'before')
  await stage.beat()
  bob!.send({ t: 'leave', id: 2, ch: 'room' })
  await stage.beat()
  alice!.pub(2, 'room', 'after')
  await stage.settle()
  expect(bob!.take().map((frame) => frame['p'] ?? frame['t'])).toEqual(['before', 'ok'])
})
