import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../../sdk/testing/world.ts'
import { defaultLimits, newestWins } from '../../../server/src/config/apps.ts'
import type { Clock } from '../../../server/src/base/clock.ts'
import type { ConfiguredApp } from '../../../server/src/config/config-apps.ts'
import { VALIDITY_MOST_MS } from '../../../server/src/login/claims.ts'
import { issueToken, JwtVerifier } from '../../../server/src/login/tokens.ts'

const HOUR = 3_600_000
const certificate = 'certificate-of-the-first-app-0001'
const closed = appOf('a'.repeat(32), certificate)
const other = appOf('b'.repeat(32), 'certificate-of-the-other-app-0002')
const open = appOf('c'.repeat(32), '')
const START = 1_800_000_000_000
const clock = { ...new World().clock, time: START, now: () => clock.time } as Clock & { time: number }
let verifier: JwtVerifier

function appOf(id: string, secret: string): ConfiguredApp {
  return {
    app: { id, name: '', certificate: secret !== '', limits: defaultLimits, policy: newestWins },
    certificate: secret
  }
}

const issue = (hours = 24, app = closed) => issueToken(app.app.id, 'alice', app.certificate, clock.time, hours * HOUR)
const whyOf = async (token: string, user = 'alice', app = closed) => (await verifier.verify(app.app, user, token)).why
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Written here by hand, from RFC 7515: a library that signs and checks would agree with its own mistakes. */
function signed(claims: unknown, alg = 'HS256', header: object = {}): string {
  const text = `${base64({ alg, ...header })}.${base64(claims)}`
  return `${text}.${createHmac(alg.replace('HS', 'sha'), certificate).update(text).digest('base64url')}`
}

beforeEach(() => {
  clock.time = START
  verifier = new JwtVerifier([closed, other, open], clock)
})

describe('P-HELLO-6: tokens', () => {
  it('lets a user in with a token of the app, until its end', async () => {
    expect(await verifier.verify(closed.app, 'alice', issue(1))).toEqual({ why: 'ok', expiresAt: clock.time + HOUR })
  })

  it('P-HELLO-6: answers token_expired from the end on', async () => {
    const token = issue(1)
    clock.time += HOUR - 1
    expect(await whyOf(token)).toBe('ok')
    clock.time += 1
    expect(await whyOf(token)).toBe('token_expired')
  })

  it('P-HELLO-6: answers token_invalid to another user, another app, another certificate', async () => {
    expect(await whyOf(issue(), 'bob')).toBe('token_invalid')
    expect(await whyOf(issue(), 'alice', other)).toBe('token_invalid')
    expect(await whyOf(issueToken(closed.app.id, 'alice', other.certificate, clock.time, HOUR))).toBe('token_invalid')
    expect(await whyOf(issueToken(other.app.id, 'alice', closed.certificate, clock.time, HOUR))).toBe('token_invalid')
  })

  it('answers token_invalid to what is no token, or not signed HS256', async () => {
    const end = Math.floor(clock.time / 1000) + 60
    const claims = { sub: 'alice', app: closed.app.id, exp: end }
    const unsigned = `${base64({ alg: 'none' })}.${base64(claims)}.`
    const [head, body, signature] = issue().split('.')
    for (const token of [
      '',
      'x',
      '..',
      'a.b.c',
      '.'.repeat(100_000),
      unsigned,
      `${head}.${body}.`,
      `${head}.${body}.${signature}x`,
      signed(claims, 'HS512')
    ]) {
      expect(await whyOf(token)).toBe('token_invalid')
    }
    expect(await whyOf(signed(claims))).toBe('ok')
    for (const missing of ['sub', 'app', 'exp'] as const)
      expect(await whyOf(signed({ ...claims, [missing]: undefined }))).toBe('token_invalid')
    expect(await whyOf(signed({ ...claims, nbf: end }))).toBe('token_invalid')
  })

  it('answers token_invalid to claims and headers of the wrong shape, and never throws', async () => {
    const end = Math.floor(clock.time / 1000) + 60
    const good = { sub: 'alice', app: closed.app.id, exp: end }
    const wrong = [
      { exp: `${end}` },
      { exp: null },
      { exp: [end] },
      { iat: 'now' },
      { nbf: 'soon' },
      { exp: -1 },
      { sub: ['alice'] },
      { sub: 7 },
      { app: [closed.app.id] },
      { app: null }
    ]
    for (const claims of wrong)
      expect(await whyOf(signed({ ...good, ...claims })), JSON.stringify(claims)).toBe('token_invalid')
    for (const body of [null, 7, 'text', [], [good], true])
      expect(await whyOf(signed(body)), JSON.stringify(body)).toBe('token_invalid')
    expect(await whyOf(signed(good, 'HS256', { crit: ['unknown'], unknown: 1 }))).toBe('token_invalid')
    expect(await whyOf(signed({ ...good, exp: 0 }))).toBe('token_expired')
  })

  it('counts a token for a day after its issue at most, and issues none for longer', async () => {
    const iat = Math.floor(clock.time / 1000)
    const week = signed({ sub: 'alice', app: closed.app.id, iat, exp: iat + 7 * 86_400 })
    expect(await verifier.verify(closed.app, 'alice', week)).toEqual({
      why: 'ok',
      expiresAt: iat * 1000 + VALIDITY_MOST_MS
    })
    const token = issue(200)
    clock.time = iat * 1000 + VALIDITY_MOST_MS
    expect(await whyOf(week)).toBe('token_expired')
    expect(await whyOf(token)).toBe('token_expired')
  })

  it('does not look at the token of an app without a certificate', async () => {
    for (const token of ['', 'anything'])
      expect(await verifier.verify(open.app, 'alice', token)).toEqual({ why: 'ok', expiresAt: 0 })
  })

  it('never repeats the token or the certificate in what it says', async () => {
    const token = `${issue()}tail`
    const verdict = JSON.stringify(await verifier.verify(closed.app, 'alice', token))
    for (const part of [...token.split('.'), certificate]) expect(verdict).not.toContain(part)
  })
})
