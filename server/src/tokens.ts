// Tokens: JWTs signed HS256 with the certificate of an app (P-HELLO-6). Checking and issuing stand together, so that they cannot drift apart.
// A resume within the lease asks for no token, so the same token seldom comes twice and a cache of proved ones would not pay.
import { TOKEN_MOST } from '../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { createSigner, createVerifier, TokenError } from 'fast-jwt'
import type { App } from './apps.ts'
import type { Clock } from './clock.ts'
import type { ConfiguredApp } from './config-apps.ts'
import type { TokenVerdict, TokenVerifier } from './verifier.ts'

/** A token is good for a day after its issue at most, whatever its end says (semantics D.4). */
export const VALIDITY_MOST_MS = 86_400_000
const ALGORITHM = 'HS256'

interface Claims {
  readonly app: unknown
  readonly sub: unknown
  readonly exp: number
  readonly iat?: number
}

const open: TokenVerdict = { why: 'ok', expiresAt: 0 }
const expired: TokenVerdict = { why: 'token_expired', message: 'the token is past its end: issue a new one and log in again' }
const invalid = (what: string): TokenVerdict =>
  ({ why: 'token_invalid', message: `${what}: issue a token for this app and this user, signed HS256 with the certificate of the app` })

/** The library is told the time when a verifier is made, and tokens count in seconds: so there is one for each second with logins. */
class Keyring {
  readonly #key: Buffer
  #second = -1
  #verify: (token: string) => Claims = () => { throw new Error('no verifier yet') }

  constructor(certificate: string) {
    this.#key = Buffer.from(certificate, 'utf8')
  }

  claimsOf(token: string, now: number): Claims {
    const second = Math.floor(now / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#verify = createVerifier({
        key: this.#key, algorithms: [ALGORITHM], requiredClaims: ['sub', 'exp', 'app'], maxAge: VALIDITY_MOST_MS, clockTimestamp: second * 1000, cache: false
      })
    }
    return this.#verify(token)
  }
}

export class JwtVerifier implements TokenVerifier {
  readonly #keyrings = new Map<string, Keyring>()

  constructor(apps: readonly ConfiguredApp[], readonly clock: Clock) {
    for (const { app, certificate } of apps) if (certificate !== '') this.#keyrings.set(app.id, new Keyring(certificate))
  }

  async verify(app: App, user: string, token: string): Promise<TokenVerdict> {
    if (!app.certificate) return open // P-HELLO-6
    const keyring = this.#keyrings.get(app.id)
    if (keyring === undefined) return invalid('this server has no certificate for the app')
    if (token === '') return invalid('the app has a certificate and the token is empty')
    if (token.length > TOKEN_MOST) return invalid('the token is too long')
    const now = this.clock.now()
    try {
      return verdictFor(app, user, keyring.claimsOf(token, now), now)
    } catch (error) {
      return verdictOf(error)
    }
  }
}

function verdictFor(app: App, user: string, claims: Claims, now: number): TokenVerdict {
  if (claims.app !== app.id) return invalid('the token is for another app')
  if (claims.sub !== user) return invalid('the token is for another user')
  const expiresAt = Math.min(claims.exp * 1000, claims.iat === undefined ? Infinity : claims.iat * 1000 + VALIDITY_MOST_MS)
  return expiresAt <= now ? expired : { why: 'ok', expiresAt }
}

const { codes } = TokenError
const ofClaims: readonly string[] = [codes.inactive, codes.missingRequiredClaim, codes.invalidClaimType, codes.invalidClaimValue]

// The library's own messages are not handed on: some of them quote what they found.
function verdictOf(error: unknown): TokenVerdict {
  const code = error instanceof TokenError ? error.code : ''
  if (code === codes.expired) return expired
  if (ofClaims.includes(code)) return invalid('a claim of the token (sub, app, exp, nbf) is missing or does not hold')
  if (code === codes.invalidSignature) return invalid('the signature does not fit the certificate of the app')
  return invalid('the token is malformed')
}

export function issueToken(app: string, user: string, certificate: string, issuedAtMs: number, validityMs: number): string {
  const iat = Math.floor(issuedAtMs / 1000)
  const exp = iat + Math.floor(Math.min(validityMs, VALIDITY_MOST_MS) / 1000)
  return createSigner({ key: Buffer.from(certificate, 'utf8'), algorithm: ALGORITHM })({ app, sub: user, iat, exp })
}
