// docs/protocol.md, section 6.4: offline messages, on a disk whose flush a test can hold back.
import { expect, it } from 'vitest'
import { ModelDisk } from '../../sdk/testing/model-disk.ts'
import type { Client } from '../kit/server/client.ts'
import { Stage } from '../kit/server/stage.ts'
import { defaultLimits, type Limits } from '../../server/src/config/apps.ts'

function staged(limits: Partial<Limits> = {}): { stage: Stage; disk: ModelDisk } {
  const disk = new ModelDisk()
  return { stage: new Stage({ disk, limits }), disk }
}

/** By number: who waits for the disk is answered later. */
const outcomes = (client: Client): unknown[] =>
  client
    .of('out')
    .map(({ n, outcome }) => [n, outcome])
    .sort(([a], [b]) => Number(a) - Number(b))
/** What a client read of its inbox, in order: records with their flags, gaps, the frames around them. */
const read = (client: Client): unknown[] =>
  client.frames
    .filter(({ t, a }) => ['m', 'gap', 'skip', 'redelivery', 'replay'].includes(String(t)) && a === 0)
    .map(({ t, p, fl, why, count }) =>
      t === 'm' ? [p, fl ?? 0] : t === 'gap' || t === 'skip' ? [t, why, count ?? 0] : t
    )

async function gone(stage: Stage, client: Client): Promise<void> {
  client.wire.break()
  await stage.live(31_000)
}

/** What a new login reads after this client has handled everything and logged out. */
async function leftAfter(stage: Stage, client: Client): Promise<unknown[]> {
  client.ackAll()
  await client.request('bye')
  return read(await stage.login(client.user))
}

it('P-MAIL-1 P-SEND-5: without a disk a flagged message is as any other', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  bob.mail(1, 'alice', 'a')
  await stage.settle()
  expect(outcomes(bob)).toEqual([[1, 'offline']])
  expect(read(await stage.login('alice'))).toEqual([])
})

it('P-MAIL-1 P-MAIL-4 P-SEND-3: who is not there finds it at his login, with id and time as it was taken, before live ones', async () => {
  const { stage } = staged()
  const bob = await stage.login('bob')
  bob.mail(1, 'alice', 'one')
  bob.send({ t: 'send', n: 2, to: 'alice', hist: 1, store: 1, p: 'two' })
  bob.peer(3, 'alice', 'not flagged')
  await stage.settle()
  expect(outcomes(bob)).toEqual([
    [1, 'stored'],
    [2, 'stored'],
    [3, 'offline']
  ])
  const sent = stage.now
  await stage.live(60_000)
  const alice = stage.connect('alice')
  void alice.hello()
  bob.mail(4, 'alice', 'live')
  await stage.settle()
  expect(read(alice)).toEqual(['replay', ['one', 2], ['two', 3], ['live', 0]])
  expect(alice.of('m').map(({ i, ts, f }) => [i, ts, f])).toEqual([
    [bob.out(1)!['i'], sent, 'bob'],
    [bob.out(2)!['i'], sent, 'bob'],
    [expect.any(String), stage.now, 'bob']
  ])
})

it('P-MAIL-4: it comes again to every new session until a page has handled it, and then no more', async () => {
  const { stage } = staged()
  const bob = await stage.login('bob')
  for (const [n, text] of ['a', 'b', 'c'].entries()) bob.mail(n + 1, 'alice', text)
  await stage.settle()
  const first = await stage.login('alice')
  first.ack(3, 1)
  await gone(stage, first)
  await stage.live(640_000)
  const second = await stage.login('alice')
  expect(second.texts()).toEqual(['b', 'c'])
  expect(second.of('gap')).toEqual([])
  await second.request('bye')
  const third = await stage.login('alice')
  expect(third.texts()).toEqual(['b', 'c'])
  expect(await leftAfter(stage, third)).toEqual([])
})

it('P-MAIL-2: stored is answered by the disk, and nobody waits for it: not the sender, not a login, which has the message once', async () => {
  const { stage, disk } = staged()
  const [bob, carol] = [await stage.login('bob'), await stage.login('carol')]
  disk.hold()
  bob.mail(1, 'alice', 'from bob')
  bob.peer(2, 'carol', 'live')
  carol.mail(1, 'alice', 'from carol')
  await stage.settle()
  await carol.acked(1, 1)
  expect([outcomes(bob), outcomes(carol)]).toEqual([[[2, 'received']], []])
  const alice = await stage.login('alice')
  expect(alice.texts()).toEqual(['from bob', 'from carol'])
  alice.ack(2, 2)
  await stage.live(5000)
  expect(bob.out(1)).toBeUndefined()
  const before = disk.flushes
  disk.release()
  await stage.settle()
  expect([outcomes(bob), outcomes(carol)]).toEqual([
    [
      [1, 'stored'],
      [2, 'received']
    ],
    [[1, 'stored']]
  ])
  expect(disk.flushes).toBe(before + 1)
  expect(read(await stage.login('alice'))).toEqual([])
})

