// Sections 6.2 and 7: records, joining, membership, queries.
import { expect, test } from 'vitest'
import type { Client } from '../kit/server/client.ts'
import { Stage } from '../kit/server/stage.ts'

const changes = (client: Client): object[] => client.take().filter((frame) => frame['joined'] !== undefined || frame['left'] !== undefined)
const counts = (client: Client): number[] =>
  client.take().filter((frame) => frame['t'] === 'members' && frame['joined'] === undefined && frame['left'] === undefined).map((frame) => frame['count'] as number)

const crowd = async (stage: Stage, size: number, ch = 'room'): Promise<Client[]> => {
  const clients: Client[] = []
  for (let i = 0; i < size; i++) {
    const client = await stage.login(`user${i}`)
    await client.join(ch)
    clients.push(client)
  }
  return clients
}

test('a record is the same bytes for every receiver, live and in replay (P-RECORD-1)', async () => {
  const stage = new Stage()
  const [alice, bob, carol] = await crowd(stage, 3)
  alice!.pub(1, 'room', 'hello')
  await stage.settle()
  const live = bob!.last('m')!
  expect(live).toEqual({ t: 'm', a: 1, o: 1, i: expect.any(String), f: 'user0', fs: alice!.welcome!['session'], ts: stage.now, p: 'hello' })
  expect(Object.keys(live).at(-1)).toBe('p')
  expect(carol!.last('m')).toEqual(live)
  const again = await bob!.back({ channels: [{ ch: 'room', e: carol!.frames.find((frame) => frame['e'])!['e'], o: 0, i: '', v: 3, mode: 'full' }] })
  expect(again.last('m')).toEqual(live)
})

