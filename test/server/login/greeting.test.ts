// docs/protocol.md, section 2: who may come in.
import { expect, it } from 'vitest'
import type { TokenVerifier } from '../../../server/src/login/verifier.ts'
import { APP_ID, appWith, OTHER_APP_ID, Stage } from '../../kit/server/stage.ts'
import { defaultLimits } from '../../../server/src/config/apps.ts'

const refusal = (stage: Stage, fields: object): Promise<{ code: number | null; frame: unknown }> =>
  stage.login('alice', fields).then((client) => ({ code: client.closed, frame: client.last('refused') }))

it('P-HELLO-1: the first frame is hello, and there is only one', async () => {
  const stage = new Stage()
  const early = stage.connect()
  early.send({ t: 'ping' })
  expect(early.closed).toBe(4303)
  const twice = await stage.login('alice')
  await twice.hello()
  expect(twice.closed).toBe(4303)
})

it('P-HELLO-2: no hello within 5 s closes with 4004', async () => {
  const stage = new Stage()
  const late = stage.connect()
  const inTime = stage.connect('bob')
  await stage.advance(4999)
  expect(late.closed).toBeNull()
  await inTime.hello()
  await stage.advance(1)
  expect(late.closed).toBe(4004)
  expect(inTime.closed).toBeNull()
})

it('P-HELLO-3: another version is refused with 4304, a missing codec with 4300', async () => {
  const stage = new Stage()
  expect(await refusal(stage, { v: 2, inbox: 'of a later shape' })).toMatchObject({
    code: 4304,
    frame: { code: 4304, why: 'version' }
  })
  expect(await refusal(stage, { codecs: ['cbor'] })).toMatchObject({ code: 4300, frame: { why: 'invalid' } })
})

it('P-FRAME-11: a hello with a wrong field is refused with 4300 and names it', async () => {
  const stage = new Stage()
  for (const [fields, name] of [
    [{ attempt: -1 }, 'attempt'],
    [{ channels: [{ ch: 'a' }, { ch: 'a' }] }, 'channels'],
    [{ channels: 5 }, 'channels'],
    [{ inbox: [] }, 'inbox'],
    [{ auto: 2 }, 'auto']
  ] as const)
    expect(await refusal(stage, fields)).toMatchObject({
      code: 4300,
      frame: { message: expect.stringContaining(`Field ${name} `) }
    })
})

it('P-HELLO-5 P-ID-1 P-ID-2: unknown apps and bad users are refused with their codes', async () => {
  const stage = new Stage()
  expect(await refusal(stage, { app: 'x'.repeat(32) })).toMatchObject({ code: 4205, frame: { why: 'unknown_app' } })
  for (const user of ['', 'null', 'a/b', 'x'.repeat(65), 'é', 5])
    expect(await refusal(stage, { user })).toMatchObject({ code: 4207, frame: { why: 'bad_user' } })
})

it('P-HELLO-5 P-ID-3: users of different apps never see each other', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  const other = await stage.login('alice', { app: OTHER_APP_ID })
  expect(alice.closed).toBeNull()
  await alice.join('room')
  expect(await other.join('room')).toMatchObject({ count: 1 })
  other.pub(1, 'room', 'for the others')
  other.peer(2, 'bob', 'nobody here')
  await stage.login('bob')
  await stage.settle()
  expect(alice.texts()).toEqual([])
  expect(other.out(2)).toMatchObject({ outcome: 'offline' })
})

it('P-HELLO-6 P-HELLO-4: a certificate wants a token, each fault has its code; without, it is not read', async () => {
  const verifier: TokenVerifier = {
    verify: async (_app, user, token) => {
      if (token === 'old') return { why: 'token_expired', message: 'The token has ended. Take a new one.' }
      return token === `for ${user}`
        ? { why: 'ok', expiresAt: 0 }
        : { why: 'token_invalid', message: 'The token is not right.' }
    }
  }
  const stage = new Stage({
    verifier,
    appList: [appWith({}, { certificate: true }), { ...appWith(), id: OTHER_APP_ID }]
  })
  expect(await refusal(stage, { token: 'old' })).toMatchObject({ code: 4204, frame: { why: 'token_expired' } })
  expect(await refusal(stage, { token: 'for bob' })).toMatchObject({ code: 4203, frame: { why: 'token_invalid' } })
  expect((await stage.login('alice', { token: 'for alice' })).welcome).not.toBeNull()
  expect((await stage.login('alice', { token: 'whatever', app: OTHER_APP_ID })).welcome).not.toBeNull()
})

