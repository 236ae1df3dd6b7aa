// The clock on the wall is set by an hour, back or forward, while users are there: what lasts, lasts as long as ever;
// stamps follow the wall.
import { describe, expect, it } from 'vitest'
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import { World } from '../../../sdk/testing/world.ts'
import { defaultLimits, type Limits } from '../../../server/src/config/apps.ts'
import { issueToken, JwtVerifier } from '../../../server/src/login/tokens.ts'
import { both, Call, view } from '../../kit/server/call.ts'
import type { Client } from '../../kit/server/client.ts'
import { APP_ID, appWith, Stage } from '../../kit/server/stage.ts'

const HOUR = 3_600_000
const MONTH = 31 * 24 * HOUR

const set = (stage: Stage, ms: number): void => stage.world.clock.jump(ms)
const staged = (limits: Partial<Limits> = {}): Stage => new Stage({ disk: new ModelDisk(), limits })
const outcome = (client: Client, n: number): unknown => client.out(n)?.['outcome']
const state = async (client: Client, user: string): Promise<unknown> =>
  ((await client.request('presence', { users: [user] }))['states'] as unknown[])[0]

describe.each([
  ['back', -HOUR],
  ['forward', HOUR],
  ['forward by a month', MONTH]
] as const)('an hour or more: %s', (_how, jump) => {
  it('P-LIFE-3 P-MAIL-3: who is linked stays; who breaks is offline after the lease, all outcomes told', async () => {
    const stage = staged()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    await alice.join('room')
    await bob.join('room')
    set(stage, jump)
    await stage.live(20_000)
    expect([alice.closed, bob.closed, await state(bob, 'alice')]).toEqual([null, null, 'online'])
    alice.wire.break()
    await stage.settle()
    bob.mail(1, 'alice', 'flagged')
    bob.peer(2, 'alice', 'not flagged')
    await stage.live(28_000)
    expect([outcome(bob, 1), outcome(bob, 2)]).toEqual([undefined, undefined])
    await stage.live(4_000)
    expect([outcome(bob, 1), outcome(bob, 2), await state(bob, 'alice')]).toEqual(['stored', 'offline', 'offline'])
    expect(bob.lastChange()).toMatchObject({ left: [{ u: 'alice', why: 'lost' }] })
    bob.peer(3, 'alice', 'after')
    await stage.settle()
    expect(outcome(bob, 3)).toBe('offline')
  })

  it('P-LIMIT-1 P-LIFE-6: rates and floods are judged as ever', async () => {
    const stage = staged()
    const alice = await stage.login('alice')
    await stage.login('bob')
    let n = 0
    const send = async (count: number): Promise<unknown[]> => {
      for (let i = 0; i < count; i++) alice.peer(++n, 'bob', 'x')
      await stage.settle()
      return alice.of('out').filter(({ outcome }) => outcome === 'refused')
    }
    expect(await send(590)).toEqual([])
    set(stage, jump)
    expect(await send(10)).toEqual([])
    const [refused] = await send(1)
    expect(refused).toMatchObject({ why: 'too_often' })
    expect((refused as { retryAfterMs?: number }).retryAfterMs).toBeLessThanOrEqual(1_000)
    await stage.advance(1_000)
    expect(await send(60)).toHaveLength(1)
  })

  it('P-STREAM-1: what a channel keeps is kept, and let go in its time', async () => {
    const stage = staged({ retention: { ...defaultLimits.retention, ms: 60_000, leastMessages: 0, leastMs: 0 } })
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    const { e } = (await alice.join('room')) as { e: string }
    await bob.join('room')
    alice.wire.break()
    bob.pub(1, 'room', 'before')
    await stage.settle()
    set(stage, jump)
    bob.pub(2, 'room', 'after')
    await stage.live(20_000)
    const back = await alice.back({ channels: [{ ch: 'room', e, o: 0 }] })
    expect(back.texts()).toEqual(['before', 'after'])
    back.wire.break()
    await stage.live(25_000)
    bob.pub(3, 'room', 'late')
    await stage.live(25_000)
    expect((await back.back({ channels: [{ ch: 'room', e, o: 0 }] })).texts()).toEqual(['late'])
  })

  it('P-MAIL-5: letters wait for their time and no longer, in this process and the next', async () => {
    const stage = staged({ offline: { ...defaultLimits.offline, messages: 200, ms: 10 * 60_000 } })
    const bob = await stage.login('bob')
    bob.mail(1, 'alice', 'before')
    await stage.settle()
    set(stage, jump)
    bob.mail(2, 'alice', 'after')
    await stage.live(60_000)
    await stage.restart()
    const alice = await stage.login('alice')
    expect(alice.texts()).toEqual(['before', 'after'])
    alice.wire.break()
    await stage.advance(11 * 60_000)
    expect((await stage.login('alice')).of('gap')).toMatchObject([{ why: 'expired', count: 2 }])
  })

  it('P-ATTR-9 P-ATTR-10: attributes of a channel outlive its last member by their time, and a kill', async () => {
    const stage = staged()
    const bob = await stage.login('bob')
    const put = (ch: string): unknown =>
      bob.request('setattrs', { w: ch === 'a' ? 1 : 2, ch, how: 'replace', rows: [{ k: 'x', v: '1' }] })
    const rows = async (who: Client, ch: string): Promise<number> =>
      ((await who.request('getattrs', { ch }))['rows'] as unknown[]).length
    await put('a')
    set(stage, jump)
    await put('b')
    await stage.live(60_000)
    expect([await rows(bob, 'a'), await rows(bob, 'b')]).toEqual([1, 1])
    await stage.crash()
    const again = await stage.login('bob')
    await stage.live(50_000)
    expect([await rows(again, 'a'), await rows(again, 'b')]).toEqual([1, 1])
    await stage.live(20_000)
    expect([await rows(again, 'a'), await rows(again, 'b')]).toEqual([0, 0])
  })

  it('P-CALL-4: a call rings for its minute, and one that is not heard of fails after its half', async () => {
    const c = await new Call({}, new ModelDisk()).begin()
    await c.rung()
    set(c.stage, jump)
    await c.stage.live(59_000)
    expect(both(c)).toEqual(['ringing', 'ringing'])
    await c.stage.live(1_000)
    expect(both(c)).toEqual(['failed expired', 'failed expired'])
    await c.invite({ i: '2', to: 'nobody' })
    set(c.stage, -jump)
    await c.stage.live(29_000)
    expect(view(c.alice)).toBe('sent')
    await c.stage.live(1_000)
    expect(view(c.alice)).toBe('failed offline')
  })

  it('P-CALL-4: a call that rings while the server is killed, the clock set, ends in its minute', async () => {
    const c = await new Call({}, new ModelDisk()).begin()
    await c.rung()
    await c.stage.live(10_000)
    await c.stage.node.stop(0, 0) // what follows is nobody's to notice
    set(c.stage, jump)
    await c.stage.crash()
    c.alice = await c.stage.login('alice', { login: 'A' })
    await c.stage.live(60_000)
    expect(view(c.alice)).toBe('failed expired')
  })

  it('P-TOKEN-1 P-LIFE-7: what is left of a token stays what it was, and stamps follow the wall', async () => {
    const world = new World(1_795_252_000_000)
    const app = appWith({}, { certificate: true })
    const stage = new Stage(
      { appList: [app], verifier: new JwtVerifier([{ app, certificate: 'c'.repeat(40) }], world.clock) },
      world
    )
    const alice = await stage.login('alice', { token: issueToken(APP_ID, 'alice', 'c'.repeat(40), stage.now, 600_000) })
    const began = stage.now
    set(stage, jump)
    await stage.live(10_000)
    alice.send({ t: 'ping' })
    await stage.settle()
    expect(alice.last('pong')).toMatchObject({ now: began + jump + 10_000 })
    const { welcome } = await alice.back()
    expect([welcome!['now'], Number(welcome!['exp']) - Number(welcome!['now'])]).toEqual([stage.now, 590_000])
  })
})