it('P-MAIL-2: what was answered stored is there after a kill; what was not answered is there or not', async () => {
  const { stage, disk } = staged()
  const bob = await stage.login('bob')
  bob.mail(1, 'alice', 'safe')
  await stage.settle()
  expect(bob.out(1)).toMatchObject({ outcome: 'stored' })
  disk.hold()
  bob.mail(2, 'alice', 'not safe')
  await stage.settle()
  await stage.crash()
  expect(bob.out(2)).toBeUndefined()
  const alice = await stage.login('alice')
  expect(read(alice)).toEqual(['replay', ['safe', 2]])
  await stage.crash()
  expect((await stage.login('alice')).of('m').map(({ i }) => i)).toEqual([bob.out(1)!['i']])
})

it('P-MAIL-2 P-SEND-3: a disk that fails is answered unknown', async () => {
  const { stage, disk } = staged()
  const bob = await stage.login('bob')
  disk.fail()
  bob.mail(1, 'alice', 'a')
  await stage.settle()
  expect(outcomes(bob)).toEqual([[1, 'unknown']])
})

it('P-MAIL-3 P-SEND-5 P-SEND-6: at the end of a lease flagged messages go to the mail: never written, and written but not received', async () => {
  const { stage } = staged()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.mail(1, 'alice', 'received')
  bob.mail(2, 'alice', 'written')
  bob.peer(3, 'alice', 'plain, written')
  await stage.settle()
  await alice.acked(1, 0)
  alice.wire.break()
  await stage.settle()
  bob.mail(4, 'alice', 'never written')
  bob.peer(5, 'alice', 'plain, never written')
  await stage.live(31_000)
  expect(outcomes(bob)).toEqual([
    [1, 'received'],
    [2, 'stored'],
    [3, 'unknown'],
    [4, 'stored'],
    [5, 'offline']
  ])
  bob.mail(6, 'alice', 'later')
  await stage.settle()
  const { e } = alice.welcome!['inbox'] as { e: string }
  const back = await alice.back({ inbox: { e, o: 1, i: '', h: 1 } })
  expect(back.welcome).toMatchObject({ resumed: 'rejoined' })
  expect(read(back)).toEqual([
    'replay',
    ['written', 0],
    ['plain, written', 0],
    ['skip', 'withdrawn', 0],
    'replay',
    ['never written', 2],
    ['later', 2]
  ])
  const ids = back.of('m').map(({ i }) => i)
  expect([ids[0], ids[2], ids[3]]).toEqual([bob.out(2)!['i'], bob.out(4)!['i'], bob.out(6)!['i']])
  expect(await leftAfter(stage, back)).toEqual([])
})

it('P-MAIL-3: a session that ends leaves its flagged messages to the mail, and only the others are a gap', async () => {
  for (const end of ['expiry', 'bye'] as const) {
    const { stage } = staged()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    bob.mail(1, 'alice', 'received')
    bob.peer(2, 'alice', 'plain')
    bob.mail(3, 'alice', 'written')
    await stage.settle()
    await alice.acked(1, 0)
    if (end === 'bye') await alice.request('bye')
    else {
      await gone(stage, alice)
      await stage.live(610_000)
    }
    expect(outcomes(bob)).toEqual([
      [1, 'received'],
      [2, 'unknown'],
      [3, 'stored']
    ])
    const next = await stage.login('alice')
    expect(read(next), end).toEqual([['gap', 'expired', 1], 'replay', ['received', 2], ['written', 2]])
    expect(next.of('m').map(({ i }) => i)).toEqual([bob.out(1)!['i'], bob.out(3)!['i']])
  }
})

it('P-RESUME-7 P-MAIL-4: what a replaced session had not handled goes on to the new one, once', async () => {
  const { stage } = staged()
  const bob = await stage.login('bob')
  bob.mail(1, 'alice', 'a')
  bob.mail(2, 'alice', 'b')
  await stage.settle()
  const first = await stage.login('alice')
  await first.acked(2, 1)
  const second = await stage.login('alice')
  expect(first.closed).toBe(4201)
  expect(read(second)).toEqual(['redelivery', ['b', 2]])
  expect(await leftAfter(stage, second)).toEqual([])
})

it('P-MAIL-4: a link that breaks before the mail was written loses nothing', async () => {
  const { stage } = staged()
  const bob = await stage.login('bob')
  for (let n = 1; n <= 5; n++) bob.mail(n, 'alice', `${n}${'x'.repeat(30_000)}`)
  await stage.settle()
  const stalled = stage.connect('alice')
  stalled.wire.stall()
  await stalled.hello()
  await gone(stage, stalled)
  bob.mail(6, 'alice', '6')
  await stage.settle()
  const next = await stage.login('alice')
  expect(next.texts().map((text) => text[0])).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(next.of('gap')).toEqual([])
})

