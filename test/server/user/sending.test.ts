// docs/protocol.md, section 6.1: sends, their numbers and what becomes of them.
import { expect, it } from 'vitest'
import { Stage } from '../../kit/server/stage.ts'

it('P-SEND-1: gaps in n are allowed', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  await alice.join('room')
  for (const n of [1, 5, 1000]) alice.pub(n, 'room', 'x')
  await stage.settle()
  expect(alice.of('out').map((frame) => [frame['n'], frame['o']])).toEqual([
    [1, 1],
    [5, 2],
    [1000, 3]
  ])
})

it('P-SEND-1 P-FRAME-11: a message without a usable n is answered no', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (const n of [0, -1, 'x', undefined]) alice.send({ t: 'pub', n, ch: 'room', p: 'x' })
  await stage.settle()
  expect(alice.of('no')).toHaveLength(4)
})

it('P-SEND-2: a repeat gets its first outcome, before rate, membership and size are looked at', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  alice.pub(1, 'room', 'once')
  await stage.settle()
  await alice.leave('room')
  alice.pub(1, 'room', 'y'.repeat(40_000))
  alice.pub(2, 'room', 'refused')
  await stage.settle()
  await alice.join('room')
  alice.pub(2, 'room', 'refused')
  await stage.settle()
  expect(alice.of('out').filter((frame) => frame['n'] === 1)).toEqual([alice.out(1), alice.out(1)])
  expect(
    alice
      .of('out')
      .filter((frame) => frame['n'] === 2)
      .map((frame) => frame['why'])
  ).toEqual(['not_joined', 'not_joined'])
  expect(bob.texts()).toEqual(['once'])
})

it('P-SEND-2 P-SEND-4: a repeat whose outcome is open is answered when it is known, and written once', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  alice.peer(1, 'bob', 'hello')
  await stage.settle()
  const again = await alice.back()
  again.peer(1, 'bob', 'hello')
  await stage.settle()
  expect(again.of('out')).toEqual([])
  expect(bob.texts()).toEqual(['hello'])
  await bob.acked(1, 1)
  expect(again.of('out')).toEqual([{ t: 'out', n: 1, outcome: 'received', i: bob.last('m')!['i'] }])
})

it('P-SEND-2: the server remembers the last 2,048; an older number is unknown', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let n = 1; n <= 2050; n++) {
    alice.peer(n, 'nobody', 'x')
    if (n % 500 === 0) await stage.live(20_000)
  }
  await stage.settle()
  alice.take()
  for (const n of [2, 3]) alice.peer(n, 'nobody', 'x')
  await stage.settle()
  expect(alice.take()).toEqual([
    { t: 'out', n: 2, outcome: 'unknown' },
    expect.objectContaining({ n: 3, outcome: 'offline' })
  ])
})

it('P-WELCOME-2: the welcome brings the highest number and the outcomes above settled', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  alice.pub(1, 'room', 'a')
  alice.pub(2, 'room', 'b')
  alice.peer(3, 'bob', 'c')
  alice.peer(4, 'nobody', 'd')
  await stage.settle()
  const again = await alice.back({
    settled: 1,
    channels: [{ ch: 'room', e: room['e'], o: 0, i: '', v: 1, mode: 'full' }]
  })
  expect(again.welcome).toMatchObject({
    taken: 4,
    outcomes: [
      { n: 2, outcome: 'taken', a: room['a'], o: 2 },
      { n: 4, outcome: 'offline' }
    ]
  })
  await bob.acked(1, 1)
  expect(again.out(3)).toMatchObject({ outcome: 'received' })
})

it('P-SEND-3 P-SEND-4: outcomes are words of the table', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  alice.pub(1, 'room', 'x')
  alice.peer(2, 'bob', 'x')
  alice.peer(3, 'nobody', 'x')
  alice.pub(4, 'elsewhere', 'x')
  await stage.settle()
  expect(alice.out(2)).toBeUndefined()
  await bob.acked(1, 0)
  expect([1, 2, 3, 4].map((n) => alice.out(n)!['outcome'])).toEqual(['taken', 'received', 'offline', 'refused'])
})

