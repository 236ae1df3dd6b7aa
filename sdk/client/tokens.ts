// Asks the app's tokenProvider by itself: for a login, before the end, after the end, after a refusal;
// again after a failure.
import { RtmError } from '../api/error.ts'
import type { Line } from './line.ts'
import type { RtmTokenCause, RtmTokenProvider } from '../api/options.ts'

const AGAIN_MS = 5000

export class TokenKeeper {
  private asking = 0 // the newest question; the answers to older ones count no more
  private cancel: (() => void) | null = null
  private resting = false // a token was taken a moment ago
  private userId = ''
  /** That wait for a token of the provider. */
  logins = 0
  private logouts = 0

  constructor(
    private readonly line: Line,
    private readonly provider: RtmTokenProvider | undefined,
    private readonly onFailed: (error: unknown) => void
  ) {}

  /** At once where nobody has to be asked: the next call of the page comes behind this one (P-ORDER-3). */
  forLogin(userId: string, given: string | undefined): string | Promise<string> {
    if (given !== undefined) return given
    return this.provider === undefined ? '' : this.askForLogin(this.provider, userId)
  }

  /** A logout that comes meanwhile ends that login. */
  private async askForLogin(provider: RtmTokenProvider, userId: string): Promise<string> {
    const before = this.logouts
    this.logins++
    let message = 'the tokenProvider returned no string'
    let token: unknown
    try {
      token = await provider(userId, 'login')
    } catch (fault) {
      message = `the tokenProvider failed: ${fault instanceof Error ? fault.message : String(fault)}`
    }
    this.logins--
    if (typeof token !== 'string') throw new RtmError('login', { why: 'token_invalid', message })
    if (before === this.logouts) return token
    throw new RtmError('login', { why: 'aborted', message: 'logout was called before the login was finished' })
  }

  /** The login of this user is done. */
  begin(userId: string): void {
    this.stop()
    this.userId = userId
  }

  /** A logout: it ends a login that waits, too. */
  end(): void {
    this.begin('')
    this.logouts++
  }

  renew(cause: RtmTokenCause): void {
    if (this.provider === undefined) return
    if (!this.resting) {
      void this.ask(this.provider, cause)
      return
    }
    // The token that was just given has ended, too: asking at once would go round and round.
    if (cause === 'expired')
      this.onFailed(
        new RtmError('renewToken', { why: 'token_expired', message: 'the token from the tokenProvider had expired' })
      )
    this.askLater(this.provider, cause === 'expired' ? 'refused' : cause)
  }

  /** The login is over, or a token was given by hand. */
  stop(): void {
    this.asking++
    this.resting = false
    this.cancel?.()
    this.cancel = null
  }

  private async ask(provider: RtmTokenProvider, cause: RtmTokenCause): Promise<void> {
    this.stop()
    const mine = this.asking
    try {
      const token = await provider(this.userId, cause)
      if (mine !== this.asking) return
      await this.line.ask('renewToken', 'renew', { token }, () => undefined)
      if (mine === this.asking) this.rest()
    } catch (fault) {
      if (mine !== this.asking) return
      this.askLater(provider, isRefusal(fault) ? 'refused' : cause)
      this.onFailed(fault)
    }
  }

  private rest(): void {
    this.resting = true
    this.cancel = this.line.after(AGAIN_MS, () => {
      this.resting = false
    })
  }

  private askLater(provider: RtmTokenProvider, cause: RtmTokenCause): void {
    this.cancel?.()
    this.cancel = this.line.after(AGAIN_MS, () => {
      void this.ask(provider, cause)
    })
  }
}

const isRefusal = (fault: unknown): boolean => fault instanceof RtmError && fault.code.startsWith('token_')
