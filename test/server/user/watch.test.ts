// docs/protocol.md, section 7.1: who is told of whose presence.
import { expect, it } from 'vitest'
import type { PresenceState } from '../../../server/src/store/presence.ts'
import { PresenceMemory } from '../../../server/src/store/memory/presence-memory.ts'
import { OTHER_APP_ID, Stage } from '../../kit/server/stage.ts'
import type { Client } from '../../kit/server/client.ts'

const told = (client: Client): string[] =>
  client
    .take()
    .filter(({ t }) => t === 'peers')
    .map(({ states }) => (states as { u: string; s: string }[]).map(({ u, s }) => `${u} ${s}`).join(', '))
const watch = (client: Client, ...users: string[]): ReturnType<Client['request']> => client.request('watch', { users })

/** Reads of states wait until they are let go, as those of a distant store do. */
class SlowPresence extends PresenceMemory {
  private readonly waiting: (() => void)[] = []
  slow = false
  fails = false
  override async states(users: readonly string[]): Promise<readonly PresenceState[]> {
    if (this.fails) throw new Error('the store is away')
    const found = await super.states(users)
    if (this.slow) await new Promise<void>((resolve) => this.waiting.push(resolve))
    return found
  }
  letGo(): void {
    this.slow = false
    for (const task of this.waiting.splice(0)) task()
  }
}

function slowly(): { stage: Stage; presence: SlowPresence } {
  const presence = new SlowPresence()
  return { stage: new Stage({ stores: { presence } }), presence }
}

it('P-WATCH-2 P-WATCH-4 P-LIFE-3: a watch is answered with the states in order; then each change', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  expect(await watch(alice, 'nobody', 'bob', 'alice')).toMatchObject({
    t: 'ok',
    states: ['offline', 'online', 'online']
  })
  await stage.live(10_000)
  expect(told(alice)).toEqual([])
  bob.wire.break()
  await stage.live(5_900)
  expect(told(alice)).toEqual([])
  await stage.live(300)
  expect(told(alice)).toEqual(['bob unreachable'])
  expect(await watch(alice, 'bob')).toMatchObject({ states: ['unreachable'] })
  expect(await alice.request('presence', { users: ['bob'] })).toMatchObject({ states: ['online'] }) // P-QUERY-2
  await stage.live(23_600)
  expect(told(alice)).toEqual([])
  await stage.live(400)
  expect(told(alice)).toEqual(['bob offline'])
  const again = await bob.back()
  expect(told(alice)).toEqual(['bob online'])
  again.send({ t: 'bye', id: 1 })
  await stage.settle()
  expect(told(alice)).toEqual(['bob offline'])
})

it('P-WATCH-4 P-LIFE-3: a silent link is unreachable after 6 s; the first frame makes it online at once', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await watch(alice, 'bob')
  bob.silent = true
  await stage.live(6_200)
  expect(told(alice)).toEqual(['bob unreachable'])
  bob.send({ t: 'ping' })
  await stage.settle()
  expect(told(alice)).toEqual(['bob online'])
})

it('P-WATCH-1: a hello names the users to watch, the welcome their states; it ends with the link', async () => {
  const stage = new Stage()
  const bob = await stage.login('bob')
  const alice = await stage.login('alice', { watch: ['nobody', 'bob'] })
  expect(alice.welcome!['peers']).toEqual(['offline', 'online'])
  expect(stage.node.stats().watched).toBe(2)
  alice.wire.break()
  await stage.settle()
  expect(stage.node.stats().watched).toBe(0)
  bob.send({ t: 'bye', id: 1 })
  const without = await alice.back()
  expect(without.welcome!['peers']).toBeUndefined()
  expect(told(await without.back({ watch: ['bob'] }))).toEqual([])
  expect(stage.clients.at(-1)!.welcome!['peers']).toEqual(['offline'])
})

it('P-WATCH-1: a hello watches as many as the limit allows: the others have no place in the answer', async () => {
  const stage = new Stage({ limits: { watch: 2 } })
  const alice = await stage.login('alice', { watch: ['alice', 'bob', 'carol'] })
  expect(alice.welcome!['peers']).toEqual(['online', 'offline'])
  await stage.login('carol')
  expect(told(alice)).toEqual([])
  for (const list of [['a/b'], 'bob', [5], Array.from({ length: 2_001 }, (_, i) => `user${i}`)]) {
    expect((await stage.login('dave', { watch: list })).last('refused'), String(list).slice(0, 20)).toMatchObject({
      code: 4300,
      message: expect.stringContaining('Field watch ')
    })
  }
  expect((await stage.login('dave', { watch: [] })).welcome).toMatchObject({ session: expect.any(String) })
})

