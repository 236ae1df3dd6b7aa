// Tokens of a test. Those that the kit makes have a user and an end; every other text is good for anybody and has none,
// as in an app without a certificate, until the kit is told that the tokens of its user have ended.
import type { TokenVerdict, TokenVerifier } from '../../server/src/login/verifier.ts'
import type { App } from '../../server/src/config/apps.ts'

interface Made {
  readonly user: string
  readonly expiresAt: number
}

const endless: TokenVerdict = { why: 'ok', expiresAt: 0 }
const expired: TokenVerdict = { why: 'token_expired', message: 'the token has expired: get a new one' }
const ofAnother: TokenVerdict = { why: 'token_invalid', message: 'the token is for another user' }

export class KitTokens implements TokenVerifier {
  private readonly made = new Map<string, Made>()
  /** By user: what he has shown, no token at all among it. */
  private readonly shown = new Map<string, Set<string>>()
  private readonly over = new Set<string>()

  constructor(private readonly now: () => number) {}

  make(user: string, lifeMs: number): string {
    const token = `token-${this.made.size + 1}-of-${user}`
    this.made.set(token, { user, expiresAt: this.now() + lifeMs })
    return token
  }

  /** Every token that this user has shown, or was given, has ended. */
  expire(user: string): void {
    for (const token of this.shown.get(user) ?? []) this.over.add(keyOf(user, token))
    for (const [token, made] of this.made) if (made.user === user) this.over.add(keyOf(user, token))
  }

  async verify(_app: App, user: string, token: string): Promise<TokenVerdict> {
    const shown = this.shown.get(user) ?? new Set<string>()
    this.shown.set(user, shown.add(token))
    const made = this.made.get(token)
    if (made !== undefined && made.user !== user) return ofAnother
    if (this.over.has(keyOf(user, token)) || (made !== undefined && made.expiresAt <= this.now())) return expired
    return made === undefined ? endless : { why: 'ok', expiresAt: made.expiresAt }
  }
}

const keyOf = (user: string, token: string): string => `${user}/${token}`