test('the alias is equal for all members and never used again (P-RECORD-2)', async () => {
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

test('offsets rise by one, and ids are separate (P-RECORD-3)', async () => {
  const stage = new Stage()
  const [alice, bob] = await crowd(stage, 2)
  for (let n = 1; n <= 5; n++) alice!.pub(n, 'room', `m${n}`)
  await stage.settle()
  expect(bob!.of('m').map((frame) => frame['o'])).toEqual([1, 2, 3, 4, 5])
  expect(new Set(bob!.of('m').map((frame) => frame['i'])).size).toBe(5)
})

test("the sender's session gets its answer in the place of its record, the others of the turn around it (P-RECORD-7, P-ORDER-1)", async () => {
  const stage = new Stage()
  const [alice, bob, carol] = await crowd(stage, 3)
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

test('another session of the same user does get the record (P-RECORD-7)', async () => {
  const stage = new Stage({ appList: [(await import('../kit/server/stage.ts')).appWith({}, { policy: { replaced: () => [] } })] })
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
  tablet.ack(1, 1)
  await stage.settle()
  expect(phone.out(2)).toMatchObject({ outcome: 'received' })
  await tablet.leave('room')
  expect(await phone.request('counts', { chs: ['room'] })).toMatchObject({ counts: [1] })
})

test('the answer to a join stands before every event, and nothing at or before its start is delivered (P-CHANNEL-1)', async () => {
  const stage = new Stage()
  const [alice] = await crowd(stage, 1)
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

test('a channel begins with its first join and ends 10 minutes after its last message and member (P-CHANNEL-2)', async () => {
  const stage = new Stage()
  const [alice, bob] = await crowd(stage, 2)
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

test('the epoch of an emptied stream stands as long as a living session may hold a cursor to it (P-CHANNEL-2, P-GAP-2)', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const room = await alice.join('room')
  alice.pub(1, 'room', 'mine')
  await stage.settle()
  alice.wire.break()
  await stage.advance(599_000)
  const again = await alice.back({ settled: 1, channels: [{ ch: 'room', e: room['e'], o: 1, i: '', v: 1, mode: 'full' }] })
  expect(again.welcome).toMatchObject({ resumed: 'rejoined', channels: [{ e: room['e'], o: 1 }] })
  expect(again.of('gap')).toEqual([])
})

test('a channel whose answer was lost goes on from the join (P-HELLO-11, P-CHANNEL-1)', async () => {
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

test('joining twice, too many, and leaving what is not joined are refused (P-CHANNEL-3)', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let i = 0; i < 20; i++) await alice.join(`c${i}`)
  expect(await alice.join('c0')).toMatchObject({ t: 'no', why: 'already_joined' })
  expect(await alice.join('c20')).toMatchObject({ t: 'no', why: 'too_many_channels' })
  expect(await alice.leave('c20')).toMatchObject({ t: 'no', why: 'not_joined' })
  await alice.leave('c0')
  expect(await alice.join('c20')).toMatchObject({ t: 'ok' })
})

test('after the answer to a leave no frame of that channel follows (P-CHANNEL-4)', async () => {
  const stage = new Stage()
  const [alice, bob] = await crowd(stage, 2)
  bob!.take()
  alice!.pub(1, 'room', 'before')
  await stage.beat()
  bob!.send({ t: 'leave', id: 2, ch: 'room' })
  await stage.beat()
  alice!.pub(2, 'room', 'after')
  await stage.settle()
  expect(bob!.take().map((frame) => frame['p'] ?? frame['t'])).toEqual(['before', 'ok'])
})

test('changes of one turn come as one delta, with the version (P-MEMBER-1)', async () => {
  const stage = new Stage()
  const [alice] = await crowd(stage, 1)
  const others = await Promise.all(['bob', 'carol', 'dave'].map((user) => stage.login(user)))
  alice!.take()
  for (const other of others) other.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  await stage.settle()
  expect(changes(alice!)).toEqual([{ t: 'members', a: 1, v: 4, count: 4, joined: ['bob', 'carol', 'dave'] }])
  others[0]!.send({ t: 'leave', id: 2, ch: 'room' })
  others[1]!.send({ t: 'leave', id: 2, ch: 'room' })
  await stage.settle()
  expect(changes(alice!)).toEqual([{ t: 'members', a: 1, v: 6, count: 2, left: [{ u: 'bob', why: 'left' }, { u: 'carol', why: 'left' }] }])
})

test('left and joined of one user in one turn are both told, in order (P-MEMBER-1)', async () => {
  const stage = new Stage()
  const [alice, bob] = await crowd(stage, 2)
  alice!.take()
  bob!.send({ t: 'leave', id: 7, ch: 'room' })
  bob!.send({ t: 'join', id: 8, ch: 'room', mode: 'full' })
  await stage.settle()
  expect(changes(alice!)).toEqual([
    { t: 'members', a: 1, v: 3, count: 1, left: [{ u: 'user1', why: 'left' }] },
    { t: 'members', a: 1, v: 4, count: 2, joined: ['user1'] },
  ])
})

test('who joins and speaks in one turn is heard of first (P-MEMBER-1, P-ORDER-1)', async () => {
  const stage = new Stage()
  const [alice] = await crowd(stage, 1)
  const bob = await stage.login('bob')
  alice!.take()
  bob.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  bob.pub(1, 'room', 'hi')
  await stage.settle()
  expect(alice!.take().map((frame) => frame['t'])).toEqual(['members', 'members', 'm'])
})

test('a joiner gets a snapshot up to the limit; above it deltas stop and only counts are told (P-MEMBER-3)', async () => {
  const stage = new Stage({ limits: { memberList: 3 } })
  const clients = await crowd(stage, 3)
  expect(clients[2]!.of('members')[0]).toMatchObject({ all: ['user0', 'user1', 'user2'] })
  await stage.live(4000)
  clients[0]!.take()
  const fourth = await stage.login('fourth')
  expect(await fourth.join('room')).toMatchObject({ mode: 'count', count: 4 })
  await stage.live(4000)
  expect(fourth.of('members').every((frame) => frame['all'] === undefined && frame['joined'] === undefined)).toBe(true)
  expect(clients[0]!.take().filter((frame) => frame['t'] === 'members')).toEqual([{ t: 'members', a: 1, v: 4, count: 4 }])
  await fourth.leave('room')
  expect(clients[0]!.take()).toEqual([{ t: 'members', a: 1, v: 5, count: 3, all: ['user0', 'user1', 'user2'] }])
})

test('counts come once per 3 s above the limit, and the last is always told (P-MEMBER-4)', async () => {
  const stage = new Stage({ limits: { memberList: 2 } })
  const [alice] = await crowd(stage, 3)
  await stage.live(8000)
  alice!.take()
  for (let i = 10; i < 15; i++) await (await stage.login(`user${i}`)).join('room')
  expect(counts(alice!)).toEqual([4])
  await stage.advance(2900)
  expect(counts(alice!)).toEqual([])
  await stage.advance(200)
  expect(counts(alice!)).toEqual([8])
  await stage.live(10_000)
  expect(counts(alice!)).toEqual([])
})

test('counts come once per second up to the limit, deltas are not throttled (P-MEMBER-4)', async () => {
  const stage = new Stage()
  const [alice] = await crowd(stage, 1)
  const others = await Promise.all([1, 2, 3].map((i) => stage.login(`other${i}`)))
  alice!.take()
  for (const other of others) await other.join('room')
  expect(alice!.frames.filter((frame) => frame['joined'])).toHaveLength(3)
  expect(counts(alice!)).toEqual([2])
  await stage.advance(900)
  expect(counts(alice!)).toEqual([])
  await stage.advance(100)
  expect(counts(alice!)).toEqual([4])
})

test('a channel of one tells nothing beside the answer and the snapshot (P-MEMBER-3)', async () => {
  const stage = new Stage()
  const [alice] = await crowd(stage, 1)
  await stage.live(4000)
  expect(alice!.of('members')).toEqual([{ t: 'members', a: 1, v: 1, count: 1, all: ['user0'] }])
})

test('changes missed while away are told as a snapshot (P-MEMBER-5, P-WELCOME-5)', async () => {
  const stage = new Stage()
  const [alice, bob] = await crowd(stage, 2)
  const { e } = (await alice!.request('counts', { chs: ['room'] }), alice!.frames.find((frame) => frame['e'] !== undefined))!
  alice!.wire.break()
  await bob!.leave('room')
  const carol = await stage.login('carol')
  await carol.join('room')
  carol.pub(1, 'room', 'hello')
  await stage.settle()
  const again = await alice!.back({ channels: [{ ch: 'room', e, o: 0, i: '', v: 2, mode: 'full' }] })
  expect(again.frames.slice(1).map((frame) => frame['t'])).toEqual(['members', 'replay', 'm'])
  expect(again.last('members')).toMatchObject({ v: 4, all: ['carol', 'user0'] })
})

test('the list comes in pages, and at random above the limit (P-MEMBER-6)', async () => {
  const stage = new Stage({ limits: { memberList: 4 } })
  const [alice, , , , ] = await crowd(stage, 4)
  expect(await alice!.request('list', { ch: 'room', after: '', limit: 3 })).toMatchObject({ users: ['user0', 'user1', 'user2'], total: 4, next: 'user2' })
  expect(await alice!.request('list', { ch: 'room', after: 'user2', limit: 3 })).toMatchObject({ users: ['user3'], total: 4, next: '' })
  expect(await alice!.request('list', { ch: 'other', after: '', limit: 3 })).toMatchObject({ t: 'no', why: 'not_joined' })
  for (let i = 4; i < 8; i++) await (await stage.login(`user${i}`)).join('room')
  const page = await alice!.request('list', { ch: 'room', after: '', limit: 4 })
  expect(page).toMatchObject({ total: 8, next: '' })
  expect(new Set(page['users']).size).toBe(4)
})

test('counts answer in the order asked, 0 for a channel nobody is in (P-QUERY-1)', async () => {
  const stage = new Stage()
  const [alice] = await crowd(stage, 3)
  expect(await alice!.request('counts', { chs: ['none', 'room'] })).toMatchObject({ counts: [0, 3] })
})

test('presence answers in the order asked; unreachable is still online (P-QUERY-2)', async () => {
  const stage = new Stage()
  const [alice, bob] = await crowd(stage, 2)
  bob!.wire.break()
  await stage.live(10_000)
  expect(await alice!.request('presence', { users: ['nobody', 'user1', 'user0'] })).toMatchObject({ states: ['offline', 'online', 'online'] })
})
