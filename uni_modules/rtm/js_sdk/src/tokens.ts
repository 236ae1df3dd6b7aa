// Asks the app's tokenProvider by itself: for a login, before the end, after the end, after a refusal; again after a failure.
import { RtmError } from './error.ts'
import type { Line } from './line.ts'
import type { RtmTokenCause, RtmTokenProvider } from './options.ts'

const AGAIN_MS = 5000

export class TokenKeeper {
  private asking = 0 // the newest question; the answers to older ones count no more
  private cancel: (() => void) | null = null
  private userId = ''

  constructor(private readonly line: Line, private readonly provider: RtmTokenProvider | undefined, private readonly onFailed: (error: unknown) => void) {}

  async forLogin(userId: string, given: string | undefined): Promise<string> {
    if (given !== undefined) return given
    if (this.provider === undefined) return ''
    let token: unknown
    try {
      token = await this.provider(userId, 'login')
    } catch (fault) {
      throw new RtmError('login', { why: 'token_invalid', message: `the tokenProvider failed: ${wordsOf(fault)}` })
    }
    if (typeof token === 'string') return token
    throw new RtmError('login', { why: 'token_invalid', message: 'the tokenProvider gave no string' })
  }

  /** The login of this user is done. */
  begin(userId: string): void {
    this.stop()
    this.userId = userId
  }

  renew(cause: RtmTokenCause): void {
    if (this.provider !== undefined) void this.ask(this.provider, cause)
  }

  /** The login is over, or a token was given by hand. */
  stop(): void {
    this.asking++
    this.cancel?.()
    this.cancel = null
  }

  private async ask(provider: RtmTokenProvider, cause: RtmTokenCause): Promise<void> {
    this.stop()
    const mine = this.asking
    let next: RtmTokenCause = cause
    try {
      const token = await provider(this.userId, cause)
      if (mine !== this.asking) return
      next = 'refused'
      await this.line.ask('renewToken', 'renew', { token }, () => undefined)
    } catch (fault) {
      if (mine !== this.asking) return
      this.cancel = this.line.after(AGAIN_MS, () => { void this.ask(provider, next) })
      this.onFailed(fault)
    }
  }
}

const wordsOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault))