it('P-MAIL-5 P-GAP-6: the 201st pushes out the oldest, which is told before the rest, once it is handled no more', async () => {
  const { stage } = staged({ rates: { ...new Stage().apps[0]!.limits.rates, message: [1000, 1000] } })
  const bob = await stage.login('bob')
  for (let n = 1; n <= 201; n++) bob.mail(n, 'alice', `m${n}`)
  await stage.settle()
  expect(bob.of('out').every(({ outcome }) => outcome === 'stored')).toBe(true)
  const first = await stage.login('alice')
  expect(first.frames[1]).toEqual({
    t: 'gap',
    a: 0,
    from: 1,
    to: 1,
    count: 1,
    why: 'evicted',
    i: expect.any(String),
    by: [{ u: 'bob', count: 1 }]
  })
  expect(first.texts()).toEqual(Array.from({ length: 200 }, (_, i) => `m${i + 2}`))
  first.wire.break()
  await stage.crash()
  const second = await stage.login('alice')
  // P-GAP-6
  expect(second.of('gap')).toEqual([expect.objectContaining({ count: 1, why: 'evicted', i: first.of('gap')[0]!['i'] })])
  second.ack(1, 1)
  await second.request('bye')
  const third = await stage.login('alice')
  expect(third.of('gap')).toEqual([])
  expect(third.texts()).toHaveLength(200)
})

it('P-MAIL-6 P-SEND-3: an app that has used up its share of the disk is refused, in words, and what is stored stays', async () => {
  const { stage } = staged({ offline: { ...defaultLimits.offline, allMessages: 2 } })
  const bob = await stage.login('bob')
  for (let n = 1; n <= 3; n++) bob.mail(n, `u${n}`, 'x')
  await stage.settle()
  expect(outcomes(bob)).toEqual([
    [1, 'stored'],
    [2, 'stored'],
    [3, 'refused']
  ])
  expect(bob.out(3)).toMatchObject({ why: 'full', message: expect.stringMatching(/disk/) })
  expect([(await stage.login('u1')).texts(), (await stage.login('u3')).texts()]).toEqual([['x'], []])
})

it('P-MAIL-6 P-MAIL-3: at the end of a lease without room on the disk: refused, unknown, or a gap for who was told received', async () => {
  const { stage } = staged({ offline: { ...defaultLimits.offline, allMessages: 1 } })
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.mail(1, 'somebody', 'the room is taken')
  bob.mail(2, 'alice', 'received')
  bob.mail(3, 'alice', 'written')
  await stage.settle()
  await alice.acked(1, 0)
  alice.wire.break()
  await stage.settle()
  bob.mail(4, 'alice', 'never written')
  await stage.live(31_000)
  expect(outcomes(bob)).toEqual([
    [1, 'stored'],
    [2, 'received'],
    [3, 'unknown'],
    [4, 'refused']
  ])
  await stage.live(610_000)
  const next = await stage.login('alice')
  expect(next.of('gap')).toEqual([expect.objectContaining({ why: 'evicted', count: 2, by: [{ u: 'bob', count: 2 }] })])
  expect(next.texts()).toEqual([])
})

it('P-MAIL-5: what is too old is a gap, whether a sweep or the login found it', async () => {
  for (const wait of [62_000, 70_000]) {
    const { stage } = staged({ offline: { ...defaultLimits.offline, messages: 200, ms: 60_000 } })
    const bob = await stage.login('bob')
    await stage.live(3_000) // so that no sweep falls into the two seconds
    bob.mail(1, 'alice', 'old')
    await stage.live(wait - 4_000)
    bob.mail(2, 'alice', 'new')
    await stage.live(4_000)
    expect(read(await stage.login('alice'))).toEqual([['gap', 'expired', 1], 'replay', ['new', 2]])
  }
})

it('P-STOP-1 P-MAIL-3: a graceful restart stores nothing twice, and goes on where it was', async () => {
  const { stage } = staged()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.mail(1, 'alice', 'in the inbox')
  bob.mail(2, 'carol', 'in the mail')
  await stage.settle()
  alice.wire.break()
  await stage.live(31_000)
  bob.mail(3, 'alice', 'after the lease')
  await stage.settle()
  await stage.restart()
  const back = await alice.back({ inbox: { e: (alice.welcome!['inbox'] as { e: string }).e, o: 0, i: '', h: 0 } })
  expect(read(back)).toEqual(['replay', ['in the inbox', 0], ['after the lease', 2]])
  back.ackAll()
  await stage.settle()
  await stage.restart()
  expect(read(await stage.login('alice'))).toEqual([])
  expect((await stage.login('carol')).texts()).toEqual(['in the mail'])
})

it('P-HELLO-5: users of different apps have different mail', async () => {
  const { stage } = staged()
  const bob = await stage.login('bob')
  bob.mail(1, 'alice', 'a')
  await stage.settle()
  expect(read(await stage.login('alice', { app: stage.apps[1]!.id }))).toEqual([])
})

it('P-MAIL-1: a message to somebody nobody ever saw leaves no user behind', async () => {
  const { stage } = staged()
  const bob = await stage.login('bob')
  for (let n = 1; n <= 50; n++) bob.mail(n, `nobody${n}`, 'a')
  await stage.settle()
  expect(bob.of('out')).toHaveLength(50)
  expect(stage.node.stats().users).toBe(1)
})
