// P-LIMIT-3: what a user may do belongs to the user, and where user ids are free to the address: logging in again makes
// nothing new.
import { expect, it } from 'vitest'
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import { defaultLimits } from '../../../server/src/config/apps.ts'
import { CLOSE_TOO_OFTEN } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { appWith, Stage } from '../../kit/server/stage.ts'
import type { Client } from '../../kit/server/client.ts'

const ADDRESS = '203.0.113.7'
const certified = appWith({}, { certificate: true })

/** One user who logs in anew whenever he may, for so many seconds, and does as much as he can each time. */
async function againAndAgain(
  stage: Stage,
  seconds: number,
  act: (client: Client, round: number) => Promise<void>
): Promise<void> {
  for (let round = 0, end = stage.now + seconds * 1000; stage.now < end; round++) {
    const client = await stage.login('mallory')
    if (client.isOpen) await act(client, round)
    await stage.advance(250)
  }
}

it('who logs in again and again for 15 s stores no more than one login could: 1,500 letters, not 20,400', async () => {
  const disk = new ModelDisk()
  const stage = new Stage({ disk })
  let stored = 0
  await againAndAgain(stage, 15, async (client, round) => {
    disk.hold() // one flush for all
    for (let n = 1; n <= 50; n++) client.mail(n, `victim${(round * 50 + n) % 50}`, 'x')
    await stage.settle()
    disk.release()
    await stage.settle()
    stored += client.of('out').filter(({ outcome }) => outcome === 'stored').length
  })
  expect(stored).toBeLessThanOrEqual(600 + 15 * 60 + 60)
  expect(stored).toBeGreaterThan(1_000)
}, 60_000)

it('who logs in again and again gets no more channels than one login, by joins and greetings', async () => {
  const stage = new Stage()
  const joined = new Set<string>()
  await againAndAgain(stage, 15, async (client, round) => {
    await client.request('bye')
    const names = Array.from({ length: 20 }, (_, i) => ({
      ch: `c${round}.${i}`,
      e: '',
      o: 0,
      i: '',
      v: 0,
      mode: 'full'
    }))
    const next = await stage.login('mallory', { channels: names })
    for (const { ch, no } of (next.welcome?.['channels'] ?? []) as { ch: string; no?: string }[])
      if (no === undefined) joined.add(ch)
  })
  expect(joined.size).toBeLessThanOrEqual(166 + 15 * 17 + 20)
  expect(joined.size).toBeGreaterThan(100)
}, 60_000)

it('P-ATTR-9: a user may keep attributes in 64 channels without members, however often they log in', async () => {
  const stage = new Stage()
  let kept = 0
  await againAndAgain(stage, 30, async (client, round) => {
    for (let i = 0; i < 10; i++) {
      const { t } = await client.request('setattrs', {
        w: i + 1,
        how: 'merge',
        ch: `idle${round}.${i}`,
        rows: [{ k: 'a', v: 1 }]
      })
      if (t === 'ok') kept++
    }
  })
  expect(kept).toBe(64)
  const bob = await stage.login('bob')
  expect(await bob.request('setattrs', { w: 1, how: 'merge', ch: 'mine', rows: [{ k: 'a', v: 1 }] })).toMatchObject({
    t: 'ok'
  })
}, 60_000)

it('in an open app an address keeps a quarter of them, whoever it says it is; loopback is exempt', async () => {
  const limits = { idleChannels: 16, idleChannelsPerUser: 4 }
  const kept = async (address: string, app = appWith(limits)): Promise<number> => {
    const stage = new Stage({ appList: [app] })
    let count = 0
    for (let i = 0; i < 20; i++) {
      const client = stage.connect(`user${i}`, address)
      await client.hello()
      for (let w = 1; w <= 4; w++)
        if (
          (await client.request('setattrs', { w, how: 'merge', ch: `r${i}.${w}`, rows: [{ k: 'a', v: 1 }] }))['t'] ===
          'ok'
        )
          count++
    }
    return count
  }
  expect([
    await kept(ADDRESS),
    await kept('127.0.0.1'),
    await kept(ADDRESS, appWith(limits, { certificate: true }))
  ]).toEqual([4, 16, 16])
})

