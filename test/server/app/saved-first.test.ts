// A state that a server before 0.2 saved (recorded from one: test/vectors/state-first.json) is gone on from: a deploy
// makes no gap (P-STOP-1).
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { firstFormat } from '../../../server/src/app/saved-first.ts'
import { appWith, Stage } from '../../kit/server/stage.ts'
import { World } from '../../../sdk/testing/world.ts'

interface Was {
  session: string
  key: string
  generation: number
  inbox: { e: string }
  room: { e: string }
}
const { alice, bob, one, state } = JSON.parse(
  readFileSync(new URL('../../vectors/state-first.json', import.meta.url), 'utf8')
) as { alice: Was; bob: Was; one: { o: number; i: string }; state: { savedAt: number } }

it('P-STOP-1: a state of before 0.2 is restored: sessions, streams, inboxes, members, attributes', async () => {
  const stage = new Stage({ appList: [{ ...appWith(), id: '0'.repeat(32) }] }, new World(state.savedAt + 2000))
  const { savedAt, pieces } = firstFormat(JSON.stringify(state))
  expect(savedAt).toBe(state.savedAt)
  await stage.node.restore(pieces)

  const back = stage.connect('alice')
  const of = ({ session, key, generation }: Was) => ({
    app: '0'.repeat(32),
    auto: 1,
    session,
    key,
    generation,
    attempt: 2
  })
  await back.hello({
    ...of(alice),
    inbox: { e: alice.inbox.e, o: 0, i: '', h: 0 },
    channels: [{ ch: 'room', e: alice.room.e, o: one.o, i: one.i, v: 2, mode: 'full' }]
  })
  expect(back.welcome).toMatchObject({ resumed: 'full', channels: [{ ch: 'room', e: alice.room.e, count: 2 }] })
  expect(back.of('m').map((frame) => frame['p'])).toEqual(['psst 时', 'two'])
  expect(back.of('gap')).toEqual([])

  const sender = stage.connect('bob')
  await sender.hello({
    ...of(bob),
    inbox: { e: bob.inbox.e, o: 0, i: '', h: 0 },
    channels: [{ ch: 'room', e: bob.room.e, o: 2, i: '', v: 2, mode: 'full' }]
  })
  expect(sender.welcome).toMatchObject({
    resumed: 'full',
    taken: 3,
    outcomes: [
      { n: 1, outcome: 'taken' },
      { n: 2, outcome: 'taken' }
    ]
  })
  expect(await back.request('getattrs', { user: 'bob' })).toMatchObject({ rows: [{ k: 'mood', v: 'calm' }] })
  back.send({ t: 'ack', r: 1, h: 1 })
  await stage.settle()
  expect(sender.of('out')).toMatchObject([{ n: 3, outcome: 'received' }])
})
