// Generated from sdk/api/error.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmLateOutcome, RtmLinkFault } from './results.js';
/** The error codes: `errorActions` says what to do about each. */
export type RtmErrorCode = 'invalid' | 'bad_text' | 'too_large' | 'too_often' | 'timeout' | 'offline' | 'full' | 'no_server' | 'not_logged_in' | 'busy' | 'aborted' | 'unknown_app' | 'not_authorised' | 'bad_user' | 'token_invalid' | 'token_expired' | 'replaced' | 'kicked' | 'version' | 'not_joined' | 'already_joined' | 'too_many_channels' | 'too_many_ids' | 'too_many_watched' | 'attributes_too_large' | 'user_offline' | 'already_invited' | 'unknown_invitation' | 'invitation_ended' | 'invitation_accepted' | 'malformed' | 'unsupported' | 'internal' | 'destroyed';
/** What to do about each code. */
export declare const errorActions: Readonly<Record<RtmErrorCode, string>>;
/** What the answer of the engine may carry besides its words. */
export interface Refusal {
    why?: string;
    message?: string;
    reason?: string;
    action?: string;
    retryAfterMs?: number;
    link?: unknown;
}
/**
 * The one error class of this API: every rejected promise rejects with it.
 *
 * @example
 * ```ts
 * try {
 *   await channel.sendMessage('hello')
 * } catch (error) {
 *   if (error instanceof RtmError && error.code === 'too_often') retryIn(error.retryAfterMs)
 *   else showToUser(error.reason, error.action)
 * }
 * ```
 */
export declare class RtmError extends Error {
    /** A word for your program. A newer server may use codes that are not in the list. */
    readonly code: RtmErrorCode | (string & {});
    /** What happened, in a sentence for developers. */
    readonly reason: string;
    /** What to do about it. */
    readonly action: string;
    /** How many milliseconds to wait before the same call may be made again; null if no rate limit was hit. */
    readonly retryAfterMs: number | null;
    /** The method that failed. */
    readonly call: string;
    /**
     * For a message that failed with `timeout`: await it to learn what happened. It resolves at the latest when the
     * client logs out. null for everything else.
     */
    readonly lateOutcome: Promise<RtmLateOutcome> | null;
    /**
     * For a `login` that reached no server: why, as far as the platform knows; `action` then says what to check. null for
     * everything else.
     */
    readonly link: RtmLinkFault | null;
    /** @hidden Only a client makes one. */
    constructor(call: string, refusal: Refusal, lateOutcome?: Promise<RtmLateOutcome> | null);
}