it('P-SEND-5: offline is answered at once without a lease, with or without store', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await bob.request('bye')
  alice.peer(1, 'bob', 'x')
  alice.send({ t: 'send', n: 2, to: 'bob', hist: 0, store: 1, p: 'x' })
  await stage.settle()
  expect([alice.out(1), alice.out(2)]).toEqual([
    expect.objectContaining({ outcome: 'offline' }),
    expect.objectContaining({ outcome: 'offline' })
  ])
  expect((await stage.login('bob')).texts()).toEqual([])
})

it('P-SEND-5 P-SKIP-1: never written: offline in the step that withdraws it; the receiver never gets it', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  alice.peer(1, 'bob', 'seen')
  await stage.settle()
  bob.wire.break()
  await stage.settle()
  alice.peer(2, 'bob', 'unseen')
  await stage.live(10_000)
  expect(alice.of('out')).toEqual([])
  await stage.live(24_000)
  expect(alice.out(2)).toMatchObject({ outcome: 'offline' })
  const again = await bob.back({ inbox: { e: bob.welcome!['inbox'].e, o: 1, i: '', h: 1 } })
  expect(again.welcome).toMatchObject({ resumed: 'rejoined' })
  expect(again.texts()).toEqual([])
  expect(again.of('skip')).toEqual([{ t: 'skip', a: 0, from: 2, to: 2, why: 'withdrawn' }])
  alice.peer(3, 'bob', 'now')
  await stage.settle()
  expect(again.of('m')).toEqual([expect.objectContaining({ o: 3, p: 'now' })])
})

it('P-SEND-6: written, not acknowledged when the lease ends: unknown, replayable while the session lives', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  alice.peer(1, 'bob', 'perhaps')
  await stage.settle()
  bob.wire.break()
  await stage.live(34_000)
  expect(alice.out(1)).toMatchObject({ outcome: 'unknown' })
  await stage.live(300_000)
  const again = await bob.back({ inbox: { e: bob.welcome!['inbox'].e, o: 0, i: '', h: 0 } })
  expect(again.texts()).toEqual(['perhaps'])
  await again.acked(1, 1)
  expect(alice.of('out')).toHaveLength(1)
})

it('P-SEND-7: a full inbox refuses and never pushes out what was taken', async () => {
  const stage = new Stage({ limits: { inbox: { messages: 3, bytes: 1_000_000 } } })
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 4; n++) alice.peer(n, 'bob', `m${n}`)
  await stage.settle()
  expect(alice.out(4)).toMatchObject({ outcome: 'refused', why: 'full' })
  expect(bob.texts()).toEqual(['m1', 'm2', 'm3'])
  bob.ack(3, 0)
  alice.peer(5, 'bob', 'm5')
  await stage.settle()
  expect(alice.out(5)).toMatchObject({ outcome: 'refused', why: 'full' })
  bob.ack(3, 1)
  alice.peer(6, 'bob', 'm6')
  await stage.settle()
  expect(bob.texts()).toEqual(['m1', 'm2', 'm3', 'm6'])
})

it('P-SEND-7: an inbox is full by bytes too', async () => {
  const stage = new Stage({ limits: { inbox: { messages: 1000, bytes: 50_000 } } })
  const [alice] = [await stage.login('alice'), await stage.login('bob')]
  for (let n = 1; n <= 3; n++) alice.peer(n, 'bob', 'x'.repeat(30_000))
  await stage.settle()
  expect(alice.of('out')).toEqual([expect.objectContaining({ n: 3, why: 'full' })])
})

it('P-SEND-8: pub to a channel that is not joined is refused', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await bob.join('room')
  alice.pub(1, 'room', 'x')
  await stage.settle()
  expect(alice.out(1)).toMatchObject({ outcome: 'refused', why: 'not_joined' })
  expect(bob.texts()).toEqual([])
})

it('P-SEND-10: the wish for history stays in the record', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  alice.send({ t: 'pub', n: 1, ch: 'room', hist: 1, p: 'keep' })
  alice.send({ t: 'pub', n: 2, ch: 'room', hist: 0, p: 'not' })
  await stage.settle()
  expect(bob.of('m').map((frame) => frame['fl'])).toEqual([1, undefined])
})

it('P-SEND-4 A-PEER-5: one may write to oneself', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  alice.peer(1, 'alice', 'note')
  await stage.settle()
  expect(alice.texts()).toEqual(['note'])
  await alice.acked(1, 1)
  expect(alice.out(1)).toMatchObject({ outcome: 'received' })
})
