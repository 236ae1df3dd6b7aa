// P-RESUME-7: who replaces himself (a page that is loaded again) and joins again within 6 s is no news; otherwise the
// others hear that he left.
import { expect, it } from 'vitest'
import type { Client } from '../../kit/server/client.ts'
import { APP_ID, appWith, Stage } from '../../kit/server/stage.ts'
import { newest, type Limits } from '../../../server/src/config/apps.ts'
import type { Core } from '../../../server/src/app/core.ts'
import { end } from '../../../server/src/login/endings.ts'
import { CLOSE_KICKED } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'

const heard = (client: Client): object[] => client.take().filter(({ t }) => t === 'members')
const left = (why: string): object => expect.objectContaining({ left: [{ u: 'alice', why }] })
const count = async (client: Client): Promise<number> =>
  (await client.request('counts', { chs: ['room'] }))['counts'][0]

async function room(limits: Partial<Limits> = {}, sessions = 1): Promise<{ stage: Stage; alice: Client; bob: Client }> {
  const stage = new Stage({ appList: [appWith(limits, { policy: newest(sessions) })] })
  const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
  await alice.join('room')
  await bob.join('room')
  await stage.live(4000)
  bob.take()
  return { stage, alice, bob }
}

for (const [mode, limits] of [
  ['full', {}],
  ['count', { memberList: 1 }]
] as const)
  it(`P-RESUME-7 P-MEMBER-1: who loads the page again and joins within 6 s is no news, in mode ${mode}`, async () => {
    const { stage, alice, bob } = await room(limits)
    for (const wait of [0, 3000, 5900]) {
      const again = await stage.login('alice')
      await stage.live(wait)
      expect(await count(bob), 'he counts meanwhile').toBe(2)
      expect(await again.join('room')).toMatchObject({ t: 'ok', count: 2, mode })
      if (mode === 'full') expect(again.of('members')).toEqual([expect.objectContaining({ all: ['alice', 'bob'] })])
      await stage.live(20_000)
      expect(heard(bob)).toEqual([])
      again.pub(1, 'room', 'here')
      await stage.settle()
      expect(bob.take().map(({ t }) => t)).toContain('m')
    }
    expect(alice.closed).toBe(4201)
  })

it('P-RESUME-7 P-MEMBER-2: who does not join within 6 s has left, and then joins as anybody', async () => {
  const { stage, bob } = await room()
  const again = await stage.login('alice')
  await stage.live(5900)
  expect(heard(bob)).toEqual([])
  await stage.live(200)
  expect(heard(bob)).toContainEqual(left('left'))
  expect(await count(bob)).toBe(1)
  await again.join('room')
  expect(bob.lastChange()).toMatchObject({ joined: ['alice'], count: 2 })
})

it('P-RESUME-7 P-MEMBER-4: in a large channel the count alone tells that somebody has left', async () => {
  const { stage, bob } = await room({ memberList: 1 })
  await stage.login('alice')
  await stage.live(5900)
  expect(heard(bob)).toEqual([])
  await stage.live(4000)
  expect(heard(bob)).toEqual([expect.objectContaining({ count: 1 })])
})

it('P-RESUME-7: loading the page again and again does not make the 6 s longer', async () => {
  const { stage, bob } = await room()
  for (let i = 0; i < 3; i++) {
    await stage.login('alice')
    await stage.live(1900)
  }
  expect(heard(bob)).toEqual([])
  await stage.live(400)
  expect(heard(bob)).toContainEqual(left('left'))
})

it('P-RESUME-7 P-LIFE-5 P-LIFE-3: who logs out meanwhile, or loses the link, has left, for that reason', async () => {
  const { stage, bob } = await room()
  const again = await stage.login('alice')
  again.send({ t: 'bye', id: 1 })
  await stage.settle()
  expect(heard(bob)).toContainEqual(left('left'))
  const { stage: other, bob: carl } = await room({ unreachable: 2000, lease: 5000 })
  const silent = await other.login('alice')
  silent.silent = true
  await other.live(5200)
  expect(heard(carl)).toContainEqual(left('lost'))
})

it('P-MEMBER-2: kicked is who was kicked', async () => {
  const { stage, bob } = await room()
  await stage.login('alice')
  const { core } = stage.node as unknown as { core: Core }
  const [session] = core.users.of(core.apps.find(APP_ID)!, 'alice').sessions
  await end(core, session!, 'kicked', CLOSE_KICKED, 'kicked')
  await stage.settle()
  expect(heard(bob)).toContainEqual(left('kicked'))
})

it('P-RESUME-7 P-RESUME-9: a place is kept only where the user has no other session', async () => {
  const { stage, alice, bob } = await room({}, 2)
  const second = await stage.login('alice')
  await second.join('room')
  const third = await stage.login('alice')
  expect(alice.closed).toBe(4201)
  await stage.live(8000)
  expect(heard(bob), 'the second one is in').toEqual([])
  const fourth = await stage.login('alice')
  expect(second.closed).toBe(4201)
  await third.join('room')
  await stage.live(8000)
  expect(heard(bob), 'the third one took the place').toEqual([])
  await third.leave('room')
  expect(heard(bob)).toContainEqual(left('left'))
  expect(fourth.closed).toBeNull()
})

it('P-RESUME-7 P-STOP-1: a graceful restart keeps the place, and its end', async () => {
  for (const joins of [true, false]) {
    const { stage, bob } = await room()
    const room1 = bob.of('ok')[0]!
    const again = await stage.login('alice')
    await stage.restart()
    const bobAgain = await bob.back({ channels: [{ ch: 'room', e: room1['e'], o: 0, i: '', v: 2, mode: 'full' }] })
    const aliceAgain = await again.back()
    if (joins) await aliceAgain.join('room')
    await stage.live(8000)
    if (joins) expect(heard(bobAgain)).toEqual([])
    else expect(heard(bobAgain)).toContainEqual(left('left'))
    expect(await count(bobAgain)).toBe(joins ? 2 : 1)
  }
})

it('P-RESUME-7: places are kept for as many channels as one may join; the oldest go first', async () => {
  const { stage, bob } = await room({ channels: 2 })
  const second = await stage.login('alice')
  await second.join('a')
  await second.join('b')
  expect(heard(bob)).toEqual([])
  await stage.login('alice')
  expect(heard(bob), 'the place in room made way for those in a and b').toContainEqual(left('left'))
})

it('P-CHANNEL-2: a channel ends when its last place is given up; a new one begins for who comes then', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const { a } = await alice.join('room')
  await stage.login('alice')
  expect(stage.node.stats().channels).toBe(1)
  await stage.live(6100)
  expect(stage.node.stats().channels).toBe(0)
  const bob = await stage.login('bob')
  expect(await bob.join('room')).toMatchObject({ a, count: 1 })
})

it('P-ATTR-8 P-RESUME-7: own attributes end with the replaced session, presence does not flicker', async () => {
  const { stage, alice, bob } = await room()
  await alice.request('setattrs', { w: 1, how: 'replace', rows: [{ k: 'age', v: 23 }] })
  await bob.request('watch', { users: ['alice'] })
  await stage.login('alice')
  await stage.live(1000)
  expect(await bob.request('getattrs', { user: 'alice' })).toMatchObject({ rows: [] })
  expect(bob.of('peers')).toEqual([])
})