it('P-WATCH-2 P-WATCH-3: more than the limit, in one call or altogether, is refused and changes nothing', async () => {
  const stage = new Stage({ limits: { watch: 3 } })
  const alice = await stage.login('alice')
  const many = { t: 'no', why: 'too_many_watched' }
  expect(await watch(alice, 'a', 'b', 'c', 'd')).toMatchObject(many)
  expect(await alice.request('unwatch', { users: ['a', 'b', 'c', 'd'] })).toMatchObject(many)
  expect(await watch(alice, 'a', 'b')).toMatchObject({ t: 'ok' })
  expect(await watch(alice, 'c', 'd')).toMatchObject(many)
  expect(stage.node.stats().watched).toBe(2)
  expect(await watch(alice, 'b', 'b', 'c')).toMatchObject({ states: ['offline', 'offline', 'offline'] })
  for (const users of [[], ['a/b'], 'a', undefined])
    expect(await alice.request('watch', { users }), String(users)).toMatchObject({ t: 'no', why: 'invalid' })
})

it('P-WATCH-3: after the answer to unwatch nothing of them is told; others go on, strangers are ignored', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  expect(await alice.request('unwatch', { users: ['bob'] })).toMatchObject({ t: 'ok' })
  await watch(alice, 'bob', 'carol')
  bob.send({ t: 'bye', id: 1 })
  alice.send({ t: 'unwatch', id: 3, users: ['bob', 'nobody'] })
  await stage.login('carol')
  expect(told(alice)).toEqual(['carol online'])
  expect(stage.node.stats().watched).toBe(1)
})

it('P-LIMIT-1 P-LIMIT-2: both are calls of one rate, and a refused one takes nothing', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let i = 0; i < 20; i++)
    expect(await alice.request(i % 2 === 0 ? 'watch' : 'unwatch', { users: ['bob'] })).toMatchObject({ t: 'ok' })
  for (const t of ['watch', 'unwatch'])
    expect(await alice.request(t, { users: ['bob'] })).toMatchObject({ why: 'too_often', retryAfterMs: 500 })
})

it('P-WATCH-4: changes of one turn are one frame for each who watches', async () => {
  const stage = new Stage()
  const [alice, dave] = [await stage.login('alice'), await stage.login('dave')]
  await watch(alice, 'bob', 'carol')
  await watch(dave, 'carol')
  for (const user of ['bob', 'carol', 'erin']) void stage.connect(user).hello()
  await stage.settle()
  expect([told(alice), told(dave)]).toEqual([['bob online, carol online'], ['carol online']])
})

it('P-WATCH-4 P-RESUME-7: a second login of the user is no change, at any moment of it', async () => {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await watch(alice, 'bob')
  const second = await stage.login('bob')
  expect([bob.closed, told(alice)]).toEqual([4201, []])
  second.wire.break()
  await stage.live(7_000)
  await stage.login('bob')
  expect(told(alice)).toEqual(['bob unreachable', 'bob online'])
})

it('P-HELLO-5: who watches hears of their own app only', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  await watch(alice, 'bob')
  await stage.login('bob', { app: OTHER_APP_ID })
  expect(told(alice)).toEqual([])
})

it('P-WATCH-2: what changes while the states are read is not lost, and the last word is the newest', async () => {
  const { stage, presence } = slowly()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  presence.slow = true
  alice.send({ t: 'watch', id: 1, users: ['bob', 'carol'] })
  bob.send({ t: 'bye', id: 1 })
  await stage.settle()
  presence.letGo()
  await stage.settle()
  expect(alice.of('ok')).toMatchObject([{ states: ['offline', 'offline'] }])
  alice.take()
  await stage.login('bob')
  expect(told(alice)).toEqual(['bob online'])
})

it('P-WATCH-1: what changes during the greeting stands in the welcome, and nothing older follows it', async () => {
  const { stage, presence } = slowly()
  const bob = await stage.login('bob')
  presence.slow = true
  const alice = await stage.login('alice', { watch: ['bob', 'carol'] })
  bob.send({ t: 'bye', id: 1 })
  await stage.settle()
  const carol = await stage.login('carol')
  expect(alice.frames).toEqual([])
  presence.letGo()
  await stage.settle()
  expect(alice.frames.map(({ t, peers }) => [t, peers])).toEqual([['welcome', ['offline', 'online']]])
  carol.send({ t: 'bye', id: 1 })
  await stage.settle()
  expect(alice.last('peers')).toMatchObject({ states: [{ u: 'carol', s: 'offline' }] })
})

it('P-WATCH-1: a link that ends while the states are read leaves nothing behind', async () => {
  const { stage, presence } = slowly()
  const alice = await stage.login('alice')
  presence.slow = true
  alice.send({ t: 'watch', id: 1, users: ['bob'] })
  const greeting = await stage.login('carol', { watch: ['bob'] })
  expect(stage.node.stats().watched).toBe(1)
  for (const client of [alice, greeting]) client.wire.break()
  await stage.settle()
  presence.letGo()
  await stage.settle()
  expect(stage.node.stats().watched).toBe(0)
})

it('P-WATCH-2: a fault of the store is answered as one, and nothing is watched', async () => {
  const { stage, presence } = slowly()
  const alice = await stage.login('alice')
  presence.fails = true
  expect(await watch(alice, 'bob')).toMatchObject({ t: 'no', why: 'internal' })
  expect(stage.node.stats().watched).toBe(0)
  presence.fails = false
  expect(await watch(alice, 'bob')).toMatchObject({ t: 'ok' })
})
