// What one process holds for its links in all: sessions, memberships, frames that wait and watch lists have bounds.
import { describe, expect, it } from 'vitest'
import { SessionsMemory } from '../../../server/src/store/memory/sessions-memory.ts'
import { generous, stageWith } from '../../kit/server/held.ts'
import { Stage } from '../../kit/server/stage.ts'

describe('sessions and members', () => {
  it('P-LIFE-4: at most sessionsKept sessions: the longest away ends, none with a link does', async () => {
    const stage = stageWith({ sessionsKept: 10 })
    const staying = await Promise.all(Array.from({ length: 5 }, (_, i) => stage.login(`staying${i}`)))
    const gone = []
    for (let i = 0; i < 40; i++) {
      const client = await stage.login(`gone${i}`)
      client.wire.break()
      await stage.settle()
      gone.push(client)
      expect(stage.node.stats().sessions).toBeLessThanOrEqual(10)
    }
    expect(staying.every((client) => client.isOpen)).toBe(true)
    expect((await gone.at(-1)!.back()).welcome).toMatchObject({ resumed: 'full' })
    expect((await gone[0]!.back()).welcome).toMatchObject({ resumed: 'fresh', why: 'expired' })
    expect(stage.node.stats().users).toBeLessThanOrEqual(11)
  })

  it('P-CHANNEL-3 P-WELCOME-4: at most memberships members in all channels; whoever leaves makes room', async () => {
    const stage = stageWith({ memberships: 20 })
    const clients = await Promise.all(Array.from({ length: 3 }, (_, i) => stage.login(`user${i}`)))
    const replies = []
    for (const client of clients) for (let i = 0; i < 10; i++) replies.push(await client.join(`room${i}`))
    expect(replies.map(({ t }) => t)).toEqual([
      ...Array.from({ length: 20 }, () => 'ok'),
      ...Array.from({ length: 10 }, () => 'no')
    ])
    expect(replies.at(-1)).toMatchObject({ why: 'full' })
    const late = await stage.login('late', { channels: [{ ch: 'room0', e: '', o: 0, i: '', v: 0, mode: 'full' }] })
    expect(late.welcome).toMatchObject({ channels: [{ ch: 'room0', no: 'full' }] })
    await stage.restart()
    const back = await clients[0]!.back({
      channels: Array.from({ length: 9 }, (_, i) => ({ ch: `room${i}`, e: '', o: 0, i: '', v: 0, mode: 'full' }))
    })
    expect(back.welcome).toMatchObject({ resumed: 'full' })
    expect((await back.join('one more'))['t']).toBe('ok') // of the ten it has named nine
    expect(await back.join('and another')).toMatchObject({ t: 'no', why: 'full' })
  })
})

describe('frames that wait for one before them', () => {
  it('P-LIFE-6: of all links at most waitingBytes: who fills it is closed, who has little is not', async () => {
    const sessions = new SessionsMemory()
    let go = (): void => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const begin = sessions.begin.bind(sessions)
    sessions.begin = async (id, n) => {
      await held
      return begin(id, n)
    }
    const stage = new Stage({
      stores: { sessions },
      bounds: { helloMs: 5000, unwrittenBytes: 1e8, streamBytes: 1e8, waitingBytes: 1_000_000 },
      appList: [generous]
    })
    const [greedy, other, modest] = [
      await stage.login('greedy'),
      await stage.login('other'),
      await stage.login('modest')
    ]
    for (let n = 1; n <= 16; n++) greedy.pub(n, 'room', 'x'.repeat(30_000)) // just below half of it
    for (let n = 1; n <= 20; n++) other.pub(n, 'room', 'x'.repeat(30_000))
    for (let n = 1; n <= 3; n++) modest.peer(n, 'nobody', 'x'.repeat(10_000))
    await stage.settle()
    expect([greedy.closed, other.closed, modest.closed]).toEqual([null, 4305, null])
    go()
    await stage.settle()
    expect(greedy.of('out')).toHaveLength(16)
    expect(modest.of('out')).toHaveLength(3)
    for (let round = 0; round < 5; round++) {
      // what was worked off has made room
      for (let n = 1; n <= 15; n++) greedy.pub(100 * (round + 1) + n, 'room', 'x'.repeat(30_000))
      await stage.settle()
    }
    expect(greedy.closed).toBe(null)
  })
})

describe('watch lists', () => {
  it('P-WATCH-1 P-WATCH-2: of all links at most watchesKept; a link that ends gives its room back', async () => {
    const stage = stageWith({ watchesKept: 10 })
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    const users = Array.from({ length: 8 }, (_, i) => `friend${i}`)
    expect(await alice.request('watch', { users })).toMatchObject({ t: 'ok' })
    expect(await bob.request('watch', { users })).toMatchObject({ t: 'no', why: 'full' })
    expect(await alice.request('watch', { users })).toMatchObject({ t: 'ok' })
    const carol = await stage.login('carol', { watch: users })
    expect(carol.welcome!['peers']).toHaveLength(2)
    alice.wire.break()
    await stage.settle()
    expect(await bob.request('watch', { users })).toMatchObject({ t: 'ok' })
  })
})
