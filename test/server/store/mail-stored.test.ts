// docs/protocol.md, section 6.4: offline messages that are stored, and how they come to whoever logs in.
import { expect, it } from 'vitest'
import { gone, leftAfter, outcomes, read, staged } from '../../kit/server/mail.ts'
import { Stage } from '../../kit/server/stage.ts'

it('P-MAIL-1 P-SEND-5: without a disk a flagged message is as any other', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  bob.mail(1, 'alice', 'a')
  await stage.settle()
  expect(outcomes(bob)).toEqual([[1, 'offline']])
  expect(read(await stage.login('alice'))).toEqual([])
})

it('P-MAIL-1 P-MAIL-4 P-SEND-3: the absent find it at login, with id and time as taken, before live ones', async () => {
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

it("P-MAIL-2: stored is the disk's answer; nobody waits for it, and a login has the message once", async () => {
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
