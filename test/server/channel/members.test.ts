// docs/protocol.md, section 7: what members hear about each other, and queries.
import { expect, it } from 'vitest'
import type { Client } from '../../kit/server/client.ts'
import { Stage } from '../../kit/server/stage.ts'

const changes = (client: Client): object[] =>
  client.take().filter((frame) => frame['joined'] !== undefined || frame['left'] !== undefined)
const counts = (client: Client): number[] =>
  client
    .take()
    .filter((frame) => frame['t'] === 'members' && frame['joined'] === undefined && frame['left'] === undefined)
    .map((frame) => frame['count'] as number)

it('P-MEMBER-1: changes of one turn come as one delta, with the version', async () => {
  const stage = new Stage()
  const [alice] = await stage.crowd(1)
  const others = await Promise.all(['bob', 'carol', 'dave'].map((user) => stage.login(user)))
  alice!.take()
  for (const other of others) other.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  await stage.settle()
  expect(changes(alice!)).toEqual([{ t: 'members', a: 1, v: 4, count: 4, joined: ['bob', 'carol', 'dave'] }])
  others[0]!.send({ t: 'leave', id: 2, ch: 'room' })
  others[1]!.send({ t: 'leave', id: 2, ch: 'room' })
  await stage.settle()
  expect(changes(alice!)).toEqual([
    {
      t: 'members',
      a: 1,
      v: 6,
      count: 2,
      left: [
        { u: 'bob', why: 'left' },
        { u: 'carol', why: 'left' }
      ]
    }
  ])
})

it('P-MEMBER-1: left and joined of one user in one turn are both told, in order', async () => {
  const stage = new Stage()
  const [alice, bob] = await stage.crowd(2)
  alice!.take()
  bob!.send({ t: 'leave', id: 7, ch: 'room' })
  bob!.send({ t: 'join', id: 8, ch: 'room', mode: 'full' })
  await stage.settle()
  expect(changes(alice!)).toEqual([
    { t: 'members', a: 1, v: 3, count: 1, left: [{ u: 'user1', why: 'left' }] },
    { t: 'members', a: 1, v: 4, count: 2, joined: ['user1'] }
  ])
})

it('P-MEMBER-1 P-ORDER-1: who joins and speaks in one turn is heard of first', async () => {
  const stage = new Stage()
  const [alice] = await stage.crowd(1)
  const bob = await stage.login('bob')
  alice!.take()
  bob.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  bob.pub(1, 'room', 'hi')
  await stage.settle()
  expect(alice!.take().map((frame) => frame['t'])).toEqual(['members', 'members', 'm'])
})

it('P-MEMBER-3: a joiner gets a snapshot up to the limit; above it deltas stop and only counts are told', async () => {
  const stage = new Stage({ limits: { memberList: 3 } })
  const clients = await stage.crowd(3)
  expect(clients[2]!.of('members')[0]).toMatchObject({ all: ['user0', 'user1', 'user2'] })
  await stage.live(4000)
  clients[0]!.take()
  const fourth = await stage.login('fourth')
  expect(await fourth.join('room')).toMatchObject({ mode: 'count', count: 4 })
  await stage.live(4000)
  expect(fourth.of('members').every((frame) => frame['all'] === undefined && frame['joined'] === undefined)).toBe(true)
  expect(clients[0]!.take().filter((frame) => frame['t'] === 'members')).toEqual([
    { t: 'members', a: 1, v: 4, count: 4 }
  ])
  await fourth.leave('room')
  expect(clients[0]!.take()).toEqual([{ t: 'members', a: 1, v: 5, count: 3, all: ['user0', 'user1', 'user2'] }])
})

/** Members frames since the last look, shortest form. */
const told = (client: Client): object[] =>
  client
    .take()
    .filter(({ t }) => t === 'members')
    .map(({ v, count, all, joined, left }) => ({
      v,
      count,
      ...(all && { all }),
      ...(joined && { joined }),
      ...(left && { left: left.length })
    }))

it('P-MEMBER-3 P-MEMBER-4: a channel that has shrunk tells all who is in with the next count', async () => {
  const stage = new Stage({ limits: { memberList: 3 } })
  const clients = await stage.crowd(5)
  await stage.live(4_000)
  const [alice] = clients
  await clients[4]!.leave('room')
  expect(told(alice!).at(-1)).toEqual({ v: 6, count: 4 })
  await clients[3]!.leave('room')
  const late = await stage.login('late')
  await clients[2]!.leave('room')
  expect(await late.join('room')).toMatchObject({ mode: 'count', count: 3 })
  await stage.advance(2_900)
  expect([told(alice!), told(late)]).toEqual([[], []])
  await stage.advance(100)
  const everybody = [{ v: 9, count: 3, all: ['late', 'user0', 'user1'] }]
  expect([told(alice!), told(late)]).toEqual([everybody, everybody])
  await late.leave('room')
  expect(told(alice!)).toEqual([{ v: 10, count: 2, left: 1 }])
})

