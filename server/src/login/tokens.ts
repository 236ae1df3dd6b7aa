// Tokens: JWTs signed HS256 with the certificate of an app (P-HELLO-6). Checking and issuing stand together, so that
// they cannot drift apart. A resume within the lease asks for no token, so the same token seldom comes twice and a
// cache of proved ones would not pay.
import { MAX_TOKEN } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { createSigner, createVerifier, TokenError } from 'fast-jwt'
import type { App } from '../config/apps.ts'
import { type Claims, judge, type Judged, VALIDITY_MOST_MS } from './claims.ts'
import type { Clock } from '../base/clock.ts'
import type { ConfiguredApp } from '../config/config-apps.ts'
import type { TokenVerdict, TokenVerifier } from './verifier.ts'

const ALGORITHM = 'HS256'

const open: TokenVerdict = { why: 'ok', expiresAt: 0 }
const expired: TokenVerdict = {
  why: 'token_expired',
  message: 'the token has expired: issue a new one and log in again'
}
const invalid = (what: string): TokenVerdict => ({
  why: 'token_invalid',
  message: `${what}: issue a token for this app and this user, signed HS256 with the certificate of the app`
})

// The library proves who signed and nothing else; the claims, and the time, are for claims.ts.
const verifierFor = (certificate: string): ((token: string) => Claims) =>
  createVerifier({
    key: Buffer.from(certificate, 'utf8'),
    algorithms: [ALGORITHM],
    ignoreExpiration: true,
    ignoreNotBefore: true,
    cache: false
  })

export class JwtVerifier implements TokenVerifier {
  readonly #verifiers = new Map<string, (token: string) => Claims>()

  constructor(
    apps: readonly ConfiguredApp[],
    readonly clock: Clock
  ) {
    for (const { app, certificate } of apps)
      if (certificate !== '') this.#verifiers.set(app.id, verifierFor(certificate))
  }

  async verify(app: App, user: string, token: string): Promise<TokenVerdict> {
    if (!app.certificate) return open // P-HELLO-6
    const claimsOf = this.#verifiers.get(app.id)
    if (claimsOf === undefined) return invalid('this server has no certificate for the app')
    if (token === '') return invalid('the app has a certificate and the token is empty')
    if (token.length > MAX_TOKEN) return invalid('the token is too long')
    try {
      return verdictFor(judge(claimsOf(token), app.id, user, this.clock.now()))
    } catch (error) {
      return verdictOf(error)
    }
  }
}

function verdictFor(judged: Judged): TokenVerdict {
  if (judged === 'expired') return expired
  return 'wrong' in judged ? invalid(judged.wrong) : { why: 'ok', expiresAt: judged.expiresAt }
}

const { codes } = TokenError

// The library's own messages are not handed on: some of them quote what they found.
function verdictOf(error: unknown): TokenVerdict {
  const code = error instanceof TokenError ? error.code : ''
  if (code === codes.invalidSignature) return invalid('the signature does not match the certificate of the app')
  return invalid('the token is malformed')
}

export function issueToken(
  app: string,
  user: string,
  certificate: string,
  issuedAtMs: number,
  validityMs: number
): string {
  const iat = Math.floor(issuedAtMs / 1000)
  // never one that is over when it is issued
  const exp = iat + Math.max(1, Math.floor(Math.min(validityMs, VALIDITY_MOST_MS) / 1000))
  return createSigner({ key: Buffer.from(certificate, 'utf8'), algorithm: ALGORITHM })({ app, sub: user, iat, exp })
}
