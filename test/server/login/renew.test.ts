// Tokens of a session that goes on: their end is told, and they are replaced.
import { expect, it } from 'vitest'
import { appWith, OTHER_APP_ID, Stage } from '../../kit/server/stage.ts'
import { JwtVerifier, issueToken } from '../../../server/src/login/tokens.ts'
import { World } from '../../../sdk/testing/world.ts'

const CERTIFICATE = 'c'.repeat(40)
const HOUR = 3_600_000

function closed(): { stage: Stage; token: (user?: string, ms?: number, app?: string) => string } {
  const world = new World(1_795_252_000_000) // a whole second: tokens count in seconds
  const apps = [appWith({}, { certificate: true }), { ...appWith({}, { certificate: true }), id: OTHER_APP_ID }]
  const verifier = new JwtVerifier(
    apps.map((app) => ({ app, certificate: CERTIFICATE })),
    world.clock
  )
  const stage = new Stage({ verifier, appList: apps }, world)
  return {
    stage,
    token: (user = 'alice', ms = HOUR, app = apps[0]!.id) => issueToken(app, user, CERTIFICATE, world.clock.now(), ms)
  }
}

it('P-TOKEN-1: welcome tells when the token ends, beside now; an open app tells nothing', async () => {
  const { stage, token } = closed()
  const alice = await stage.login('alice', { token: token() })
  expect(alice.welcome).toMatchObject({ now: stage.now, exp: stage.now + HOUR })
  await stage.advance(10_000)
  expect((await alice.back()).welcome).toMatchObject({
    resumed: 'full',
    now: stage.now,
    exp: stage.now + HOUR - 10_000
  })
  expect((await new Stage().login('alice')).welcome).not.toHaveProperty('exp')
})

it('P-TOKEN-1 P-RESUME-6: a token that ends ends nothing, not even within the lease of a lost link', async () => {
  const { stage, token } = closed()
  const alice = await stage.login('alice', { token: token('alice', 20_000) })
  await stage.live(30_000)
  expect((await alice.request('presence', { users: ['alice'] }))['states']).toEqual(['online'])
  const again = await alice.back({ token: 'none' })
  expect(again.welcome).toMatchObject({ resumed: 'full', exp: stage.now - 10_000 })
  again.wire.break()
  await stage.advance(31_000)
  expect((await again.back()).closed).toBe(4203)
  expect((await again.back({ token: token() })).welcome).toMatchObject({ resumed: 'rejoined', exp: stage.now + HOUR })
})

it('P-TOKEN-3: renew proves a token and moves the end; a restart keeps it', async () => {
  const { stage, token } = closed()
  const alice = await stage.login('alice', { token: token('alice', 60_000) })
  await stage.live(10_000)
  expect(await alice.request('renew', { token: token() })).toEqual({
    t: 'ok',
    id: 1,
    now: stage.now,
    exp: stage.now + HOUR
  })
  const end = stage.now + HOUR
  expect((await alice.back()).welcome).toMatchObject({ exp: end })
  await stage.restart()
  expect((await alice.back()).welcome).toMatchObject({ resumed: 'full', exp: end })
})

it('P-TOKEN-3: renew refuses in words what login refuses, and the old token stays', async () => {
  const { stage, token } = closed()
  const [old, foreign, other] = [token('alice', 5_000), token('bob'), token('alice', HOUR, OTHER_APP_ID)]
  const alice = await stage.login('alice', { token: token() })
  const end = alice.welcome!['exp'] as number
  await stage.live(6_000)
  const words: unknown[] = []
  for (const given of [old, foreign, other, 'no token', ''])
    words.push((await alice.request('renew', { token: given }))['why'])
  expect(words).toEqual(['token_expired', 'token_invalid', 'token_invalid', 'token_invalid', 'token_invalid'])
  for (const given of [{}, { token: 5 }, { token: 'x'.repeat(4097) }])
    expect(await alice.request('renew', given)).toMatchObject({
      t: 'no',
      why: 'invalid',
      message: expect.stringContaining('token')
    })
  expect((await alice.back()).welcome).toMatchObject({ exp: end })
})

it('P-TOKEN-3: an open app takes any token', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  expect(await alice.request('renew', { token: 'anything' })).toEqual({ t: 'ok', id: 1, now: stage.now })
})

it('P-LIMIT-1: renewals have a rate of their own', async () => {
  const stage = new Stage()
  const alice = await stage.login('alice')
  for (let i = 0; i < 20; i++) expect(await alice.request('renew', { token: 't' })).toMatchObject({ t: 'ok' })
  expect(await alice.request('renew', { token: 't' })).toMatchObject({ t: 'no', why: 'too_often', retryAfterMs: 500 })
})
