// Tokens: JWTs signed HS256 with the certificate of an app (P-HELLO-6). Checking and issuing stand together, so that they cannot drift apart.
// A resume within the lease asks for no token, so the same token seldom comes twice and a cache of proved ones would not pay.
import { webcrypto } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { App } from './apps.ts'
import type { Clock } from './clock.ts'
import type { ConfiguredApp } from './config-apps.ts'
import { QuickKey } from './tokens-quick.ts'
import type { Claims } from './tokens-quick.ts'
import type { TokenVerdict, TokenVerifier } from './verifier.ts'

/** A token is good for a day after its issue at most, whatever its end says (semantics D.4). */
export const VALIDITY_MOST_MS = 86_400_000
const ALGORITHM = 'HS256'
/** A token of ours has about 200 characters; this only keeps a frame full of dots away from the decoder. */
const TOKEN_MOST = 4_096

const open: TokenVerdict = { why: 'ok', expiresAt: 0 }
const expired: TokenVerdict = { why: 'token_expired', message: 'the token is past its end: issue a new one and log in again' }
const invalid = (what: string): TokenVerdict =>
  ({ why: 'token_invalid', message: `${what}: issue a token for this app and this user, signed HS256 with the certificate of the app` })

type Key = webcrypto.CryptoKey
interface Keys {
  readonly key: Key
  readonly quick: QuickKey
}

export class JwtVerifier implements TokenVerifier {
  readonly #keys: ReadonlyMap<string, Keys>

  private constructor(keys: ReadonlyMap<string, Keys>, readonly clock: Clock) {
    this.#keys = keys
  }

  static async of(apps: readonly ConfiguredApp[], clock: Clock): Promise<JwtVerifier> {
    const keys = new Map<string, Keys>()
    for (const { app, certificate } of apps) if (certificate !== '') keys.set(app.id, { key: await keyOf(certificate), quick: new QuickKey(certificate) })
    return new JwtVerifier(keys, clock)
  }

  async verify(app: App, user: string, token: string): Promise<TokenVerdict> {
    if (!app.certificate) return open // P-HELLO-6
    const keys = this.#keys.get(app.id)
    if (keys === undefined) return invalid('this server has no certificate for the app')
    if (token === '') return invalid('the app has a certificate and the token is empty')
    if (token.length > TOKEN_MOST) return invalid('the token is too long')
    const now = this.clock.now()
    const proved = keys.quick.prove(token, now)
    if (proved !== null) return verdictFor(app, user, proved, now)
    try {
      const { payload } = await jwtVerify(token, keys.key, {
        algorithms: [ALGORITHM], requiredClaims: ['sub', 'exp', 'app'], currentDate: new Date(now)
      })
      keys.quick.learn(token)
      return verdictFor(app, user, { app: payload['app'], sub: payload.sub!, exp: payload.exp!, iat: payload.iat }, now)
    } catch (error) {
      return verdictOf(error)
    }
  }
}

function verdictFor(app: App, user: string, { app: tokenApp, sub, exp, iat }: Claims, now: number): TokenVerdict {
  if (tokenApp !== app.id) return invalid('the token is for another app')
  if (sub !== user) return invalid('the token is for another user')
  const expiresAt = Math.min(exp * 1000, iat === undefined ? Infinity : iat * 1000 + VALIDITY_MOST_MS)
  return expiresAt <= now ? expired : { why: 'ok', expiresAt }
}

// The library's own messages are not handed on: some of them quote what they found.
function verdictOf(error: unknown): TokenVerdict {
  if (error instanceof errors.JWTExpired) return expired
  if (error instanceof errors.JWTClaimValidationFailed) return invalid('a claim of the token (sub, app, exp, nbf) is missing or does not hold')
  if (error instanceof errors.JWSSignatureVerificationFailed) return invalid('the signature does not fit the certificate of the app')
  return invalid('the token is malformed')
}

export async function issueToken(app: string, user: string, certificate: string, issuedAtMs: number, validityMs: number): Promise<string> {
  const from = Math.floor(issuedAtMs / 1000)
  return new SignJWT({ app })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setSubject(user)
    .setIssuedAt(from)
    .setExpirationTime(from + Math.floor(Math.min(validityMs, VALIDITY_MOST_MS) / 1000))
    .sign(await keyOf(certificate))
}

function keyOf(certificate: string): Promise<Key> {
  return webcrypto.subtle.importKey('raw', new TextEncoder().encode(certificate), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}