it('P-HELLO-7: a refusal is told as a frame and then as the close code', async () => {
  const stage = new Stage()
  const client = await stage.login('alice', { app: 'y'.repeat(32) })
  expect(client.frames).toEqual([{ t: 'refused', code: 4205, why: 'unknown_app', message: expect.any(String) }])
  expect(client.closed).toBe(4205)
})

it('P-HELLO-8: a device of more than 64 characters is refused', async () => {
  const stage = new Stage()
  expect(await refusal(stage, { device: 'd'.repeat(65) })).toMatchObject({ code: 4300 })
  expect((await stage.login('alice', { device: 'd'.repeat(64) })).welcome).not.toBeNull()
})

it('P-HELLO-12: an explicit login with a late hello does not replace a later one of its client', async () => {
  const stage = new Stage()
  const newest = await stage.login('alice', { login: 'k3v9.10' })
  for (const login of ['k3v9.9', 'k3v9.10']) expect((await stage.login('alice', { login })).closed, login).toBe(4005)
  expect(newest.closed).toBeNull()
  let before = newest
  for (const login of ['k3v9.11', 'm2.1', 'k3v9.10', 'k3v9', 'k3v9.8.1', 'k3v9.x', '']) {
    const next = await stage.login('alice', { login })
    expect([next.welcome?.['resumed'], before.closed], login).toEqual(['fresh', 4201])
    before = next
  }
})

it('P-HELLO-10 P-HELLO-9: an explicit login raises the generation; a lower one is refused on coming back', async () => {
  const stage = new Stage()
  const first = await stage.login('alice')
  const second = await stage.login('alice')
  expect(first.welcome!['generation']).toBe(stage.now)
  expect(second.welcome!['generation']).toBe(stage.now + 1)
  const back = await stage.login('alice', { auto: 1, generation: first.welcome!['generation'] })
  expect(back.closed).toBe(4201)
  expect(back.last('refused')).toMatchObject({ why: 'replaced' })
  expect(second.closed).toBeNull()
  await second.request('bye')
  expect((await stage.login('alice', { auto: 1, generation: first.welcome!['generation'] })).closed).toBe(4201)
  const same = await stage.login('alice', { auto: 1, generation: second.welcome!['generation'] })
  expect(same.welcome).toMatchObject({ generation: second.welcome!['generation'] })
})

it('P-HELLO-10: two devices that come back by themselves never push each other out in turn', async () => {
  const stage = new Stage()
  const phone = await stage.login('alice')
  const tablet = await stage.login('alice')
  expect(phone.closed).toBe(4201)
  const again = await phone.back()
  expect(again.closed).toBe(4201)
  expect(tablet.closed).toBeNull()
})

it('P-WELCOME-1: why a session is what it is', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  expect(alice.welcome).toMatchObject({ resumed: 'fresh', why: 'login' })
  alice.wire.break()
  expect((await alice.back()).welcome).toMatchObject({
    resumed: 'full',
    why: 'resume',
    session: alice.welcome!['session']
  })
  alice.silent = true
  await stage.advance(35_000)
  expect((await alice.back()).welcome).toMatchObject({
    resumed: 'rejoined',
    why: 'resume',
    session: alice.welcome!['session']
  })
  await stage.advance(640_000)
  const expired = await alice.back()
  expect(expired.welcome).toMatchObject({ resumed: 'fresh', why: 'expired' })
  await stage.crash()
  expect((await expired.back()).welcome).toMatchObject({ resumed: 'fresh', why: 'unknown' })
})

