// Who may log in. The core asks once per login and once per return after the lease (P-HELLO-6, P-RESUME-6).
import type { App } from '../config/apps.ts'

export type TokenVerdict =
  | { readonly why: 'ok'; readonly expiresAt: number /* ms; 0: no end */ }
  | { readonly why: 'token_invalid' | 'token_expired'; readonly message: string }

export interface TokenVerifier {
  /** Never throws and never rejects; the message never contains the token. */
  verify(app: App, user: string, token: string): Promise<TokenVerdict>
}

/** For apps without a certificate: the token is not looked at. */
export const openVerifier: TokenVerifier = {
  verify: async () => ({ why: 'ok', expiresAt: 0 })
}
