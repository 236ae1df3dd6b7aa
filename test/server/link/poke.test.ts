// A page that is hidden has no timers to ping by: the server says when it is time (P-LIFE-8).
import { expect, it } from 'vitest'
import type { Client } from '../../kit/server/client.ts'
import { Stage } from '../../kit/server/stage.ts'

const pokes = (client: Client): number => client.of('poke').length
/** Answers every poke, as an engine does from the message event. */
async function answering(stage: Stage, client: Client, ms: number): Promise<void> {
  for (let passed = 0, seen = pokes(client); passed < ms; passed += 100) {
    await stage.advance(100)
    if (pokes(client) === seen) continue
    seen = pokes(client)
    client.send({ t: 'ping' })
    await stage.settle()
  }
}

it('P-LIFE-8: who said poke and is silent for 3 s is poked, and by answering keeps the lease', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice', { features: ['poke', 'flight'] })
  const bob = await stage.login('bob', { watch: ['alice'] })
  expect(alice.welcome).toMatchObject({ features: ['poke'] })
  await stage.advance(2900)
  expect(pokes(alice)).toBe(0)
  await answering(stage, alice, 240_000)
  expect(pokes(alice)).toBeGreaterThanOrEqual(240 / 3.3)
  expect(pokes(alice)).toBeLessThanOrEqual(240 / 3)
  expect([alice.closed, bob.of('peers')]).toEqual([null, []])
})

it('P-LIFE-8 P-LIFE-3: who does not answer is poked once, and is unreachable and offline at their times', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice', { features: ['poke'] })
  const bob = await stage.login('bob', { watch: ['alice'], features: ['poke'] })
  const told = (): unknown[] => bob.of('peers').map(({ states }) => (states as { s: string }[])[0]!.s)
  await answering(stage, bob, 5900)
  expect([pokes(alice), told()]).toEqual([1, []])
  await answering(stage, bob, 300)
  expect([pokes(alice), told()]).toEqual([1, ['unreachable']])
  await answering(stage, bob, 24_200)
  expect([pokes(alice), told(), alice.closed]).toEqual([1, ['unreachable', 'offline'], 4002])
})

it('P-LIFE-8 P-HELLO-14: who did not say it, and who pings, hears no poke', async () => {
  const stage = new Stage()
  for (const features of [undefined, [], ['flight'], 'poke', { poke: 1 }]) {
    const old = await stage.login('old', features === undefined ? {} : { features })
    expect(old.welcome).toMatchObject({ features: [] })
    await stage.advance(5900)
    expect(pokes(old)).toBe(0)
  }
  const alice = await stage.login('alice', { features: ['poke'] })
  await stage.live(60_000)
  expect(pokes(alice)).toBe(0)
})

it('P-LIFE-8: the next link says for itself; a link that is gone is not poked', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice', { features: ['poke'] })
  alice.wire.break()
  await stage.advance(5000)
  const again = await alice.back({ features: [] })
  await stage.advance(5000)
  expect([pokes(alice), pokes(again)]).toEqual([0, 0])
})

it('P-LIFE-8: an app whose links are unreachable sooner is poked sooner', async () => {
  const stage = new Stage({ limits: { ping: 300, silent: 600, unreachable: 1000, lease: 3000 } })
  const alice = await stage.login('alice', { features: ['poke'] })
  await stage.advance(600)
  expect(pokes(alice)).toBe(1)
  alice.send({ t: 'ping' })
  await answering(stage, alice, 30_000)
  expect(alice.closed).toBeNull()
})

it("P-CALL-15: views of an invitation say when their time is over, by the pong's clock; ends say none", async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const bob = await stage.login('bob')
  await alice.request('invite', { i: 'a.1', to: 'bob', ch: '', content: '' })
  const sent = stage.now
  await stage.advance(1000)
  await bob.request('call', { i: 'a.1', of: 'alice', do: 'ring', text: '' })
  await stage.advance(1000)
  await bob.request('call', { i: 'a.1', of: 'alice', do: 'accept', text: '' })
  await alice.request('call', { i: 'a.1', of: 'alice', do: 'confirm', text: '' })
  expect(bob.of('call').map(({ state, ends }) => [state, ends])).toEqual([
    ['sent', sent + 30_000],
    ['ringing', sent + 61_000],
    ['answering', sent + 7000],
    ['accepted', undefined]
  ])
})