describe('a server whose clock was ahead, and which has lost its memory', () => {
  it('P-HELLO-10: a login keeps its generation: whom it replaced does not push it out when both return', async () => {
    const stage = new Stage()
    const old = await stage.login('alice', { login: 'old' })
    await stage.advance(1_000)
    const current = await stage.login('alice', { login: 'current' })
    const [before, after] = [old.welcome!['generation'] as number, current.welcome!['generation'] as number]
    await stage.crash()
    set(stage, -HOUR)
    const back = await stage.login('alice', { auto: 1, generation: after, login: 'current' })
    expect(back.welcome).toMatchObject({ generation: after })
    const late = await stage.login('alice', { auto: 1, generation: before, login: 'old' })
    expect([late.closed, back.closed]).toEqual([4201, null])
    const next = await stage.login('alice', { login: 'new', generation: after })
    expect(next.welcome!['generation']).toBeGreaterThan(after)
  })

  it('P-HELLO-10: an explicit login is above what its client had, and above it stays who logs in after', async () => {
    const stage = new Stage()
    const ahead = stage.now + HOUR
    const one = await stage.login('alice', { generation: ahead, login: 'one' })
    expect(one.welcome!['generation']).toBeGreaterThan(ahead)
    const two = await stage.login('alice', { login: 'two' })
    expect(two.welcome!['generation']).toBeGreaterThan(one.welcome!['generation'] as number)
  })

  it('P-HELLO-10: an impossible generation counts as ten years ahead at most; later logins go above it', async () => {
    const stage = new Stage()
    const evil = await stage.login('alice', { auto: 1, generation: Number.MAX_SAFE_INTEGER, login: 'evil' })
    const next = await stage.login('alice', { login: 'next' })
    expect(evil.closed).toBe(4201)
    expect(next.welcome!['generation']).toBe((evil.welcome!['generation'] as number) + 1)
    expect(Number.isSafeInteger(next.welcome!['generation'])).toBe(true)
  })

  it.each(['callee', 'caller'])(
    'P-CALL-5: an invitation that is repeated is newer than what was heard of it, whoever comes back first: the %s',
    async (first) => {
      const c = await new Call().begin()
      await c.rung()
      const heard = c.bob.last('call')!['v'] as number
      await c.stage.crash()
      set(c.stage, -HOUR)
      const callee = async (): Promise<void> => {
        c.bob = await c.stage.login('bob', { login: 'B', calls: [{ i: '1', of: 'alice', v: heard }] })
      }
      await c.store.remove({ app: APP_ID, caller: 'alice', id: '1' })
      if (first === 'callee') await callee()
      c.alice = await c.stage.login('alice', { login: 'A' })
      await c.invite()
      if (first === 'caller') await callee()
      expect(c.bob.last('call')).toMatchObject({ state: 'sent' })
      expect(c.bob.last('call')!['v']).toBeGreaterThan(heard)
      await c.ask(c.bob, 'ring')
      expect(both(c)).toEqual(['ringing', 'ringing'])
    }
  )
})
