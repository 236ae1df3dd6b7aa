// Generated from js_sdk/error.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmLateOutcome, RtmLinkFault } from './results.js';
/** The words of failure: `errorActions` says what to do about each. */
export type RtmErrorCode = 'invalid' | 'bad_text' | 'too_large' | 'too_often' | 'timeout' | 'offline' | 'full' | 'no_server' | 'not_logged_in' | 'busy' | 'aborted' | 'unknown_app' | 'not_authorised' | 'bad_user' | 'token_invalid' | 'token_expired' | 'replaced' | 'kicked' | 'version' | 'not_joined' | 'already_joined' | 'too_many_channels' | 'too_many_ids' | 'too_many_watched' | 'attributes_too_large' | 'user_offline' | 'already_invited' | 'unknown_invitation' | 'invitation_ended' | 'invitation_accepted' | 'malformed' | 'unsupported' | 'internal' | 'destroyed';
/** Every code with what to do about it, as the documents list them. */
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
 * The one error of this interface: every promise that is rejected is rejected with it.
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
    /** A word for the program to decide by. A newer server may have one that is not in the list. */
    readonly code: RtmErrorCode | (string & {});
    /** What happened, in a sentence for developers. */
    readonly reason: string;
    /** What to do about it. */
    readonly action: string;
    /** After how many milliseconds the same call may be made again; null where no limit was hit. */
    readonly retryAfterMs: number | null;
    /** The method that failed. */
    readonly call: string;
    /** Of a message that was rejected with `timeout`: what became of it, as soon as that is known. It is settled at the latest when the client logs out. null for everything else. */
    readonly lateOutcome: Promise<RtmLateOutcome> | null;
    /** Of a `login` that reached no server: why not, as far as the platform knows; `action` then says what to look at. null for everything else. */
    readonly link: RtmLinkFault | null;
    /** @hidden Only a client makes one. */
    constructor(call: string, refusal: Refusal, lateOutcome?: Promise<RtmLateOutcome> | null);
}