it('P-MEMBER-3 P-MEMBER-5: a link that is behind when the list is told gets it, too', async () => {
  const stage = new Stage({ limits: { memberList: 3 } })
  const clients = await stage.crowd(5)
  await stage.live(4_000)
  const [alice, bob] = clients
  await clients[4]!.leave('room')
  await clients[3]!.leave('room')
  told(alice!)
  alice!.wire.stall()
  for (let n = 1; n <= 60; n++) bob!.pub(n, 'room', 'x'.repeat(10_000))
  await stage.settle()
  expect(stage.node.stats().slowLinks).toBe(1)
  await stage.live(3_000)
  expect(told(bob!)).toContainEqual({ v: 7, count: 3, all: ['user0', 'user1', 'user2'] })
  alice!.wire.resume()
  await stage.settle()
  expect(told(alice!)).toContainEqual({ v: 7, count: 3, all: ['user0', 'user1', 'user2'] })
})

it('P-MEMBER-1 P-MEMBER-3: what changes in the turn of that list follows it, and nothing of it is lost', async () => {
  const stage = new Stage({ limits: { memberList: 3 } })
  const clients = await stage.crowd(5)
  await stage.live(4_000)
  const [alice] = clients
  told(alice!)
  for (const i of [4, 3, 2]) clients[i]!.send({ t: 'leave', id: 7, ch: 'room' })
  await stage.settle()
  await stage.live(4_000)
  expect(told(alice!)).toEqual([
    { v: 8, count: 2 },
    { v: 8, count: 2, all: ['user0', 'user1'] }
  ])
  for (const i of [4, 3, 2]) clients[i]!.send({ t: 'join', id: 8, ch: 'room', mode: 'full' })
  clients[2]!.send({ t: 'leave', id: 9, ch: 'room' })
  clients[3]!.send({ t: 'leave', id: 9, ch: 'room' })
  await stage.settle()
  await stage.live(4_000)
  expect(told(alice!).at(-1)).toMatchObject({ v: 13, count: 3, all: ['user0', 'user1', 'user4'] })
})

it('P-MEMBER-4: counts come once per 3 s above the limit, and the last is always told', async () => {
  const stage = new Stage({ limits: { memberList: 2 } })
  const [alice] = await stage.crowd(3)
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

it('P-MEMBER-4: counts come once per second up to the limit, deltas are not throttled', async () => {
  const stage = new Stage()
  const [alice] = await stage.crowd(1)
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

it('P-MEMBER-3: a channel of one tells nothing beside the answer and the snapshot', async () => {
  const stage = new Stage()
  const [alice] = await stage.crowd(1)
  await stage.live(4000)
  expect(alice!.of('members')).toEqual([{ t: 'members', a: 1, v: 1, count: 1, all: ['user0'] }])
})

it('P-MEMBER-5 P-WELCOME-5: changes missed while away are told as a snapshot', async () => {
  const stage = new Stage()
  const [alice, bob] = await stage.crowd(2)
  const { e } = (await alice!.request('counts', { chs: ['room'] }),
  alice!.frames.find((frame) => frame['e'] !== undefined))!
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

it('P-MEMBER-6: the list comes in pages, and at random above the limit', async () => {
  const stage = new Stage({ limits: { memberList: 4 } })
  const [alice, , , ,] = await stage.crowd(4)
  expect(await alice!.request('list', { ch: 'room', after: '', limit: 3 })).toMatchObject({
    users: ['user0', 'user1', 'user2'],
    total: 4,
    next: 'user2'
  })
  expect(await alice!.request('list', { ch: 'room', after: 'user2', limit: 3 })).toMatchObject({
    users: ['user3'],
    total: 4,
    next: ''
  })
  expect(await alice!.request('list', { ch: 'other', after: '', limit: 3 })).toMatchObject({
    t: 'no',
    why: 'not_joined'
  })
  for (let i = 4; i < 8; i++) await (await stage.login(`user${i}`)).join('room')
  const page = await alice!.request('list', { ch: 'room', after: '', limit: 4 })
  expect(page).toMatchObject({ total: 8, next: '' })
  expect(new Set(page['users']).size).toBe(4)
})

it('P-QUERY-1: counts answer in the order asked, 0 for a channel nobody is in', async () => {
  const stage = new Stage()
  const [alice] = await stage.crowd(3)
  expect(await alice!.request('counts', { chs: ['none', 'room'] })).toMatchObject({ counts: [0, 3] })
})

it('P-QUERY-2: presence answers in the order asked; unreachable is still online', async () => {
  const stage = new Stage()
  const [alice, bob] = await stage.crowd(2)
  bob!.wire.break()
  await stage.live(10_000)
  expect(await alice!.request('presence', { users: ['nobody', 'user1', 'user0'] })).toMatchObject({
    states: ['offline', 'online', 'online']
  })
})
