// P-CHANNEL-5: a join has a number, so that a greeting that names a channel says which join it means: one that was left
// meanwhile is never gone on with.
import { expect, it } from 'vitest'
import type { Client } from '../../kit/server/client.ts'
import { Stage } from '../../kit/server/stage.ts'
import type { Fields } from '../../kit/server/wire.ts'

const row = (fields: Fields): Fields => ({
  channels: [{ ch: 'room', e: '', o: 0, i: '', v: 0, mode: 'full', ...fields }]
})
const join = (client: Client, j: number): Promise<Fields> => client.request('join', { ch: 'room', mode: 'full', j })
const news = (client: Client): Fields[] =>
  client.take().filter(({ joined, left }) => joined !== undefined || left !== undefined)

async function room(): Promise<{ stage: Stage; alice: Client; bob: Client }> {
  const stage = new Stage()
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await join(alice, 1)
  await bob.join('room')
  for (let n = 1; n <= 61; n++) bob.pub(n, 'room', `m${n}`)
  await stage.settle()
  bob.take()
  return { stage, alice, bob }
}

it('P-CHANNEL-5 P-HELLO-11: a hello with a channel anew, its leave unanswered, begins at the head', async () => {
  const { stage, alice, bob } = await room()
  alice.wire.break() // with the leave
  const again = await alice.back(row({ j: 2 }))
  expect(again.welcome!['channels']).toEqual([expect.objectContaining({ ch: 'room', o: 61 })])
  expect(again.of('m')).toEqual([])
  expect(news(bob)).toEqual([
    expect.objectContaining({ left: [{ u: 'alice', why: 'left' }], count: 1 }),
    expect.objectContaining({ joined: ['alice'], count: 2 })
  ])
  bob.pub(62, 'room', 'new')
  await stage.settle()
  expect(again.texts()).toEqual(['new'])
})

it('P-CHANNEL-5 P-HELLO-11: the same number without a cursor is the join whose answer was lost', async () => {
  const { alice, bob } = await room()
  const again = await alice.back(row({ j: 1 }))
  expect(again.texts()).toHaveLength(61)
  expect(news(bob)).toEqual([])
})

it('P-CHANNEL-5: a hello without a number goes on with the join there is, as before', async () => {
  const { alice, bob } = await room()
  expect((await alice.back(row({}))).texts()).toHaveLength(61)
  expect(news(bob)).toEqual([])
})

it('P-CHANNEL-5 P-CHANNEL-3: a join with another number replaces the old one; the same is refused', async () => {
  const { stage, alice, bob } = await room()
  expect(await join(alice, 1)).toMatchObject({ t: 'no', why: 'already_joined' })
  expect(await alice.join('room')).toMatchObject({ t: 'no', why: 'already_joined' })
  expect(news(bob)).toEqual([])
  expect(await join(alice, 2)).toMatchObject({ t: 'ok', o: 61, count: 2 })
  expect(news(bob)).toHaveLength(2)
  bob.pub(62, 'room', 'new')
  await stage.settle()
  expect(alice.texts().at(-1)).toBe('new')
  expect(alice.texts()).toHaveLength(62)
})

it('P-CHANNEL-5 P-STOP-1: the number outlives a graceful restart', async () => {
  const { stage, alice } = await room()
  await stage.restart()
  const again = await alice.back(row({ j: 1 }))
  expect(again.texts()).toHaveLength(61)
  await stage.restart()
  expect((await alice.back(row({ j: 2 }))).texts()).toEqual([])
})

it('P-CHANNEL-5: alone in the channel, another number begins a new stay in the same stream', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const { a, e } = await join(alice, 1)
  alice.pub(1, 'room', 'mine')
  await stage.settle()
  const again = await alice.back(row({ j: 2 }))
  expect(again.welcome!['channels']).toEqual([expect.objectContaining({ a, e, o: 1, count: 1 })])
})
