// docs/protocol.md, section 5: resume and fencing.
import { expect, it } from 'vitest'
import type { TokenVerifier } from '../../../server/src/login/verifier.ts'
import { randomIds } from '../../../server/src/base/ids.ts'
import { InboxesMemory } from '../../../server/src/store/memory/inboxes-memory.ts'
import { SessionsMemory } from '../../../server/src/store/memory/sessions-memory.ts'
import { StreamsMemory } from '../../../server/src/store/memory/streams-memory.ts'
import type { Client } from '../../kit/server/client.ts'
import { later } from '../../kit/server/later.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'
import type { Fields } from '../../kit/server/wire.ts'

const wanted = (ch: string, room: Fields, o: number, i = '') => ({ ch, e: room['e'], o, i, v: room['v'], mode: 'full' })

it('P-RESUME-1: a lower or equal attempt closes with 4005 and changes nothing', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const second = await alice.back({ attempt: 5 })
  for (const attempt of [5, 4, 1, 0]) {
    const late = await alice.back({ attempt })
    expect(late.closed).toBe(4005)
    expect(late.welcome).toBeNull()
  }
  expect(second.closed).toBeNull()
  second.send({ t: 'ping' })
  await stage.settle()
  expect(second.last('pong')).toBeDefined()
})

it('P-RESUME-1: a wrong key or an unknown session is a new login with the given generation', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const generation = alice.welcome!['generation']
  const wrong = await alice.back({ key: 'wrong' })
  expect(wrong.welcome).toMatchObject({ resumed: 'fresh', why: 'unknown', generation })
  expect(wrong.welcome!['session']).not.toBe(alice.welcome!['session'])
  expect(alice.closed).toBe(4201)
  const unknown = await stage.login('bob', { auto: 1, session: 'nobody', key: 'k', generation: 7 })
  expect(unknown.welcome).toMatchObject({ resumed: 'fresh', why: 'unknown', generation: 7 })
})

it("P-RESUME-1: a key opens its own user's session only", async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const { session, key } = alice.welcome!
  const mallory = await stage.login('mallory', { session, key, attempt: 9, auto: 1 })
  expect(mallory.welcome).toMatchObject({ resumed: 'fresh' })
  expect(alice.closed).toBeNull()
})

it('P-RESUME-2: once a resume is accepted the old link is closed with 4005, unread frames void', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  await bob.join('room')
  const again = await alice.back({ channels: [wanted('room', room, 0)] })
  expect(alice.closed).toBe(4005)
  alice.pub(1, 'room', 'from the old link')
  alice.send({ t: 'bye', id: 5 })
  await stage.settle()
  expect(bob.texts()).toEqual([])
  again.pub(2, 'room', 'from the new link')
  await stage.settle()
  expect(bob.texts()).toEqual(['from the new link'])
})

it('P-RESUME-2: of frames that wait on the old link none is done after the resume', async () => {
  const stage = new Stage({
    stores: later({
      sessions: new SessionsMemory(),
      streams: new StreamsMemory(randomIds()),
      inboxes: new InboxesMemory(randomIds())
    })
  })
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  await bob.join('room')
  const { session, key, generation } = alice.welcome!
  const next = stage.connect('alice')
  void next.hello({ auto: 1, generation, session, key, attempt: 2, channels: [wanted('room', room, 0)] })
  for (let n = 1; n <= 20; n++) alice.pub(n, 'room', `old ${n}`)
  await stage.settle()
  expect(bob.texts().length).toBeLessThan(20)
  const { taken } = next.welcome!
  expect(bob.texts()).toEqual(Array.from({ length: taken }, (_, i) => `old ${i + 1}`))
})

it('P-RESUME-3: the key is not rotated: a lost welcome does not lose the session', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const lost = await alice.back()
  lost.wire.break()
  const again = await alice.back()
  expect(again.welcome).toMatchObject({
    resumed: 'full',
    key: alice.welcome!['key'],
    session: alice.welcome!['session']
  })
})

