// docs/protocol.md, section 6.4: offline messages when a lease, a session, a process, their room or time ends.
import { expect, it } from 'vitest'
import { gone, leftAfter, outcomes, read, staged } from '../../kit/server/mail.ts'
import { Stage } from '../../kit/server/stage.ts'
import { defaultLimits } from '../../../server/src/config/apps.ts'

it('P-MAIL-3 P-SEND-5 P-SEND-6: when a lease ends, flagged ones go to the mail unless received', async () => {
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

it('P-MAIL-5 P-GAP-6: the 201st pushes out the oldest, which is told first, and once handled no more', async () => {
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

it('P-MAIL-6 P-SEND-3: an app that used up its share of the disk is refused; what is stored stays', async () => {
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

it('P-MAIL-6 P-MAIL-3: a lease ends, the disk is full: refused, unknown, or a gap for who heard received', async () => {
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
