import fc from 'fast-check'
import { base64url, jwtVerify, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { QuickKey } from '../../server/src/tokens-quick.ts'

const certificate = 'certificate-of-the-first-app-0001'
const secret = new TextEncoder().encode(certificate)
const NOW = 1_800_000_000_000
const seconds = NOW / 1000
const good = { app: 'a'.repeat(32), sub: 'alice', iat: seconds - 10, exp: seconds + 60 }
const sign = (claims: Record<string, unknown>, header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' }) =>
  new SignJWT(claims).setProtectedHeader(header as { alg: string }).sign(secret)

async function libraryAccepts(token: string): Promise<boolean> {
  try {
    await jwtVerify(token, secret, { algorithms: ['HS256'], requiredClaims: ['sub', 'exp', 'app'], currentDate: new Date(NOW) })
    return true
  } catch {
    return false
  }
}

async function taught(): Promise<QuickKey> {
  const quick = new QuickKey(certificate)
  quick.learn(await sign(good))
  return quick
}

describe('the quick proof of a token (P-HELLO-6)', () => {
  it('proves nothing before the library has accepted a token with that header, and then the claims', async () => {
    const quick = new QuickKey(certificate)
    const token = await sign(good)
    expect(quick.prove(token, NOW)).toBeNull()
    quick.learn(token)
    expect(quick.prove(token, NOW)).toEqual(good)
    expect(quick.prove(await sign(good, { alg: 'HS256' }), NOW)).toBeNull()
    expect(quick.prove(token, (good.exp - 1) * 1000)).toBeNull()
  })

  it('never accepts what the library refuses: every single character changed, left out or added', async () => {
    const quick = await taught()
    const token = await sign(good)
    const letters = ['A', 'z', '0', '-', '_', '.', '=', ' ', '\n', 'é']
    for (let at = 0; at <= token.length; at++) {
      const variants = [token.slice(0, at) + token.slice(at + 1), ...letters.flatMap((letter) => [token.slice(0, at) + letter + token.slice(at + 1), token.slice(0, at) + letter + token.slice(at)])]
      for (const variant of variants) if (variant !== token && quick.prove(variant, NOW) !== null) expect(await libraryAccepts(variant)).toBe(true)
    }
  })

  it('never accepts claims that the library refuses', async () => {
    const quick = await taught()
    const value = fc.oneof(fc.constantFrom(seconds - 60, seconds, seconds + 1, seconds + 60, -1, 0.5, 1e300), fc.string(), fc.constant(null), fc.boolean(), fc.constant([]), fc.constant({}))
    const claims = fc.record({ app: value, sub: fc.oneof(fc.constant('alice'), value), exp: fc.oneof(fc.constant(seconds + 60), value), iat: value, nbf: value }, { requiredKeys: [] })
    await fc.assert(fc.asyncProperty(claims, async (given) => {
      const head = base64url.encode(JSON.stringify({ alg: 'HS256', typ: 'JWT' }))
      const body = base64url.encode(JSON.stringify(given))
      const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
      const signature = base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${head}.${body}`))))
      const token = `${head}.${body}.${signature}`
      if (quick.prove(token, NOW) !== null && 'app' in given) expect(await libraryAccepts(token)).toBe(true)
    }), { numRuns: 500 })
  })

  it('proves nothing for another certificate', async () => {
    const other = new QuickKey('certificate-of-the-other-app-0002')
    other.learn(await sign(good))
    expect(other.prove(await sign(good), NOW)).toBeNull()
  })
})