it('P-RESUME-4: the cursors of a hello count as acknowledgements', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  bob.peer(1, 'alice', 'one')
  bob.peer(2, 'alice', 'two')
  await stage.settle()
  alice.wire.break()
  await stage.settle()
  expect(bob.of('out')).toEqual([])
  const again = await alice.back({ inbox: { e: alice.welcome!['inbox'].e, o: 1, i: alice.of('m')[0]!['i'], h: 1 } })
  expect(bob.out(1)).toMatchObject({ outcome: 'received' })
  expect(bob.out(2)).toBeUndefined()
  expect(again.texts()).toEqual(['two'])
})

it('P-RESUME-5: the server joins and leaves to match the list', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const a = await alice.join('a')
  await alice.join('b')
  for (const ch of ['a', 'b', 'c']) await bob.join(ch)
  const again = await alice.back({ channels: [wanted('a', a, 0), { ch: 'c', e: '', o: 0, i: '', v: 0, mode: 'full' }] })
  expect(again.welcome!['channels'].map((row: Fields) => row.ch)).toEqual(['a', 'c'])
  expect(bob.of('members').filter((frame) => frame['left'])).toEqual([
    expect.objectContaining({ left: [{ u: 'alice', why: 'left' }] })
  ])
  expect(again.of('members')).toEqual([
    expect.objectContaining({ all: ['alice', 'bob'] }),
    expect.objectContaining({ all: ['alice', 'bob'] })
  ])
  bob.pub(1, 'c', 'hello c')
  bob.pub(2, 'b', 'hello b')
  await stage.settle()
  expect(again.texts()).toEqual(['hello c'])
})

it('P-RESUME-6: back after the lease token and channel limit are checked again, within it they are not', async () => {
  let good = true
  const verifier: TokenVerifier = {
    verify: async () => (good ? { why: 'ok', expiresAt: 0 } : { why: 'token_expired', message: 'The token has ended.' })
  }
  const stage = new Stage({ verifier, appList: [appWith({}, { certificate: true })] })
  const alice = await stage.login('alice')
  const room = await alice.join('room')
  good = false
  const within = await alice.back({ channels: [wanted('room', room, 0)] })
  expect(within.welcome).toMatchObject({ resumed: 'full' })
  within.wire.break()
  await stage.advance(31_000)
  expect((await alice.back()).closed).toBe(4204)
  good = true
  expect((await alice.back({ channels: [wanted('room', room, 0)] })).welcome).toMatchObject({ resumed: 'rejoined' })
})

it('P-MEMBER-5: a link back within its lease is no news; after it others saw left and see joined', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  const room = await alice.join('room')
  await bob.join('room')
  bob.take()
  alice.wire.break()
  await stage.live(20_000)
  const again = await alice.back({ channels: [wanted('room', { ...room, v: 2 }, 0)] })
  expect(bob.take().filter((frame) => frame['t'] === 'members')).toEqual([])
  expect(again.of('members')).toEqual([])
  again.wire.break()
  await stage.live(34_000)
  const later = await alice.back({ channels: [wanted('room', { ...room, v: 2 }, 0)] })
  expect(bob.take().filter((frame) => frame['joined'] ?? frame['left'])).toEqual([
    expect.objectContaining({ left: [{ u: 'alice', why: 'lost' }], count: 1 }),
    expect.objectContaining({ joined: ['alice'], count: 2 })
  ])
  expect(later.of('members')).toEqual([expect.objectContaining({ all: ['alice', 'bob'] })])
})

it('P-RESUME-2: hello, resume and old bytes in any order: at most one link of a session has effect', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const { session, key, generation } = alice.welcome!
  const links: Client[] = []
  for (const attempt of [3, 2, 5, 4]) {
    const link = stage.connect('alice')
    void link.hello({ auto: 1, generation, session, key, attempt })
    links.push(link)
  }
  await stage.settle()
  expect(links.map((link) => link.closed)).toEqual([4005, 4005, null, 4005])
  expect(alice.closed).toBe(4005)
})