it('P-WELCOME-3: the welcome brings limits, heartbeat and retention of the app', async () => {
  const stage = new Stage({ limits: { text: 1000, channels: 3 } })
  const { welcome } = await stage.login('alice')
  expect(welcome).toMatchObject({
    v: 1,
    now: stage.now,
    features: [],
    limits: {
      text: 1000,
      channels: 3,
      presenceIds: 256,
      countIds: 32,
      memberList: 512,
      rates: {
        message: [60, 1000],
        join: [50, 3000],
        rejoin: [2, 5000],
        members: [5, 2000],
        counts: [1, 1000],
        presence: [10, 5000]
      }
    },
    heartbeat: { ping: 2000, silent: 4000, unreachable: 6000, lease: 30000 },
    retention: { messages: 1000, ms: 600000, bytes: 4194304 }
  })
  expect(defaultLimits.session).toBe(600_000)
})

it('P-HELLO-11 P-WELCOME-4: wanted channels are answered in their order, those above the limit with no', async () => {
  const stage = new Stage({ limits: { channels: 2 } })
  const want = (ch: string) => ({ ch, e: '', o: 0, i: '', v: 0, mode: 'full' })
  const { welcome } = await stage.login('alice', { channels: [want('a'), want('b'), want('c')] })
  expect(welcome!['channels']).toEqual([
    { ch: 'a', a: 1, e: expect.any(String), o: 0, v: 1, count: 1, mode: 'full' },
    { ch: 'b', a: 2, e: expect.any(String), o: 0, v: 1, count: 1, mode: 'full' },
    { ch: 'c', no: 'too_many_channels' }
  ])
})

it('P-WELCOME-4 P-RESUME-5: a channel answered no is left if the session was in it: the others hear so', async () => {
  const stage = new Stage({ limits: { channels: 2 } })
  const want = (ch: string) => ({ ch, e: '', o: 0, i: '', v: 0, mode: 'full' })
  const alice = await stage.login('alice', { channels: [want('a')] })
  const bob = await stage.login('bob', { channels: [want('a')] })
  const again = await alice.back({ channels: [want('b'), want('c'), want('a')] })
  expect(again.welcome!['channels'][2]).toEqual({ ch: 'a', no: 'too_many_channels' })
  expect(bob.lastChange()).toMatchObject({ left: [{ u: 'alice', why: 'left' }] })
})

it('P-WELCOME-6: the welcome gives the inbox epoch and where records begin', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  expect(alice.welcome!['inbox']).toEqual({ e: expect.any(String), o: 0 })
  const bob = await stage.login('bob')
  bob.peer(1, 'alice', 'one')
  await stage.settle()
  await alice.acked(1, 1)
  alice.wire.break()
  const again = await alice.back({ inbox: { e: alice.welcome!['inbox'].e, o: 1, i: '', h: 1 } })
  expect(again.welcome!['inbox'].o).toBe(1)
})

it('P-HELLO-4: secrets never reach the log', async () => {
  const lines: string[] = []
  const keep = (event: string, fields?: object): void => void lines.push(event + JSON.stringify(fields ?? {}))
  const verifier: TokenVerifier = { verify: async () => ({ why: 'token_invalid', message: 'The token is not right.' }) }
  const stage = new Stage({
    verifier,
    log: { debug: keep, info: keep, warn: keep, error: keep },
    appList: [appWith({}, { certificate: true }), { ...appWith(), id: OTHER_APP_ID }]
  })
  await stage.login('alice', { app: APP_ID, token: 'TOKEN-SECRET' })
  const bob = await stage.login('bob', { app: OTHER_APP_ID })
  await bob.join('room')
  bob.pub(1, 'room', 'TEXT-SECRET')
  bob.sendText('MALFORMED-SECRET')
  await stage.settle()
  await bob.back({ app: OTHER_APP_ID })
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('\n')).not.toMatch(/SECRET/)
  expect(lines.join('\n')).not.toContain(bob.welcome!['key'])
})
