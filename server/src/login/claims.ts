// What a token may claim, as rows: the library proves the signature, and every claim is judged here, because what a
// certificate has signed may still be nonsense (P-HELLO-6). Times are whole seconds: milliseconds, fractions and 1e308
// are numbers to JSON and would reach the wire as an end.

/** A token is good for a day after its issue at most, whatever its end says (P-HELLO-6). */
export const VALIDITY_MOST_MS = 86_400_000
/** So far may the clock of who issues be ahead of this one. */
export const AHEAD_MOST_MS = 60_000
/** Seconds stay below this until the year 5138; milliseconds have been above it since 1973. */
const SECONDS_BELOW = 1e11

export type Claims = Readonly<Record<string, unknown>>

/** `expired`: another one helps. A text: what is wrong with it. A number: the end, in ms. */
export type Judged = 'expired' | { readonly wrong: string } | { readonly expiresAt: number }

const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < SECONDS_BELOW
const wrong = (what: string): Judged => ({ wrong: what })

export function judge(claims: Claims, app: string, user: string, now: number): Judged {
  if (claims['app'] !== app) return wrong('the token is for another app, or has no app')
  if (claims['sub'] !== user) return wrong('the token is for another user, or has no sub')
  for (const name of ['exp', 'iat', 'nbf']) {
    const value = claims[name]
    if (value === undefined ? name === 'exp' : !isTime(value))
      return wrong(`${name} of the token is not a whole number of seconds since 1970`)
  }
  const { exp, iat, nbf } = claims as { exp: number; iat?: number; nbf?: number }
  if (iat !== undefined && iat * 1000 > now + AHEAD_MOST_MS)
    return wrong('iat of the token is more than 60 s ahead of the clock of the server')
  if (nbf !== undefined && nbf * 1000 > now) return wrong('nbf of the token is ahead of the clock of the server')
  if (iat === undefined && exp * 1000 > now + VALIDITY_MOST_MS)
    return wrong('the token has no iat, and its exp is more than 24 h ahead')
  const expiresAt = iat === undefined ? exp * 1000 : Math.min(exp * 1000, iat * 1000 + VALIDITY_MOST_MS)
  return expiresAt <= now ? 'expired' : { expiresAt }
}