it('in an open app an address has the rates of so many users; a /64 is one address', async () => {
  const stage = new Stage({
    bounds: { helloMs: 5_000, unwrittenBytes: 1e9, streamBytes: 1e9, usersPerAddress: 2 },
    limits: { rates: { ...defaultLimits.rates, message: [1, 1_000], login: [100, 1_000] } }
  })
  const sent = async (from: readonly string[]): Promise<number> => {
    let count = 0
    for (const [i, address] of from.entries()) {
      const client = stage.connect(`${from[0]!}-${i}`.replaceAll('/', ' '), address)
      await client.hello()
      for (let n = 1; n <= 20; n++) client.peer(n, 'nobody', 'x')
      await stage.settle()
      count += client.of('out').filter(({ outcome }) => outcome === 'offline').length
    }
    return count
  }
  expect(await sent(['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8'])).toBe(20 + 10)
  expect(await sent(['2001:db8::1', '2001:db8::2', '2001:db8::ffff', '2001:db8:0:1::1'])).toBe(20 + 10)
  expect(await sent(['127.0.0.1', '127.0.0.1', '127.0.0.1', '::1'])).toBe(40)
})

it('in an app with a certificate a user has their rates wherever they and others come from', async () => {
  const stage = new Stage({
    appList: [
      { ...certified, limits: { ...certified.limits, rates: { ...defaultLimits.rates, message: [1, 1_000] } } }
    ],
    bounds: { helloMs: 5_000, unwrittenBytes: 1e9, streamBytes: 1e9, usersPerAddress: 2 }
  })
  for (let i = 0; i < 5; i++) {
    const client = stage.connect(`u${i}`, ADDRESS)
    await client.hello()
    for (let n = 1; n <= 11; n++) client.peer(n, 'nobody', 'x')
    await stage.settle()
    expect(client.of('out').map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 10 }, () => 'offline'),
      'refused'
    ])
  }
})

it('P-LIMIT-3: too many logins: told when to come back, by a code that allows it, and let in then', async () => {
  const stage = new Stage({ limits: { rates: { ...defaultLimits.rates, login: [1, 1_000] } } })
  for (let i = 0; i < 10; i++) expect((await stage.login('alice')).isOpen).toBe(true)
  const late = await stage.login('alice')
  expect(late.welcome).toBeNull()
  expect(late.closed).toBe(CLOSE_TOO_OFTEN)
  expect(late.frames).toEqual([
    { t: 'moved', after: 1_000, jitter: 1_000 },
    { t: 'refused', code: CLOSE_TOO_OFTEN, why: 'too_often', message: expect.any(String), retryAfterMs: 1_000 }
  ])
  expect((await stage.login('bob')).isOpen).toBe(true)
  await stage.advance(1_000)
  expect((await stage.login('alice')).isOpen).toBe(true)
})

it("P-LIMIT-3: an address is sent away before its name is read; nobody uses up another's logins", async () => {
  const app = {
    ...certified,
    limits: { ...certified.limits, rates: { ...defaultLimits.rates, login: [1, 1_000] as const } }
  }
  let asked = 0
  const verifier = {
    verify: async (_: unknown, user: string, token: string) => {
      asked++
      return token === user ? { why: 'ok' as const, expiresAt: 0 } : { why: 'token_invalid' as const, message: 'no' }
    }
  }
  const stage = new Stage({
    appList: [app],
    verifier,
    bounds: { helloMs: 5_000, unwrittenBytes: 1e9, streamBytes: 1e9, usersPerAddress: 3 }
  })
  const codes: (number | null)[] = []
  for (let i = 0; i < 40; i++) {
    const client = stage.connect('alice', ADDRESS)
    await client.hello({ token: 'stolen' })
    codes.push(client.closed)
  }
  expect([
    codes.filter((code) => code === 4203).length,
    codes.filter((code) => code === CLOSE_TOO_OFTEN).length,
    asked
  ]).toEqual([30, 10, 30])
  const alice = stage.connect('alice', '198.51.100.1')
  await alice.hello({ token: 'alice' })
  expect(alice.isOpen).toBe(true)
})

it('P-LIFE-6: a new link has no more frames than the last one of its user had left', async () => {
  const stage = new Stage()
  const burn = async (): Promise<number> => {
    const client = await stage.login('mallory')
    let sent = 0
    for (; client.closed === null && sent < 5_000; sent++) client.send({ t: 'ack', r: 0, h: 0 })
    await stage.settle()
    return sent
  }
  expect(await burn()).toBeGreaterThan(3_900)
  expect(await burn()).toBeLessThan(10)
  await stage.advance(1_000)
  expect(await burn()).toBeLessThan(420)
})

it('what is remembered of rates is forgotten when all of it is full again', async () => {
  const stage = new Stage()
  const { rateBook } = (stage.node as unknown as { core: { rateBook: { size: number } } }).core
  for (let i = 0; i < 200; i++) await (await stage.login(`u${i}`)).request('bye')
  expect(rateBook.size).toBeGreaterThan(150)
  await stage.advance(20_000)
  expect(rateBook.size).toBe(0)
}, 60_000)
